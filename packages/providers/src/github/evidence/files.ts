import { z } from "zod";
import { type ChangeAt, type FileDiff, ForgeError } from "../../forge.ts";
import type { Client } from "../client.ts";
import { isMissing } from "../errors.ts";
import { Kept } from "./kept.ts";
import { addedLines, rangesOf } from "./patch.ts";
import { comparedFilesSchema, fileSchema, type WireFile } from "./wire.ts";

/** GitHub lists no more, and does not say so. */
const MOST_FILES = 3_000;
/** The same of the files of a comparison. */
const MOST_COMPARED = 300;
/** Bytes of kept patches. */
const MOST_KEPT = 32 * 1024 * 1024;

const NEEDS = { needs: "Pull requests: read" };

/** The changed files of changes, with what they add. */
export class Files {
  readonly #client: Client;
  readonly #kept = new Kept<readonly FileDiff[]>({ most: MOST_KEPT, size: sizeOf });

  constructor(client: Client) {
    this.#client = client;
  }

  /** Kept by all that the merge base depends on; after a push to the base, GitHub is asked whether it is another one. */
  read(at: ChangeAt): Promise<readonly FileDiff[]> {
    const key = `${at.repository}#${at.number} ${at.headSha} ${at.baseRef} ${at.baseSha}`;
    return this.#kept.get(key, () => this.#read(at));
  }

  async #read(at: ChangeAt): Promise<readonly FileDiff[]> {
    const path = `/pulls/${at.number}/files?per_page=100`;
    const listed = await this.#client.getAll(at.repository, path, z.array(fileSchema), NEEDS);
    const files = isSurelyOf(listed, at.headSha) ? listed : await this.#compared(at, listed);
    if (files.length >= MOST_FILES) {
      throw new ForgeError("invalid", `it changes ${MOST_FILES} files or more, and GitHub does not list the others`, {
        remedy: "Split the change into smaller ones.",
      });
    }
    return files.filter(({ status }) => status !== "unchanged").map(diffOf);
  }

  /**
   * GitHub's list of a change lags behind its head for a moment, and tells of which head it is only in its links. The
   * comparison of two commits cannot lag.
   */
  async #compared(at: ChangeAt, listed: readonly WireFile[]): Promise<readonly WireFile[]> {
    const path = `/compare/${at.baseSha}...${at.headSha}?per_page=1`;
    try {
      const { files } = await this.#client.get(at.repository, path, comparedFilesSchema, { needs: "Contents: read" });
      if (files != null && files.length < MOST_COMPARED) return files;
    } catch (error) {
      if (!(error instanceof ForgeError) || !isMissing(error)) throw error;
      // A server without comparisons is not GitHub, and its links mean something else.
      if (await this.#compares(at)) throw error;
      return listed;
    }
    if (listed.length >= MOST_COMPARED && listed.every(({ status }) => status === "removed")) return listed;
    throw new ForgeError("transient", `GitHub's list of changed files is not yet of ${at.headSha.slice(0, 12)}`);
  }

  /** Whether this server compares anything at all: a copy that lags behind may only not know the commits yet. */
  async #compares({ repository, baseRef }: ChangeAt): Promise<boolean> {
    const base = encodeURIComponent(baseRef);
    try {
      await this.#client.get(repository, `/compare/${base}...${base}?per_page=1`, z.unknown(), {
        needs: "Contents: read",
      });
      return true;
    } catch (error) {
      if (error instanceof ForgeError && isMissing(error)) return false;
      throw error;
    }
  }
}

/**
 * Whether a list is of this head, by its links. Those of removed files point to the base, so that a list without others
 * does not tell. Without links it is no GitHub's, and believed.
 */
function isSurelyOf(listed: readonly WireFile[], headSha: string): boolean {
  const kept = listed.filter(({ status }) => status !== "removed");
  const commits = kept.map(({ contents_url: url }) => /[?&]ref=([0-9a-f]{40})(?:&|$)/.exec(url ?? "")?.[1]);
  return kept.length > 0 && commits.every((commit) => commit === undefined || commit === headSha);
}

const STATUSES = ["added", "modified", "removed", "renamed", "copied"] as const;

function diffOf(file: WireFile): FileDiff {
  const status = STATUSES.find((known) => known === file.status) ?? "modified";
  const [additions, deletions] = [file.additions ?? 0, file.deletions ?? 0];
  const lines = linesOf(file, status, additions, deletions);
  return {
    path: file.filename,
    ...(file.previous_filename == null ? {} : { previousPath: file.previous_filename }),
    status,
    additions,
    deletions,
    added: lines === null ? null : rangesOf(lines),
    addedLines: lines,
  };
}

function linesOf(file: WireFile, status: FileDiff["status"], additions: number, deletions: number) {
  if (status === "removed") return [];
  if (file.patch == null) {
    // A file that only moved has no patch. Of one that is no text GitHub shows none either, and counts no lines.
    const onlyMoved = (status === "renamed" || status === "copied") && additions + deletions === 0;
    return onlyMoved ? [] : null;
  }
  const lines = addedLines(file.patch);
  // A patch that lacks lines is none: what it leaves out would never be looked at.
  return lines?.length === additions ? lines : null;
}

function sizeOf(files: readonly FileDiff[]): number {
  let size = 200;
  for (const { path, addedLines: lines } of files) {
    size += 2 * path.length + 200;
    for (const { text } of lines ?? []) size += 2 * text.length + 60;
  }
  return size;
}
