import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import pg from "pg";
import { inject } from "vitest";
import { createPool } from "../../src/store/database.ts";
import { MIGRATIONS, migrate } from "../../src/store/migrate.ts";
import { silent } from "./log.ts";

export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Closes the pool and deletes the database, whoever is still connected. */
  drop(): Promise<void>;
}

const TEMPLATE = "tollgate_template";
const TEMPLATE_LOCK = 7_070_420_002;

/** A new database with all migrations applied, alone for the caller. `empty` leaves the migrations out. */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const template = options.empty === true ? "template1" : TEMPLATE;
  await administer(server, async (admin) => {
    if (template === TEMPLATE) await ensureTemplate(admin, server);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const url = databaseUrl(server, name);
  const pool = createPool(url, silent);
  return {
    url,
    pool,
    drop: async () => {
      if (!pool.ended) await pool.end();
      await administer(server, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** The same server, another database. */
function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(server: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

/** Made by the first that needs it. Its name is given last, so that nobody clones a half-made one. */
async function ensureTemplate(admin: pg.Client, server: string): Promise<void> {
  const exists = async () =>
    (await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [TEMPLATE])).rowCount === 1;
  if (await exists()) return;
  await admin.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
  try {
    if (await exists()) return;
    const draft = `${TEMPLATE}_draft`;
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${draft}`);
    const pool = createPool(databaseUrl(server, draft), silent, 1);
    try {
      if (existsSync(MIGRATIONS)) await migrate(pool, { log: silent });
    } finally {
      await pool.end();
    }
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
  } finally {
    await admin.query("SELECT pg_advisory_unlock($1)", [TEMPLATE_LOCK]);
  }
}
