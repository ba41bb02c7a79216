import { expression, type OutMap, type OutNode, OutScalar } from "../../migrate/output.ts";
import { equal, unknown, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, items, textAt, texts } from "../../migrate/values.ts";
import { refCondition, ruleCondition } from "./conditions.ts";
import type { Shared } from "./job.ts";
import { variablesOf } from "./variables.ts";

const ALWAYS = "true";

/** `rules`, `only`, `except` and `when` as the condition of the job. */
export function condition(
  { translation, requests, globals }: Shared,
  job: OutMap,
  held: (key: string) => Entry | undefined,
  steps: OutNode,
): void {
  const rules = held("rules");
  const [only, except, when] = [held("only"), held("except"), held("when")];
  const failing = (part: Entry) => {
    if (steps.kind === "list")
      steps.add(translation.placeholder("lost", "gitlab/rules", "GitHub's conditions cannot say this.", part));
  };
  if (rules !== undefined) {
    const made = rulesOf(rules, variablesOf(globals, held("variables")));
    if (made === undefined) failing(rules);
    else if (made.text === ALWAYS) job.carries(...made.claims);
    else job.set("if", expression(made.text).carries(...made.claims));
    return;
  }
  const refs = (part: Entry | undefined) => (part?.value.kind === "map" ? entry(part.value, "refs") : part);
  const side = (part: Entry | undefined): string | undefined => {
    const parts = texts(refs(part)?.value).map(({ text }) => refCondition(text));
    if (parts.includes(undefined)) return undefined;
    return parts.length === 1
      ? parts[0]
      : `(${parts.map((one) => (one?.includes("&&") ? `(${one})` : one)).join(" || ")})`;
  };
  const parts: string[] = [];
  for (const part of [only, except]) {
    if (part === undefined) continue;
    const text = texts(refs(part)?.value).length === 0 ? ALWAYS : side(part);
    const others =
      part.value.kind === "map" ? part.value.entries.filter(({ key }) => key !== "refs" && key !== "changes") : [];
    if (text === undefined || others.length > 0) {
      failing(part);
      continue;
    }
    if (text !== ALWAYS) parts.push(part === only ? text : `!(${text})`);
  }
  if (only === undefined && requests) parts.push("github.event_name != 'pull_request'");
  const states: Readonly<Record<string, string>> = {
    always: "always()",
    on_failure: "failure()",
    manual: "github.event_name == 'workflow_dispatch'",
    on_success: ALWAYS,
  };
  const state = when?.value.kind === "text" ? states[when.value.text] : undefined;
  if (state !== undefined && state !== ALWAYS) parts.push(state);
  const carrier = parts.length === 0 ? job : expression(parts.join(" && "));
  if (carrier instanceof OutScalar) job.set("if", carrier);
  const changes = "GitHub's jobs do not know what changed: it runs whatever it was.";
  for (const part of [only, except]) {
    if (part === undefined) continue;
    const changed = part.value.kind === "map" ? entry(part.value, "changes") : undefined;
    carrier.carries(equal("gitlab/only", undefined, part, refs(part), ...texts(refs(part)?.value)));
    if (changed !== undefined) carrier.carries(whole(weaker("gitlab/changes", changes, undefined), changed));
  }
  const manual = "It is started with the whole workflow, by hand.";
  if (when !== undefined)
    carrier.carries(
      state === undefined
        ? unknown("gitlab/when", "GitHub does not start jobs later.", undefined, when, when.value)
        : state.includes("dispatch")
          ? weaker("gitlab/when", manual, undefined, when, when.value)
          : equal("gitlab/when", undefined, when, when.value),
    );
}

/** What `when` of a rule adds to its condition. */
const STATES: Readonly<Record<string, string>> = {
  always: "always()",
  on_failure: "failure()",
  manual: "github.event_name == 'workflow_dispatch'",
};

/** The first rule that fits decides. */
function rulesOf(rules: Entry, variables: ReadonlyMap<string, string>) {
  const claims = [equal("gitlab/rules", undefined, rules)];
  const passed: string[] = [];
  let refused = "";
  for (const rule of items(rules.value)) {
    const test = textAt(rule, "if");
    const text = test === undefined ? ALWAYS : ruleCondition(test.text, variables);
    if (text === undefined || rule.kind !== "map") return undefined;
    const when = textAt(rule, "when");
    const state = STATES[when?.text ?? ""];
    const never = when?.text === "never";
    // A job does not know what changed: a rule that would leave it out for that leaves nothing out.
    const unsure = entry(rule, "changes") !== undefined || entry(rule, "exists") !== undefined;
    if (!never) {
      const said = [refused, text, state ?? ""].filter((part) => part !== "" && part !== ALWAYS);
      passed.push(said.join(" && ") || ALWAYS);
    }
    if ((never || state !== undefined) && !unsure) refused += `${refused === "" ? "" : " && "}!(${text})`;
    claims.push(equal("gitlab/rules", undefined, entry(rule, "if"), test, ...rule.via));
    if (when !== undefined) {
      const sources = [entry(rule, "when"), when];
      if (when.text === "manual")
        claims.push(weaker("gitlab/when", "It is started with the whole workflow, by hand.", undefined, ...sources));
      else if (when.text === "delayed")
        claims.push(unknown("gitlab/when", "GitHub does not start jobs later.", undefined, ...sources));
      else claims.push(equal("gitlab/rules", undefined, ...sources));
    }
    for (const other of rule.entries) {
      if (other.key === "changes" || other.key === "exists")
        claims.push(
          whole(
            weaker("gitlab/changes", "GitHub's jobs do not know what changed: it runs whatever it was.", undefined),
            other,
          ),
        );
      else if (other.key !== "if" && other.key !== "when")
        claims.push(whole(unknown("gitlab/rules", "A rule of GitHub changes nothing of a job.", undefined), other));
    }
  }
  if (passed.length === 0) return { text: "false", claims };
  const text = passed.some((part) => part === ALWAYS)
    ? ALWAYS
    : passed.map((part) => (passed.length > 1 && /&&|\|\|/.test(part) ? `(${part})` : part)).join(" || ");
  return { text, claims };
}
