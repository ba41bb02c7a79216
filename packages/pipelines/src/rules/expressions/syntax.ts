import type { ExpressionFault } from "../../expressions/parse.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Span } from "../../source/lines.ts";
import { valueAt } from "../../source/tree.ts";
import { type ExpressionSubject, inStep, reportAt } from "./judged.ts";

const SOURCE = "https://docs.github.com/en/actions/reference/workflows-and-actions/expressions";

/** Expressions that cannot be read. */
export const expressionSyntax = defineRule({
  codes: {
    "expression/not-closed": {
      title: "Expression is not closed",
      severity: "error",
      confidence: "high",
      explanation:
        "A dollar sign with two braces begins an expression wherever it stands, also in a script or in a comment of a script, and the next `}}` ends it. GitHub refuses a file in which that is missing.",
      bad: inStep("github.ref").replace("}}", "}"),
      good: inStep("github.ref"),
      source: SOURCE,
    },
    "expression/syntax": {
      title: "Expression cannot be read",
      severity: "error",
      confidence: "high",
      explanation:
        "Expressions have texts in single quotes, numbers, `true`, `false`, `null`, the contexts, calls of functions, and the operators `!`, `<`, `<=`, `>`, `>=`, `==`, `!=`, `&&` and `||`. There is no arithmetic. GitHub refuses a file with an expression that it cannot read.",
      bad: inStep('"main"'),
      good: inStep("'main'"),
      source: SOURCE,
    },
  },
  check(subject: ExpressionSubject, report) {
    const tell = reportAt(subject, report);
    for (const { span, text } of tagsOf(subject)) {
      const message =
        "YAML takes a leading ! for a tag, and the condition is lost. Write it as an expression or in quotes.";
      const edits = [{ ...span, text: `\${{ ${text} }}` }];
      report("expression/syntax", span, message, { fix: { title: `Write \${{ ${text} }}`, safe: false, edits } });
    }
    for (const site of subject.sites) {
      const { embedded, parsed } = site;
      if (!embedded.closed) {
        const span = { start: embedded.start - embedded.at, end: 0 };
        tell(site, "expression/not-closed", span, "This expression is never closed. Add `}}` behind it.");
      } else if (!parsed.ok) tell(site, "expression/syntax", parsed.fault.span, messageOf(parsed.fault));
    }
  },
});

/** Conditions that begin with a bare `!`, with what stands there. */
function tagsOf(subject: ExpressionSubject): readonly { readonly span: Span; readonly text: string }[] {
  const { document } = subject;
  const owners =
    "workflow" in subject
      ? subject.workflow.jobs.flatMap((job) => [job.node, ...job.steps.map(({ node }) => node)])
      : subject.action.steps.map(({ node }) => node);
  return [...new Set(owners)].flatMap((owner) => {
    const condition = valueAt(owner, "if");
    if (condition?.kind !== "scalar" || condition.tag === undefined) return [];
    const start = document.text.lastIndexOf(condition.tag, condition.span.start);
    const span = { start, end: condition.span.end };
    return start < 0 ? [] : [{ span, text: document.text.slice(span.start, span.end).trim() }];
  });
}

function messageOf({ kind, found }: ExpressionFault): string {
  switch (kind) {
    case "empty":
      return "There is no expression between the braces. Write one, or remove them.";
    case "unclosed-string":
      return "This text has no closing quote. Add it; a quote inside of a text is written twice ('').";
    case "unexpected-end":
      return "The expression ends too early: a value or a closing parenthesis or bracket is missing.";
    case "unexpected-symbol":
      return `"${found}" cannot stand here. Is an operator, a comma or a parenthesis missing before it?`;
    case "too-deep":
      return "The expression is nested deeper than the 50 levels that GitHub allows. Split it.";
    case "too-long":
      return "The expression is longer than the 21,000 characters that GitHub allows. Split it.";
    case "unexpected-character":
      return `"${found}" cannot stand in an expression.${HINTS[found] ?? ""}`;
  }
}

const ARITHMETIC = " There is no arithmetic in expressions: compute it in a step.";
const HINTS: Readonly<Record<string, string>> = {
  '"': " Texts stand in single quotes.",
  "`": " Texts stand in single quotes.",
  "+": ARITHMETIC,
  "-": ARITHMETIC,
  "/": ARITHMETIC,
  "%": ARITHMETIC,
  "=": " Equality is written ==.",
  "&": " And is written &&.",
  "|": " Or is written ||.",
  $: " Expressions cannot be nested: write the inner one without the dollar sign and the braces.",
  "?": " A choice is written condition && value || other.",
};
