import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { BackupHeader } from "@tollgate/server/store/backup";
import type { Command } from "commander";
import { type OpenStorage, type StorageFlags, withDatabase } from "../database.ts";
import { CliFailure, EXIT } from "../failure.ts";
import { print, printJson } from "../output/terminal.ts";
import { type Formatted, leaf, withStorage } from "../tree.ts";

interface Flags extends StorageFlags, Formatted {
  readonly force?: true;
}

export function registerBackup(root: Command): void {
  withStorage(
    leaf(root, "backup", "Write all data into one file; a running server goes on meanwhile.", [
      "backup tollgate-monday.backup",
    ]),
  )
    .argument("<file>", "where to; an existing file is not overwritten")
    .option("--force", "overwrite an existing file")
    .action((file: string, flags: Flags) => backup(file, flags));
  withStorage(
    leaf(root, "restore", "Read all data back from a backup. No server may run meanwhile.", [
      "restore tollgate-monday.backup",
      "restore tollgate-monday.backup --force",
    ]),
  )
    .argument("<file>", "a file that `tollgate backup` wrote")
    .option("--force", "replace the data that is there")
    .action((file: string, flags: Flags) => restore(file, flags));
}

async function backup(file: string, flags: Flags): Promise<void> {
  const path = resolve(file);
  if (existsSync(path) && flags.force !== true) {
    throw new CliFailure(EXIT.wrong, `${file} exists already.`, "Choose another name, or overwrite it with --force.");
  }
  const header = await withDatabase(flags, async ({ database }) => {
    const { backup } = await import("@tollgate/server/store/backup");
    return backup(database.pool, path);
  });
  report(flags, path, header, `Wrote ${file}. The GitHub App's key is not in it; keep it as safe as the database.`);
}

async function restore(file: string, flags: Flags): Promise<void> {
  const path = resolve(file);
  if (!existsSync(path)) throw new CliFailure(EXIT.wrong, `${file} does not exist.`, "Check the path.");
  const work = async ({ database, serverRuns, log }: OpenStorage) => {
    if (serverRuns) {
      throw new CliFailure(
        EXIT.outside,
        "A server is at work on this data directory.",
        "Stop it first; it would go on with what the restore replaces.",
      );
    }
    const { countReplicas } = await import("@tollgate/server/views/system");
    const servers = await countReplicas(database.pool);
    if (servers !== null) {
      throw new CliFailure(
        EXIT.outside,
        `${servers} ${servers === 1 ? "server is" : "servers are"} at work on this database.`,
        "Stop them first; they would go on with what the restore replaces.",
      );
    }
    const { restore } = await import("@tollgate/server/store/backup");
    return restore(database.pool, path, { log, force: flags.force === true });
  };
  const header = await withDatabase(flags, work, "asItIs");
  report(flags, path, header, `Restored ${file}. Start the server: it reads every open change again.`);
}

function report(flags: Flags, file: string, header: BackupHeader, sentence: string): void {
  const tables = header.tables.map(({ name, rows }) => ({ name, rows }));
  if (flags.format === "json") printJson({ file, createdAt: header.createdAt, tables });
  else print(`${sentence}\n${tables.reduce((sum, table) => sum + table.rows, 0)} rows as of ${header.createdAt}.`);
}
