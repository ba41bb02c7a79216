import type { ClientBase } from "pg";

/** What names a change in a repository. */
export interface OpenChange {
  readonly provider: string;
  readonly repository: string;
  readonly number: number;
}

/** Every change that is open as far as we know. */
export async function allOpenChanges(client: ClientBase): Promise<readonly OpenChange[]> {
  const { rows } = await client.query<OpenChange>(
    "select provider, repository, number from changes where lifecycle in ('open', 'draft')",
  );
  return rows;
}

/** Numbers of the open changes of a repository, all or those on one base branch. */
export async function openOnBase(
  client: ClientBase,
  provider: string,
  repository: string,
  baseRef: string | null,
): Promise<readonly number[]> {
  const { rows } = await client.query<{ number: number }>(
    `select number from changes where provider = $1 and repository = $2 and lifecycle in ('open', 'draft')
       and ($3::text is null or base_ref = $3)`,
    [provider, repository, baseRef],
  );
  return rows.map((row) => row.number);
}

/** A commit of a repository. */
export interface CommitAddress {
  readonly provider: string;
  readonly repository: string;
  readonly sha: string;
}

/** Numbers of the open changes that have each of these commits as head, in the order of the commits. */
export async function openWithHeads(
  client: ClientBase,
  commits: readonly CommitAddress[],
): Promise<readonly (readonly number[])[]> {
  if (commits.length === 0) return [];
  const { rows } = await client.query<{ place: number; number: number }>(
    `select wish.place::int as place, c.number
     from unnest($1::text[], $2::text[], $3::text[]) with ordinality as wish (provider, repository, sha, place)
     join changes c on (c.provider, c.repository, c.head_sha) = (wish.provider, wish.repository, wish.sha)
     where c.lifecycle in ('open', 'draft')`,
    [
      commits.map(({ provider }) => provider),
      commits.map(({ repository }) => repository),
      commits.map(({ sha }) => sha),
    ],
  );
  const found = Map.groupBy(rows, ({ place }) => place - 1);
  return commits.map((_, index) => (found.get(index) ?? []).map(({ number }) => number));
}

/** Of those listed and those we take for open, the ones not read for longest, never read ones first. */
export async function longestUnread(
  client: ClientBase,
  provider: string,
  repository: string,
  listed: readonly number[],
  limit: number,
): Promise<readonly number[]> {
  const { rows } = await client.query<{ number: number }>(
    `with open as (
       select unnest($3::bigint[]) as number
       union select number from changes where provider = $1 and repository = $2 and lifecycle in ('open', 'draft')
     )
     select open.number from open
     left join subjects s on s.provider = $1 and s.repository = $2 and s.kind = 'change' and s.key = open.number::text
     order by s.last_read_at nulls first limit $4`,
    [provider, repository, listed, limit],
  );
  return rows.map((row) => row.number);
}

/** Closes what we have of a repository that is not there any more under this name. */
export async function closeAll(client: ClientBase, provider: string, repository: string): Promise<void> {
  await client.query(
    `update changes set lifecycle = 'closed'
     where provider = $1 and repository = $2 and lifecycle in ('open', 'draft')`,
    [provider, repository],
  );
}
