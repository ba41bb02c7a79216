import { setImmediate } from "node:timers/promises";
import { LineHits } from "./lines.ts";
import { type CoverageLines, ReportError, repositoryPath } from "./report.ts";

/** Lines that are read at once: others get their turn between two pieces. */
const PIECE = 50_000;

/**
 * LCOV's trace files (`lcov.info`): geninfo(1) of the LCOV project names their records.
 * @throws ReportError with the line
 */
export async function readLcov(text: string): Promise<CoverageLines> {
  const hits = new LineHits();
  // By file, so that the same file told twice is counted once.
  const branches = new Map<string, Map<string, boolean>>();
  let file: string | null = null;
  let files = 0;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    const refuse = (reason: string): never => {
      throw new ReportError(`line ${index + 1}: ${reason}`);
    };
    const inFile = () => file ?? refuse("it belongs to no file: SF: must come before it");
    if (index % PIECE === PIECE - 1) await setImmediate();
    if (line === "" || line.startsWith("#")) continue;
    if (line === "end_of_record") {
      file = null;
      continue;
    }
    const [, key, value = ""] = /^([A-Z]+):(.*)$/.exec(line) ?? refuse("it is no record of LCOV");
    if (key === "SF") {
      file = repositoryPath(value);
      files++;
    } else if (key === "DA") {
      const [, number, count] = /^(\d+),(-?\d+|-)(?:,.*)?$/.exec(value) ?? refuse("DA: needs line,count");
      hits.add(inFile(), Number(number), Number(count) > 0);
    } else if (key === "BRDA") {
      const [, where, count] = /^(\d+,.*),(-|\d+)$/.exec(value) ?? refuse("BRDA: needs line,block,branch,count");
      const own = branches.get(inFile()) ?? new Map<string, boolean>();
      branches.set(inFile(), own);
      own.set(where ?? "", own.get(where ?? "") === true || Number(count) > 0);
    }
  }
  if (files === 0) throw new ReportError("line 1: it names no file (SF:)");
  const all = [...branches.values()].flatMap((own) => [...own.values()]);
  const ratio = all.length === 0 ? null : { covered: all.filter((taken) => taken).length, total: all.length };
  return hits.report(ratio);
}
