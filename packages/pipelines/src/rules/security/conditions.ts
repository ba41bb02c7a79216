import { contextAccesses, type Expression, walkExpression } from "../../expressions/tree.ts";
import { defineRule } from "../../findings/rule.ts";
import type { YamlScalar } from "../../source/tree.ts";
import { WorkflowSubject } from "../../validate/subject.ts";
import { jobsOf, listensTo, PRIVILEGED_EVENTS, type SecuritySubject, stepsOf } from "./places.ts";
import { conditionIn, placeOf } from "./written.ts";

/** Names of whoever set off the run: the last one to do something, not the one whose code it is. */
const ACTORS: ReadonlySet<string> = new Set(["github.actor", "github.triggering_actor", "github.event.sender.login"]);
/** Events whose actor can be somebody else than the author of what is judged. */
const OF_OTHERS = /^(?:pull_request(?:_.+)?|workflow_run|issues|issue_comment|discussion(?:_comment)?|workflow_call)$/;
/** What strangers can choose. */
const CHOSEN =
  /^github\.(?:head_ref|actor|triggering_actor|event\.pull_request\.(?:title|head\.ref|head\.label|user\.login)|event\.(?:comment|issue|review)\.(?:title|body|user\.login))$/;
/** What whoever may push can choose. */
const CHOSEN_BY_WRITERS = /^github\.(?:ref|ref_name|base_ref)$/;

/** Conditions that guard something and can be met by others. */
export const conditions = defineRule<SecuritySubject, "security/spoofable-actor" | "security/unsound-contains">({
  codes: {
    "security/spoofable-actor": {
      title: "Condition trusts the actor to be a bot",
      severity: "warning",
      confidence: "medium",
      explanation:
        "`github.actor` is whoever did the last thing to the pull request, not its author: a stranger can get the bot to do something on theirs, and the condition is met. Compare `github.event.pull_request.user.login`. On events without the repository's rights it is told as information.",
      bad: `on: pull_request_target
permissions: {}
jobs:
  merge:
    if: github.actor == 'dependabot[bot]'
    runs-on: ubuntu-latest
    steps:
      - run: gh pr merge --auto
`,
      good: `on: pull_request_target
permissions: {}
jobs:
  merge:
    if: github.event.pull_request.user.login == 'dependabot[bot]'
    runs-on: ubuntu-latest
    steps:
      - run: gh pr merge --auto
`,
      source: "https://www.synacktiv.com/publications/github-actions-exploitation-dependabot",
    },
    "security/unsound-contains": {
      title: "contains looks for a part of a text",
      severity: "warning",
      confidence: "high",
      explanation:
        "With a text as its first argument `contains` is met by every part of it: a branch named `ma` is contained in `'main develop'`. Give a list: `contains(fromJSON('[\"main\", \"develop\"]'), github.ref_name)`.",
      bad: `on: pull_request
permissions: {}
jobs:
  build:
    if: contains('main develop', github.head_ref)
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
      good: `on: pull_request
permissions: {}
jobs:
  build:
    if: contains(fromJSON('["main", "develop"]'), github.head_ref)
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
      source: "https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#contains",
    },
  },
  check(subject, report) {
    const { document } = subject;
    const workflow = subject instanceof WorkflowSubject ? subject.workflow : undefined;
    const privileged = workflow === undefined || listensTo(workflow, PRIVILEGED_EVENTS);
    const ofOthers = workflow === undefined || workflow.events.some(({ name }) => OF_OTHERS.test(name));
    const jobs = workflow === undefined ? [] : jobsOf(workflow);
    const guards: (YamlScalar | undefined)[] = [
      ...jobs.map((job) => job.condition),
      ...stepsOf(subject).map(({ step }) => step.condition),
    ];
    for (const written of guards.flatMap(conditionIn)) {
      walkExpression(written.tree, (expression) => {
        const bot = ofOthers ? botCompared(expression) : undefined;
        if (bot !== undefined) {
          const message = `${bot.actor} is whoever acted last, which a stranger can bring "${bot.name}" to do. Compare github.event.pull_request.user.login instead.`;
          report("security/spoofable-actor", placeOf(document, written, expression.span), message, {
            severity: privileged ? "warning" : "info",
          });
        }
        const part = partLookedFor(expression);
        if (part !== undefined) {
          const list = JSON.stringify(part.list).replaceAll("'", "''");
          const message = `Every part of '${part.text}' is contained in it, so others can meet this by ${part.path}. Give a list: contains(fromJSON('${list}'), ${part.path}).`;
          report("security/unsound-contains", placeOf(document, written, expression.span), message, {
            severity: part.strangers ? "warning" : "info",
          });
        }
      });
    }
  },
});

function botCompared(expression: Expression): { actor: string; name: string } | undefined {
  if (expression.kind !== "comparison" || expression.operator !== "==") return undefined;
  for (const [one, other] of [
    [expression.left, expression.right],
    [expression.right, expression.left],
  ] as const) {
    const [access] = contextAccesses(one);
    const isBot = other.kind === "literal" && typeof other.value === "string" && /\[bot\]$/i.test(other.value);
    if (isBot && access !== undefined && one.kind === "property" && ACTORS.has(access.path)) {
      return { actor: access.path, name: String(other.value) };
    }
  }
  return undefined;
}

function partLookedFor(
  expression: Expression,
): { text: string; list: string[]; path: string; strangers: boolean } | undefined {
  if (expression.kind !== "call" || expression.name.toLowerCase() !== "contains") return undefined;
  const [within, wanted] = expression.args;
  if (within?.kind !== "literal" || typeof within.value !== "string" || wanted === undefined) return undefined;
  const [access] = wanted.kind === "property" ? contextAccesses(wanted) : [];
  if (access === undefined) return undefined;
  const strangers = CHOSEN.test(access.path);
  if (!strangers && !CHOSEN_BY_WRITERS.test(access.path)) return undefined;
  const list = within.value.split(/[\s,;|]+/).filter((word) => word !== "");
  return { text: within.value, list, path: access.path, strangers };
}
