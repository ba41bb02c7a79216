import type { WorkflowEvent } from "../dialects/github/workflow.ts";
import { entryOf, itemsOf, valueAt, type YamlEntry, type YamlMapping } from "../source/tree.ts";
import type { Values } from "./github-values.ts";
import type { Cron, Filter, Trigger, Variable } from "./pipeline.ts";

// What counts where no `types` are written. Of every other event all of them do.
// Source: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request
const USUAL_TYPES: Readonly<Record<string, readonly string[]>> = {
  pull_request: ["opened", "synchronize", "reopened"],
  pull_request_target: ["opened", "synchronize", "reopened"],
};
const FILTERS = ["branches", "tags", "paths", "types", "workflows"];
const INTERFACE = ["inputs", "outputs", "secrets"];

/** One event of `on:`, with what its absence of filters implies. */
export function trigger(event: WorkflowEvent, values: Values): Trigger {
  const { name, key, settings } = event;
  const at = values.at(key.span);
  const node = settings?.kind === "mapping" ? settings : undefined;
  const filters = FILTERS.flatMap((on) => filtersOf(on, node, values));
  const has = (on: string) => filters.some((filter) => filter.on === on);
  const implied: Filter[] = [];
  if (name === "push" && has("branches") !== has("tags")) {
    // A filter for branches alone keeps every tag out, and the other way round.
    const on = has("branches") ? "tags" : "branches";
    implied.push({ on, mode: "only", patterns: [], at, implied: true });
  }
  const usual = USUAL_TYPES[name];
  if (usual !== undefined && !has("types")) {
    const patterns = usual.map((text) => ({ text, at }));
    implied.push({ on: "types", mode: "only", patterns, at, implied: true });
  }
  const isInterface = name === "workflow_dispatch" || name === "workflow_call";
  const known = [...FILTERS.flatMap((on) => [on, `${on}-ignore`]), ...INTERFACE];
  return {
    event: name,
    at,
    filters: [...filters, ...implied],
    crons: name === "schedule" ? crons(event, values) : [],
    interface: [...(isInterface ? interfaceOf(node, values) : []), ...values.others(node, known)],
  };
}

function filtersOf(on: string, node: YamlMapping | undefined, values: Values): Filter[] {
  const read = (entry: YamlEntry | undefined, mode: Filter["mode"]): Filter[] => {
    if (entry === undefined) return [];
    const patterns = itemsOf(entry.value).flatMap((item) => (item.kind === "scalar" ? [values.text(item)] : []));
    return [{ on, mode, patterns, at: values.at(entry.key.span), implied: false }];
  };
  return [...read(entryOf(node, on), "only"), ...read(entryOf(node, `${on}-ignore`), "except")].slice(0, 1);
}

function crons({ settings }: WorkflowEvent, values: Values): Cron[] {
  return (settings?.kind === "sequence" ? settings.items : []).flatMap(({ value }) => {
    const cron = values.textOf(valueAt(value, "cron"));
    return cron === undefined ? [] : [{ ...cron, timezone: values.textOf(valueAt(value, "timezone")) }];
  });
}

function interfaceOf(node: YamlMapping | undefined, values: Values): Variable[] {
  return INTERFACE.flatMap((part) => {
    const all = valueAt(node, part);
    if (all?.kind !== "mapping") return [];
    return values.entries(all).map((entry) => ({ ...entry, name: `${part}.${entry.name}` }));
  });
}
