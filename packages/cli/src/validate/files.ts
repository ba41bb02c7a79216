import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { note } from "../output/terminal.ts";

/** The text of a file, or why it cannot be read. */
export type Content = { readonly text: string } | { readonly unreadable: string };

const PASSED_OVER = new Set([".git", "node_modules"]);

/** Every file below a folder, in the order of their names. */
export function* walk(folder: string): Generator<string> {
  if (!existsSync(folder)) return;
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!PASSED_OVER.has(entry.name)) yield* walk(path);
    } else if (entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile())) {
      // Linked folders are not followed: they can lead in a circle.
      yield path;
    }
  }
}

/** In the order of their names. A folder that may not be read is passed over, and said. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    note(`${shown(folder)} is passed over: ${(error as Error).message}.`);
    return [];
  }
}

export function read(absolute: string): Content {
  let bytes: Buffer;
  try {
    bytes = readFileSync(absolute);
  } catch (error) {
    return { unreadable: `The file cannot be read: ${(error as Error).message}. Check that it may be read.` };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { unreadable: "The file is not text in UTF-8. Save it as UTF-8." };
  }
}

/** A path as it is printed: from where the command was started, with forward slashes. */
export function shown(absolute: string): string {
  return shownFrom(process.cwd(), absolute);
}

export function shownFrom(folder: string, absolute: string): string {
  return (relative(folder, absolute) || ".").split(sep).join("/");
}
