import type { LineRange } from "@tollgate/core/vocabulary/evidence";

export interface AddedLine {
  /** 1-based, in the new file. */
  readonly line: number;
  readonly text: string;
}

/**
 * The lines that a patch adds, as GitHub writes it: hunks of a unified diff, without the lines that name the files.
 * Null where it is cut off or is none: then nobody knows which lines were added.
 */
export function addedLines(patch: string): readonly AddedLine[] | null {
  const added: AddedLine[] = [];
  let line = 0;
  let [old, now] = [0, 0];
  for (const text of patch.split("\n")) {
    if (old === 0 && now === 0) {
      const header = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
      if (header !== null) {
        line = Number(header[2]);
        old = Number(header[1] ?? 1);
        now = Number(header[3] ?? 1);
        continue;
      }
      // After the last hunk stand at most the mark of a missing line end, and the end of the text itself.
      if (text === "" || text.startsWith("\\")) continue;
      return null;
    }
    const mark = text[0];
    if (mark === "+") {
      added.push({ line: line++, text: text.slice(1) });
      now -= 1;
    } else if (mark === "-") {
      old -= 1;
    } else if (mark === " " || mark === undefined) {
      // Some tools cut the space off that stands for an empty line.
      line += 1;
      old -= 1;
      now -= 1;
    } else if (mark !== "\\") return null;
    if (old < 0 || now < 0) return null;
  }
  return old === 0 && now === 0 ? added : null;
}

/** Neighbouring lines as ranges. */
export function rangesOf(lines: readonly AddedLine[]): readonly LineRange[] {
  const ranges: [number, number][] = [];
  for (const { line } of lines) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] + 1 === line) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}
