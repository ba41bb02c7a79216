import { embeddedIn } from "../../expressions/embedded.ts";
import { evaluate } from "../../expressions/evaluate.ts";
import { parseExpression } from "../../expressions/parse.ts";
import { defineRule } from "../../findings/rule.ts";
import { valueAt, type YamlScalar } from "../../source/tree.ts";
import { type StepSubject, stepListsOf } from "./steps.ts";

const head = (condition: string): string =>
  `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n        if: ${condition}\n`;
const SOURCE = "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idif";

/** Conditions whose answer does not depend on anything. */
export const conditions = defineRule<StepSubject, "syntax/true-condition" | "syntax/constant-condition">({
  codes: {
    "syntax/true-condition": {
      title: "Condition is always true",
      severity: "error",
      confidence: "high",
      explanation:
        "With anything around `${{ }}`, be it a space or a line break, the whole condition is text, and text that is not empty is true. Write the condition without `${{ }}`, or put all of it into one.",
      bad: head("${{ github.ref == 'refs/heads/main' }} && ${{ github.event_name == 'push' }}"),
      good: head("github.ref == 'refs/heads/main' && github.event_name == 'push'"),
      source: SOURCE,
    },
    "syntax/constant-condition": {
      title: "Condition never changes",
      severity: "warning",
      confidence: "high",
      explanation:
        "The condition names nothing that could differ from run to run, or a part of it that is always true or false decides it: `github.ref_name == 'main' || 'dev'` is always true, since a text is. Remove it if it is always true, or remove what it switches off.",
      bad: head("false"),
      good: head("github.ref == 'refs/heads/main'"),
      source: SOURCE,
    },
  },
  check(subject, report) {
    const check = (condition: YamlScalar | undefined): void => {
      if (condition === undefined) return;
      const { text, span } = condition;
      const [first, ...others] = embeddedIn(text);
      if (first !== undefined && !first.closed) return;
      if (first !== undefined && (others.length > 0 || first.start > 0 || first.end < text.length)) {
        const message =
          "This condition is always true: with anything around ${{ }}, even a space or a line break, it is text. Write it without ${{ }}.";
        report("syntax/true-condition", span, message);
        return;
      }
      const source = (first?.source ?? text).trim();
      const result = source === "" ? undefined : evaluate(source, {});
      if (result?.ok !== true) {
        const part = decidingPart(source);
        if (part === undefined) return;
        const message = part.truth
          ? `This condition is always true: ${part.text} alone makes it so. Compare it with something, or remove it.`
          : `This condition is always false: ${part.text} alone makes it so. Remove it, or what it switches off.`;
        report("syntax/constant-condition", span, message);
        return;
      }
      const truth = isTrue(result.value) ? "true: remove it" : "false: remove what it switches off";
      report("syntax/constant-condition", span, `This condition is always ${truth}, or name what it should depend on.`);
    };
    for (const { job, steps } of stepListsOf(subject)) {
      check(job?.condition);
      const snapshot = valueAt(job?.node, "snapshot");
      const taken = valueAt(snapshot, "if");
      if (taken?.kind === "scalar") check(taken);
      for (const { condition } of steps) check(condition);
    }
  },
});

/** A literal that decides a chain of `||` or `&&` whatever the rest is. */
function decidingPart(source: string): { readonly text: string; readonly truth: boolean } | undefined {
  const parsed = parseExpression(source);
  if (!parsed.ok || parsed.tree.kind !== "logical") return undefined;
  const truth = parsed.tree.operator === "||";
  for (const part of parsed.tree.operands) {
    if (part.kind === "literal" && isTrue(part.value) === truth)
      return { text: source.slice(part.span.start, part.span.end), truth };
  }
  return undefined;
}

/** As GitHub turns a value into a truth: lists and mappings are true even when they are empty. */
function isTrue(value: unknown): boolean {
  return typeof value === "object" ? value !== null : Boolean(value);
}
