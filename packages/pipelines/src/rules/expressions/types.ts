import { actionEnvironments, workflowEnvironments } from "../../expressions/contexts/environments.ts";
import { type Environment, inferType, type TypeProblem } from "../../expressions/infer.ts";
import type { ExpressionSite } from "../../expressions/sites.ts";
import { describe } from "../../expressions/types.ts";
import { type CodeInfo, defineRule } from "../../findings/rule.ts";
import { type ExpressionSubject, inStep, reportAt } from "./judged.ts";
import { missingMessage } from "./missing.ts";
import { takes, type Wanted, wantedAt } from "./wanted.ts";

const EXPRESSIONS = "https://docs.github.com/en/actions/reference/workflows-and-actions/expressions";
const CONTEXTS = "https://docs.github.com/en/actions/reference/workflows-and-actions/contexts";

type Code = `expression/${TypeProblem["kind"]}` | "expression/not-text" | "expression/wrong-result";

const TIMEOUT = (minutes: string) =>
  inStep("github.ref").replace("    steps", `    timeout-minutes: \${{ ${minutes} }}\n    steps`);

const CODES: Readonly<Record<Code, CodeInfo>> = {
  "expression/unknown-property": {
    title: "Property does not exist",
    severity: "error",
    confidence: "high",
    explanation:
      "What is taken from a context is not there: a misspelt name, an axis that the matrix does not have, a job that `needs` does not name, an output that nobody declares, a step that runs later or has no such id. GitHub does not complain; the value is silently empty.",
    bad: inStep("github.repositry"),
    good: inStep("github.repository"),
    source: CONTEXTS,
  },
  "expression/wrong-receiver": {
    title: "Property of something that has none",
    severity: "error",
    confidence: "high",
    explanation:
      "A text, a number or a boolean has no properties, and of an array only items can be taken: one by its number (`[0]`) or all (`.*`). What is taken otherwise is silently empty.",
    bad: inStep("github.repository.owner"),
    good: inStep("github.repository_owner"),
    source: CONTEXTS,
  },
  "expression/wrong-index": {
    title: "Index of a wrong type",
    severity: "error",
    confidence: "high",
    explanation: "Properties of an object are named by a text, items of an array by a number.",
    bad: inStep("env[0]"),
    good: inStep("env['HOME']"),
    source: CONTEXTS,
  },
  "expression/argument-type": {
    title: "Argument of a wrong type",
    severity: "error",
    confidence: "high",
    explanation:
      "A function that works on texts makes nothing useful of an object or an array: the answer is always the same, or GitHub stops the job.",
    bad: inStep("startsWith(github.event, 'push')"),
    good: inStep("startsWith(github.event_name, 'push')"),
    source: `${EXPRESSIONS}#functions`,
  },
  "expression/senseless-comparison": {
    title: "Comparison always has the same result",
    severity: "error",
    confidence: "high",
    explanation:
      "Values of different types are compared as numbers, and a text that is no number equals nothing: `true == 'true'` is false. An object or an array never equals a text. Of booleans, objects and arrays none is greater or less.",
    bad: inStep("github.event == 'push'"),
    good: inStep("github.event_name == 'push'"),
    source: `${EXPRESSIONS}#operators`,
  },
  "expression/format-placeholder": {
    title: "Placeholders of format() do not match",
    severity: "error",
    confidence: "high",
    explanation:
      "`format('{0} of {1}', a, b)` puts its arguments in place of `{0}`, `{1}`, ... A placeholder without an argument stops the job, an argument without a placeholder is lost. A brace itself is written twice.",
    bad: inStep("format('{0} on {1}', github.ref)"),
    good: inStep("format('{0} on {1}', github.ref, runner.os)"),
    source: `${EXPRESSIONS}#format`,
  },
  "expression/broken-json": {
    title: "fromJSON() is given no JSON",
    severity: "error",
    confidence: "high",
    explanation: "The text that is written here is no JSON. The job stops as it evaluates it.",
    bad: inStep('contains(fromJSON(\'["main", "dev"\'), github.ref_name)'),
    good: inStep('contains(fromJSON(\'["main", "dev"]\'), github.ref_name)'),
    source: `${EXPRESSIONS}#fromjson`,
  },
  "expression/not-text": {
    title: "Object, array or null in a text",
    severity: "error",
    confidence: "high",
    explanation:
      "A text can hold texts, numbers and booleans. An object becomes the word `Object`, an array the word `Array`, and `null` nothing; where a key takes text alone, GitHub stops the job.",
    bad: inStep("env"),
    good: inStep("toJSON(env)"),
    source: EXPRESSIONS,
  },
  "expression/wrong-result": {
    title: "Expression gives a wrong type for its key",
    severity: "error",
    confidence: "high",
    explanation:
      "`timeout-minutes` takes a number, `continue-on-error` a boolean, `env` an object with names and values, and so on. GitHub does not convert texts: `env` and `vars` hold texts only, also of digits. `fromJSON(...)` makes a number, a boolean or an object of them.",
    bad: TIMEOUT("vars.MINUTES"),
    good: TIMEOUT("fromJSON(vars.MINUTES)"),
    source: EXPRESSIONS,
  },
};

/** What is taken from contexts, given to functions and compared, against what is known of its type. */
export const expressionTypes = defineRule<ExpressionSubject, Code>({
  codes: CODES,
  check(subject, report) {
    const tell = reportAt(subject, report);
    const environmentAt = environmentsOf(subject);
    for (const site of subject.sites) {
      const { availability, embedded, parsed } = site;
      if (availability === undefined || !embedded.closed || !parsed.ok) continue;
      const environment = environmentAt(site);
      const type = inferType(
        parsed.tree,
        // Of a context that is not available, that is what is said.
        (context) => (availability.contexts.includes(context) ? environment(context) : { kind: "any" }),
        (problem) => {
          const { kind, span, missing, mild, meant } = problem;
          const { message, severity, rewrite } =
            missing === undefined
              ? { message: problem.message, severity: mild ? ("warning" as const) : ("error" as const), rewrite: meant }
              : missingMessage(missing, embedded.source, site, subject);
          tell(site, `expression/${kind}`, span, message, { severity, rewrite });
        },
      );
      const wanted = wantedAt(site);
      if (takes(wanted, type)) continue;
      const span = { start: embedded.start - embedded.at, end: embedded.end - embedded.at };
      if (wanted === "text") {
        const message = `This puts ${describe(type)} into a text. Take a part of it, or write toJSON(...).`;
        tell(site, "expression/not-text", parsed.tree.span, message);
      } else tell(site, "expression/wrong-result", span, wrongResult(site, wanted, describe(type)));
    }
  },
});

function environmentsOf(subject: ExpressionSubject): (site: ExpressionSite) => Environment {
  return "workflow" in subject
    ? workflowEnvironments(subject.workflow, subject.project)
    : actionEnvironments(subject.action, subject.project);
}

function wrongResult({ path }: ExpressionSite, wanted: Wanted, is: string): string {
  const key = path.at(-1) ?? "";
  if (wanted === "runner") return `"${key}" takes labels, or a group and labels, but this is ${is}. Take its text.`;
  const article = wanted === "object" || wanted === "array" ? "an" : "a";
  const advice = is === "a string" ? ` fromJSON(...) makes ${article} ${wanted} of a text.` : "";
  return `"${key}" takes ${article} ${wanted}, but this is ${is}.${advice}`;
}
