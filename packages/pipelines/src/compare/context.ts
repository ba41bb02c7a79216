import { canonical, sameText } from "../model/canonical.ts";
import { type Formula, VALUATIONS_IN_ALL } from "../model/formula.ts";
import type { Origin, Text, Value, Variable } from "../model/pipeline.ts";
import type { Notes, Seen, Statement } from "./comparison.ts";
import type { Construct, Verdict } from "./verdict.ts";

/** The commit that a tag of an action stood for when that was last looked up; undefined where nobody knows. */
export type CommitOf = (action: string, version: string) => string | undefined;

/** How the new side writes something, and how the old one does. */
type Rename = readonly [RegExp, string];

/** Where a comparison stands: the path so far, and what is called otherwise on the new side. */
export class Context {
  readonly notes: Notes;
  readonly path: readonly string[];
  readonly commitOf: CommitOf;
  /** What trying out conditions may still cost, in all. */
  readonly room: { left: number };
  /** Replaces names of the new side by those of the old one. */
  readonly #renames: readonly Rename[];

  constructor(
    notes: Notes,
    commitOf: CommitOf,
    path: readonly string[] = [],
    renames: readonly Rename[] = [],
    room = { left: VALUATIONS_IN_ALL },
  ) {
    this.notes = notes;
    this.commitOf = commitOf;
    this.path = path;
    this.#renames = renames;
    this.room = room;
  }

  within(words: string): Context {
    return new Context(this.notes, this.commitOf, [...this.path, words], this.#renames, this.room);
  }

  /** The same where `context.<new>` is what was `context.<old>`: a job in `needs`, a step in `steps`. */
  renaming(context: "needs" | "steps", names: Iterable<readonly [string, string]>): Context {
    const more = [...names].flatMap(([old, now]): Rename[] =>
      old === now ? [] : [[accessTo(context, now), printedAccess(context, old)]],
    );
    return more.length === 0
      ? this
      : new Context(this.notes, this.commitOf, this.path, [...this.#renames, ...more], this.room);
  }

  /** A text of the new side in the names of the old one. */
  renamed(text: string): string {
    return this.#renames.reduce((renamed, [now, old]) => renamed.replaceAll(now, () => old), text);
  }

  renamedFormula(formula: Formula): Formula {
    if (this.#renames.length === 0 || formula.kind === "constant") return formula;
    if (formula.kind === "not") return { ...formula, of: this.renamedFormula(formula.of) };
    if (formula.kind !== "atom") return { ...formula, of: formula.of.map((part) => this.renamedFormula(part)) };
    const { test } = formula;
    return {
      ...formula,
      text: this.renamed(formula.text),
      test: test === undefined ? undefined : { ...test, subject: this.renamed(test.subject) },
    };
  }

  areSame(old: string | undefined, now: string | undefined): boolean {
    return sameText(old, now === undefined ? undefined : this.renamed(now));
  }

  say(statement: Statement): void {
    this.notes.add(this.path, statement);
  }

  /** Says what became of something that is there or not, and has one text. */
  text(construct: Construct, old: Text | undefined, now: Text | undefined, words: Words & { name?: string }): void {
    const { name, ...verdicts } = words;
    this.seen(construct, name, old, now, verdicts);
  }

  value(construct: Construct, old: Value | undefined, now: Value | undefined, words: Words & { name?: string }): void {
    const { name, ...verdicts } = words;
    this.seen(construct, name, old && seenValue(old), now && seenValue(now), verdicts);
  }

  /** Says it of each name of two lists. */
  variables(
    construct: Construct,
    old: readonly Variable[],
    now: readonly Variable[],
    words: Words | ((name: string) => Words),
  ): void {
    const olds = new Map(old.map((variable) => [variable.name, variable]));
    const news = new Map(now.map((variable) => [variable.name, variable]));
    for (const name of new Set([...olds.keys(), ...news.keys()])) {
      const before = olds.get(name);
      const after = news.get(name);
      const verdicts = typeof words === "function" ? words(name) : words;
      this.seen(construct, name, before && seenVariable(before), after && seenVariable(after), verdicts);
    }
  }

  seen(
    construct: Construct,
    name: string | undefined,
    old: Seen | undefined,
    now: Seen | undefined,
    words: Words,
  ): void {
    if (old === undefined && now === undefined) return;
    const base = { construct, ...(name === undefined ? {} : { name }), old, new: now };
    if (old === undefined) this.say({ ...base, ...words.gained });
    else if (now === undefined) this.say({ ...base, ...words.lost });
    else if (this.areSame(old.text, now.text)) this.say({ ...base, verdict: "same", why: "It is as it was." });
    else this.say({ ...base, ...words.changed });
  }
}

/** What is said where something is only on one side, or differs. */
export interface Words {
  readonly gained: Ruling;
  readonly lost: Ruling;
  readonly changed: Ruling;
}

export interface Ruling {
  readonly verdict: Verdict;
  readonly why: string;
  readonly marked?: boolean;
}

export const ruling = (verdict: Verdict, why: string, marked = false): Ruling => ({ verdict, why, marked });

export const seenText = ({ text, at }: Text): Seen => ({ text, at });
export const seenValue = (value: Value): Seen => ({ text: canonical(value), at: value.at });
export const seenVariable = ({ value, at }: Variable): Seen => ({ text: canonical(value), at });
export const seenAt = (at: Origin, text: string): Seen => ({ at, text });

function accessTo(context: string, name: string): RegExp {
  const escaped = name.replaceAll(/[^\w\s]/g, "\\$&");
  return new RegExp(`\\b${context}(?:\\.${escaped}(?![\\w/-])|\\['${escaped}'\\])`, "gi");
}

function printedAccess(context: string, name: string): string {
  return /^[A-Za-z_][\w-]*$/.test(name) ? `${context}.${name}` : `${context}['${name}']`;
}
