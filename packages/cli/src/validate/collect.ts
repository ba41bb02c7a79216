import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { CliFailure, EXIT } from "../failure.ts";
import { type FileKind, KINDS, mayBeKnown } from "./kinds.ts";

/** A file to be judged, with who judges it. */
export interface Input {
  /** As it is printed: relative to where the command was started, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly kind: FileKind;
}

const PASSED_OVER = new Set([".git", "node_modules"]);

/**
 * The files below the given paths; without paths, of the repository that the command stands in.
 * A file that is named must be of a kind that can be judged, else nobody would notice that it was not.
 */
export function collect(paths: readonly string[]): Input[] {
  if (paths.length === 0) return ofRepository(repositoryRoot(process.cwd()));
  const inputs = paths.flatMap((path) => {
    const absolute = resolve(path);
    if (!existsSync(absolute)) throw new CliFailure(EXIT.wrong, `${path} does not exist.`, "Check the path.");
    return statSync(absolute).isDirectory() ? inFolder(absolute) : [named(absolute)];
  });
  // A folder and a file in it may both be named.
  return [...new Map(inputs.map((input) => [input.path, input])).values()];
}

/** A text that has only a name, from standard input. */
export function recognise(path: string, text: string): Input {
  const kind = KINDS.find((candidate) => candidate.owns(path, text));
  if (kind?.check !== undefined) return { path, text, kind };
  throw new CliFailure(
    EXIT.wrong,
    kind === undefined
      ? `${path} is no kind of file that validate knows.`
      : `${path} is a ${kind.name}: not handled yet.`,
    "This version judges policy files: those below .qms/, and others that begin with apiVersion: tollgate.dev/v1.",
  );
}

function named(absolute: string): Input {
  return recognise(shown(absolute), read(absolute));
}

/** What a server would read: `.qms/` at the top, or all of an organisation's repository of that name. */
function ofRepository(root: string): Input[] {
  const policies = join(root, ".qms");
  if (existsSync(policies)) return inFolder(policies);
  return basename(root) === ".qms" ? inFolder(root) : [];
}

function inFolder(folder: string): Input[] {
  const inputs: Input[] = [];
  for (const absolute of walk(folder)) {
    const path = shown(absolute);
    if (!mayBeKnown(path)) continue;
    const text = read(absolute);
    const kind = KINDS.find((candidate) => candidate.owns(path, text) || candidate.owns(absolute, text));
    if (kind?.check !== undefined) inputs.push({ path, text, kind });
  }
  return inputs;
}

function* walk(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!PASSED_OVER.has(entry.name)) yield* walk(path);
    } else if (entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile())) {
      // Linked folders are not followed: they can lead in a circle.
      yield path;
    }
  }
}

function read(absolute: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(absolute);
  } catch (error) {
    const reason = (error as Error).message;
    throw new CliFailure(EXIT.wrong, `${shown(absolute)} cannot be read: ${reason}`, "Check that it may be read.");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CliFailure(EXIT.wrong, `${shown(absolute)} is not text in UTF-8.`, "Save it as UTF-8.");
  }
}

function shown(absolute: string): string {
  const path = relative(process.cwd(), absolute) || ".";
  return path.split(sep).join("/");
}

/** The nearest folder above with a `.git` (a file in worktrees); where there is none, the folder itself. */
function repositoryRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return from;
  }
}
