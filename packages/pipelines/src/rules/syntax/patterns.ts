import { defineRule } from "../../findings/rule.ts";
import { spanWithin } from "../../source/align.ts";
import { itemsOf, textOf, valueAt } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import { patternFaults } from "./glob.ts";

const JOBS = "jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";

const FILTERS = [
  ["branches", "ref"],
  ["branches-ignore", "ref"],
  ["tags", "ref"],
  ["tags-ignore", "ref"],
  ["paths", "path"],
  ["paths-ignore", "path"],
] as const;

/** Patterns of filters by branch, tag and path. */
export const patterns = defineRule<WorkflowSubject, "syntax/invalid-pattern">({
  codes: {
    "syntax/invalid-pattern": {
      title: "Pattern of a filter is wrong",
      severity: "error",
      confidence: "high",
      explanation:
        "Filters by branch, tag and path take patterns with `*`, `**`, `?`, `+`, `[...]` and `!`; they are no regular expressions. A pattern with characters that no branch has, or with a path that begins with `./`, never matches; brackets and repetitions that make no sense are refused.",
      bad: `on:\n  push:\n    tags: ['v\\d+']\n${JOBS}`,
      good: `on:\n  push:\n    tags: ['v[0-9]+']\n${JOBS}`,
      source:
        "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet",
    },
  },
  check({ document, workflow }, report) {
    for (const { settings } of workflow.events) {
      for (const [filter, kind] of FILTERS) {
        for (const item of itemsOf(valueAt(settings, filter))) {
          if (item.kind !== "scalar" || item.value === null || item.text.includes("${{")) continue;
          for (const { at, message, severity } of patternFaults(item.text, kind)) {
            report(
              "syntax/invalid-pattern",
              spanWithin(document, item, at, Math.min(at + 1, item.text.length)),
              message,
              severity === undefined ? {} : { severity },
            );
          }
        }
        const items = itemsOf(valueAt(settings, filter));
        const [first] = items;
        if (first === undefined || filter.endsWith("-ignore")) continue;
        const texts = items.map((item) => textOf(item) ?? "");
        // Who leaves out everything means nothing of it.
        if (!texts.every((text) => /^!./.test(text)) || texts.some((text) => /^!\*+$/.test(text))) continue;
        const message = `Every pattern begins with "!", so there is nothing to take out of, and nothing matches. Write "**" before it, or use "${filter}-ignore" without "!".`;
        report("syntax/invalid-pattern", first.span, message, { severity: "warning" });
      }
    }
  },
});
