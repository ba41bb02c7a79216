import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { CliFailure, EXIT } from "../failure.ts";
import { type Content, read, shown, shownFrom, walk } from "./files.ts";
import { type FileKind, isAtHome, KINDS } from "./kinds.ts";

/** A file to be judged, with who judges it. */
export interface Input {
  /** As it is printed: relative to where the command was started, with forward slashes. */
  readonly path: string;
  readonly absolute: string;
  readonly content: Content;
  readonly kind: FileKind;
}

/** Where a name without one of these ends is looked into only by its path. */
const TEXT_KINDS = /\.(?:ya?ml|json)$/i;

/**
 * The files below the given paths; without paths, of the repository that the command stands in.
 * A file that is named must be of a kind that can be judged, else nobody would notice that it was not.
 */
export function collect(paths: readonly string[]): Input[] {
  if (paths.length === 0) return ofRepository(process.cwd());
  const inputs = paths.flatMap((path) => {
    const absolute = resolve(path);
    if (!existsSync(absolute)) throw new CliFailure(EXIT.wrong, `${path} does not exist.`, "Check the path.");
    return statSync(absolute).isDirectory() ? inFolder(absolute) : [named(absolute)];
  });
  // A folder and a file in it may both be named.
  return [...new Map(inputs.map((input) => [input.path, input])).values()];
}

/** The kind of a text that has only a name, from standard input or by its name on the command line. */
export function recognise(path: string, text: string): FileKind {
  const kind = KINDS.find((kind) => isAtHome(kind, path, false)) ?? KINDS.find(({ like }) => like?.(path, text));
  if (kind !== undefined) return kind;
  const names = KINDS.map(({ name }) => name);
  throw new CliFailure(
    EXIT.wrong,
    `${path} is no kind of file that validate knows.`,
    `It judges these: ${names.join(", ")}. A workflow is known by its place below .github/workflows, or by "on:" and "jobs:".`,
  );
}

function named(absolute: string): Input {
  const content = read(absolute);
  const path = shown(absolute);
  const kind = recognise(absolute.split(sep).join("/"), "text" in content ? content.text : "");
  return { path, absolute, content, kind };
}

/**
 * Of a repository only what stands where the forge looks for it: what lies elsewhere may be somebody's test data.
 * An organisation's repository of policies is all policy.
 */
function ofRepository(from: string): Input[] {
  const repository = repositoryOf(from);
  const root = repository ?? from;
  if (basename(root) === ".qms") return inFolder(root);
  // Outside of a repository nobody knows how much lies below, so only the folders with a meaning are looked into.
  const files =
    repository === undefined ? [".qms", ".github"].flatMap((name) => [...walk(join(root, name))]) : [...walk(root)];
  return files.flatMap((absolute) => {
    const kind = KINDS.find((known) => isAtHome(known, shownFrom(root, absolute), true));
    return kind === undefined ? [] : [{ path: shown(absolute), absolute, content: read(absolute), kind }];
  });
}

function inFolder(folder: string): Input[] {
  return [...walk(folder)].flatMap((absolute): Input[] => {
    const slashed = absolute.split(sep).join("/");
    const kind = KINDS.find((known) => isAtHome(known, slashed, false));
    if (kind === undefined && !TEXT_KINDS.test(slashed)) return [];
    const content = read(absolute);
    const found = kind ?? ("text" in content ? KINDS.find(({ like }) => like?.(slashed, content.text)) : undefined);
    return found === undefined ? [] : [{ path: shown(absolute), absolute, content, kind: found }];
  });
}

/** The nearest folder above with a `.git` (a file in worktrees). */
export function repositoryOf(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
