import type { Paint } from "../output/terminal.ts";
import { clean, width } from "../output/text.ts";
import type { Finding } from "./kinds.ts";

const STYLES = { error: "red", warning: "yellow", info: "cyan" } as const;
/** Columns of source that are shown around a finding: a minified line would bury it. */
const SHOWN = 120;

/** The lines of a file, as findings count them. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}

/** A finding with its source line and a mark below the place. */
export function findingLines(finding: Finding, lines: readonly string[], paint: Paint): string {
  const place = paint("bold", `${finding.file}:${finding.line}:${finding.column}`);
  const head = `${place} ${paint(STYLES[finding.severity], finding.severity)} ${clean(finding.message)} ${paint("dim", finding.code)}`;
  const source = lines[finding.line - 1];
  if (source === undefined || source.trim() === "") return head;
  const characters = source.replaceAll("\t", " ");
  const start = finding.column - 1;
  const end = finding.endLine > finding.line ? characters.length : finding.endColumn - 1;
  const from = start > SHOWN - 20 ? start - 20 : 0;
  const shown = clean(characters.slice(from, from + SHOWN));
  const before = width(clean(characters.slice(from, start)));
  const marked = Math.max(1, width(clean(characters.slice(start, Math.min(end, from + SHOWN)))));
  const number = String(finding.line);
  const bar = (left: string) => paint("dim", `  ${left.padStart(number.length)} |`);
  return [
    head,
    `${bar(number)} ${shown}`,
    `${bar("")} ${" ".repeat(before)}${paint(STYLES[finding.severity], "^".repeat(marked))}`,
  ].join("\n");
}

/** `2 files, 1 error, 1 warning` */
export function summary(files: number, findings: readonly Finding[]): string {
  const count = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  const some = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const parts = [some(files, "file"), some(count("error"), "error"), some(count("warning"), "warning")];
  if (count("info") > 0) parts.push(some(count("info"), "remark"));
  return parts.join(", ");
}
