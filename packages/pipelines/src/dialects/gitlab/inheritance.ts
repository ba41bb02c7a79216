import { type Entry, entry, type MapValue, own, type Source, texts, type Value } from "../../migrate/values.ts";

/** Templates may extend each other; a circle of them is cut. */
const MAX_DEPTH = 11;

/** A job with what it extends and what holds for all: its own keys go first, mappings are joined. */
export interface Resolved {
  readonly keys: ReadonlyMap<string, Entry>;
  /** Templates that it extends. */
  readonly templates: readonly Entry[];
  /** Names that nothing has. */
  readonly missing: readonly Value[];
  /** The constructs of every `extends` on the way. */
  readonly sources: readonly Source[];
}

/** Follows `extends`. */
export function resolve(job: Entry, all: ReadonlyMap<string, Entry>, depth = 0): Resolved {
  const held = entry(job.value, "extends");
  const templates: Entry[] = [];
  const missing: Value[] = [];
  const sources: Source[] = [];
  let keys = new Map<string, Entry>();
  if (held !== undefined) sources.push(held);
  for (const name of texts(held?.value)) {
    sources.push(name);
    const template = all.get(name.text);
    if (template === undefined || depth > MAX_DEPTH) {
      missing.push(name);
      continue;
    }
    const inner = resolve(template, all, depth + 1);
    templates.push(template, ...inner.templates);
    missing.push(...inner.missing);
    sources.push(...inner.sources);
    keys = joined(keys, [...inner.keys.values()]);
  }
  return {
    keys: joined(keys, job.value.kind === "map" ? job.value.entries.filter(({ key }) => key !== "extends") : []),
    templates,
    missing,
    sources,
  };
}

/** Later entries win; mappings are joined key by key. */
export function joined(before: ReadonlyMap<string, Entry>, after: readonly Entry[]): Map<string, Entry> {
  const keys = new Map(before);
  for (const held of after) {
    const known = keys.get(held.key);
    const deep = known?.value.kind === "map" && held.value.kind === "map" && held.key !== "rules";
    keys.set(
      held.key,
      deep
        ? { ...held, via: [...held.via, ...own(known)], value: both(known.value as MapValue, held.value as MapValue) }
        : held,
    );
  }
  return keys;
}

function both(before: MapValue, after: MapValue): MapValue {
  const entries = joined(new Map(before.entries.map((held) => [held.key, held])), after.entries);
  return { ...after, via: [...before.via, ...after.via], entries: [...entries.values()] };
}

/** Commands with `!reference [job, key]` filled in. */
export function commandsOf(value: Value | undefined, all: ReadonlyMap<string, Entry>, depth = 0): readonly Value[] {
  if (value === undefined) return [];
  if (value.kind !== "list") return value.kind === "text" && value.value === null ? [] : [value];
  if (value.tag === "!reference") {
    const [job, ...path] = texts(value);
    let held = all.get(job?.text ?? "");
    const passed = [held];
    for (const key of path) {
      held = entry(held?.value, key.text);
      passed.push(held);
    }
    const found = held?.value;
    if (found === undefined || depth > MAX_DEPTH) return [value];
    const via = [...texts(value), ...passed].flatMap((part) => own(part));
    return commandsOf(found, all, depth + 1).map((command) => ({ ...command, via: [...command.via, ...via] }));
  }
  return value.items.flatMap((item) => (item.kind === "list" ? commandsOf(item, all, depth + 1) : [item]));
}
