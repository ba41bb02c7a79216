import type { z } from "zod";
import { ForgeError, type PolicyFile, type PolicyFiles, type RepositoryName } from "../forge.ts";
import type { Client } from "./client.ts";
import { isMissing } from "./errors.ts";
import { type Branches, isProtected, readTip } from "./rules.ts";
import { blobSchema, folderSchema, repositorySchema, treeSchema } from "./schema.ts";
import { utf8Of } from "./utf8.ts";

/** Where a repository keeps its policy. */
export const POLICY_FOLDER = ".qms";
const EXTENSIONS = [".yml", ".yaml", ".json"];
/** Enough for any policy that people wrote; more would be an attack on the reader's memory. */
const MAX_FILE = 512 * 1024;
const MAX_FILES = 200;
const MAX_TOTAL = 4 * 1024 * 1024;
const MAX_CACHED = 500;

/** Reads policy files. They are kept by commit, and each by its own id: the same id always means the same text. */
export class PolicyReader {
  readonly #client: Client;
  readonly #branches: Branches;
  readonly #byCommit = new Map<string, readonly PolicyFile[]>();
  readonly #blobs = new Map<string, Omit<PolicyFile, "path">>();

  constructor(client: Client, branches: Branches) {
    this.#client = client;
    this.#branches = branches;
  }

  /**
   * From the tip of the base when it is protected, else of the default branch: what anybody may push to must not hold
   * the rules that judge the push.
   */
  async read(repository: RepositoryName, baseRef: string): Promise<PolicyFiles> {
    const base = await this.#branches.readAfter(repository, baseRef);
    if (base.branch !== null && isProtected(base)) {
      const commit = base.branch.commit.sha;
      return { branch: baseRef, commit, chosen: "protected-base", files: await this.#files(repository, commit) };
    }
    // Rules that cannot be read might protect the base; the default branch is the safe choice all the same.
    const { default_branch: branch } = await this.#client.get(repository, "", repositorySchema);
    const tip =
      branch === baseRef && base.branch !== null ? base.branch : await readTip(this.#client, repository, branch);
    const commit = tip.commit.sha;
    return { branch, commit, chosen: "default-branch", files: await this.#files(repository, commit) };
  }

  async #files(repository: RepositoryName, commit: string): Promise<readonly PolicyFile[]> {
    const key = `${repository} ${commit}`;
    const kept = this.#byCommit.get(key);
    if (kept !== undefined) return kept;
    const files = await this.#readFiles(repository, commit);
    keep(this.#byCommit, key, files);
    return files;
  }

  async #readFiles(repository: RepositoryName, commit: string): Promise<readonly PolicyFile[]> {
    const entries = await this.#entries(repository, commit);
    if (entries === null) return tooLarge("too many files to list");
    const wanted = entries.filter(({ path }) => EXTENSIONS.some((end) => path.toLowerCase().endsWith(end)));
    const total = wanted.reduce((sum, { size }) => sum + (size > MAX_FILE ? 0 : size), 0);
    if (wanted.length > MAX_FILES) return tooLarge(`${wanted.length} policy files, more than ${MAX_FILES}`);
    if (total > MAX_TOTAL) return tooLarge(`more than ${MAX_TOTAL / 1024 / 1024} MiB of policy files`);
    return await Promise.all(
      wanted.map(async ({ path, sha, size }): Promise<PolicyFile> => {
        if (size > MAX_FILE) return { path, text: "", unreadable: TOO_LARGE };
        const kept = this.#blobs.get(`${repository} ${sha}`);
        if (kept !== undefined) return { path, ...kept };
        const blob = await this.#blob(
          repository,
          sha,
          `/contents/${path.split("/").map(encodeURIComponent).join("/")}?ref=${commit}`,
        );
        const read = blob.encoding === "base64" ? decoded(Buffer.from(blob.content, "base64")) : { text: blob.content };
        keep(this.#blobs, `${repository} ${sha}`, read);
        return { path, ...read };
      }),
    );
  }

  /** A file by its id, or where a server does not know blobs, by its path. */
  async #blob(repository: RepositoryName, sha: string, contents: string): Promise<z.infer<typeof blobSchema>> {
    const needs = { needs: "Contents: read" };
    try {
      return await this.#client.get(repository, `/git/blobs/${sha}`, blobSchema, needs);
    } catch (error) {
      if (!(error instanceof ForgeError) || !isMissing(error)) throw error;
      return await this.#client.get(repository, contents, blobSchema, needs);
    }
  }

  /** The files below the folder at a commit, by git's trees, or where a server has none, by the contents; null: too many. */
  async #entries(repository: RepositoryName, commit: string): Promise<readonly Entry[] | null> {
    const needs = { needs: "Contents: read" };
    try {
      const root = await this.#client.get(repository, `/git/trees/${commit}`, treeSchema, needs);
      const folder = root.tree.find((entry) => entry.path === POLICY_FOLDER && entry.type === "tree");
      // A listing that GitHub cut off may lack the folder that is there.
      if (folder?.sha == null && root.truncated === true) return await this.#folder(repository, commit, POLICY_FOLDER);
      if (folder?.sha == null) return [];
      const path = `/git/trees/${folder.sha}?recursive=1`;
      const { tree, truncated } = await this.#client.get(repository, path, treeSchema, needs);
      if (truncated === true) return null;
      return tree.flatMap((entry) =>
        entry.type !== "blob" || entry.sha == null
          ? []
          : [{ path: `${POLICY_FOLDER}/${entry.path}`, sha: entry.sha, size: entry.size ?? 0 }],
      );
    } catch (error) {
      if (!(error instanceof ForgeError) || !isMissing(error)) throw error;
      return await this.#folder(repository, commit, POLICY_FOLDER);
    }
  }

  async #folder(repository: RepositoryName, commit: string, folder: string, depth = 0): Promise<readonly Entry[]> {
    const path = `/contents/${folder.split("/").map(encodeURIComponent).join("/")}?ref=${commit}`;
    const entries = await this.#client
      .get(repository, path, folderSchema, { needs: "Contents: read" })
      .catch((error: unknown) => {
        if (error instanceof ForgeError && error.kind === "not-found") return [];
        throw error;
      });
    const lists = entries.map(async (entry): Promise<readonly Entry[]> => {
      if (entry.type === "file") return [{ path: entry.path, sha: entry.sha, size: entry.size ?? 0 }];
      return entry.type === "dir" && depth < 5 ? this.#folder(repository, commit, entry.path, depth + 1) : [];
    });
    return (await Promise.all(lists)).flat();
  }
}

interface Entry {
  readonly path: string;
  readonly sha: string;
  /** Bytes. */
  readonly size: number;
}

const TOO_LARGE = `The file has more than ${MAX_FILE / 1024} KiB, which are not read; split it into several`;

function decoded(bytes: Uint8Array): Omit<PolicyFile, "path"> {
  const text = utf8Of(bytes);
  return text === null ? { text: "", unreadable: "The file is not text in UTF-8; save it as UTF-8" } : { text };
}

/** No reason to judge by nothing: the policy before it stays in force, and the check says why. */
function tooLarge(what: string): readonly PolicyFile[] {
  const unreadable = `The folder holds ${what}; keep only policy files in it, and fewer`;
  return [{ path: POLICY_FOLDER, text: "", unreadable }];
}

/** Sets an entry, and drops the oldest ones beyond the bound. */
function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= MAX_CACHED) break;
    map.delete(oldest);
  }
}
