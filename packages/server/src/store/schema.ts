// What a database holds, from its catalogue: for backup and restore.
import pg from "pg";

export interface Table {
  /** `public.name`, quoted where needed. */
  readonly name: string;
  /** Those that can be written: generated ones are computed anew. */
  readonly columns: readonly string[];
}

/**
 * Ordinary and partitioned tables of `public`, without single partitions (their rows are read and written through the
 * partitioned table), tables of extensions, and our list of migrations, which a restore makes by applying them.
 */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name,
            coalesce(array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = ''), '{}') AS columns
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND c.relname <> 'tollgate_migrations'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
      GROUP BY n.nspname, c.relname
      ORDER BY c.relname`,
  );
  return rows;
}

/** Positions of all sequences of `public`, identity columns included. */
export async function listSequences(
  client: pg.ClientBase,
): Promise<{ name: string; lastValue: string; isCalled: boolean }[]> {
  const { rows: found } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
  const sequences: { name: string; lastValue: string; isCalled: boolean }[] = [];
  for (const { name } of found) {
    const { rows } = await client.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${name}`,
    );
    const row = rows[0];
    if (row !== undefined) sequences.push({ name, lastValue: row.value, isCalled: row.called });
  }
  return sequences;
}

/** Whether no table of ours has a row. A schema without data is empty. */
export async function isEmpty(client: pg.ClientBase): Promise<boolean> {
  for (const { name } of await listTables(client)) {
    const { rows } = await client.query<{ some: boolean }>(`SELECT EXISTS (SELECT FROM ${name}) AS some`);
    if (rows[0]?.some === true) return false;
  }
  return true;
}

/** Drops pg-boss's schema and all tables, views, sequences, functions and types of `public` that no extension owns. */
export async function dropEverything(client: pg.ClientBase): Promise<void> {
  await client.query(`
    SET LOCAL client_min_messages = warning;
    DROP SCHEMA IF EXISTS pgboss CASCADE;
    DO $drop$
    DECLARE statement text;
    BEGIN
      FOR statement IN
        SELECT format('DROP %s IF EXISTS %I.%I CASCADE',
                 CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                                ELSE 'TABLE' END, n.nspname, c.relname)
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                              AND d.objsubid = 0 AND d.deptype IN ('e', 'i'))
      LOOP EXECUTE statement; END LOOP;
      FOR statement IN
        SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
          FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
         WHERE n.nspname = 'public'
           AND NOT EXISTS (SELECT FROM pg_depend d
                            WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
      LOOP EXECUTE statement; END LOOP;
      FOR statement IN
        SELECT format('DROP TYPE IF EXISTS %I.%I CASCADE', n.nspname, t.typname)
          FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
         WHERE n.nspname = 'public'
           AND (t.typtype IN ('e', 'd', 'r') OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
           AND NOT EXISTS (SELECT FROM pg_depend d
                            WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
      LOOP EXECUTE statement; END LOOP;
    END $drop$;
  `);
}

/**
 * Takes the foreign keys off until the returned function puts them back, which checks all rows. So tables can be filled
 * in any order without the superuser's right to switch checks off.
 */
export async function withoutForeignKeys(client: pg.ClientBase): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
       FROM pg_constraint k
       JOIN pg_class c ON c.oid = k.conrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND k.contype = 'f' AND k.conparentid = 0
      ORDER BY 1, 2`,
  );
  for (const { table, name } of rows) {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${pg.escapeIdentifier(name)}`);
  }
  return async () => {
    for (const { table, name, definition } of rows) {
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${pg.escapeIdentifier(name)} ${definition}`);
    }
  };
}
