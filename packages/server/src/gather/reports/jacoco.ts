import type { Ratio } from "@tollgate/core/vocabulary/evidence";
import { LineHits } from "./lines.ts";
import { type CoverageLines, numberOf, ReportError } from "./report.ts";
import { readXml } from "./xml.ts";

/**
 * JaCoCo's XML (report.dtd). Files stand below their package, not below the folder of the sources. A report without
 * debug information has no lines, only counters.
 * @throws ReportError with the place
 */
export async function readJaCoCo(text: string): Promise<CoverageLines> {
  const hits = new LineHits();
  const totals = new Map<string, Ratio>();
  let folder = "";
  let file: string | null = null;
  await readXml(text, {
    open(name, attributes, path) {
      if (path.length === 1) {
        if (name !== "report") throw new ReportError(`<${name}> is no JaCoCo report: it begins with <report>`);
      } else if (name === "package") folder = attributes.name ?? "";
      else if (name === "sourcefile") {
        if (attributes.name === undefined) throw new ReportError("a <sourcefile> has no name");
        file = folder === "" ? attributes.name : `${folder}/${attributes.name}`;
      } else if (name === "line" && file !== null) {
        const number = numberOf(attributes.nr);
        const instructions = numberOf(attributes.ci);
        if (number === null || instructions === null) throw new ReportError("a <line> needs nr and ci");
        hits.add(file, number, instructions > 0);
      } else if (name === "counter" && path.length === 2) {
        const [missed, covered] = [numberOf(attributes.missed), numberOf(attributes.covered)];
        if (missed === null || covered === null) throw new ReportError("a <counter> needs missed and covered");
        totals.set(attributes.type ?? "", { covered, total: covered + missed });
      }
    },
    close(name) {
      if (name === "sourcefile") file = null;
    },
  });
  const report = hits.report(totals.get("BRANCH") ?? null);
  return report.detail.length > 0 ? report : { ...report, lines: totals.get("LINE") ?? report.lines };
}
