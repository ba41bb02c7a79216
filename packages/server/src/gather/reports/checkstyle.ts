import type { Severity } from "@tollgate/core/vocabulary/evidence";
import { type Lint, type LintFinding, MOST_ITEMS, numberOf, oneLine, ReportError, repositoryPath } from "./report.ts";
import { readXml } from "./xml.ts";

const SEVERITY: Readonly<Record<string, Severity>> = { error: "high", warning: "medium", info: "low" };

/**
 * Checkstyle's XML, which many linters write.
 * @throws ReportError with the place
 */
export async function readCheckstyle(text: string): Promise<Lint> {
  const detail: LintFinding[] = [];
  let total = 0;
  let file = "";
  await readXml(text, {
    open(name, attributes, path) {
      if (path.length === 1 && name !== "checkstyle") {
        throw new ReportError(`<${name}> is no Checkstyle report: it begins with <checkstyle>`);
      }
      if (name === "file") {
        if (attributes.name === undefined) throw new ReportError("a <file> has no name");
        file = repositoryPath(attributes.name);
      } else if (name === "exception") {
        // What it could not look at would look clean.
        throw new ReportError(`Checkstyle itself failed on ${file === "" ? "a file" : file}`);
      } else if (name === "error" && attributes.severity !== "ignore") {
        total++;
        if (detail.length >= MOST_ITEMS) return;
        detail.push({
          tool: "checkstyle",
          rule: oneLine(attributes.source ?? "") || "(without a rule)",
          // Checkstyle's own default.
          severity: SEVERITY[attributes.severity ?? "error"] ?? "medium",
          message: oneLine(attributes.message ?? ""),
          path: file,
          line: numberOf(attributes.line),
        });
      }
    },
  });
  return { kind: "lint", tool: "checkstyle", security: false, total, detail };
}
