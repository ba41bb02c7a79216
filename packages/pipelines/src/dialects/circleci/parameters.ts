import { escaped, OutScalar } from "../../migrate/output.ts";
import { all, type Entry, entry, own, type Source, type TextValue, type Value } from "../../migrate/values.ts";

/** What `<< parameters.x >>` stands for in one use of a job, command or executor. */
export interface Argument {
  readonly value: Value;
  /** The constructs that say so. */
  readonly sources: readonly Source[];
}

export type Scope = ReadonlyMap<string, Argument>;

/** Marks an expression of ours within a text of theirs. */
const OPEN = "\u0001";
const CLOSE = "\u0002";

/** Text that will be the value of a matrix's axis. */
export function axisText(name: string): string {
  return `${OPEN} matrix.${name} ${CLOSE}`;
}

/** A text as GitHub reads it: expressions of ours work, what looks like one of theirs stays text. */
export function written(text: string): string {
  return escaped(text).replaceAll(OPEN, "${{").replaceAll(CLOSE, "}}");
}

export function literal(text: string): OutScalar {
  return new OutScalar(written(text));
}

/** The scope of one use: what is given, and the defaults of what is not. */
export function scopeOf(declared: Value | undefined, given: readonly Entry[], pipeline: Scope): Scope {
  const scope = new Map<string, Argument>(pipeline);
  for (const parameter of declared?.kind === "map" ? declared.entries : []) {
    const standard = entry(parameter.value, "default");
    if (standard !== undefined)
      scope.set(`parameters.${parameter.key}`, { value: standard.value, sources: all(standard) });
  }
  for (const argument of given)
    scope.set(`parameters.${argument.key}`, { value: argument.value, sources: all(argument) });
  return scope;
}

/** A value with its parameters filled in. The constructs of an argument go along with what they are put into. */
export function instantiate(value: Value, scope: Scope): Value {
  if (value.kind === "list") {
    // A parameter of steps stands as an item, and means its items.
    const items = value.items.flatMap((item): readonly Value[] => {
      const made = instantiate(item, scope);
      return item.kind === "text" && made.kind === "list" ? made.items : [made];
    });
    return { ...value, items };
  }
  if (value.kind === "map") {
    return { ...value, entries: value.entries.map((held) => ({ ...held, value: instantiate(held.value, scope) })) };
  }
  if (!value.text.includes("<<")) return value;
  const lone = /^\s*<<\s*([\w.-]+)\s*>>\s*$/.exec(value.text)?.[1];
  const whole = lone === undefined ? undefined : scope.get(lone);
  if (whole !== undefined && whole.value.kind !== "text")
    return { ...whole.value, via: [...whole.value.via, ...own(value)] };
  return filled(value, scope);
}

function filled(value: TextValue, scope: Scope): TextValue {
  const via = [...value.via];
  const text = value.text.replaceAll(/\\?<<\s*([\w.-]+)\s*>>/g, (found, name: string) => {
    const argument = scope.get(name);
    if (argument?.value.kind !== "text") return PIPELINE[name] ?? found;
    for (const source of argument.sources) via.push(...own(source));
    return argument.value.text;
  });
  const { value: meant } = value;
  return { ...value, text, value: typeof meant === "string" ? text : meant, via };
}

/** What GitHub has for values of the pipeline. */
const PIPELINE: Readonly<Record<string, string>> = {
  "pipeline.number": `${OPEN} github.run_number ${CLOSE}`,
  "pipeline.id": `${OPEN} github.run_id ${CLOSE}`,
  "pipeline.git.branch": `${OPEN} github.ref_name ${CLOSE}`,
  "pipeline.git.tag": `${OPEN} github.ref_type == 'tag' && github.ref_name || '' ${CLOSE}`,
  "pipeline.git.revision": `${OPEN} github.sha ${CLOSE}`,
  "pipeline.git.base_revision": `${OPEN} github.event.before ${CLOSE}`,
  "pipeline.project.git_url": `${OPEN} github.server_url ${CLOSE}/${OPEN} github.repository ${CLOSE}`,
  "pipeline.trigger_source": `${OPEN} github.event_name ${CLOSE}`,
};

/** Whether only the run can tell what a text says. */
function isOpen(text: string): boolean {
  return text.includes("<<") || text.includes(OPEN);
}

/** Whether a condition of `when` holds; undefined where only the run can tell. */
export function holds(condition: Value | undefined): boolean | undefined {
  if (condition === undefined) return undefined;
  if (condition.kind === "text") {
    if (isOpen(condition.text)) return undefined;
    return !/^(false|no|off|0|)$/i.test(condition.text.trim());
  }
  if (condition.kind === "list") return undefined;
  const [only] = condition.entries;
  if (only === undefined || condition.entries.length > 1) return undefined;
  const parts = only.value.kind === "list" ? only.value.items : [only.value];
  if (only.key === "not") {
    const inner = holds(only.value);
    return inner === undefined ? undefined : !inner;
  }
  if (only.key === "equal") {
    const words = parts.map((part) => (part.kind === "text" ? part.text : undefined));
    if (words.some((word) => word === undefined || isOpen(word))) return undefined;
    return words.every((word) => word === words[0]);
  }
  const inner = parts.map(holds);
  if (only.key === "and") return inner.includes(false) ? false : inner.includes(undefined) ? undefined : true;
  if (only.key === "or") return inner.includes(true) ? true : inner.includes(undefined) ? undefined : false;
  return undefined;
}
