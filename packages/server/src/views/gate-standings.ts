import { isOpen } from "@tollgate/core/change/reading";
import type { JudgedGate } from "@tollgate/core/change/review";
import type { ChangeState } from "@tollgate/core/change/state";
import { opens } from "@tollgate/core/vocabulary/outcome";
import type { ClientBase } from "pg";

/** Outcomes that say something of the head, as the query below counts them. */
const ANSWERS: readonly string[] = ["pass", "fail", "error"];

/**
 * Folds the last judgement of a change into how each gate does on it; in the appending transaction. Gates of which it
 * says what the one before said are left alone.
 * @param before the state that the judgement was made upon
 * @param now when it was judged, ISO 8601
 */
export async function writeStandings(
  client: ClientBase,
  change: { readonly id: string; readonly repository: string },
  before: ChangeState,
  state: ChangeState,
  now: string,
): Promise<void> {
  const known = standingsOf(before);
  const standings = standingsOf(state);
  const moved = [...standings.values()].filter((one) => !isSame(known.get(one.gate), one));
  const gone = [...known.keys()].filter((gate) => !standings.has(gate));
  if (moved.length === 0 && gone.length === 0) return;
  await client.query(
    // A gate that the policy has no more holds nothing.
    `with gone as (update gate_standings set holds = false where change_id = $1 and holds and gate = any($4::text[]))
     insert into gate_standings as g
       (change_id, gate, repository, head, outcome, answers, passes, closed_since, holds, judged_on)
     select $1, gate, $2, $3, outcome, answers, passes, case when not opened then $5::timestamptz end, holds, $5::date
     from unnest($6::text[], $7::text[], $8::int[], $9::int[], $10::boolean[], $11::boolean[])
       as n (gate, outcome, answers, passes, opened, holds)
     on conflict (change_id, gate) do update set
       head = excluded.head, outcome = excluded.outcome,
       answers = g.answers + excluded.answers
         - case when g.head = excluded.head and g.outcome in ('pass', 'fail', 'error') then 1 else 0 end,
       passes = g.passes + excluded.passes
         - case when g.head = excluded.head and g.outcome = 'pass' then 1 else 0 end,
       closed_since = case when excluded.closed_since is not null
         then coalesce(g.closed_since, excluded.closed_since) end,
       seconds_to_green = case when excluded.closed_since is null and g.closed_since is not null
         then extract(epoch from $5::timestamptz - g.closed_since) else g.seconds_to_green end,
       holds = excluded.holds, judged_on = excluded.judged_on`,
    [
      change.id,
      change.repository,
      state.judged?.head ?? "",
      gone,
      now,
      moved.map(({ gate }) => gate),
      moved.map(({ outcome }) => outcome),
      moved.map(({ outcome }) => (ANSWERS.includes(outcome) ? 1 : 0)),
      moved.map(({ outcome }) => (outcome === "pass" ? 1 : 0)),
      moved.map(({ outcome }) => opens(outcome)),
      moved.map(({ holds }) => holds),
    ],
  );
}

interface Standing {
  readonly gate: string;
  readonly head: string;
  readonly outcome: JudgedGate["verdict"]["outcome"];
  readonly holds: boolean;
}

function standingsOf({ judged, lifecycle }: ChangeState): ReadonlyMap<string, Standing> {
  const standings = (judged?.gates ?? []).map(({ name, blocking, verdict: { outcome } }): [string, Standing] => {
    const holds = blocking && !opens(outcome) && isOpen(lifecycle);
    return [name, { gate: name, head: judged?.head ?? "", outcome, holds }];
  });
  return new Map(standings);
}

function isSame(a: Standing | undefined, b: Standing): boolean {
  return a !== undefined && a.head === b.head && a.outcome === b.outcome && a.holds === b.holds;
}
