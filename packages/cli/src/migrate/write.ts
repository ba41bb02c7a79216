import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CliFailure, EXIT } from "../failure.ts";
import { fileName, type Migrated } from "./run.ts";

/** Writes the workflows into a folder, or the one there is into a file. Returns where. Nothing is written over. */
export function write(results: readonly Migrated[], output: string): readonly string[] {
  const files = results.flatMap((result) => result.files);
  const isFile = /\.ya?ml$/i.test(output);
  if (isFile && files.length > 1) {
    throw new CliFailure(
      EXIT.wrong,
      `${output} is one file, and there are ${files.length} workflows.`,
      "Name a folder.",
    );
  }
  const targets = files.map((file) => ({ text: file.text, path: isFile ? output : join(output, fileName(file)) }));
  for (const { path, text } of targets) {
    if (existsSync(path) && readFileSync(path, "utf8") !== text) {
      throw new CliFailure(
        EXIT.wrong,
        `${path} is already there, and says something else.`,
        "Remove it, or name another place.",
      );
    }
  }
  for (const { path, text } of targets) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return targets.map(({ path }) => path);
}
