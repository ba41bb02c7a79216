// Tollgate in a process of its own, with the forge that answers from memory. Started by `server-process.ts`.
import { startServer } from "@tollgate/server/compose";
import { serverConfigFrom } from "@tollgate/server/environment";
import pino from "pino";
import { memoryForge } from "./forge.ts";
import type { ServerOrders } from "./server-process.ts";
import { countStatements } from "./statements.ts";

if (process.env.BENCH_STATEMENTS !== undefined) countStatements();
const orders = JSON.parse(process.argv[2] ?? "{}") as ServerOrders;
const config = serverConfigFrom(
  {
    GITHUB_TOKEN: "not used",
    DATABASE_URL: orders.databaseUrl,
    TOLLGATE_ADMIN_TOKEN: orders.adminToken,
    ...orders.environment,
  },
  { port: "0", dataDir: orders.dataDir, role: orders.role },
);
const log = pino({ level: process.env.BENCH_LOG ?? "silent" }, pino.destination(2));
const forges = new Map([["github", memoryForge(orders.changes)]]);
const server = await startServer(config, log, forges);
process.send?.({ url: server.url });
process.on("message", async () => {
  await server.close();
  process.exit(0);
});
// Whoever started it is gone.
process.on("disconnect", () => process.exit(1));
