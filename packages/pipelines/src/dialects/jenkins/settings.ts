import { expression, list, literal, OutMap } from "../../migrate/output.ts";
import type { Translation } from "../../migrate/translation.ts";
import type { Statement } from "./parse.ts";
import { claim, lost } from "./steps.ts";
import { argumentOf, firstOf, ownOf } from "./tree.ts";

/** Options of the pipeline; those of jobs are left to them. Returns whether the code is not checked out. */
export function options(translation: Translation, held: Statement | undefined): boolean {
  let skip = false;
  for (const option of held?.body ?? []) {
    if (option.name === "disableConcurrentBuilds") {
      const made = new OutMap().set("group", expression("${{ github.workflow }}-${{ github.ref }}"));
      made.carries(claim("equal", "jenkins/concurrency", ownOf(held, option)));
      const stops = argumentOf(option, "abortPrevious")?.raw === "true";
      translation.workflow.set("concurrency", made.set("cancel-in-progress", expression(stops)));
    } else if (option.name === "skipDefaultCheckout") skip = firstOf(option)?.raw !== "false";
    else if (!/^(timeout|timestamps|ansiColor)$/.test(option.name))
      lost(translation, "jenkins/option", "GitHub has no such option, or another setting of the repository.", option);
  }
  return skip;
}

/** What starts the pipeline besides a push. */
export function triggers(translation: Translation, on: OutMap, held: Statement | undefined): void {
  on.carries(claim("equal", "jenkins/triggers", held === undefined ? [] : [held.nameSpan.start]));
  for (const trigger of held?.body ?? []) {
    const text = firstOf(trigger)?.text;
    const times =
      trigger.name === "cron"
        ? (text ?? "")
            .split("\n")
            .map((line) => cronOf(line.trim()))
            .filter((time) => time !== undefined)
        : [];
    if (times.length > 0) {
      const exact = !/[H@]/.test(text ?? "");
      const claims = exact
        ? claim("equal", "jenkins/cron", ownOf(trigger))
        : claim(
            "weaker",
            "jenkins/cron",
            ownOf(trigger),
            undefined,
            "Jenkins spreads such times; a fixed one is taken.",
          );
      on.list("schedule").add(...times.map((time) => new OutMap().set("cron", literal(time).carries(claims))));
    } else if (trigger.name === "pollSCM" || trigger.name === "githubPush") {
      on.get("push")?.carries(claim("equal", "jenkins/poll", ownOf(trigger)));
    } else lost(translation, "jenkins/triggers", "GitHub has no such event, or Groovy makes it.", trigger);
  }
}

const NAMED: Readonly<Record<string, string>> = {
  "@hourly": "17 * * * *",
  "@daily": "17 3 * * *",
  "@midnight": "17 0 * * *",
  "@weekly": "17 3 * * 0",
  "@monthly": "17 3 1 * *",
  "@yearly": "17 3 1 1 *",
  "@annually": "17 3 1 1 *",
};
/** What `H` becomes in each field. */
const FIXED = ["17", "3", "1", "1", "0"];

function cronOf(line: string): string | undefined {
  if (line === "" || line.startsWith("#") || line.startsWith("TZ=")) return undefined;
  const named = NAMED[line];
  if (named !== undefined) return named;
  const fields = line.split(/\s+/);
  if (fields.length !== 5) return undefined;
  return fields
    .map((field, index) =>
      field
        .replace(/H\/(\d+)/, "*/$1")
        .replace(/H\((\d+)-\d+\)/, "$1")
        .replace(/\bH\b/, FIXED[index] ?? "0"),
    )
    .join(" ");
}

/** Parameters become inputs of a run that is started by hand, and variables. */
export function parameters(translation: Translation, on: OutMap, held: Statement | undefined): void {
  if (held === undefined) return;
  const inputs = on
    .map("workflow_dispatch")
    .map("inputs")
    .carries(claim("equal", "jenkins/parameters", ownOf(held)));
  const types: Readonly<Record<string, string>> = {
    string: "string",
    text: "string",
    password: "string",
    booleanParam: "boolean",
    choice: "choice",
  };
  for (const parameter of held.body ?? []) {
    const name = argumentOf(parameter, "name")?.text ?? firstOf(parameter)?.text;
    const type = types[parameter.name];
    if (name === undefined || type === undefined || !/^[A-Za-z_]\w*$/.test(name)) {
      lost(translation, "jenkins/parameters", "GitHub has no such input.", parameter);
      continue;
    }
    const made = new OutMap()
      .set("type", expression(type))
      .carries(claim("equal", "jenkins/parameter", ownOf(parameter)));
    const described = argumentOf(parameter, "description")?.text;
    if (described !== undefined) made.set("description", literal(described));
    const standard = argumentOf(parameter, "defaultValue");
    const value = standard?.text ?? standard?.raw ?? "";
    if (type === "choice") {
      const choices = argumentOf(parameter, "choices");
      const words =
        choices?.text?.split("\n") ??
        [...(choices?.raw ?? "").matchAll(/(["'])([^"']*)\1/g)].map((match) => match[2] ?? "");
      made.set("options", list(words.filter((word) => word !== "").map((word) => literal(word))));
      setVariable(translation, name, type, words[0] ?? "");
    } else {
      if (standard !== undefined)
        made.set("default", type === "boolean" ? expression(value === "true") : literal(value));
      setVariable(translation, name, type, value);
    }
    inputs.set(name, made);
  }
}

/** Runs that are not started by hand have the standard. */
function setVariable(translation: Translation, name: string, type: string, standard: string): void {
  const byHand = "github.event_name == 'workflow_dispatch'";
  const text = standard.replaceAll("'", "''").replaceAll("${{", "");
  const value =
    type !== "boolean"
      ? `${byHand} && inputs.${name} || '${text}'`
      : standard === "true"
        ? `github.event_name != 'workflow_dispatch' || inputs.${name}`
        : `${byHand} && inputs.${name}`;
  translation.workflow.map("env").set(name, expression(`\${{ ${value} }}`));
}

/** What GitHub has for the variables that Jenkins sets. */
const VARIABLES: Readonly<Record<string, string>> = {
  BRANCH_NAME: "${{ github.event_name == 'pull_request' && format('PR-{0}', github.event.number) || github.ref_name }}",
  BUILD_ID: "${{ github.run_number }}",
  BUILD_NUMBER: "${{ github.run_number }}",
  BUILD_URL: "${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}/",
  CHANGE_BRANCH: "${{ github.head_ref }}",
  CHANGE_ID: "${{ github.event.number }}",
  CHANGE_TARGET: "${{ github.base_ref }}",
  GIT_BRANCH: "${{ github.ref_name }}",
  GIT_COMMIT: "${{ github.sha }}",
  JOB_NAME: "${{ github.repository }}/${{ github.ref_name }}",
  TAG_NAME: "${{ github.ref_type == 'tag' && github.ref_name || '' }}",
  WORKSPACE: "${{ github.workspace }}",
};

/** Sets those of them that the file names. */
export function variables({ document, workflow }: Translation): void {
  const names = new Set(document.text.match(/\b[A-Z]+_[A-Z]+\b|\bWORKSPACE\b/g) ?? []);
  for (const [name, value] of Object.entries(VARIABLES)) {
    if (names.has(name) && workflow.map("env").get(name) === undefined)
      workflow.map("env").set(name, expression(value));
  }
  if (workflow.map("env").entries.length === 0)
    workflow.entries.splice(
      workflow.entries.findIndex(([key]) => key === "env"),
      1,
    );
}
