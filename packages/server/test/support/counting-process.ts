// Writes increasing numbers, one commit each, and prints those that were committed. Its killer compares.
import { isConnectionLoss, openDatabase } from "../../src/store/database.ts";
import { silent } from "./log.ts";

const database = await openDatabase({ dataDir: process.argv[2] ?? "", log: silent, fsync: false });
await database.pool.query("CREATE TABLE IF NOT EXISTS counted (n bigint GENERATED ALWAYS AS IDENTITY)");
for (;;) {
  try {
    const { rows } = await database.pool.query<{ n: number }>("INSERT INTO counted DEFAULT VALUES RETURNING n");
    process.stdout.write(`${rows[0]?.n}\n`);
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
