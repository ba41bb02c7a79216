import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { OutputFile } from "@tollgate/pipelines/migrate/certificate";
import {
  dialectName,
  dialectOf,
  dialectOfPath,
  knownDialects,
  type Migration,
  migrateToGitHub,
} from "@tollgate/pipelines/migrate/migrate";
import { CliFailure, EXIT } from "../failure.ts";
import { repositoryOf } from "../validate/collect.ts";
import { shown, walk } from "../validate/files.ts";

/** A migrated file, as it is told. */
export interface Migrated extends Omit<Migration, "faults"> {
  /** The name of its CI system, for people. */
  readonly name: string;
  readonly faults: readonly { readonly line: number; readonly column: number; readonly message: string }[];
}

/** The files that are named; where none is, those of the repository that are for a known CI system. */
export function find(files: readonly string[]): readonly string[] {
  if (files.length > 0) return files.map((file) => shown(resolve(file)));
  const root = repositoryOf(process.cwd()) ?? process.cwd();
  return [...walk(root)].filter((path) => dialectOfPath(path) !== undefined).map(shown);
}

export function migrateFile(path: string): Migrated {
  const text = read(path);
  const dialect = dialectOf(path, text);
  if (dialect === undefined) {
    const names = knownDialects().map(dialectName).join(", ");
    throw new CliFailure(
      EXIT.wrong,
      `${path} is for no CI system that is known.`,
      `These can be translated: ${names}.`,
    );
  }
  const migration = migrateToGitHub(dialect, path, text);
  const faults = migration.faults.map(({ line, column, message }) => ({ line, column, message }));
  return { ...migration, faults, name: dialectName(dialect) };
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new CliFailure(EXIT.wrong, `${path} cannot be read.`, "Check the path.", { cause: error });
  }
}

/** Two files of one CI system would give workflows of one name: the later ones are numbered. */
export function withoutCollisions(results: readonly Migrated[]): readonly Migrated[] {
  const taken = new Set<string>();
  return results.map((result): Migrated => {
    const names = new Map<string, string>();
    const files = result.files.map((file): OutputFile => {
      let path = file.path;
      for (let count = 2; taken.has(path); count++) path = file.path.replace(/\.yml$/, `-${count}.yml`);
      taken.add(path);
      names.set(file.path, path);
      return { ...file, path };
    });
    const entries = result.certificate.entries.map((entry) => ({
      ...entry,
      carriers: entry.carriers.map((carrier) => ({ ...carrier, file: names.get(carrier.file) ?? carrier.file })),
    }));
    return { ...result, files, certificate: { ...result.certificate, entries } };
  });
}

/** The name of the file alone. */
export function fileName(file: OutputFile): string {
  return basename(file.path);
}
