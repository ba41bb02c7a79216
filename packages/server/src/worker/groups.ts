import { BLIND_HINT_MS, rereadDelay } from "@tollgate/core/vocabulary/hint";
import type { ClientBase } from "pg";
import { transaction } from "../store/database.ts";
import { toJson } from "../store/json.ts";
import { finish, holds } from "../store/sequences.ts";
import { type Bump, bump, lockInOrder, openHints, type SubjectRow } from "../store/subjects.ts";
import { wantContexts } from "../store/targets.ts";
import { writeStub } from "../views/change-row.ts";
import { LeaseLost } from "./commit.ts";
import type { WorkerContext } from "./context.ts";

/** A group whose members cannot be made sure of stays pending; after this nobody looks at it any more. */
const GIVEN_UP_MS = 3_600_000;

/**
 * The head of a merge group is answered by the values of its members. A delivery names the last of them alone, so until
 * it is certain who else is in it, nothing of it is green: a read of the queue tells, or else that every group and
 * branch it was built upon is known, and its members were read since.
 */
export async function evaluateGroup(context: WorkerContext, subject: SubjectRow): Promise<void> {
  const { pool, owner } = context;
  const { provider, repository, key } = subject;
  const hints = await openHints(pool, subject.id, subject.wanted_seq);
  await transaction(pool, async (client) => {
    const group = await knownGroup(client, subject);
    const changes = group.members.map((number) => ({ kind: "change" as const, key: String(number) }));
    await lockInOrder(client, subject, [subject, ...changes]);
    if (!(await holds(client, "subjects", owner, subject.id))) throw new LeaseLost();
    const done = group.gone || group.whole || (await isWhole(client, subject, group, hints[0]?.receivedAt ?? null));
    const data = { members: group.members, ...(done && !group.gone ? { whole: true } : {}) };
    await client.query("update subjects set data = data || $2, rereads = rereads + 1 where id = $1", [
      subject.id,
      toJson(data),
    ]);
    const now = new Date().toISOString();
    const givenUp = hints[0] !== undefined && Date.parse(now) - Date.parse(hints[0].receivedAt) > GIVEN_UP_MS;
    if (done || givenUp) {
      await client.query("delete from hints where subject_id = $1 and seq <= $2", [subject.id, subject.wanted_seq]);
      await finish(client, "subjects", owner, subject.id, subject.wanted_seq);
    } else {
      const delay = rereadDelay(subject.rereads, hints, now);
      await finish(client, "subjects", owner, subject.id, subject.wanted_seq - 1, { delayMs: delay });
    }
    if (!group.gone && subject.rereads === 0) {
      for (const number of group.members) {
        const seen = { headSha: "", baseRef: group.baseRef, lifecycle: "open" } as const;
        await writeStub(client, { provider, repository, number }, seen);
      }
      const at = { provider, repository, hints: [], read: true };
      await bump(client, [
        ...changes.map((change): Bump => ({ ...at, ...change })),
        ...(await builtUpon(client, subject, group.members)).map(
          (child): Bump => ({ ...at, kind: "group", key: child, data: { members: group.members } }),
        ),
      ]);
    }
    await wantContexts(client, provider, repository, key, context.linkTo);
  });
}

interface KnownGroup {
  readonly baseRef: string;
  /** With those of every group that it was built upon. */
  readonly members: readonly number[];
  readonly whole: boolean;
  readonly gone: boolean;
  /** The commit below the lowest group that is known. */
  readonly root: string | null;
}

async function knownGroup(client: ClientBase, { provider, repository, key }: SubjectRow): Promise<KnownGroup> {
  const { rows } = await client.query<{
    data: { members?: unknown[]; baseRef?: string; parent?: string; whole?: boolean; gone?: boolean };
  }>(
    `with recursive built as (
       select data, 1 as depth from subjects
       where provider = $1 and repository = $2 and kind = 'group' and key = $3
       union all
       select g.data, depth + 1 from built join subjects g on g.key = built.data->>'parent'
       where g.provider = $1 and g.repository = $2 and g.kind = 'group' and depth < 100
     )
     select data from built order by depth`,
    [provider, repository, key],
  );
  const own = rows[0]?.data ?? {};
  const members = new Set(rows.flatMap(({ data }) => (data.members ?? []).map(Number)));
  return {
    baseRef: own.baseRef ?? "",
    members: [...members].sort((a, b) => a - b),
    whole: own.whole === true,
    gone: own.gone === true,
    root: rows.at(-1)?.data.parent ?? null,
  };
}

/** Whether nobody else can be in the group: as far down as it is known it stands on the tip of its base. */
async function isWhole(
  client: ClientBase,
  { provider, repository }: SubjectRow,
  { members, root }: KnownGroup,
  announcedAt: string | null,
): Promise<boolean> {
  const { rows } = await client.query<{ read: number; tip: boolean; waited: boolean }>(
    `select count(*)::int as read, coalesce(bool_or(r.reading->>'baseSha' = $4), false) as tip,
            coalesce($5::timestamptz < clock_timestamp() - make_interval(secs => $6), true) as waited
     from subjects s join readings r on r.subject_id = s.id
     where s.provider = $1 and s.repository = $2 and s.kind = 'change' and s.key = any($3::text[])
       and ($5::timestamptz is null or (r.reading->>'startedAt')::timestamptz > $5)`,
    [provider, repository, members.map(String), root, announcedAt, BLIND_HINT_MS / 1000],
  );
  const found = rows[0];
  // Where the tip has moved on meanwhile or the queue may not be read: no more can be known than by waiting.
  return found !== undefined && found.read === members.length && (found.tip || found.waited);
}

/** Groups that were told of before the one below them, and do not have its members yet. */
async function builtUpon(
  client: ClientBase,
  { provider, repository, key }: SubjectRow,
  members: readonly number[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ key: string }>(
    `select key from subjects where provider = $1 and repository = $2 and kind = 'group'
       and data->>'parent' = $3 and not data ? 'gone' and not data->'members' @> $4::jsonb`,
    [provider, repository, key, toJson(members)],
  );
  return rows.map((row) => row.key);
}
