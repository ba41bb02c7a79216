import type pg from "pg";

/** Every so many changes one is open; the others are merged. */
const OPEN_EVERY = 20;
const EVENTS_EACH = 10;
const WORDS = ["upload", "retry", "cache", "parser", "login", "index", "export", "layout", "timeout", "search"];

/**
 * Makes the database as large as after years: each new change is a copy of one that the server has written itself, with
 * its own number, title, author and head, its stream, ten events, its subject, its target and contexts.
 * @param from number of the first change to add
 * @param to number of the last
 */
export async function seed(pool: pg.Pool, from: number, to: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("set local synchronous_commit = off");
    await client.query(
      `create temporary table grown on commit drop as
       select n, c.id as model, 'github:acme/product-' || (n % 50) || '#' || n as id, 'acme/product-' || (n % 50) as repository,
         md5(n::text) || substr(md5((n * 7)::text), 1, 8) as sha, n % $3 = 0 as open,
         'Make the ' || ($4::text[])[1 + n % 10] || ' of part ' || n || ' survive a broken ' || ($4::text[])[1 + (n / 10) % 10] as title
       from generate_series($1::int, $2::int) as n
       join (select id, row_number() over (order by number) as place from changes where repository like 'acme/service-%') c
         on c.place = 1 + n % 10`,
      [from, to, OPEN_EVERY, WORDS],
    );
    const copy = (table: string, joined: string, over: string) =>
      client.query(
        `insert into ${table} overriding user value
         select (jsonb_populate_record(old, jsonb_build_object(${over}))).* from grown g join ${table} old on ${joined}`,
      );
    await copy(
      "changes",
      "old.id = g.model",
      `'id', g.id, 'repository', g.repository, 'number', g.n, 'title', g.title, 'author', 'person-' || (g.n % 200),
       'head_sha', g.sha, 'url', 'https://github.com/' || g.repository || '/pull/' || g.n,
       'lifecycle', case when g.open then 'open' else 'merged' end, 'version', ${EVENTS_EACH},
       'created_at', clock_timestamp() - make_interval(mins => ${to} - g.n), 'updated_at', clock_timestamp() - make_interval(mins => ${to} - g.n)`,
    );
    await client.query(
      `insert into streams (id, kind, version, state)
       select g.id, old.kind, ${EVENTS_EACH}, old.state || jsonb_build_object('number', g.n, 'head', g.sha, 'heads', jsonb_build_array(g.sha))
       from grown g join streams old on old.id = g.model`,
    );
    await client.query(
      `insert into events (stream, version, type, at, data, personal)
       select g.id, v, e.type, clock_timestamp() - make_interval(mins => ${to} - g.n), e.data, e.personal
       from grown g cross join generate_series(1, ${EVENTS_EACH}) as v
       join lateral (select * from events e where e.stream = g.model
         order by e.version offset (v - 1) % (select version from streams where id = g.model) limit 1) e on true`,
    );
    await client.query(
      `insert into subjects (provider, repository, kind, key, wanted_seq, done_seq, last_read_at)
       select 'github', repository, 'change', n::text, 9, 9, clock_timestamp() from grown`,
    );
    await client.query(
      `insert into readings (subject_id, reading, read_at)
       select s.id, r.reading || jsonb_build_object('number', g.n, 'headSha', g.sha), clock_timestamp()
       from grown g join changes m on m.id = g.model
       join subjects o on o.repository = m.repository and o.kind = 'change' and o.key = m.number::text
       join readings r on r.subject_id = o.id
       join subjects s on s.repository = g.repository and s.kind = 'change' and s.key = g.n::text where g.open`,
    );
    await client.query(
      `with made as (
         insert into targets (provider, repository, kind, key, wanted_seq, done_seq, data)
         select 'github', repository, 'contexts', sha, 3, 3, jsonb_build_object('members', jsonb_build_array(n)) from grown
         returning id, key
       )
       insert into contexts select (jsonb_populate_record(c, jsonb_build_object('target_id', made.id))).*
       from made join grown g on g.sha = made.key join changes m on m.id = g.model
       join targets t on t.repository = m.repository and t.kind = 'contexts' and t.key = m.head_sha
       join contexts c on c.target_id = t.id`,
    );
    await client.query("commit");
    await client.query("vacuum analyze");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
