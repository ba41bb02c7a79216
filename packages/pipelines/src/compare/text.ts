import { type Comparison, summarize } from "./comparison.ts";
import { also, filesInWords, oneLine, placeInWords, sideOf, summaryInWords, told } from "./shown.ts";
import type { Verdict } from "./verdict.ts";

/** Colours a text, or gives it back as it is. */
export type Paint = (style: "bold" | "dim" | "red" | "green" | "yellow" | "cyan", text: string) => string;

const STYLES = {
  lost: "red",
  weaker: "red",
  unknown: "yellow",
  gained: "cyan",
  stronger: "green",
  same: "dim",
} as const satisfies Record<Verdict, Parameters<Paint>[0]>;
const LONGEST = 160;

/** Comparisons for a terminal: what changed, where, why, with both texts. */
export function comparisonText(comparisons: readonly Comparison[], paint: Paint): string {
  const blocks = comparisons.flatMap((comparison) => {
    const lines = told(comparison).map((entry) => {
      const side = sideOf(entry);
      const place = side === undefined ? "" : `${side.file}:${side.line}:${side.column}`;
      const what = oneLine(entry.what, LONGEST);
      const mark = entry.marked === true ? paint("yellow", " (!)") : "";
      return [
        `${paint("bold", oneLine(place, LONGEST))} ${paint(STYLES[entry.verdict], entry.verdict)}${mark} ${what} ${paint("dim", `in ${oneLine(placeInWords(entry), LONGEST)}`)}`,
        `  ${oneLine(entry.why + also(entry), 400)}`,
        ...(entry.old === undefined || entry.verdict === "same"
          ? []
          : [paint("red", `  - ${oneLine(entry.old.text, LONGEST)}`)]),
        ...(entry.new === undefined || entry.verdict === "same"
          ? []
          : [paint("green", `  + ${oneLine(entry.new.text, LONGEST)}`)]),
      ].join("\n");
    });
    const gaps = comparison.gaps.map((gap) =>
      paint("dim", `${oneLine(`${gap.file}:${gap.line}:${gap.column}`, LONGEST)} ${oneLine(gap.why, 400)}`),
    );
    const all = [...lines, ...gaps];
    return all.length === 0 ? [] : [[paint("dim", oneLine(filesInWords(comparison), 400)), ...all].join("\n\n")];
  });
  return [...blocks, `${summaryInWords(summarize(comparisons))}`].join("\n\n");
}
