import { WORKFLOW } from "../../dialects/github/schema.ts";
import { contextAccesses, type Expression, walkExpression } from "../../expressions/tree.ts";
import { advice } from "../../findings/nearest.ts";
import { defineRule } from "../../findings/rule.ts";
import { type ExpressionSubject, inStep, reportAt } from "./judged.ts";

/** What a value of a context can be. */
interface Known {
  readonly path: RegExp;
  readonly values: readonly string[];
  /** GitHub may add values: it is told as a warning. */
  readonly open?: true;
}

const RESULTS = ["success", "failure", "cancelled", "skipped"];

/** Values that GitHub's reference of contexts lists, with the paths in lower case. */
const KNOWN: readonly Known[] = [
  { path: /^needs\.[^.*[]+\.result$/, values: RESULTS },
  { path: /^jobs\.[^.*[]+\.result$/, values: RESULTS },
  { path: /^steps\.[^.*[]+\.(?:outcome|conclusion)$/, values: RESULTS },
  { path: /^job\.status$/, values: ["success", "failure", "cancelled"] },
  { path: /^github\.ref_type$/, values: ["branch", "tag"] },
  { path: /^runner\.os$/, values: ["Linux", "Windows", "macOS"] },
  { path: /^runner\.arch$/, values: ["X86", "X64", "ARM", "ARM64"], open: true },
  {
    path: /^github\.event_name$/,
    // `dynamic` starts workflows that GitHub makes itself.
    values: [...(WORKFLOW.shape("on-mapping-strict").mappings[0]?.properties.keys() ?? []), "dynamic"],
    open: true,
  },
];

const REF = "github.ref";
const REFS = "refs/";

/** Comparisons with what a context never is. */
export const unknownValue = defineRule<ExpressionSubject, "expression/unknown-value">({
  codes: {
    "expression/unknown-value": {
      title: "Compared with a value that never comes",
      severity: "error",
      confidence: "high",
      explanation:
        "Some values of contexts are one of a few words: a result is `success`, `failure`, `cancelled` or `skipped`; `runner.os` is `Linux`, `Windows` or `macOS`. `github.ref` is a full name, such as `refs/heads/main`; the short one is `github.ref_name`. GitHub does not complain about another word; the condition just never holds, or always does.",
      bad: inStep("github.ref_type == 'branches'"),
      good: inStep("github.ref_type == 'branch'"),
      source: "https://docs.github.com/en/actions/reference/workflows-and-actions/contexts",
    },
  },
  check(subject, report) {
    const tell = reportAt(subject, report);
    for (const site of subject.sites) {
      const { availability, embedded, parsed } = site;
      if (availability === undefined || !embedded.closed || !parsed.ok) continue;
      // Most expressions only take a value.
      if (!/[=!]=|contains|startswith/i.test(embedded.source)) continue;
      walkExpression(parsed.tree, (expression) => {
        if (expression.kind === "comparison" && (expression.operator === "==" || expression.operator === "!=")) {
          const { left, right, operator } = expression;
          const text = textOf(right) ?? textOf(left);
          const path = pathOf(textOf(right) === undefined ? right : left);
          if (text === undefined || text === "" || path === undefined) return;
          const outcome = operator === "==" ? "false" : "true";
          if (path === REF && !text.toLowerCase().startsWith(REFS)) {
            const message = `This is always ${outcome}: github.ref is a full name, such as refs/heads/main. Compare github.ref_name, or write the full name.`;
            tell(site, "expression/unknown-value", expression.span, message, { severity: "warning" });
            return;
          }
          const known = KNOWN.find((one) => one.path.test(path));
          if (known === undefined || known.values.some((value) => value.toLowerCase() === text.toLowerCase())) return;
          const message = `This is always ${outcome}: ${path} is never '${text}'. ${advice(text, known.values)}`;
          tell(site, "expression/unknown-value", expression.span, message, {
            severity: known.open ? "warning" : "error",
          });
        } else if (expression.kind === "call" && expression.name.toLowerCase() === "contains") {
          const [of, item] = expression.args;
          const text = item === undefined ? undefined : textOf(item);
          const path = of === undefined ? undefined : pathOf(of);
          // Of each of the needs: `needs.*.result`.
          if (text === undefined || path === undefined || !path.includes(".*.")) return;
          const known = KNOWN.find((one) => one.path.test(path.replace(".*.", ".each.")));
          if (known === undefined || known.values.some((value) => value.toLowerCase() === text.toLowerCase())) return;
          const message = `This is always false: ${path} has no '${text}'. ${advice(text, known.values)}`;
          tell(site, "expression/unknown-value", expression.span, message);
        } else if (expression.kind === "call" && expression.name.toLowerCase() === "startswith") {
          const [of, start] = expression.args;
          const text = start === undefined ? undefined : textOf(start)?.toLowerCase();
          if (of === undefined || text === undefined || pathOf(of) !== REF) return;
          if (text.startsWith(REFS) || REFS.startsWith(text)) return;
          const message =
            "This is always false: github.ref is a full name, such as refs/heads/main. Take github.ref_name, or write the full beginning.";
          tell(site, "expression/unknown-value", expression.span, message, { severity: "warning" });
        }
      });
    }
  },
});

function textOf(expression: Expression): string | undefined {
  return expression.kind === "literal" && typeof expression.value === "string" ? expression.value : undefined;
}

/** The path of what is nothing but taken from a context. */
function pathOf(expression: Expression): string | undefined {
  if (expression.kind !== "property") return undefined;
  return contextAccesses(expression)[0]?.path;
}
