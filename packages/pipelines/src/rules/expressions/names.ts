import { CONTEXTS } from "../../expressions/availability.ts";
import { FUNCTIONS, wrongCount } from "../../expressions/functions.ts";
import type { ExpressionSite } from "../../expressions/sites.ts";
import { type CallExpression, type ContextExpression, walkExpression } from "../../expressions/tree.ts";
import { advice, nearest } from "../../findings/nearest.ts";
import { type CodeInfo, defineRule } from "../../findings/rule.ts";
import { type ExpressionSubject, inStep, renamed, reportAt } from "./judged.ts";

const CONTEXT_SOURCE = "https://docs.github.com/en/actions/reference/workflows-and-actions/contexts";
const FUNCTION_SOURCE = "https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#functions";

type Code =
  | "expression/unknown-context"
  | "expression/unknown-function"
  | "expression/unavailable-context"
  | "expression/unavailable-function"
  | "expression/argument-count";

const CODES: Readonly<Record<Code, CodeInfo>> = {
  "expression/unknown-context": {
    title: "Context does not exist",
    severity: "error",
    confidence: "high",
    explanation:
      "An expression begins at one of GitHub's contexts: `github`, `env`, `inputs`, `steps`, ... Names of variables alone mean nothing, and texts need single quotes. GitHub refuses a file with another name.",
    bad: inStep("gihub.ref"),
    good: inStep("github.ref"),
    source: CONTEXT_SOURCE,
  },
  "expression/unknown-function": {
    title: "Function does not exist",
    severity: "error",
    confidence: "high",
    explanation:
      "GitHub refuses a file that calls a function which it does not have. Upper and lower case are the same.",
    bad: inStep("startWith(github.ref, 'refs/tags/')"),
    good: inStep("startsWith(github.ref, 'refs/tags/')"),
    source: FUNCTION_SOURCE,
  },
  "expression/unavailable-context": {
    title: "Context is not available at this key",
    severity: "error",
    confidence: "high",
    explanation:
      "Each key of a workflow is evaluated at its own time and place: what the server evaluates before a job starts knows nothing of its runner, its steps or its environment, and actions know no secrets but those that they are given. GitHub refuses a file that uses a context where it is not there. Take the value from a context that is available, or use it at another key.",
    bad: inStep("jobs.build.result"),
    good: inStep("job.status"),
    source: `${CONTEXT_SOURCE}#context-availability`,
  },
  "expression/unavailable-function": {
    title: "Function is not available at this key",
    severity: "error",
    confidence: "high",
    explanation:
      "`always`, `cancelled`, `failure` and `success` are known to conditions (`if`) alone, and `hashFiles` needs the files of a running job. GitHub refuses a file that calls them elsewhere. In scripts, `job.status` and `steps.<id>.outcome` tell the same.",
    bad: inStep("success()"),
    good: inStep("job.status"),
    source: `${CONTEXT_SOURCE}#context-availability`,
  },
  "expression/argument-count": {
    title: "Wrong number of arguments",
    severity: "error",
    confidence: "high",
    explanation: "GitHub refuses a file that calls a function with too few or too many arguments.",
    bad: inStep("startsWith(github.ref)"),
    good: inStep("startsWith(github.ref, 'refs/tags/')"),
    source: FUNCTION_SOURCE,
  },
};

/** Contexts and functions that do not exist, or not at the key where they are used. */
export const expressionNames = defineRule<ExpressionSubject, Code>({
  codes: CODES,
  check(subject, report) {
    const tell = reportAt(subject, report);
    for (const site of subject.sites) {
      const { availability, parsed } = site;
      // Where no expression is allowed, that is what is said.
      if (!parsed.ok || availability === undefined) continue;
      walkExpression(parsed.tree, (expression) => {
        const told =
          expression.kind === "context"
            ? judgeContext(expression, site)
            : expression.kind === "call"
              ? judgeCall(expression, site)
              : undefined;
        if (told === undefined) return;
        const span = expression.kind === "call" ? expression.nameSpan : expression.span;
        tell(site, told.code, span, told.message, { rewrite: renamed(span, told.meant) });
      });
    }
  },
});

type Told = { readonly code: Code; readonly message: string; readonly meant?: string | undefined } | undefined;

function judgeContext({ name }: ContextExpression, { key, availability }: ExpressionSite): Told {
  const lower = name.toLowerCase();
  const available = availability?.contexts ?? [];
  if (available.includes(lower)) return undefined;
  if (CONTEXTS.some((context) => context === lower)) {
    const message = `The context "${name}" is not available at ${key}. Available are: ${available.join(", ")}.`;
    return { code: "expression/unavailable-context", message };
  }
  const meant = nearest(name, available);
  const ending =
    meant === undefined ? `${advice(name, available)} A text needs single quotes.` : advice(name, available);
  return { code: "expression/unknown-context", message: `There is no context "${name}". ${ending}`, meant };
}

function judgeCall({ name, args }: CallExpression, { key, availability }: ExpressionSite): Told {
  const signature = FUNCTIONS.get(name.toLowerCase());
  if (signature === undefined) {
    const names = [...FUNCTIONS.values()].map((known) => known.name);
    const message = `There is no function "${name}". ${advice(name, names)}`;
    return { code: "expression/unknown-function", message, meant: nearest(name, names) };
  }
  if (SPECIAL.has(signature.name) && availability?.functions.includes(signature.name) !== true) {
    const where = signature.name === "hashFiles" ? "where a job runs" : "in conditions (if)";
    const message = `${signature.name}() is not available at ${key}, only ${where}.`;
    return { code: "expression/unavailable-function", message };
  }
  const wrong = wrongCount(signature, args.length) ?? wrongStatus(signature.name, args.length, key);
  return wrong === undefined
    ? undefined
    : { code: "expression/argument-count", message: `${signature.name}() ${wrong}.` };
}

/** Functions that are not available everywhere. */
const SPECIAL: ReadonlySet<string> = new Set(["always", "cancelled", "failure", "hashFiles", "success"]);

/** Conditions of jobs may name other jobs in `success` and `failure`, conditions of steps may not name anything. */
function wrongStatus(name: string, given: number, key: string): string | undefined {
  const takesNone = (name === "success" || name === "failure") && key !== "jobs.<job_id>.if";
  return takesNone && given > 0 ? `takes no arguments here, not ${given}` : undefined;
}
