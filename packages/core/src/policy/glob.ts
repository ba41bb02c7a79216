import { z } from "zod";

const MAX_GLOB_LENGTH = 300;
/** A pattern with braces stands for at most so many without. */
const MAX_ALTERNATIVES = 100;
/** Patterns that are kept compiled; a policy names a few. */
const MAX_KEPT = 2_000;

/**
 * A pattern over paths, as `.gitignore` and editors write them: `*` and `?` stay inside a folder, `**` goes through
 * any number of them, `[a-z]` is one letter of a set, `{a,b}` is either of two, `\` takes a letter as it is. The whole
 * path has to match, from the root of the repository; hidden files are files like others. A folder's name with a `/` at
 * its end stands for all that is in it. `!` in front takes out what the patterns beside it take in.
 */
export const globSchema = z
  .string()
  .min(1)
  .max(MAX_GLOB_LENGTH)
  .superRefine((glob, context) => {
    const reason = faultOf(glob.startsWith("!") ? glob.slice(1) : glob);
    if (reason !== null) context.addIssue({ code: "custom", message: reason });
  })
  .meta({ description: "A pattern over whole paths: `src/**/*.ts`, `docs/**`, `*.{md,txt}`; `!` in front excludes." });

/**
 * Tells whether a path matches one of these patterns, and none of those that begin with `!`.
 *
 * Not by regular expressions: those that globs are usually made into backtrack, so one pattern with a dozen stars could
 * stop the server on a path that its author chose. Here the work is at most the length of the pattern times the length
 * of the path.
 * @param globs each has passed {@link globSchema}
 */
export function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  const wanted = globs.filter((glob) => !glob.startsWith("!")).flatMap(compiled);
  const refused = globs.filter((glob) => glob.startsWith("!")).flatMap((glob) => compiled(glob.slice(1)));
  return (path) => {
    const names = path.split("/");
    return wanted.some((parts) => fits(parts, names)) && !refused.some((parts) => fits(parts, names));
  };
}

/** One letter of a name. */
type Letter =
  | { readonly kind: "letter"; readonly letter: string }
  | { readonly kind: "any" }
  | { readonly kind: "set"; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };
/** `*`: any number of letters. */
type Token = Letter | { readonly kind: "many" };
/**
 * What one folder or file is called; a text where it has no wildcards. `ends`: with one `*` alone, as most have it, so
 * that they cost least. `through`: any number of folders.
 */
type Part =
  | string
  | readonly Token[]
  | { readonly kind: "ends"; readonly before: string; readonly after: string }
  | { readonly kind: "through" };

const kept = new Map<string, readonly (readonly Part[])[]>();

/** The alternatives that the pattern stands for. */
function compiled(glob: string): readonly (readonly Part[])[] {
  const known = kept.get(glob);
  if (known !== undefined) return known;
  const made = (expandBraces(glob) ?? []).map((one) => partsOf(rooted(one)));
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(glob, made);
  return made;
}

/** `/docs/` as `docs/**`. */
function rooted(glob: string): string {
  const path = glob.replace(/^\//, "");
  return path.endsWith("/") ? `${path}**` : path;
}

function partsOf(glob: string): readonly Part[] {
  const parts = split(glob, "/").map(partOf);
  // `docs/**` is what is in the folder, not a file of the folder's name.
  return parts.length > 1 && isThrough(parts.at(-1)) ? [...parts.slice(0, -1), ANY_NAME, ...parts.slice(-1)] : parts;
}

function partOf(text: string): Part {
  if (text === "**") return { kind: "through" };
  const tokens = tokensOf(text) ?? [];
  const star = tokens.findIndex(isMany);
  const before = literal(star < 0 ? tokens : tokens.slice(0, star));
  if (star < 0) return before ?? tokens;
  const after = literal(tokens.slice(star + 1));
  return before === null || after === null ? tokens : { kind: "ends", before, after };
}

/** Null where there is more than letters. */
function literal(tokens: readonly Token[]): string | null {
  return tokens.every((token) => token.kind === "letter") ? tokens.map(({ letter }) => letter).join("") : null;
}

/** Null where a set is not closed. */
function tokensOf(text: string): readonly Token[] | null {
  const letters = [...text];
  const tokens: Token[] = [];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? "";
    if (letter === "\\") tokens.push({ kind: "letter", letter: letters[++at] ?? "" });
    else if (letter === "?") tokens.push({ kind: "any" });
    else if (letter === "*") {
      if (tokens.at(-1)?.kind !== "many") tokens.push({ kind: "many" });
    } else if (letter === "[") {
      // A bracket that comes first belongs to the set, as everywhere.
      const negated = letters[at + 1] === "!" || letters[at + 1] === "^";
      const first = at + (negated ? 2 : 1);
      const end = letters.indexOf("]", first + 1);
      if (end < 0) return null;
      tokens.push({ kind: "set", negated, ranges: rangesOf(letters.slice(first, end)) });
      at = end;
    } else tokens.push({ kind: "letter", letter });
  }
  return tokens;
}

function rangesOf(letters: readonly string[]): (readonly [string, string])[] {
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < letters.length; at++) {
    const first = letters[at] ?? "";
    const last = letters[at + 1] === "-" ? letters[at + 2] : undefined;
    ranges.push([first, last ?? first]);
    if (last !== undefined) at += 2;
  }
  return ranges;
}

function isLetter(token: Letter, letter: string): boolean {
  if (token.kind === "letter") return token.letter === letter;
  if (token.kind === "any") return true;
  return token.ranges.some(([from, to]) => from <= letter && letter <= to) !== token.negated;
}

function fits(parts: readonly Part[], names: readonly string[]): boolean {
  return walk(parts, names, isThrough, isNamed);
}

function isNamed(part: Part, name: string): boolean {
  if (typeof part === "string") return part === name;
  if (isTokens(part)) return walk(part, [...name], isMany, isOne);
  if (part.kind === "through") return false;
  const { before, after } = part;
  return name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after);
}

const ANY_NAME: Part = { kind: "ends", before: "", after: "" };

function isTokens(part: Part): part is readonly Token[] {
  return Array.isArray(part);
}

function isThrough(part: Part | undefined): boolean {
  return typeof part === "object" && !isTokens(part) && part.kind === "through";
}

function isMany(token: Token): boolean {
  return token.kind === "many";
}

function isOne(token: Token, letter: string): boolean {
  return token.kind !== "many" && isLetter(token, letter);
}

/**
 * Whether a pattern fits a text, both as lists. After a wildcard for many, only the last one ever has to be tried
 * again: what an earlier one could take, a later one can as well. So there is one way back, not one for each star.
 */
function walk<P, T>(
  pattern: readonly P[],
  text: readonly T[],
  isMany: (one: P) => boolean,
  isOne: (one: P, item: T) => boolean,
): boolean {
  let at = 0;
  let wildcard = -1;
  let taken = 0;
  for (let i = 0; i < text.length; ) {
    const one = pattern[at];
    if (one !== undefined && isMany(one)) {
      wildcard = at++;
      taken = i;
    } else if (one !== undefined && isOne(one, text[i] as T)) {
      at++;
      i++;
    } else if (wildcard >= 0) {
      at = wildcard + 1;
      i = ++taken;
    } else return false;
  }
  while (at < pattern.length && isMany(pattern[at] as P)) at++;
  return at === pattern.length;
}

/** Splits at a letter that no `\` stands before. */
function split(text: string, at: string): string[] {
  const pieces = [""];
  let escaped = false;
  for (const letter of text) {
    if (letter === at && !escaped) pieces.push("");
    else pieces[pieces.length - 1] += letter;
    escaped = letter === "\\" && !escaped;
  }
  return pieces;
}

/** Every pattern that one with braces stands for; null where braces do not fit together, or there are too many. */
function expandBraces(glob: string): readonly string[] | null {
  // Each level of braces that is open: the alternatives that are finished, and those being written.
  const open: { done: string[]; current: string[] }[] = [{ done: [], current: [""] }];
  const letters = [...glob];
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] ?? "";
    const level = open.at(-1);
    if (level === undefined) return null;
    if (letter === "{") open.push({ done: [], current: [""] });
    else if (letter === "}") {
      open.pop();
      const outer = open.at(-1);
      if (outer === undefined || level.done.length === 0) return null;
      const inner = [...level.done, ...level.current];
      if (outer.current.length * inner.length > MAX_ALTERNATIVES) return null;
      outer.current = outer.current.flatMap((text) => inner.map((end) => text + end));
    } else if (letter === "," && open.length > 1) {
      level.done.push(...level.current);
      level.current = [""];
    } else {
      const text = letter === "\\" ? letter + (letters[++i] ?? "") : letter;
      level.current = level.current.map((one) => one + text);
    }
    if (level.done.length > MAX_ALTERNATIVES) return null;
  }
  const [only] = open;
  return open.length === 1 && only !== undefined ? only.current : null;
}

/** What is wrong with a pattern, in words that say what to write instead; null where nothing is. */
function faultOf(glob: string): string | null {
  if (/(?:^|[^\\])\\$/.test(glob)) return 'a "\\" takes the letter after it as it is; write one behind it';
  if (/[@+!?*]\(/.test(glob)) return 'groups such as "@(a|b)" are not known; write "{a,b}"';
  const alternatives = expandBraces(glob);
  if (alternatives === null) {
    return `braces hold at least two texts, as in "*.{md,txt}", are closed, and stand for at most ${MAX_ALTERNATIVES} patterns together; write "\\{" for a brace itself`;
  }
  for (const one of alternatives) {
    const parts = split(rooted(one), "/");
    if (parts.some((part) => part === "" || part === "." || part === "..")) {
      return 'paths are as the repository has them; write no empty part, "." or ".."';
    }
    if (parts.some((part) => tokensOf(part) === null))
      return 'a "[" is not closed; write "[a-z]", or "\\[" for a bracket';
  }
  return null;
}
