import { spawnSync } from "node:child_process";
import { posix } from "node:path";
import type { Project } from "@tollgate/pipelines/project/project";
import { CliFailure, EXIT } from "../failure.ts";

/** A workflow is at most 1 MiB; a listing of a folder is smaller. */
const MAX_BYTES = 16 * 1024 * 1024;

/** What git knows below a path of one commit. */
export interface GitFolder {
  readonly commit: string;
  /** From the repository's root, without a slash at its end. */
  readonly path: string;
  readonly kind: "blob" | "tree";
}

/**
 * Finds `main:.github/workflows` in the repository around the current folder. As git has it, the path begins at the
 * repository's root, or with `./` at the current folder. Undefined where there is no such ref or path.
 */
export function findInGit(ref: string, path: string): GitFolder | undefined {
  const commit = line(["rev-parse", "--quiet", "--verify", "--end-of-options", `${ref}^{commit}`]);
  if (commit === undefined) return undefined;
  const prefix = /^\.{1,2}(\/|$)/.test(path) ? (line(["rev-parse", "--show-prefix"]) ?? "") : "";
  const clean = posix.normalize(`${prefix}${path}`).replace(/^\.?\/*$|\/+$/, "");
  const kind = line(["cat-file", "-t", `${commit}:${clean}`]);
  return kind === "blob" || kind === "tree" ? { commit, path: clean, kind } : undefined;
}

/** The names in a folder of a commit. */
export function listInGit({ commit, path }: GitFolder): { readonly name: string; readonly isFolder: boolean }[] {
  const listing = run(["ls-tree", "-z", `${commit}:${path}`])?.toString("utf8") ?? "";
  return listing.split("\0").flatMap((entry) => {
    const [, kind, name] = /^\d+ (\w+) [0-9a-f]+\t([\s\S]*)$/.exec(entry) ?? [];
    return name === undefined ? [] : [{ name, isFolder: kind === "tree" }];
  });
}

/** A file of a commit; undefined where there is none. */
export function readInGit(commit: string, path: string): Buffer | undefined {
  return run(["cat-file", "blob", `${commit}:${path}`]);
}

/** The files of a commit, read when they are asked for, and once. */
export class GitProject implements Project {
  readonly complete = true;
  readonly #commit: string;
  readonly #texts = new Map<string, string | undefined>();

  constructor(commit: string) {
    this.#commit = commit;
  }

  text(path: string): string | undefined {
    if (!this.#texts.has(path)) this.#texts.set(path, readInGit(this.#commit, path)?.toString("utf8"));
    return this.#texts.get(path);
  }

  list(folder: string): readonly string[] {
    const files = listInGit({ commit: this.#commit, path: folder, kind: "tree" });
    return files.flatMap(({ name, isFolder }) => (isFolder ? [] : [`${folder}/${name}`]));
  }
}

function line(args: readonly string[]): string | undefined {
  return run(args)?.toString("utf8").trim();
}

/** Runs git without a shell. Undefined where git says no. */
function run(args: readonly string[]): Buffer | undefined {
  const { status, stdout, error } = spawnSync("git", args, {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" },
    maxBuffer: MAX_BYTES,
  });
  if (error !== undefined) {
    const message = `git cannot be run: ${error.message}.`;
    throw new CliFailure(EXIT.outside, message, "Install git, or name two files or folders.", { cause: error });
  }
  return status === 0 ? stdout : undefined;
}
