import { mergedKeys } from "../../dialects/gitlab/config.ts";
import { INNER_KEYS, JOB_WHEN, KEPT_WHEN } from "../../dialects/gitlab/keywords.ts";
import { advice } from "../../findings/nearest.ts";
import { defineRule, type Report } from "../../findings/rule.ts";
import { entryOf, textOf, written, type YamlEntry, type YamlItem, type YamlNode } from "../../source/tree.ts";
import type { GitlabSubject } from "../../validate/subject.ts";
import { GITLAB_GOOD } from "./keys.ts";

type Code = "gitlab/wrong-value" | "gitlab/unknown-option";

const UNIT =
  /^(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|dys?|days?|w|wks?|weeks?|mos?|mths?|months?|y|yrs?|years?)?$/;
/** Longer texts are no times. */
const LONGEST_DURATION = 100;
/** GitLab takes nested lists of commands up to this depth. */
const MAX_DEPTH = 10;
const MOST_PARALLEL = 200;
const MOST_RETRIES = 2;

/** What is wrong with a value, as the end of a sentence; undefined where nothing is. */
type Check = (node: YamlNode) => string | undefined;

const isFilled = (text: string): boolean => /\$/.test(text);
const whole =
  (least: number, most: number): Check =>
  (node) => {
    if (node.kind !== "scalar" || isFilled(node.text))
      return node.kind === "scalar" ? undefined : `must be a number from ${least} to ${most}.`;
    const right =
      typeof node.value === "number" && Number.isInteger(node.value) && node.value >= least && node.value <= most;
    return right ? undefined : `must be a whole number from ${least} to ${most}.`;
  };
const flag: Check = (node) =>
  node.kind === "scalar" && (typeof node.value === "boolean" || isFilled(node.text))
    ? undefined
    : "must be true or false.";
function isDuration(text: string): boolean {
  if (text.length > LONGEST_DURATION) return false;
  if (/^\d+(?::\d+){1,2}$|^never$/i.test(text)) return true;
  const left = text
    .toLowerCase()
    .replaceAll(/,|\band\b/g, " ")
    .replaceAll(/\d+(?:\.\d+)? ?([a-z]*)/g, (all, unit: string) => (UNIT.test(unit) ? "" : all));
  return left.trim() === "" && /\d/.test(text);
}
const duration: Check = (node) => {
  const text = textOf(node)?.trim();
  return text !== undefined && (isFilled(text) || isDuration(text))
    ? undefined
    : 'must be a time such as "1 week" or "30 minutes".';
};
const oneOf =
  (allowed: readonly string[]): Check =>
  (node) => {
    const text = textOf(node);
    if (text === undefined) return `must be one of ${allowed.join(", ")}.`;
    return isFilled(text) || allowed.includes(text) ? undefined : `cannot be "${text}". ${advice(text, allowed)}`;
  };
const text: Check = (node) => (node.kind === "scalar" && node.value !== null ? undefined : "must be text.");
const orMapping =
  (check: Check): Check =>
  (node) =>
    node.kind === "mapping" ? undefined : check(node);
const list: Check = (node) => (node.kind === "sequence" ? undefined : "must be a list.");
const mapping: Check = (node) =>
  node.kind === "mapping" || node.tag !== undefined ? undefined : "must be a mapping of keys to values.";

function commands(node: YamlNode, depth = 0): string | undefined {
  if (node.tag === "!reference") return undefined;
  if (node.kind === "scalar")
    return typeof node.value === "string"
      ? undefined
      : "must be commands: text, or a list of texts. Quote numbers and words such as true.";
  if (node.kind === "mapping")
    return "holds a mapping where a command should stand. Quote a command that has a colon and a space in it.";
  if (depth > MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} lists.`;
  if (depth === 0 && node.items.length === 0) return "is an empty list. Fill it, or remove the key.";
  for (const { value } of node.items) {
    const wrong = commands(value, depth + 1);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

const CHECKS: Readonly<Record<string, Check>> = {
  script: commands,
  before_script: (node) => (node.kind === "sequence" && node.items.length === 0 ? undefined : commands(node)),
  after_script: (node) => (node.kind === "sequence" && node.items.length === 0 ? undefined : commands(node)),
  stage: text,
  image: orMapping(text),
  services: list,
  tags: (node) => (node.kind === "sequence" || isFilled(textOf(node) ?? "") ? undefined : "must be a list of tags."),
  dependencies: list,
  needs: list,
  rules: list,
  variables: mapping,
  timeout: duration,
  start_in: duration,
  interruptible: flag,
  resource_group: text,
  allow_failure: orMapping(flag),
  retry: orMapping(whole(0, MOST_RETRIES)),
  parallel: orMapping(whole(1, MOST_PARALLEL)),
  when: oneOf(JOB_WHEN.filter((word) => word !== "never")),
  coverage: (node) =>
    /^\/[\s\S]*\/$/.test(textOf(node)?.trim() ?? "") ? undefined : "must be a regular expression between slashes.",
  artifacts: mapping,
  environment: orMapping(text),
};

/** Of keys inside of mappings. */
const INNER_CHECKS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  artifacts: {
    expire_in: duration,
    when: oneOf(KEPT_WHEN),
    paths: list,
    exclude: list,
    untracked: flag,
    reports: mapping,
  },
  cache: { when: oneOf(KEPT_WHEN), policy: oneOf(["pull", "push", "pull-push"]), paths: list, untracked: flag },
  retry: { max: whole(0, MOST_RETRIES) },
  parallel: { matrix: list },
  rules: { when: oneOf(JOB_WHEN), start_in: duration, if: text },
  environment: { action: oneOf(["start", "prepare", "stop", "verify", "access"]), auto_stop_in: duration },
};

/** Values of the keys of jobs. */
export const VALUES = defineRule<GitlabSubject, Code>({
  codes: {
    "gitlab/wrong-value": {
      title: "Value is none that GitLab takes",
      severity: "error",
      confidence: "high",
      explanation: "GitLab refuses the whole file for one value of a wrong kind.",
      bad: "build:\n  script: make\n  when: sometimes\n",
      good: GITLAB_GOOD,
      source: "https://docs.gitlab.com/ci/yaml/",
    },
    "gitlab/unknown-option": {
      title: "Keyword has no such option",
      severity: "error",
      confidence: "high",
      explanation:
        "GitLab refuses the whole file when `artifacts`, `cache`, `rules` or another keyword holds a key that it does not know.",
      bad: "build:\n  script: make\n  artifacts:\n    path: [dist]\n",
      good: "build:\n  script: make\n  artifacts:\n    paths: [dist]\n",
      source: "https://docs.gitlab.com/ci/yaml/",
    },
  },
  check({ config, document }, report) {
    const done = new Set<YamlEntry>();
    const judge = (entry: YamlEntry): void => {
      if (done.has(entry)) return;
      done.add(entry);
      value(entry, report);
    };
    // Templates may hold anything, and are judged as far as their keys mean something to jobs.
    for (const job of config.jobs) for (const entry of job.keys.values()) judge(entry);
    for (const entry of mergedKeys(entryOf(document.root, "default")?.value).values()) judge(entry);
    for (const entry of config.root?.entries ?? [])
      if (/^(?:image|services|before_script|after_script|cache|variables)$/.test(entry.key.text)) judge(entry);
    const stages = entryOf(document.root, "stages");
    if (stages !== undefined && stages.value.kind !== "sequence")
      report("gitlab/wrong-value", written(stages), '"stages" must be a list.');
  },
});

function value(entry: YamlEntry, report: Report<Code>): void {
  const name = entry.key.text;
  // `!reference` stands for what is written elsewhere; an empty value is as good as none but for a script.
  if (
    entry.value.tag !== undefined ||
    (entry.value.kind === "scalar" && entry.value.value === null && name !== "script")
  )
    return;
  const wrong = own(CHECKS, name)?.(entry.value);
  if (wrong !== undefined) {
    report(
      "gitlab/wrong-value",
      entry.value.span.start === entry.value.span.end ? entry.key.span : written(entry),
      `"${name}" ${wrong}`,
    );
    return;
  }
  const allowed = own(INNER_KEYS, name);
  if (allowed === undefined) return;
  const items: readonly YamlItem[] = entry.value.kind === "sequence" ? entry.value.items : [entry];
  for (const item of items) inner(name, item, allowed, report);
}

function inner(name: string, { value: node }: YamlItem, allowed: readonly string[], report: Report<Code>): void {
  if (name === "rules" && node.kind === "scalar" && node.value !== null)
    report("gitlab/wrong-value", node.span, "A rule must be a mapping, such as `if: ...`.");
  for (const entry of mergedKeys(node).values()) {
    const { key } = entry;
    if (!allowed.includes(key.text)) {
      report("gitlab/unknown-option", key.span, `"${name}" has no "${key.text}". ${advice(key.text, allowed)}`);
      continue;
    }
    if (entry.value.tag !== undefined || (entry.value.kind === "scalar" && entry.value.value === null)) continue;
    const checks = own(INNER_CHECKS, name);
    const wrong = checks === undefined ? undefined : own(checks, key.text)?.(entry.value);
    if (wrong !== undefined) report("gitlab/wrong-value", written(entry), `"${key.text}" of ${name} ${wrong}`);
  }
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
