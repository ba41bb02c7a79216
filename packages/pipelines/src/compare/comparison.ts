import type { Gap, Origin, Pipeline } from "../model/pipeline.ts";
import type { Place } from "../source/lines.ts";
import { CONSTRUCTS, type Construct, VERDICTS, type Verdict } from "./verdict.ts";

/** One side of an entry. */
export interface Side extends Place {
  readonly file: string;
  /** What stands there, in normal form. */
  readonly text: string;
}

/** What became of one construct. */
export interface Entry {
  readonly construct: Construct;
  /** Where it is, in words, from the outside in: `["job build", "step 3 (npm test)"]`. Empty: the whole pipeline. */
  readonly path: readonly string[];
  /** What it is, in words: `permission contents`. */
  readonly what: string;
  readonly verdict: Verdict;
  /** A sentence. */
  readonly why: string;
  readonly old?: Side;
  readonly new?: Side;
  /**
   * To be looked at whatever the verdict: it hands something out (a secret, write access, a trigger that strangers can
   * cause), or others refer to it by a name that changed.
   */
  readonly marked?: true;
  /** How many more jobs or steps the same lines do this to. */
  readonly alsoAt?: number;
}

/** Two pipelines, construct by construct. */
export interface Comparison {
  /** Their files; null where there is none on that side. */
  readonly old: string | null;
  readonly new: string | null;
  /** What needs a look first, what stayed as it was last; within that by line. */
  readonly entries: readonly Entry[];
  /** What could not be looked into. It counts as what is written of it. */
  readonly gaps: readonly (Place & { readonly file: string; readonly why: string })[];
}

/** Of one side: where, and what stands there. */
export interface Seen {
  readonly at: Origin;
  readonly text: string;
}

/** What is to be said of one construct, before it has a place in words. */
export interface Statement {
  readonly construct: Construct;
  /** Its own name, where the construct's is not enough: `contents` for a permission. */
  readonly name?: string;
  readonly verdict: Verdict;
  readonly why: string;
  readonly old?: Seen | undefined;
  readonly new?: Seen | undefined;
  readonly marked?: boolean;
}

// What may be written once for many: said once, of all that it is written for.
const HANDED_DOWN: readonly Construct[] = ["variable", "permission", "secret", "shell", "folder"];

interface Noted {
  readonly statement: Statement;
  path: readonly string[];
  times: number;
}

/** Gathers what is said. The same lines seen from several jobs or steps are one entry. */
export class Notes {
  readonly #noted = new Map<string, Noted>();

  add(path: readonly string[], statement: Statement): void {
    const { construct, name = "", verdict, old, new: now } = statement;
    const key = JSON.stringify([construct, name, verdict, keyOf(old), keyOf(now)]);
    const before = this.#noted.get(key);
    if (before === undefined) {
      this.#noted.set(key, { statement, path, times: 1 });
      return;
    }
    const different = before.path.findIndex((words, index) => words !== path[index]);
    const common = different < 0 ? before.path : before.path.slice(0, different);
    if (common.length > 0 || HANDED_DOWN.includes(construct)) before.path = common;
    else before.times++;
  }

  entries(): Entry[] {
    const entries = [...this.#noted.values()].map(({ statement, path, times }) => entry(statement, path, times));
    return entries.sort((a, b) => rank(a) - rank(b) || lineOf(a) - lineOf(b));
  }
}

function keyOf(seen: Seen | undefined): unknown {
  if (seen === undefined) return null;
  const { source, span } = seen.at;
  return [source.path, span.start, span.end, seen.text];
}

function entry(statement: Statement, path: readonly string[], times: number): Entry {
  const { construct, name, verdict, why, old, new: now, marked } = statement;
  const word = CONSTRUCTS[construct].name;
  return {
    construct,
    path,
    what: name === undefined ? word : `${word} ${name}`,
    verdict,
    why,
    ...(old === undefined ? {} : { old: side(old) }),
    ...(now === undefined ? {} : { new: side(now) }),
    ...(marked === true ? { marked: true as const } : {}),
    ...(times > 1 ? { alsoAt: times - 1 } : {}),
  };
}

function side({ at, text }: Seen): Side {
  return { file: at.source.path, ...at.source.lines.place(at.span), text };
}

function rank({ verdict }: Entry): number {
  return VERDICTS.indexOf(verdict);
}

function lineOf(entry: Entry): number {
  return (entry.new ?? entry.old)?.line ?? 0;
}

export function comparisonOf(old: Pipeline | undefined, now: Pipeline | undefined, notes: Notes): Comparison {
  const gaps = [...(old?.gaps ?? []), ...(now?.gaps ?? [])].map(({ at, why }: Gap) => ({
    file: at.source.path,
    ...at.source.lines.place(at.span),
    why,
  }));
  return { old: old?.source.path ?? null, new: now?.source.path ?? null, entries: notes.entries(), gaps };
}

export type Summary = Readonly<Record<Verdict, number>>;

/** How often each verdict was given. */
export function summarize(comparisons: readonly Comparison[]): Summary {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { entries } of comparisons) for (const { verdict } of entries) counts[verdict]++;
  return counts;
}
