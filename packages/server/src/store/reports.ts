import type { Artifact } from "@tollgate/providers/forge";
import type { ClientBase, Pool } from "pg";
import type { Family, Report } from "../gather/reports/report.ts";
import { digestOf, toJson } from "./json.ts";

/** A commit of a repository of a provider. */
export interface CommitAt {
  readonly provider: string;
  readonly repository: string;
  readonly commit: string;
}

/** A report that cannot be understood, and why. It is kept: what it would have told is unknown, not absent. */
export interface Broken {
  readonly kind: Family;
  readonly broken: string;
}

/** A report without its bulk. */
export type Summary = WithoutDetail<Report> | Broken;
type WithoutDetail<R> = R extends { readonly detail: unknown } ? Omit<R, "detail"> : R;

/** A report as it is to be kept. */
export interface NewReport {
  readonly source: "artifact" | "api";
  readonly name: string;
  /** The artifact's id, empty for what was sent. */
  readonly artifact: string;
  readonly number: number | null;
  /** ISO 8601; null: now. */
  readonly at: string | null;
  readonly report: Report | Broken;
}

/** A report as it is kept. */
export interface StoredReport {
  readonly id: number;
  readonly commit: string;
  readonly source: "artifact" | "api";
  readonly name: string;
  readonly kind: Family;
  readonly summary: Summary;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * Keeps reports of a commit. One of the same name and kind replaces the one before.
 * @returns whether any of them says something that was not known
 */
export async function keepReports(
  client: Pool | ClientBase,
  at: CommitAt,
  reports: readonly NewReport[],
): Promise<boolean> {
  let news = false;
  for (const { source, name, artifact, number, at: when, report } of reports) {
    const { kind, detail, ...summary } = { detail: null, ...report };
    const { rowCount } = await client.query(
      `insert into reports as r (provider, repository, commit, source, name, artifact, number, kind, summary, detail, digest, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, coalesce($12::timestamptz, clock_timestamp()))
       on conflict (provider, repository, commit, source, name, artifact, kind) do update
       set number = excluded.number, summary = excluded.summary, detail = excluded.detail, digest = excluded.digest,
           at = excluded.at
       where r.digest <> excluded.digest or r.number is distinct from excluded.number`,
      [
        at.provider,
        at.repository,
        at.commit,
        source,
        name,
        artifact,
        number,
        kind,
        toJson(summary),
        detail === null ? null : toJson(detail),
        digestOf(report),
        when,
      ],
    );
    news ||= (rowCount ?? 0) > 0;
  }
  return news;
}

interface ReportRow extends Omit<StoredReport, "summary" | "at"> {
  readonly summary: Omit<Summary, "kind">;
  readonly at: Date;
}

const COLUMNS = "r.id, r.commit, r.source, r.name, r.kind, r.summary, r.at";

function stored({ summary, at, kind, ...row }: ReportRow): StoredReport {
  return { ...row, kind, summary: { kind, ...summary } as Summary, at: at.toISOString() };
}

/** Whether a report counts: of one name in one run only the newest artifact does. */
const COUNTS = `(r.source = 'api' or exists (
  select from artifacts a where a.provider = r.provider and a.repository = r.repository and a.id = r.artifact
    and not exists (select from artifacts b where b.provider = a.provider and b.repository = a.repository
                      and b.commit = a.commit and b.run = a.run and b.name = a.name and (b.at, b.id) > (a.at, a.id))))`;

/** All reports of a commit that count. Ordered, so that equal facts are equal. */
export async function reportsOf(
  pool: Pool,
  { provider, repository, commit }: CommitAt,
  kinds: readonly Family[],
): Promise<readonly StoredReport[]> {
  const { rows } = await pool.query<ReportRow>(
    `select ${COLUMNS} from reports r
     where r.provider = $1 and r.repository = $2 and r.commit = $3 and r.kind = any($4::text[]) and ${COUNTS}
     order by r.kind, r.source, r.name, r.at, r.id`,
    [provider, repository, commit, kinds],
  );
  return rows.map(stored);
}

/** The bulk of these reports, by their ids. */
export async function detailsOf(pool: Pool, ids: readonly number[]): Promise<ReadonlyMap<number, unknown>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<{ id: number; detail: unknown }>(
    "select id, detail from reports where id = any($1::bigint[])",
    [ids],
  );
  return new Map(rows.map(({ id, detail }) => [id, detail]));
}

/**
 * Good reports of a base branch, the newest commit first: of commits that were its tip when they were looked at, and of
 * the last heads of changes that were merged into it. Of what was sent only what was sent for the merged change counts: a
 * token that may speak for one change must not set the bar for all others.
 * @param commits how many commits at most
 */
export async function reportsOfBase(
  pool: Pool,
  { provider, repository }: Pick<CommitAt, "provider" | "repository">,
  baseRef: string,
  kinds: readonly Family[],
  commits: number,
): Promise<readonly StoredReport[]> {
  const { rows } = await pool.query<ReportRow>(
    // From the commits to their reports: a busy repository has far more reports of changes than of its base.
    `with base as (
       (select e.commit, null::bigint as number from evidence_commits e
        where e.provider = $1 and e.repository = $2 and e.base_refs <> '{}' and $3 = any(e.base_refs)
        order by e.seen_at desc limit $6)
       union all
       (select c.head_sha, c.number from changes c
        where c.provider = $1 and c.repository = $2 and c.base_ref = $3 and c.lifecycle = 'merged'
        order by c.updated_at desc limit $6)
     ), good as (
       select distinct on (r.id) r.id, r.commit, r.source, r.name, r.kind, r.summary, r.at
       from base b join reports r on r.provider = $1 and r.repository = $2 and r.commit = b.commit
       where r.kind = any($4::text[]) and not r.summary ? 'broken' and ${COUNTS}
         and (r.source = 'artifact' or r.number = b.number)
     ), newest as (
       select commit, max(at) as at from good group by commit order by max(at) desc limit $5
     )
     select ${COLUMNS} from good r join newest n on n.commit = r.commit
     order by n.at desc, r.commit, r.kind, r.source, r.name, r.at, r.id`,
    [provider, repository, baseRef, kinds, commits, 2 * commits],
  );
  return rows.map(stored);
}

/** The ids of those of these artifacts that were not looked into yet. */
export async function unknownArtifacts(
  pool: Pool,
  { provider, repository }: Pick<CommitAt, "provider" | "repository">,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select given.id from unnest($3::text[]) as given (id)
     where not exists (select from artifacts a where a.provider = $1 and a.repository = $2 and a.id = given.id)`,
    [provider, repository, ids],
  );
  return rows.map(({ id }) => id);
}

/** Remembers that an artifact was looked into. In the transaction that keeps its reports. */
export async function noteArtifact(
  client: ClientBase,
  at: CommitAt,
  { id, run, name, createdAt }: Pick<Artifact, "id" | "run" | "name" | "createdAt">,
): Promise<void> {
  await client.query(
    `insert into artifacts (provider, repository, id, commit, run, name, at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing`,
    [at.provider, at.repository, id, at.commit, run, name, createdAt],
  );
}

/** When the artifacts of a commit were last listed, and what was known then. */
export interface Listing {
  /** Digest of the checks that had completed; null for a base branch's tip, of which they are not read. */
  readonly checks: string | null;
  /** Milliseconds between the first sight of these checks and the listing. */
  readonly settledMs: number;
  /** Milliseconds since the listing. */
  readonly ageMs: number;
  /** Milliseconds since the commit was first looked at. */
  readonly knownMs: number;
  /** The branches whose tip it was when it was looked at. */
  readonly baseRefs: readonly string[];
}

/** The last listing of a commit; null where there is none. Ages by the database's clock. */
export async function lastListing(pool: Pool, { provider, repository, commit }: CommitAt): Promise<Listing | null> {
  const { rows } = await pool.query<Listing>(
    `select checks, coalesce(extract(epoch from listed_at - checks_at), 0)::float8 * 1000 as "settledMs",
       extract(epoch from clock_timestamp() - listed_at)::float8 * 1000 as "ageMs",
       extract(epoch from clock_timestamp() - seen_at)::float8 * 1000 as "knownMs", base_refs as "baseRefs"
     from evidence_commits where provider = $1 and repository = $2 and commit = $3`,
    [provider, repository, commit],
  );
  return rows[0] ?? null;
}

/**
 * Remembers that the artifacts of a commit were listed.
 * @param checks digest of the checks that had completed before
 * @param baseRef the branch whose tip it is, where it is one
 */
export async function noteListing(
  client: Pool | ClientBase,
  { provider, repository, commit }: CommitAt,
  checks: string | null,
  baseRef: string | null,
): Promise<void> {
  await client.query(
    `insert into evidence_commits as e (provider, repository, commit, base_refs, checks, checks_at)
     values ($1, $2, $3, array_remove(array[$4::text], null), $5, clock_timestamp())
     on conflict (provider, repository, commit) do update
     set base_refs = e.base_refs || array(select unnest(excluded.base_refs) except select unnest(e.base_refs)),
         listed_at = excluded.listed_at, checks = coalesce(excluded.checks, e.checks),
         checks_at = case when excluded.checks is null or e.checks = excluded.checks then e.checks_at
                     else excluded.checks_at end`,
    [provider, repository, commit, baseRef, checks],
  );
}

/** How many changes of somebody were merged in a repository since Tollgate looks. */
export async function mergedChangesOf(
  pool: Pool,
  { provider, repository }: Pick<CommitAt, "provider" | "repository">,
  author: string,
): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from changes
     where provider = $1 and repository = $2 and author = $3 and lifecycle = 'merged'`,
    [provider, repository, author],
  );
  return rows[0]?.count ?? 0;
}
