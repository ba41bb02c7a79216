import type { Ratio } from "@tollgate/core/vocabulary/evidence";
import { LineHits } from "./lines.ts";
import { type CoverageLines, numberOf, ReportError, repositoryPath } from "./report.ts";
import { readXml } from "./xml.ts";

/**
 * Cobertura's XML (coverage-04.dtd), as coverage.py, gcovr, coverlet and Istanbul write it too.
 * @throws ReportError with the place
 */
export async function readCobertura(text: string): Promise<CoverageLines> {
  const hits = new LineHits();
  const sources: string[] = [];
  let branches: Ratio | null = null;
  let counted: Ratio = { covered: 0, total: 0 };
  const files: { readonly name: string; readonly lines: [number, boolean][] }[] = [];
  await readXml(text, {
    open(name, attributes, path) {
      if (path.length === 1) {
        if (name !== "coverage") throw new ReportError(`<${name}> is no Cobertura report: it begins with <coverage>`);
        const total = numberOf(attributes["branches-valid"]);
        const covered = numberOf(attributes["branches-covered"]);
        if (total !== null && covered !== null && total > 0) branches = { covered, total };
      } else if (name === "source") sources.push("");
      else if (name === "class") {
        if (attributes.filename === undefined) throw new ReportError("a <class> has no filename");
        files.push({ name: attributes.filename, lines: [] });
      } else if (name === "line") {
        const number = numberOf(attributes.number);
        const count = numberOf(attributes.hits);
        if (number === null || count === null) throw new ReportError("a <line> needs number and hits");
        files.at(-1)?.lines.push([number, count > 0]);
        // Lines of methods stand among those of their class again.
        const conditions = /\((\d+)\/(\d+)\)/.exec(attributes["condition-coverage"] ?? "");
        if (conditions !== null && !path.includes("method")) {
          const [covered, total] = [Number(conditions[1]), Number(conditions[2])];
          counted = { covered: counted.covered + covered, total: counted.total + total };
        }
      }
    },
    text(piece, path) {
      if (path.at(-1) === "source") sources.push((sources.pop() ?? "") + piece);
    },
  });
  // Of several roots nobody says which one a file belongs to.
  const [root, ...others] = sources.map((source) => source.trim()).filter((source) => source !== "");
  for (const { name, lines } of files) {
    const relative = !/^(?:\/|[A-Za-z]:[\\/])/.test(name);
    const path = relative && root !== undefined && others.length === 0 ? `${withoutSlashes(root)}/${name}` : name;
    for (const [line, hit] of lines) hits.add(repositoryPath(path), line, hit);
  }
  return hits.report(branches ?? (counted.total > 0 ? counted : null));
}

/** Not by a regular expression: from each of a million slashes it would look for the end once more. */
function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/" || path[end - 1] === "\\") end--;
  return path.slice(0, end);
}
