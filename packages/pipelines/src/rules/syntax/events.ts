import { WORKFLOW } from "../../dialects/github/schema.ts";
import type { WorkflowEvent } from "../../dialects/github/workflow.ts";
import { advice } from "../../findings/nearest.ts";
import { defineRule } from "../../findings/rule.ts";
import { entryOf, itemsOf, valueAt, type YamlMapping } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import { FILTERS } from "./filters.ts";

const JOBS = "jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";
const SOURCE = "https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows";

/** Ends the names of the types in which the schema lists what `types` may be. */
const ACTIVITY = "-activity";

type EventCode =
  | "syntax/unknown-event"
  | "syntax/unknown-event-type"
  | "syntax/filter-of-other-event"
  | "syntax/conflicting-filters"
  | "syntax/event-without-workflows"
  | "syntax/event-without-schedule";

/** What starts a workflow: events, their types and which filters they take. */
export const events = defineRule<WorkflowSubject, EventCode>({
  codes: {
    "syntax/unknown-event": {
      title: "Event does not exist",
      severity: "error",
      confidence: "high",
      explanation:
        "GitHub refuses a workflow that waits for an event it does not know. Names are in lower case, with `_`.",
      bad: `on: pull_requests\n${JOBS}`,
      good: `on: pull_request\n${JOBS}`,
      source: SOURCE,
    },
    "syntax/unknown-event-type": {
      title: "Event has no such type",
      severity: "error",
      confidence: "high",
      explanation:
        "`types` picks out of what can happen to the thing that an event is about; each event has its own list.",
      bad: `on:\n  issues:\n    types: [created]\n${JOBS}`,
      good: `on:\n  issues:\n    types: [opened]\n${JOBS}`,
      source: SOURCE,
    },
    "syntax/filter-of-other-event": {
      title: "Event does not take this filter",
      severity: "error",
      confidence: "high",
      explanation:
        "Only some events can be filtered by branch, tag or path: `push` by all three, pull requests by branch and path, `workflow_run` and `merge_group` by branch.",
      bad: `on:\n  release:\n    tags: [v*]\n${JOBS}`,
      good: `on:\n  push:\n    tags: [v*]\n${JOBS}`,
      source: SOURCE,
    },
    "syntax/conflicting-filters": {
      title: "Filter and its opposite are both there",
      severity: "error",
      confidence: "high",
      explanation:
        "An event takes `branches` or `branches-ignore`, not both; likewise tags and paths. Write one list and leave out with `!pattern` what is not wanted.",
      bad: `on:\n  push:\n    paths: [src/**]\n    paths-ignore: [src/docs/**]\n${JOBS}`,
      good: `on:\n  push:\n    paths: [src/**, "!src/docs/**"]\n${JOBS}`,
      source:
        "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#onpushpull_requestpull_request_targetpathspaths-ignore",
    },
    "syntax/event-without-workflows": {
      title: "No workflow is named to wait for",
      severity: "error",
      confidence: "high",
      explanation: "`workflow_run` needs `workflows`, the names of those whose runs start this one.",
      bad: `on:\n  workflow_run:\n    types: [completed]\n${JOBS}`,
      good: `on:\n  workflow_run:\n    workflows: [Build]\n    types: [completed]\n${JOBS}`,
      source: `${SOURCE}#workflow_run`,
    },
    "syntax/event-without-schedule": {
      title: "No time is given to start at",
      severity: "error",
      confidence: "high",
      explanation: "`schedule` needs a list of times (`cron`). Its name alone starts nothing.",
      bad: `on: [push, schedule]\n${JOBS}`,
      good: `on:\n  push:\n  schedule:\n    - cron: "0 3 * * *"\n${JOBS}`,
      source: `${SOURCE}#schedule`,
    },
  },
  check({ workflow }, report) {
    const known = WORKFLOW.shape("on-mapping-strict").mappings[0]?.properties ?? new Map<string, { type: string }>();
    for (const event of workflow.events) {
      const type = known.get(event.name)?.type;
      if (type === undefined) {
        if (event.name === "" || event.name.includes("${{")) continue;
        report(
          "syntax/unknown-event",
          event.key.span,
          `There is no event "${event.name}". ${eventAdvice(event, [...known.keys()])}`,
        );
        continue;
      }
      const settings = event.settings?.kind === "mapping" ? event.settings : undefined;
      if (event.name === "workflow_run" && entryOf(settings, "workflows") === undefined) {
        const message = 'workflow_run waits for no workflow. Name those that it waits for in "workflows".';
        report("syntax/event-without-workflows", event.key.span, message);
      }
      // With a key but nothing below it, that is what is told.
      if (
        event.name === "schedule" &&
        event.settings === undefined &&
        valueAt(workflow.root, "on")?.kind !== "mapping"
      ) {
        const message = 'schedule starts nothing without times. Write it as a key with a list of "cron" below it.';
        report("syntax/event-without-schedule", event.key.span, message);
      }
      if (settings === undefined) continue;
      const properties = WORKFLOW.shape(type).mappings[0]?.properties ?? new Map<string, { type: string }>();
      for (const { key, value } of settings.entries) {
        const property = properties.get(key.text);
        if (property === undefined && FILTERS.has(key.text)) {
          const all = [...properties.keys()];
          const takes = all.length === 0 ? "It takes none." : `It takes ${all.join(", ")}.`;
          report("syntax/filter-of-other-event", key.span, `"${event.name}" takes no "${key.text}". ${takes}`);
        }
        if (property === undefined || key.text !== "types" || !property.type.endsWith(ACTIVITY)) continue;
        const types = WORKFLOW.shape(property.type).constants;
        for (const item of itemsOf(value)) {
          if (item.kind !== "scalar" || types.includes(item.text) || item.text.includes("${{")) continue;
          const message = `"${event.name}" has no type "${item.text}". ${advice(item.text, types)}`;
          report("syntax/unknown-event-type", item.span, message);
        }
      }
      for (const [one, other] of bothOf(settings)) {
        // That the event takes none of them is told above.
        if (!properties.has(other.text)) continue;
        const message = `"${event.name}" has "${one.text}" and "${other.text}". Keep one, and leave out with "!" what is not wanted.`;
        report("syntax/conflicting-filters", other.span, message);
      }
    }
  },
});

function bothOf(settings: YamlMapping) {
  return ["branches", "tags", "paths"].flatMap((name) => {
    const one = entryOf(settings, name)?.key;
    const other = entryOf(settings, `${name}-ignore`)?.key;
    if (one === undefined || other === undefined) return [];
    return [one.span.start < other.span.start ? ([one, other] as const) : ([other, one] as const)];
  });
}

function eventAdvice({ name }: WorkflowEvent, known: readonly string[]): string {
  const found = advice(name, known);
  return found.startsWith("Did") ? found : "GitHub's documentation lists the events that start workflows.";
}
