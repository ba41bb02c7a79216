import { createHash } from "node:crypto";
import { diffLines } from "./diff.ts";

export interface Signature {
  readonly name: string;
  readonly email: string;
  /** The account that the mail address belongs to; null for one that nobody has. */
  readonly login: string | null;
  readonly date: string;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
  readonly coAuthors: readonly Signature[];
  readonly networkId: number;
}

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: "blob" | "tree";
  readonly sha: string;
  readonly size?: number;
}

export interface FileChange {
  readonly path: string;
  readonly status: "added" | "removed" | "modified";
  readonly additions: number;
  readonly deletions: number;
  readonly sha: string;
  /** Empty where there is none to show. */
  readonly patch: string;
}

export const NO_COMMIT = "0".repeat(40);

function hash(kind: string, content: Buffer): string {
  return createHash("sha1").update(`${kind} ${content.length}\0`).update(content).digest("hex");
}

/** Git's objects. They are named by their content and never change, so snapshots need no copy of them. */
export class Git {
  #blobs = new Map<string, Buffer>();
  #trees = new Map<string, readonly TreeEntry[]>();
  #commits = new Map<string, Commit>();
  #count = 0;
  #answers = new Map<string, unknown>();

  /** Objects never change, so neither does what is found out about two of them. */
  #once<T>(key: string, find: () => T): T {
    if (this.#answers.has(key)) return this.#answers.get(key) as T;
    if (this.#answers.size > 20_000) this.#answers.clear();
    const found = find();
    this.#answers.set(key, found);
    return found;
  }

  writeBlob(text: string): string {
    const content = Buffer.from(text);
    const sha = hash("blob", content);
    this.#blobs.set(sha, content);
    return sha;
  }

  blob(sha: string): Buffer | undefined {
    return this.#blobs.get(sha);
  }

  /** @param files path -> blob */
  writeTree(files: ReadonlyMap<string, string>): string {
    const entries: TreeEntry[] = [];
    const folders = new Map<string, Map<string, string>>();
    for (const [path, sha] of files) {
      const slash = path.indexOf("/");
      if (slash < 0) {
        entries.push({ path, mode: "100644", type: "blob", sha, size: this.#blobs.get(sha)?.length ?? 0 });
        continue;
      }
      const folder = folders.get(path.slice(0, slash)) ?? new Map<string, string>();
      folders.set(path.slice(0, slash), folder.set(path.slice(slash + 1), sha));
    }
    for (const [path, inner] of folders) {
      entries.push({ path, mode: "040000", type: "tree", sha: this.writeTree(inner) });
    }
    // Git sorts a folder as though its name ended in a slash.
    const sortName = (entry: TreeEntry) => (entry.type === "tree" ? `${entry.path}/` : entry.path);
    entries.sort((a, b) => (sortName(a) < sortName(b) ? -1 : 1));
    const content = Buffer.concat(
      entries.flatMap((entry) => [
        Buffer.from(`${entry.mode.replace(/^0/, "")} ${entry.path}\0`),
        Buffer.from(entry.sha, "hex"),
      ]),
    );
    const sha = hash("tree", content);
    this.#trees.set(sha, entries);
    return sha;
  }

  tree(sha: string, recursive = false): TreeEntry[] | undefined {
    const entries = this.#trees.get(sha);
    if (entries === undefined || !recursive) return entries === undefined ? undefined : [...entries];
    return entries.flatMap((entry) =>
      entry.type === "blob"
        ? [entry]
        : [entry, ...(this.tree(entry.sha, true) ?? []).map((e) => ({ ...e, path: `${entry.path}/${e.path}` }))],
    );
  }

  files(treeSha: string): Map<string, string> {
    const blobs = (this.tree(treeSha, true) ?? []).filter((entry) => entry.type === "blob");
    return new Map(blobs.map((entry) => [entry.path, entry.sha]));
  }

  /** The blob or tree at a path of a commit; an empty path is the root tree. */
  entryAt(commit: Commit, path: string): TreeEntry | undefined {
    let found: TreeEntry = { path: "", mode: "040000", type: "tree", sha: commit.tree };
    for (const part of path.split("/").filter((p) => p !== "")) {
      const next = this.#trees.get(found.sha)?.find((entry) => entry.path === part);
      if (next === undefined) return undefined;
      found = next;
    }
    return found;
  }

  /** @param sha only where a test wants a commit of a given name; otherwise it is computed */
  writeCommit(commit: Omit<Commit, "sha">, sha?: string): Commit {
    this.#count += 1;
    // The counter stands for what makes real commits differ (time zones, signatures): equal pushes stay two commits.
    const text = [
      `tree ${commit.tree}`,
      ...commit.parents.map((parent) => `parent ${parent}`),
      `author ${commit.author.name} <${commit.author.email}> ${commit.author.date}`,
      `committer ${commit.committer.name} <${commit.committer.email}> ${commit.committer.date}`,
      `x-count ${this.#count}`,
      "",
      commit.message,
    ].join("\n");
    const written = Object.freeze({ ...commit, sha: sha ?? hash("commit", Buffer.from(text)) });
    this.#commits.set(written.sha, written);
    return written;
  }

  commit(sha: string | null | undefined): Commit | undefined {
    return sha == null ? undefined : this.#commits.get(sha);
  }

  /** Commits by a prefix of at least seven digits, as GitHub resolves short ones. */
  resolve(prefix: string, networkId: number): Commit | undefined {
    const exact = this.#commits.get(prefix);
    if (exact !== undefined) return exact.networkId === networkId ? exact : undefined;
    if (prefix.length < 7 || prefix.length >= 40 || !/^[0-9a-f]+$/.test(prefix)) return undefined;
    const found = [...this.#commits.values()].filter((c) => c.networkId === networkId && c.sha.startsWith(prefix));
    return found.length === 1 ? found[0] : undefined;
  }

  /** The commit and all that came before it, newest first. */
  history(sha: string): Commit[] {
    const seen = new Set<string>();
    const found: Commit[] = [];
    const queue = [sha];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const commit = this.#commits.get(next);
      if (commit === undefined || seen.has(next)) continue;
      seen.add(next);
      found.push(commit);
      queue.push(...commit.parents);
    }
    return found;
  }

  isAncestor(ancestor: string, of: string): boolean {
    return this.history(of).some((commit) => commit.sha === ancestor);
  }

  mergeBase(a: string, b: string): Commit | undefined {
    return this.#once(`base ${a} ${b}`, () => {
      const ofA = new Set(this.history(a).map((commit) => commit.sha));
      return this.history(b).find((commit) => ofA.has(commit.sha));
    });
  }

  /** Commits of `head` that `base` has not, oldest first. */
  between(base: string, head: string): readonly Commit[] {
    return this.#once(`between ${base} ${head}`, () => this.#between(base, head));
  }

  #between(base: string, head: string): Commit[] {
    const known = new Set(this.history(base).map((commit) => commit.sha));
    const found: Commit[] = [];
    const queue = [head];
    const seen = new Set<string>();
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const commit = this.#commits.get(next);
      if (commit === undefined || known.has(next) || seen.has(next)) continue;
      seen.add(next);
      found.push(commit);
      queue.push(...commit.parents);
    }
    return found.reverse();
  }

  diff(fromTree: string, toTree: string): readonly FileChange[] {
    return this.#once(`diff ${fromTree} ${toTree}`, () => this.#diff(fromTree, toTree));
  }

  #diff(fromTree: string, toTree: string): FileChange[] {
    const from = this.files(fromTree);
    const to = this.files(toTree);
    const changes: FileChange[] = [];
    for (const path of [...new Set([...from.keys(), ...to.keys()])].sort()) {
      const before = from.get(path);
      const after = to.get(path);
      if (before === after) continue;
      const status = before === undefined ? "added" : after === undefined ? "removed" : "modified";
      changes.push({ path, status, sha: after ?? before ?? "", ...this.#lines(before, after) });
    }
    return changes;
  }

  /** Paths that both sides changed differently since they parted: a merge would conflict. */
  conflicts(base: string, head: string): string[] {
    const common = this.mergeBase(base, head);
    const [baseCommit, headCommit] = [this.commit(base), this.commit(head)];
    if (common === undefined || baseCommit === undefined || headCommit === undefined) return [];
    const ours = new Map(this.diff(common.tree, baseCommit.tree).map((c) => [c.path, `${c.status} ${c.sha}`]));
    return this.diff(common.tree, headCommit.tree)
      .filter((change) => ours.has(change.path) && ours.get(change.path) !== `${change.status} ${change.sha}`)
      .map((change) => change.path);
  }

  /** The tree of `base` with the changes that `head` made since they parted. */
  mergedTree(base: string, head: string): string {
    const [baseCommit, headCommit] = [this.commit(base), this.commit(head)];
    if (baseCommit === undefined || headCommit === undefined) throw new Error("cannot merge an unknown commit");
    const files = this.files(baseCommit.tree);
    const common = this.mergeBase(base, head);
    for (const change of this.diff(common?.tree ?? baseCommit.tree, headCommit.tree)) {
      if (change.status === "removed") files.delete(change.path);
      else files.set(change.path, change.sha);
    }
    return this.writeTree(files);
  }

  #lines(before: string | undefined, after: string | undefined) {
    const text = (sha: string | undefined) => (sha === undefined ? undefined : this.#blobs.get(sha))?.toString() ?? "";
    const [old, now] = [text(before), text(after)];
    // Of files that are no text, GitHub shows no lines.
    if (old.includes("\0") || now.includes("\0")) return { additions: 0, deletions: 0, patch: "" };
    return diffLines(old, now);
  }
}
