import { writeFileSync } from "node:fs";
import { commitOf } from "@tollgate/pipelines/compare/commits";
import { compare } from "@tollgate/pipelines/compare/compare";
import { type Comparison, summarize } from "@tollgate/pipelines/compare/comparison";
import { comparisonHtml } from "@tollgate/pipelines/compare/html";
import { comparisonMarkdown } from "@tollgate/pipelines/compare/markdown";
import { summaryInWords } from "@tollgate/pipelines/compare/shown";
import { comparisonText } from "@tollgate/pipelines/compare/text";
import { CONCERNS } from "@tollgate/pipelines/compare/verdict";
import { CliFailure, EXIT } from "../failure.ts";
import { endWith, note, paintErr, painter, paintOut, print } from "../output/terminal.ts";
import { Projects } from "../validate/project.ts";
import { readSide, type Side } from "./side.ts";

export interface CompareFlags {
  readonly format: "text" | "json" | "html" | "markdown";
  readonly output?: string;
}

/** Compares two arguments, prints what became of everything, and ends with 1 where somebody should look. */
export function compareSides(old: string, now: string, flags: CompareFlags): void {
  const projects = new Projects();
  const comparisons = pairs(readSide(old, projects), readSide(now, projects)).map(([before, after]) =>
    compare(before, after, { commitOf }),
  );
  const summary = summarize(comparisons);
  const text = printed(old, now, comparisons, flags);
  if (flags.output === undefined) print(text);
  else {
    writeFileSync(flags.output, text.endsWith("\n") ? text : `${text}\n`);
    note(paintErr("dim", `${flags.output}: ${summaryInWords(summary)}`));
  }
  if (CONCERNS.some((verdict) => summary[verdict] > 0)) endWith(EXIT.negative);
}

/** What is compared with what: two files whatever they are called, files of folders by their names. */
function pairs(old: Side, now: Side) {
  if (old.kind === "file" && now.kind === "file") return [[old.pipeline, now.pipeline] as const];
  if (old.kind === "folder" && now.kind === "folder") {
    const names = new Set([...old.pipelines.keys(), ...now.pipelines.keys()]);
    return [...names].sort().map((name) => [old.pipelines.get(name), now.pipelines.get(name)] as const);
  }
  throw new CliFailure(
    EXIT.wrong,
    "One side is a file, the other a folder.",
    "Compare a file with a file, or a folder with a folder.",
  );
}

function printed(old: string, now: string, comparisons: readonly Comparison[], flags: CompareFlags): string {
  switch (flags.format) {
    case "json":
      return JSON.stringify({ old, new: now, summary: summarize(comparisons), comparisons }, null, 2);
    case "html":
      return comparisonHtml(comparisons);
    case "markdown":
      return comparisonMarkdown(comparisons);
    case "text":
      return comparisonText(comparisons, flags.output === undefined ? paintOut : painter(false));
  }
}
