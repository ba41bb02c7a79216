import type pg from "pg";
import { appliedMigrations, MIGRATIONS, readMigrations } from "./migrate.ts";

/** What `tollgate doctor` tells about a database. */
export interface DatabaseState {
  /** `18.4` */
  readonly version: string;
  /** How far its clock is ahead of this process's; negative when it is behind. */
  readonly skewMs: number;
  /** Migrations that the next start will apply. */
  readonly waiting: number;
  /** Migrations that this program does not know: a newer one was here. */
  readonly newer: number;
}

/** Looks without changing anything. */
export async function inspectDatabase(pool: pg.Pool): Promise<DatabaseState> {
  // The first question pays for connecting; the clock is asked on a warm connection.
  const applied = [...(await appliedMigrations(pool)).keys()];
  const before = Date.now();
  const { rows } = await pool.query<{ version: string; now: Date }>(
    "select current_setting('server_version') as version, clock_timestamp() as now",
  );
  const middle = (before + Date.now()) / 2;
  const [row] = rows;
  if (row === undefined) throw new Error("the database answered nothing");
  const known = readMigrations(MIGRATIONS).map((migration) => migration.id);
  return {
    version: row.version,
    skewMs: Math.round(row.now.getTime() - middle),
    waiting: known.filter((id) => !applied.includes(id)).length,
    newer: applied.filter((id) => !known.includes(id)).length,
  };
}
