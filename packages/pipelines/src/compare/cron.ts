import type { Relation } from "../model/formula.ts";

const FIELDS = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: "jan feb mar apr may jun jul aug sep oct nov dec".split(" ") },
  { least: 0, most: 6, names: "sun mon tue wed thu fri sat".split(" ") },
] as const;

/** How the times of the second schedule stand to those of the first. */
export function relateCrons(first: string, second: string): Relation {
  if (first.trim().split(/\s+/).join(" ") === second.trim().split(/\s+/).join(" ")) return "same";
  const old = timesOf(first);
  const now = timesOf(second);
  if (old === undefined || now === undefined) return "undecided";
  // With both days given either counts, else both do: the two cannot be compared field by field.
  if (old.eitherDay !== now.eitherDay) return "undecided";
  const part = (small: Times, large: Times) =>
    small.fields.every((values, index) => [...values].every((value) => large.fields[index]?.has(value)));
  const narrower = part(now, old);
  const wider = part(old, now);
  if (wider && narrower) return "same";
  return wider ? "wider" : narrower ? "narrower" : "different";
}

interface Times {
  readonly fields: readonly ReadonlySet<number>[];
  readonly eitherDay: boolean;
}

function timesOf(cron: string): Times | undefined {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) return undefined;
  const fields = parts.map((part, index) => valuesOf(part, index));
  if (fields.some((values) => values === undefined)) return undefined;
  return {
    fields: fields.flatMap((values) => values ?? []),
    eitherDay: !(parts[2] ?? "").startsWith("*") && !(parts[4] ?? "").startsWith("*"),
  };
}

function valuesOf(part: string, field: number): Set<number> | undefined {
  const { least = 0, most = 0, names = [] } = FIELDS[field] ?? {};
  const values = new Set<number>();
  const numberOf = (text: string) => {
    const named = (names as readonly string[]).indexOf(text.toLowerCase());
    return named >= 0 ? named + (field === 3 ? 1 : 0) : Number(text);
  };
  for (const item of part.split(",")) {
    const [, range = "", step] = /^([^/]+)(?:\/(\d+))?$/.exec(item) ?? [];
    const [from = "", to] = range.split("-");
    const start = range === "*" ? least : numberOf(from);
    const end = range === "*" || (to === undefined && step !== undefined) ? most : numberOf(to ?? from);
    const by = Number(step ?? 1);
    const isRange = Number.isInteger(start) && Number.isInteger(end) && start >= least && end <= most && start <= end;
    if (!isRange || by < 1) return undefined;
    for (let value = start; value <= end; value += by) values.add(value);
  }
  return values;
}
