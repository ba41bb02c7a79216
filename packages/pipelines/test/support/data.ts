import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Project, projectOf } from "../../src/project/project.ts";

/** The shared data beside the checkout; tests that need it skip, saying so, where it is absent. */
export const DATA = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));

/** Whether a folder of the shared data is there. */
export function hasData(folder: string): boolean {
  return existsSync(join(DATA, folder));
}

/** A file of the shared data, with the project that it stands in. */
export interface DataFile {
  /** From the data's root, with forward slashes: how lists of exceptions name it. */
  readonly name: string;
  /** As it would stand in its repository. */
  readonly path: string;
  readonly text: string;
  readonly project: Project;
}

/** The 488 workflow files that must produce no error, each with its siblings as the project around it. */
export function cleanFiles(): DataFile[] {
  return ["workflows/actionlint/ok", "workflows/starter", "workflows/realworld"].flatMap((folder) =>
    [...byFolder(filesBelow(folder).filter((file) => /\.ya?ml$/.test(file)))].flatMap(([, files]) => {
      const texts = Object.fromEntries(files.map((file) => [`.github/workflows/${basename(file)}`, read(file)]));
      const project = projectOf(texts, { complete: false });
      return files.map((name) => {
        const path = `.github/workflows/${basename(name)}`;
        return { name, path, text: read(name), project };
      });
    }),
  );
}

/** Every file below a folder of the data, by its name from the data's root, sorted; none where the data is absent. */
export function filesBelow(folder: string): string[] {
  // What is skipped is collected all the same.
  if (!hasData(folder)) return [];
  return readdirSync(join(DATA, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(DATA, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/** The text of a file of the data. */
export function read(name: string): string {
  return readFileSync(join(DATA, name), "utf8");
}

function byFolder(files: readonly string[]): Map<string, string[]> {
  return Map.groupBy(files, (file) => dirname(file));
}
