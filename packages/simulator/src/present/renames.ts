import { diffLines } from "../diff.ts";
import type { Commit, FileChange, Git } from "../git.ts";

/** A changed file as GitHub lists it: what was taken away here and put there with about the same text was renamed. */
export interface ListedChange extends Omit<FileChange, "status"> {
  readonly status: FileChange["status"] | "renamed";
  readonly previousPath?: string;
}

/** @param from the commit that the changes start from */
export function withRenames(git: Git, from: Commit, changes: readonly FileChange[]): ListedChange[] {
  const before = git.files(from.tree);
  const text = (sha: string | undefined) => (sha === undefined ? undefined : git.blob(sha))?.toString() ?? "";
  const gone = new Map(changes.filter((change) => change.status === "removed").map((change) => [change.path, change]));
  const renamed = new Map<string, ListedChange>();
  for (const change of changes.filter(({ status }) => status === "added")) {
    for (const path of gone.keys()) {
      const [old, now] = [text(before.get(path)), text(change.sha)];
      const lines = diffLines(old, now);
      const kept = old.split("\n").length - 1 - lines.deletions;
      if (old !== now && kept * 2 < Math.max(old.split("\n").length, now.split("\n").length) - 1) continue;
      if (old === "" || now === "") continue;
      gone.delete(path);
      renamed.set(change.path, { ...change, ...lines, status: "renamed", previousPath: path });
      break;
    }
  }
  const moved = new Set([...renamed.values()].map(({ previousPath }) => previousPath));
  return changes.flatMap((change) => (moved.has(change.path) ? [] : [renamed.get(change.path) ?? change]));
}
