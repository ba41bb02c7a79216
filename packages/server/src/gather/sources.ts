import type { ChangeReading } from "@tollgate/core/change/reading";
import type { Policy } from "@tollgate/core/policy/policy";
import type { ChangeAt, FileDiff, Forge } from "@tollgate/providers/forge";
import type { Pool } from "pg";
import { type CommitAt, detailsOf, reportsOf, reportsOfBase, type StoredReport } from "../store/reports.ts";
import { Lacking } from "./lacking.ts";
import { listBase, listHead } from "./reports/listing.ts";
import type { Family } from "./reports/report.ts";

const FAMILIES: readonly Family[] = ["tests", "coverage", "lint", "benchmarks", "measurements"];
/** Commits of the base branch that are looked back upon. */
const MOST_COMMITS = 100;

/** What facts are gathered from: each source is asked once, and only when a fact needs it. */
export class Sources {
  readonly pool: Pool;
  readonly forge: Forge;
  readonly at: ChangeAt;
  readonly reading: ChangeReading;
  readonly policy: Policy;
  readonly #ownContexts: ReadonlySet<string>;
  readonly #announced: boolean;
  readonly #diffs: Promise<readonly FileDiff[]>;
  readonly #once = new Map<string, Promise<unknown>>();

  constructor(
    { pool }: { readonly pool: Pool },
    forge: Forge,
    reading: ChangeReading,
    policy: Policy,
    at: ChangeAt,
    otherContexts: readonly string[],
    announced: boolean,
    diffs: Promise<readonly FileDiff[]>,
  ) {
    this.pool = pool;
    this.forge = forge;
    this.at = at;
    this.reading = reading;
    this.policy = policy;
    this.#ownContexts = new Set([...Object.values(policy.contexts), ...otherContexts]);
    this.#announced = announced;
    this.#diffs = diffs;
  }

  /** The changed files with the texts of their added lines. */
  diffs(): Promise<readonly FileDiff[]> {
    return this.#diffs;
  }

  /** A text at the head; its commit can be read from the repository of the base, for a fork's change too. */
  headText(path: string): Promise<string | null> {
    return this.forge.evidence.text(this.at.repository, this.at.headSha, path);
  }

  baseText(path: string): Promise<string | null> {
    return this.forge.evidence.text(this.at.repository, this.at.baseSha, path);
  }

  /**
   * Reports of the head of these kinds.
   * @throws Lacking where one of them is broken: what it would have said is not known, and the others may look better
   *   without it
   */
  async reports(...kinds: readonly Family[]): Promise<readonly StoredReport[]> {
    const all = await this.#asked("head", async () => {
      await listHead(
        this.pool,
        this.forge,
        this.#commit(this.at.headSha),
        this.reading.facts.checks,
        this.#ownContexts,
        this.#announced,
      );
      return reportsOf(this.pool, this.#commit(this.at.headSha), FAMILIES);
    });
    const own = all.filter(({ kind }) => kinds.includes(kind));
    for (const { name, summary } of own) {
      if ("broken" in summary) throw new Lacking(`the report ${name} cannot be read: ${summary.broken}`);
    }
    return own;
  }

  /** Good reports of the base branch of these kinds, the newest commit first. */
  async baseReports(...kinds: readonly Family[]): Promise<readonly StoredReport[]> {
    const all = await this.#asked("base", async () => {
      await listBase(this.pool, this.forge, this.#commit(this.at.baseSha), this.at.baseRef);
      return reportsOfBase(this.pool, this.#repository, this.at.baseRef, FAMILIES, MOST_COMMITS);
    });
    return all.filter(({ kind }) => kinds.includes(kind));
  }

  /** The bulk of a report, by its kind's `detail`; empty where it has none. */
  async details<T>(reports: readonly StoredReport[]): Promise<ReadonlyMap<number, readonly T[]>> {
    const details = await detailsOf(
      this.pool,
      reports.map(({ id }) => id),
    );
    return new Map([...details].map(([id, detail]) => [id, Array.isArray(detail) ? (detail as readonly T[]) : []]));
  }

  get provider(): string {
    return this.forge.id;
  }

  get #repository(): Pick<CommitAt, "provider" | "repository"> {
    return { provider: this.forge.id, repository: this.at.repository };
  }

  #commit(commit: string): CommitAt {
    return { ...this.#repository, commit };
  }

  #asked<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#once.get(name);
    // One name is asked in one way only.
    if (known !== undefined) return known as Promise<T>;
    const answer = ask();
    this.#once.set(name, answer);
    return answer;
  }
}
