import { gatheredOf } from "@tollgate/core/change/reads";
import { type Explanation, explain } from "@tollgate/core/explain/explanation";
import { JUDGES } from "@tollgate/core/policy/gates/index";
import { type PolicyText, parsePolicy } from "@tollgate/core/policy/parse";
import type { Policy, PolicyProblem } from "@tollgate/core/policy/policy";
import { type FactKey, type Facts, GATHERED_KEYS, NOT_GATHERED, NOT_READ } from "@tollgate/core/vocabulary/fact";
import { confirmed, unsettledBy } from "@tollgate/core/vocabulary/hint";
import type { Pool } from "pg";
import { loadStream } from "../store/append.ts";
import { digestOf } from "../store/json.ts";
import { lastReading } from "../store/readings.ts";
import { openHints } from "../store/subjects.ts";
import { contextNamesOn } from "../store/targets.ts";
import { addressOf } from "../views/change-row.ts";
import { surroundingsOf } from "../views/explain.ts";
import { Decision } from "./decision.ts";
import { PolicyDirectoryError, readInstallation } from "./policies.ts";

/** What a change would come to under other policy files. */
export type Trial =
  | {
      readonly kind: "judged";
      readonly explanation: Explanation;
      readonly readAt: string;
      /** Facts that the policy reads and that were not gathered for the one in force. */
      readonly lacking: readonly FactKey[];
      readonly warnings: readonly PolicyProblem[];
    }
  | { readonly kind: "refused"; readonly problems: readonly PolicyProblem[] }
  /** The change was not read yet. */
  | { readonly kind: "unread" }
  /** The installation's own policy cannot be used, so nothing can be judged. */
  | { readonly kind: "misconfigured"; readonly reason: string; readonly remedy: string };

/**
 * Judges a change by policy files that are in force nowhere, on what its last read found. Nothing is read and nothing
 * is written. Null for an unknown change.
 * @param directory the installation's policy, which the files build on as a repository's do
 */
export async function tryPolicy(
  pool: Pool,
  directory: string | undefined,
  id: string,
  files: readonly PolicyText[],
): Promise<Trial | null> {
  const address = await addressOf(pool, id);
  if (address === null) return null;
  const { repository } = address;
  const above = await readInstallation(directory).catch(misconfigured);
  if ("kind" in above) return above;
  const { policy, problems } = parsePolicy(files, above, repository);
  if (problems.some(({ severity }) => severity === "error")) return { kind: "refused", problems };
  const subject = await subjectOf(pool, address);
  const reading = subject === null ? null : await lastReading(pool, subject);
  if (subject === null || reading === null) return { kind: "unread" };
  const [{ state }, hints, others, surroundings] = await Promise.all([
    loadStream(pool, id),
    openHints(pool, subject, Number.MAX_SAFE_INTEGER),
    contextNamesOn(pool, address, reading.headSha),
    surroundingsOf(pool, id),
  ]);
  const facts: Facts = { ...NOT_READ, ...reading.facts };
  const decision = new Decision(state);
  const source = { digest: digestOf(policy), commit: null, branch: null, problems: [] };
  decision.observe({ ...reading, facts }, { policy, source }, unsettledBy(confirmed(reading, hints), hints), others);
  return {
    kind: "judged",
    explanation: explain(decision.state, surroundings),
    readAt: reading.startedAt,
    lacking: lackingOf(policy, facts),
    warnings: problems,
  };
}

function misconfigured(error: unknown): Extract<Trial, { kind: "misconfigured" }> {
  if (!(error instanceof PolicyDirectoryError)) throw error;
  return { kind: "misconfigured", reason: error.message, remedy: error.remedy };
}

async function subjectOf(
  pool: Pool,
  { provider, repository, number }: { readonly provider: string; readonly repository: string; readonly number: number },
): Promise<number | null> {
  const { rows } = await pool.query<{ id: number }>(
    "select id from subjects where provider = $1 and repository = $2 and kind = 'change' and key = $3",
    [provider, repository, String(number)],
  );
  return rows[0]?.id ?? null;
}

function lackingOf(policy: Policy, facts: Facts): FactKey[] {
  const needed = gatheredOf(policy, JUDGES, facts);
  return GATHERED_KEYS.filter((key) => {
    const fact = facts[key];
    return (
      needed.has(key) &&
      !fact.known &&
      [NOT_GATHERED[key], NOT_READ[key]].some((other) => reasonOf(other) === fact.reason)
    );
  });
}

function reasonOf(fact: Facts[FactKey]): string | null {
  return fact.known ? null : fact.reason;
}
