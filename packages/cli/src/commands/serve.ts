import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ServerConfig } from "@tollgate/server/config";
import type { ServeFlags } from "@tollgate/server/environment";
import type { Command } from "commander";
import { EXIT } from "../failure.ts";
import { note, paintErr, paintOut, print, printJson, wantsColour } from "../output/terminal.ts";
import { refuseTakenPort } from "../port.ts";
import { stopSignal } from "../stop.ts";
import { type Formatted, leaf, withStorage } from "../tree.ts";

export function registerServe(root: Command): void {
  withStorage(
    leaf(root, "serve", "Take webhooks, judge pull requests, set their checks; until Ctrl-C.", [
      "serve",
      "serve --port 0 --ready-file /tmp/tollgate.json",
      "serve --host 0.0.0.0 --database-url postgres://tollgate@db/tollgate --role worker",
    ]),
  )
    .option("--host <host>", "address to listen on (default: 127.0.0.1)")
    .option("--port <port>", "port to listen on; 0 picks a free one (default: 8080)")
    .option("--role <role>", "all, http (webhooks and the API) or worker (evaluation) (default: all)")
    .option(
      "--policy-dir <dir>",
      "the installation's policy files, on which each repository's builds (TOLLGATE_POLICY_DIR)",
    )
    .option("--ready-file <file>", 'written once requests are taken: {"url","pid"}')
    .action((flags: ServeFlags & Formatted) => serve(flags));
}

interface Running {
  readonly url: string;
  close(): Promise<void>;
}

async function serve(flags: ServeFlags & Formatted): Promise<void> {
  // Loaded here: `--help` and the other commands answer at once.
  const { readEnvironment, serverConfigFrom } = await import("@tollgate/server/environment");
  const config = serverConfigFrom(process.env, flags);
  // A file of an earlier run would tell a waiting script that this one is ready.
  if (config.readyFile !== undefined) rmSync(config.readyFile, { force: true });
  const { createLog } = await import("@tollgate/server/log");
  const people = process.stderr.isTTY === true && flags.format === "text";
  const log = createLog({ level: config.logLevel, people, colour: wantsColour(process.stderr.isTTY === true) });
  for (const warning of readEnvironment(process.env, flags).warnings) log.warn(warning);
  const stop = stopSignal();
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "The server ends because of a defect; what it had accepted is in the database");
    process.exit(EXIT.outside);
  });

  await refuseTakenPort(config);
  const { startServer } = await import("@tollgate/server/compose");
  const running: Running = await startServer(config, log);
  try {
    if (config.readyFile !== undefined) writeReady(config.readyFile, running.url);
    if (config.github?.webhookSecrets.length === 0) {
      log.warn(
        "There is no webhook secret, so deliveries are answered with 503. Set GITHUB_WEBHOOK_SECRET (or _FILE).",
      );
    }
    greet(running.url, config, flags);
    await stop;
    if (people) note(paintErr("dim", "Stopping: what is under way is finished. Ctrl-C again stops at once."));
    else log.info("stopping");
  } finally {
    if (config.readyFile !== undefined) rmSync(config.readyFile, { force: true });
    await running.close();
  }
  process.exit(EXIT.fine);
}

/** Whole or not at all: a script may read it at any moment. */
function writeReady(file: string, url: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}`;
  writeFileSync(temporary, `${JSON.stringify({ url, pid: process.pid })}\n`);
  renameSync(temporary, file);
}

function greet(url: string, config: ServerConfig, flags: Formatted): void {
  if (flags.format === "json") {
    const database = config.databaseUrl === undefined ? "embedded" : "external";
    printJson({ url, pid: process.pid, dataDir: config.dataDir, database, role: config.role });
    return;
  }
  print(`Tollgate listens on ${paintOut("bold", url)}`);
  print(
    config.databaseUrl === undefined
      ? `  data       ${config.dataDir} (embedded PostgreSQL)`
      : `  data       the PostgreSQL of DATABASE_URL; the stored GitHub App in ${config.dataDir}`,
  );
  print(`  webhooks   ${config.publicUrl ?? url}/webhooks/github`);
}
