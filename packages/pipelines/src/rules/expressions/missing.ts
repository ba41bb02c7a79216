import type { Missing } from "../../expressions/infer.ts";
import type { ExpressionSite } from "../../expressions/sites.ts";
import type { Expression } from "../../expressions/tree.ts";
import type { Severity } from "../../findings/finding.ts";
import { advice, nearest } from "../../findings/nearest.ts";
import { type ExpressionSubject, type Rewrite, renamed } from "./judged.ts";

const MANY_NAMES = 15;

/**
 * Says why a property is not there, and what was meant. An error where that can be told, and where names come from
 * GitHub or from a declaration; what a matrix or a step may have lost on purpose is a warning.
 */
export function missingMessage(
  { name, nameSpan, from, type }: Missing,
  source: string,
  { job, path }: ExpressionSite,
  subject: ExpressionSubject,
): { readonly message: string; readonly severity: Severity; readonly rewrite: Rewrite | undefined } {
  const names = type.names();
  const lower = name.toLowerCase();
  const meant = nearest(name, names);
  const guess = meant === undefined ? "warning" : "error";
  const isQuoted = source.startsWith("'", nameSpan.start);
  const inner = isQuoted ? { start: nameSpan.start + 1, end: nameSpan.end - 1 } : nameSpan;
  const said = (message: string, severity: Severity) => ({ message, severity, rewrite: renamed(inner, meant) });
  switch (from.kind === "context" ? from.name.toLowerCase() : undefined) {
    case "needs": {
      const isJob = "workflow" in subject && subject.workflow.jobs.some(({ id }) => id.toLowerCase() === lower);
      if (!isJob || job?.id.toLowerCase() === lower) break;
      const message = `The job "${name}" is not one of the needs of this job. Add it there.`;
      return { message, severity: "error", rewrite: undefined };
    }
    case "steps": {
      const steps = "workflow" in subject ? (job?.steps ?? []) : subject.action.steps;
      const isLater = steps.some(({ id }) => id?.text.toLowerCase() === lower);
      if (isLater) {
        const message = `The step "${name}" has not run yet: it is this step or a later one. Use it further down, or move it up.`;
        return { message, severity: "error", rewrite: undefined };
      }
      return said(`No earlier step has the id "${name}". ${advice(name, names)}`, guess);
    }
    case "matrix":
      return said(`The matrix of this job has no "${name}". ${advice(name, names)}`, guess);
    case "secrets":
      // A caller may hand over all of its secrets, also undeclared ones.
      return said(`The secret "${name}" is not declared by workflow_call. ${advice(name, names)}`, "warning");
    case "inputs":
      if (path[0] !== "on") break;
      return said(`A default sees only the inputs above its own; "${name}" is none of them. Move that up.`, "error");
    default:
  }
  const { start, end } = from.span;
  const root = rootOf(from);
  const severity = root === "matrix" || root === "steps" ? guess : "error";
  // A list that nobody reads helps nobody.
  const isLong = names.length > MANY_NAMES && meant === undefined;
  const ending = isLong ? "See GitHub's reference of contexts." : advice(name, names);
  return said(`"${source.slice(start, end)}" has no property "${name}". ${ending}`, severity);
}

/** The context that a chain of accesses begins at. */
function rootOf(expression: Expression): string | undefined {
  switch (expression.kind) {
    case "context":
      return expression.name.toLowerCase();
    case "property":
    case "index":
    case "filter":
      return rootOf(expression.of);
    default:
      return undefined;
  }
}
