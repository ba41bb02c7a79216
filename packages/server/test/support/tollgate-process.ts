// A process of its own that opens the database of a data directory, for tests that kill it.
import { openDatabase } from "../../src/store/database.ts";
import { silent } from "./log.ts";

const dataDir = process.argv[2] ?? "";
try {
  const database = await openDatabase({ dataDir, log: silent, fsync: false });
  await database.pool.query("CREATE TABLE IF NOT EXISTS written (n int)");
  await database.pool.query("INSERT INTO written VALUES (1)");
  process.stdout.write("ready\n");
  // Work in the middle of which a kill catches it.
  await database.pool.query("SELECT pg_sleep(600)");
} catch (error) {
  process.stdout.write(`${String(error)}\n`);
}
