// What always reading would have decided: the pure decision over what the forge showed after every single step.
import { decide, isRefusal } from "@tollgate/core/change/decide";
import { type ChangeEvent, type ChangeState, evolve, INITIAL_STATE } from "@tollgate/core/change/state";
import { summarize } from "@tollgate/core/change/summary";
import { parsePolicy } from "@tollgate/core/policy/parse";
import { canonicalJson } from "@tollgate/core/vocabulary/canonical";
import { CONTEXTS } from "@tollgate/core/vocabulary/step";
import { GATE_LIST } from "@tollgate/server/worker/context";
import type pg from "pg";
import { placeOf } from "./forge.ts";
import { numberOf, readingAfter, repositoryOf } from "./script.ts";
import type { Watch } from "./watch.ts";

const { policy } = parsePolicy([], []);
const NOW = new Date(0).toISOString();
const SOURCE = { digest: "", commit: null, branch: null, problems: [] };

/** The review of one change, as it stands after its last read. */
export class Reference {
  readonly #change: number;
  #step = -1;
  #state: ChangeState = INITIAL_STATE;

  constructor(change: number) {
    this.#change = change;
    this.read(-1);
  }

  get state(): ChangeState {
    return this.#state;
  }

  /** The change was read after this step. */
  read(step: number): void {
    this.#step = step;
    for (const event of this.#wouldDecide(step)) this.#state = evolve(this.#state, event, NOW);
  }

  /** Whether a read that shows this step would decide something new now. */
  decides(step: number): boolean {
    return step > this.#step && this.#wouldDecide(step).length > 0;
  }

  #wouldDecide(step: number): readonly ChangeEvent[] {
    const reading = { ...readingAfter(this.#change, step), startedAt: NOW };
    const observed = { type: "observe", reading, policy, source: SOURCE, doubts: [], gates: GATE_LIST } as const;
    const events = decide(this.#state, observed, NOW);
    if (isRefusal(events)) throw new Error(events.refused);
    return events;
  }
}

/** Decisions without a read that a read would have made otherwise. */
export interface Differences {
  /** Everything that had happened was announced and decided by then. */
  readonly known: number;
  /** What a read would have shown was on its way: its own delivery was decided later. */
  readonly underWay: number;
}

/**
 * How often a decision without a read differs from what a read would have decided at that moment: each is looked at in
 * the order of the commits, with what its change was when it was last read before. What one transaction decides for a
 * change is one decision, as of the last step of it: a check that failed and passed since is no reason to read.
 */
export function differing(watch: Watch, references: readonly Reference[]): Differences {
  const decided = references.map(() => new Set<number>());
  let known = 0;
  let underWay = 0;
  const together = Map.groupBy(
    watch.log.flatMap((committed) => {
      const place = committed.type === "decided" ? placeOf(committed.deliveryId) : null;
      return committed.type === "read" || place === null ? [] : [{ ...place, transaction: committed.transaction }];
    }),
    ({ transaction, change }) => `${transaction} ${change}`,
  );
  const seen = new Map<string, number>();
  for (const committed of watch.log) {
    if (committed.type === "read") {
      references[committed.change]?.read(committed.step);
      continue;
    }
    const place = placeOf(committed.deliveryId);
    if (place === null) continue;
    const before = decided[place.change] ?? new Set<number>();
    before.add(place.step);
    const key = `${committed.transaction} ${place.change}`;
    const group = together.get(key) ?? [];
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if ((seen.get(key) ?? 0) < group.length) continue;
    const last = Math.max(...group.map(({ step }) => step));
    if (watch.get(committed.deliveryId)?.read === true || references[place.change]?.decides(last) !== true) continue;
    // Steps count from 0: with all of them decided there are as many as the highest tells.
    let all = true;
    for (let step = last; all && step >= 0; step--) all = before.has(step);
    if (all) known++;
    else underWay++;
  }
  return { known, underWay };
}

/** How many changes stand in the database otherwise than after always reading: verdicts, state, and contexts. */
export async function differingEnds(pool: pg.Pool, references: readonly Reference[]): Promise<number> {
  const { rows } = await pool.query<{ id: string; state: string; verdicts: unknown; contexts: unknown }>(
    `select c.repository || '#' || c.number as id, c.state,
       (select jsonb_agg(gate->'verdict') from jsonb_array_elements(c.gates) as gate) as verdicts,
       (select jsonb_object_agg(x.name, x.desired->>'outcome') from contexts x join targets t on t.id = x.target_id
        where t.repository = c.repository and t.key = c.head_sha and t.kind = 'contexts'
          and x.performed_digest = x.desired_digest) as contexts
     from changes c`,
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  return references.filter(({ state }, change) => {
    const row = found.get(`${repositoryOf(change)}#${numberOf(change)}`);
    const summary = summarize(state);
    const names = state.judged?.contextNames;
    const contexts = Object.fromEntries(
      CONTEXTS.map((key) => [names?.[key] ?? key, summary.contexts?.[key].outcome ?? "pending"]),
    );
    const verdicts = (state.judged?.gates ?? []).map(({ verdict }) => verdict);
    const expected = canonicalJson([summary.state, verdicts, contexts]);
    return row === undefined || canonicalJson([row.state, row.verdicts, row.contexts]) !== expected;
  }).length;
}
