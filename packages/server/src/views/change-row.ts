import type { Lifecycle } from "@tollgate/core/change/reading";
import { renderGatesText } from "@tollgate/core/change/render";
import type { ChangeState } from "@tollgate/core/change/state";
import { contextNamesOf } from "@tollgate/core/change/state";
import { summarize } from "@tollgate/core/change/summary";
import type { ClientBase, Pool } from "pg";
import { changeId } from "../store/append.ts";
import { toJson } from "../store/json.ts";
import { writeStandings } from "./gate-standings.ts";

export interface ChangeAddress {
  readonly provider: string;
  readonly repository: string;
  readonly number: number;
}

/** Where a change of that id is; null for one that is not known. */
export async function addressOf(pool: Pool, id: string): Promise<ChangeAddress | null> {
  const { rows } = await pool.query<ChangeAddress>("select provider, repository, number from changes where id = $1", [
    id,
  ]);
  return rows[0] ?? null;
}

/** Folds a stream's state into the row that lists, pages and contexts are made from; in the appending transaction. */
export async function writeChange(
  client: ClientBase,
  address: ChangeAddress,
  before: ChangeState,
  state: ChangeState,
  version: number,
  now: string,
): Promise<void> {
  const summary = summarize(state);
  const judged = state.judged;
  const gates = (judged?.gates ?? []).map((gate) => ({
    name: gate.name,
    step: gate.step,
    outcome: gate.verdict.outcome,
    blocking: gate.blocking,
    title: gate.verdict.title,
    summary: renderGatesText([gate]),
    verdict: gate.verdict,
    ...(gate.context === undefined ? {} : { context: gate.context }),
  }));
  const id = changeId(address.provider, address.repository, address.number);
  const standings = writeStandings(client, { id, repository: address.repository }, before, state, now);
  const row = client.query(
    `insert into changes as c (id, provider, repository, number, url, title, author, head_sha, base_ref, lifecycle, state, step,
       outcome, gates, waiting_for, missing, contexts, context_names, shadow, author_can_write, version, updated_at,
       assessed, risk, tier)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
       $24::jsonb, coalesce($24::jsonb->>'risk', 'LOW'), coalesce($24::jsonb->>'tier', 'standard'))
     on conflict (id) do update set
       url = coalesce(excluded.url, c.url),
       title = case when $23 then excluded.title else c.title end,
       author = case when $23 then excluded.author else c.author end,
       head_sha = excluded.head_sha, base_ref = excluded.base_ref, lifecycle = excluded.lifecycle, state = excluded.state,
       step = excluded.step, outcome = excluded.outcome, gates = excluded.gates, waiting_for = excluded.waiting_for,
       missing = excluded.missing, contexts = excluded.contexts, context_names = excluded.context_names,
       shadow = excluded.shadow, author_can_write = excluded.author_can_write, version = excluded.version,
       updated_at = excluded.updated_at, assessed = excluded.assessed, risk = excluded.risk, tier = excluded.tier`,
    [
      id,
      address.provider,
      address.repository,
      address.number,
      judged?.url ?? null,
      judged?.title ?? "",
      judged?.author ?? "",
      state.head ?? "",
      state.baseRef,
      state.lifecycle,
      summary.state,
      summary.step,
      summary.outcome,
      toJson(gates),
      toJson(summary.waitingFor),
      toJson(summary.missing),
      summary.contexts === null ? null : toJson(summary.contexts),
      toJson(contextNamesOf(state)),
      judged?.shadow ?? false,
      judged?.authorCanWrite ?? null,
      version,
      now,
      judged !== null,
      judged?.assessed === undefined ? null : toJson(judged.assessed),
    ],
  );
  await Promise.all([row, standings]);
}

/**
 * A row for a pull request that another one's read has named and that was not evaluated yet. It counts as pending for
 * the contexts of its head at once.
 */
export async function writeStub(
  client: ClientBase,
  address: ChangeAddress,
  seen: { readonly headSha: string; readonly baseRef: string; readonly lifecycle: Lifecycle },
): Promise<void> {
  await client.query(
    `insert into changes (id, provider, repository, number, head_sha, base_ref, lifecycle, state, step, outcome,
       waiting_for, version)
     values ($1, $2, $3, $4, $5, $6, $7, 'INITIALIZED', 'ready', 'pending', '["Waits for its first evaluation."]', 0)
     on conflict (id) do nothing`,
    [
      changeId(address.provider, address.repository, address.number),
      address.provider,
      address.repository,
      address.number,
      seen.headSha,
      seen.baseRef,
      seen.lifecycle,
    ],
  );
}
