import type { Mergeability } from "@tollgate/core/vocabulary/evidence";
import { z } from "zod";
import { type ChangeRef, ForgeError } from "../forge.ts";
import type { Client } from "./client.ts";
import { Kept } from "./evidence/kept.ts";
import type { PullPart } from "./parts.ts";
import type { BranchReading } from "./rules.ts";

/**
 * GitHub finds out whether a change can be merged when somebody asks, after each push to either branch, mostly within
 * seconds, and no event tells it. What it did not find out for so many milliseconds it does not tell: some servers never
 * do.
 */
const TELLS_WITHIN_MS = 3_000;
const MOST_KEPT = 10_000;

const comparisonSchema = z.object({ behind_by: z.number().nullish() });

/** Whether changes can be merged, and whether their base has moved on. */
export class Mergeabilities {
  readonly #client: Client;
  readonly #now: () => number;
  /** Two commits either conflict or not, for ever: by them, what GitHub told last. */
  readonly #told = new Map<string, boolean>();
  /** By the same, since when GitHub has been asked in vain. */
  readonly #asked = new Map<string, number>();
  readonly #behind = new Kept<number | null>({ most: MOST_KEPT });

  constructor(client: Client, now: () => number) {
    this.#client = client;
    this.#now = now;
  }

  /** @param branch a reading of the base branch, whose tip is what counts */
  async read(ref: ChangeRef, pull: PullPart, branch: Promise<BranchReading>): Promise<Mergeability> {
    if (pull.state !== "open") return { state: "untold", behind: null };
    const tip = (await branch).branch?.commit.sha ?? null;
    const behind = tip === null ? null : await this.#behindBy(ref, tip, pull.headSha);
    return {
      state: this.#state(`${ref.repository} ${pull.headSha} ${tip ?? pull.baseRef}`, pull.mergeable, behind),
      behind: behind === null ? (pull.behind ? true : null) : behind > 0,
    };
  }

  #state(key: string, told: boolean | null, behind: number | null): Mergeability["state"] {
    // A head that has all of its base conflicts with nothing.
    const mergeable = told ?? this.#told.get(key) ?? (behind === 0 ? true : null);
    if (mergeable !== null) {
      keep(this.#told, key, mergeable);
      this.#asked.delete(key);
      return mergeable ? "clean" : "conflicting";
    }
    const since = this.#asked.get(key) ?? this.#now();
    keep(this.#asked, key, since);
    return this.#now() - since < TELLS_WITHIN_MS ? "computing" : "untold";
  }

  /**
   * How many commits of the base the head lacks; GitHub's own state of a change hides it behind whatever else blocks
   * the change. Null where it cannot be told: never worth a failed read.
   */
  async #behindBy({ repository }: ChangeRef, tip: string, headSha: string): Promise<number | null> {
    try {
      return await this.#behind.get(`${repository} ${tip} ${headSha}`, async () => {
        // The second page has no files, which are what takes time.
        const path = `/compare/${tip}...${headSha}?per_page=1&page=2`;
        const found = await this.#client.get(repository, path, comparisonSchema, { needs: "Contents: read" });
        return found.behind_by ?? null;
      });
    } catch (error) {
      if (error instanceof ForgeError && error.kind !== "rate-limited" && error.kind !== "unauthorized") return null;
      throw error;
    }
  }
}

/** Sets an entry as the newest, and drops the oldest ones beyond the bound. */
function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= MOST_KEPT) break;
    map.delete(oldest);
  }
}
