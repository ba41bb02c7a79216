import type { ContextValue, LastWritten, ObservedContext } from "@tollgate/providers/forge";
import type { ClientBase, Pool } from "pg";
import { toJson } from "./json.ts";

/** One of our values on a commit: what it must be, and what we last knew it to be on the forge. */
export interface ContextRow {
  readonly name: string;
  readonly desired: ContextValue;
  readonly desired_digest: string;
  readonly made_from: unknown;
  /** Null while it is not known what the forge shows. */
  readonly performed_digest: string | null;
  readonly performed_state: string | null;
  /**
   * What the forge answered when we last wrote it; null where every copy of it shows that by now, and nothing was written
   * since of which the answer was lost.
   */
  readonly last: LastWritten | null;
}

/** A value that was written; `observed` is null where none is written at all (in shadow mode). */
export interface WrittenContext extends ContextRow {
  readonly observed: ObservedContext | null;
}

/** How long a copy of a forge may show what was before our own write, with much to spare. */
export const LAG_SECONDS = 30;

const COLUMNS = `name, desired, desired_digest, made_from, performed_digest, performed_state,
  case when performed_id is not null and performed_state is not null
         and (performed_digest is null or performed_at > clock_timestamp() - interval '${LAG_SECONDS} seconds')
       then jsonb_build_object('id', performed_id, 'state', performed_state) end as last`;

/** All contexts of a commit. */
export async function contextsOf(client: Pool | ClientBase, targetId: number): Promise<readonly ContextRow[]> {
  const { rows } = await client.query<ContextRow>(`select ${COLUMNS} from contexts where target_id = $1`, [targetId]);
  return rows;
}

/** The contexts of a commit that are not on the forge as they must be. */
export async function differingContexts(client: Pool | ClientBase, targetId: number): Promise<readonly ContextRow[]> {
  const { rows } = await client.query<ContextRow>(
    `select ${COLUMNS} from contexts
     where target_id = $1 and performed_digest is distinct from desired_digest order by name`,
    [targetId],
  );
  return rows;
}

/** Notes what was written, and keeps it with what it was made from. */
export async function noteWritten(
  client: ClientBase,
  targetId: number,
  written: readonly WrittenContext[],
): Promise<void> {
  if (written.length === 0) return;
  const noted = client.query(
    `update contexts c
     set performed_digest = w.digest, performed_state = w.state, performed_id = w.id, performed_at = clock_timestamp()
     from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as w (name, digest, state, id)
     where c.target_id = $1 and c.name = w.name`,
    [
      targetId,
      written.map(({ name }) => name),
      written.map(({ desired_digest }) => desired_digest),
      written.map(({ observed }) => observed?.state ?? null),
      written.map(({ observed }) => observed?.id ?? null),
    ],
  );
  const shown = written.filter(({ observed }) => observed !== null);
  const kept = client.query(
    `insert into context_writes (target_id, name, outcome, title, made_from)
     select $1, name, outcome, title, made_from
     from unnest($2::text[], $3::text[], $4::text[], $5::jsonb[]) as w (name, outcome, title, made_from)`,
    [
      targetId,
      shown.map(({ name }) => name),
      shown.map(({ desired }) => desired.outcome),
      shown.map(({ desired }) => desired.title),
      shown.map(({ made_from }) => toJson(made_from)),
    ],
  );
  await Promise.all([noted, kept]);
}
