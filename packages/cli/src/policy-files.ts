import { existsSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { isPolicyFile, type PolicyText } from "@tollgate/core/policy/parse";
import { CliFailure, EXIT } from "./failure.ts";
import { read, walk } from "./validate/files.ts";

/** The policy files of a folder, or of the `.qms` in it. Paths are relative to it, as they would stand in `.qms/`. */
export function policyFilesIn(folder: string): PolicyText[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new CliFailure(
      EXIT.wrong,
      `${folder} is no folder.`,
      "Name the folder with the policy files, for instance .qms",
    );
  }
  const inner = join(folder, ".qms");
  const root = resolve(existsSync(inner) ? inner : folder);
  const files = [...walk(root)].filter(isPolicyFile).map((absolute) => {
    const content = read(absolute);
    if ("unreadable" in content)
      throw new CliFailure(EXIT.wrong, `${absolute}: ${content.unreadable}`, "Mend it first.");
    return { path: `.qms/${relative(root, absolute).split(sep).join("/")}`, text: content.text };
  });
  if (files.length > 0) return files;
  throw new CliFailure(EXIT.wrong, `${folder} holds no policy files.`, "They end in .yml, .yaml or .json.");
}
