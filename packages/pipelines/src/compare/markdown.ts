import { type Comparison, type Entry, type Side, summarize } from "./comparison.ts";
import { also, filesInWords, isConcern, oneLine, summaryInWords, told } from "./shown.ts";
import type { Verdict } from "./verdict.ts";

/** What GitHub takes as a comment. */
export const LONGEST_COMMENT = 65_536;
/** Kept for what is said at the end of a comment that was cut. */
const RESERVE = 500;
const LONGEST_TEXT = 120;

const SIGNS: Readonly<Record<Verdict, string>> = {
  lost: "🔴",
  weaker: "🔴",
  unknown: "🟡",
  gained: "🔵",
  stronger: "🟢",
  same: "⚪",
};

/**
 * Comparisons as Markdown that fits a comment on a pull request: a first line that says it all, then what needs a look,
 * the rest folded.
 */
export function comparisonMarkdown(comparisons: readonly Comparison[]): string {
  const lines = [`**Workflows compared:** ${summaryInWords(summarize(comparisons))}`];
  let left = LONGEST_COMMENT - RESERVE - (lines[0]?.length ?? 0);
  let dropped = 0;
  const add = (line: string, counts: number) => {
    // Once something was left out all else is, so that what is shown has no holes.
    if (dropped > 0 || line.length + 1 > left) {
      dropped += counts;
      return false;
    }
    left -= line.length + 1;
    lines.push(line);
    return true;
  };
  const changed = comparisons.filter((comparison) => told(comparison).length + comparison.gaps.length > 0);
  // First what needs a look in every file: the end of a long comment is cut off.
  for (const comparison of changed) {
    const entries = told(comparison).filter(isConcern);
    if (entries.length > 0) add(`\n### ${code(filesInWords(comparison))}\n`, 0);
    for (const entry of entries) add(item(entry), 1);
  }
  for (const comparison of changed) {
    const entries = told(comparison).filter((entry) => !isConcern(entry));
    const rest = [...entries.map(item), ...comparison.gaps.map(({ why }) => `- ⚪ ${plain(why)}`)];
    if (rest.length === 0) continue;
    const summary = `\n<details><summary><code>${html(oneLine(filesInWords(comparison), 200))}</code>: ${rest.length} more</summary>\n`;
    const end = "\n</details>";
    if (!add(summary, rest.length)) continue;
    left -= end.length + 1;
    for (const line of rest) add(line, 1);
    lines.push(end);
  }
  if (dropped > 0) lines.push(`\n${dropped} more did not fit into a comment: run \`tollgate compare\` to see all.`);
  return `${lines.join("\n")}\n`;
}

function item(entry: Entry): string {
  const where = entry.path.length === 0 ? "" : ` in ${entry.path.map(code).join(", ")}`;
  const mark = entry.marked === true ? " ⚠️" : "";
  const texts = entry.verdict === "same" ? "" : sides(entry.old, entry.new);
  return `- ${SIGNS[entry.verdict]} **${entry.verdict}**${mark} ${code(entry.what)}${where}: ${plain(entry.why + also(entry))}${texts}`;
}

function sides(old: Side | undefined, now: Side | undefined): string {
  const part = (name: string, side: Side | undefined) =>
    side === undefined || side.text.trim() === "" ? [] : [`${name} (line ${side.line}) ${code(side.text)}`];
  const parts = [...part("before", old), ...part("now", now)];
  return parts.length === 0 ? "" : `<br>${parts.join(", ")}`;
}

/** Text of strangers as code: nothing in it is markup, and nobody is mentioned. */
function code(text: string): string {
  const line = oneLine(text, LONGEST_TEXT);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return line === "" ? "" : `${fence}${space}${line}${space}${fence}`;
}

/** A sentence that may quote strangers: no markup, no mention, no reference to an issue. */
function plain(text: string): string {
  return html(oneLine(text, 400))
    .replaceAll(/[\\`*_[\]{}()|~!]/g, "\\$&")
    .replaceAll(/([@#])(?=[\w-])/g, "$1\u200b")
    .replaceAll("://", ":\u200b//");
}

function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
