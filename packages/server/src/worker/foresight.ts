import { changesNothing, type LastRead } from "@tollgate/core/change/foresee";
import { judge } from "@tollgate/core/change/judge";
import { readsReports } from "@tollgate/core/change/reads";
import type { JudgedGate } from "@tollgate/core/change/review";
import type { Policy } from "@tollgate/core/policy/policy";
import type { Facts } from "@tollgate/core/vocabulary/fact";
import type { ReceivedHint } from "@tollgate/core/vocabulary/hint";
import type { ClientBase, Pool } from "pg";
import { policyOf } from "../store/policies.ts";
import { lastReads, standardsOf } from "../store/readings.ts";
import { GATE_LIST } from "./context.ts";

/** Reads kept in memory. One takes some kilobytes. */
const MOST_KEPT = 1_000;
/** A change with more hints that no read has shown is read, so that they do not pile up. */
const MOST_HINTS = 200;

interface Kept {
  readonly readId: string;
  readonly last: LastRead;
  /** What was made of it by one policy and with one set of names. */
  judged?: { readonly by: string; readonly gates: readonly JudgedGate[] };
}

/** Tells which hints need no read, by the last read of their change and the policy that judged it. */
export class Foresight {
  /** The last reads, least recently asked for first. */
  readonly #reads = new Map<number, Kept>();
  /** By digest: they never change. */
  readonly #policies = new Map<string, Policy>();

  /**
   * Of these subjects, those for which all of their hints together change nothing; and the last read of each. What is
   * asked is answered for the state that the caller's transaction sees: it holds the subjects' rows.
   * @param told every hint of each subject that no read has shown; asked for by a statement sent before
   */
  async unchanged(
    client: Pool | ClientBase,
    subjectIds: readonly number[],
    told: Promise<ReadonlyMap<number, readonly ReceivedHint[]>>,
  ): Promise<ReadonlyMap<number, LastRead>> {
    const unchanged = new Map<number, LastRead>();
    if (subjectIds.length === 0) return unchanged;
    const [standards, hints] = await Promise.all([standardsOf(client, subjectIds), told]);
    await this.#load(client, standards);
    for (const { subjectId, readId, policy: digest, contextNames } of standards) {
      const kept = this.#reads.get(subjectId);
      const policy = digest === null ? null : await this.#policy(client, digest);
      if (kept?.readId !== readId || policy === null) continue;
      // Both by the time of the last read: what only time changes is the next read's to see.
      const judgedNow = (facts: Facts) => judge(policy, facts, [], GATE_LIST, kept.last.startedAt, contextNames);
      const judged = (facts: Facts) => {
        if (facts !== kept.last.facts) return judgedNow(facts);
        const by = `${digest} ${contextNames.join("\n")}`;
        if (kept.judged?.by !== by) kept.judged = { by, gates: judgedNow(facts) };
        return kept.judged.gates;
      };
      const own = hints.get(subjectId) ?? [];
      if (own.length > MOST_HINTS) continue;
      if (changesNothing(kept.last, own, judged, readsReports(policy, GATE_LIST))) unchanged.set(subjectId, kept.last);
    }
    return unchanged;
  }

  async #load(
    client: Pool | ClientBase,
    standards: readonly { readonly subjectId: number; readonly readId: string }[],
  ): Promise<void> {
    const missing: number[] = [];
    for (const { subjectId, readId } of standards) {
      const kept = this.#reads.get(subjectId);
      if (kept?.readId !== readId) missing.push(subjectId);
      else {
        this.#reads.delete(subjectId);
        this.#reads.set(subjectId, kept);
      }
    }
    if (missing.length === 0) return;
    for (const { subjectId, readId, ...last } of await lastReads(client, missing)) {
      this.#reads.set(subjectId, { readId, last });
    }
    for (const id of this.#reads.keys()) {
      if (this.#reads.size <= Math.max(MOST_KEPT, standards.length)) break;
      this.#reads.delete(id);
    }
  }

  async #policy(client: Pool | ClientBase, digest: string): Promise<Policy | null> {
    const kept = this.#policies.get(digest);
    if (kept !== undefined) return kept;
    const policy = await policyOf(client, digest);
    if (policy !== null) {
      if (this.#policies.size >= MOST_KEPT) this.#policies.clear();
      this.#policies.set(digest, policy);
    }
    return policy;
  }
}
