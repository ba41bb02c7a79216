import { randomUUID } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { isIP } from "node:net";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { nearest } from "@tollgate/core/policy/nearest";
import { type GitHubConfig, GitHubConfigError, gitHubConfigFrom } from "@tollgate/providers/github/config";
import type { ServerConfig, ServerRole } from "./config.ts";
import { readTraces } from "./tracing/settings.ts";
import { KNOWN_NAMES, VARIABLES } from "./variables.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What `tollgate serve` was told on its command line, as typed. */
export interface ServeFlags {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly role?: string | undefined;
  readonly dataDir?: string | undefined;
  readonly databaseUrl?: string | undefined;
  readonly policyDir?: string | undefined;
  readonly readyFile?: string | undefined;
}

/** One thing that is wrong with the configuration. */
export interface ConfigProblem {
  /** The variable or flag. */
  readonly setting: string;
  readonly message: string;
  readonly remedy: string;
}

/** Configuration that cannot be used: all problems at once, so that nobody mends them one start at a time. */
export class ConfigError extends Error {
  readonly kind = "config";
  readonly problems: readonly ConfigProblem[];
  readonly remedy: string;

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map((problem) => problem.message).join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
    this.remedy = problems.map((problem) => problem.remedy).join("\n");
  }
}

/** The GitHub App as `tollgate setup github` stores it, in the data directory and readable by its owner alone. */
export interface StoredApp {
  readonly appId: number;
  readonly slug: string | null;
  readonly name: string;
  /** Its page on GitHub. */
  readonly url: string;
  readonly apiUrl: string;
  readonly privateKey: string;
  /** Null for one that was made without a webhook. */
  readonly webhookSecret: string | null;
  readonly createdAt: string;
}

const ROLES: readonly string[] = ["all", "http", "worker"] satisfies readonly ServerRole[];
const LOG_LEVELS: readonly string[] = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** Where data lives when nobody says: the place that the system's conventions give to the state of a program. */
export function defaultDataDir(env: Environment): string {
  // Root's home is closed to the unprivileged user that the embedded PostgreSQL runs as.
  if (process.getuid?.() === 0) return "/var/lib/tollgate";
  return join(env.XDG_STATE_HOME || join(env.HOME || homedir(), ".local", "state"), "tollgate");
}

export function storedAppPath(dataDir: string): string {
  return join(dataDir, "github-app.json");
}

/** The App that `setup github` stored; undefined where there is none. Throws {@link ConfigError} when it is broken. */
export function readStoredApp(dataDir: string): StoredApp | undefined {
  const path = storedAppPath(dataDir);
  if (!existsSync(path)) return undefined;
  const again = "Run `tollgate setup github` again, or remove the file and set GITHUB_APP_ID and its key.";
  let app: Partial<StoredApp>;
  try {
    app = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "it is not JSON" : (error as Error).message;
    throw new ConfigError([
      { setting: "github-app.json", message: `The stored GitHub App cannot be read: ${reason}`, remedy: again },
    ]);
  }
  if (typeof app.appId !== "number" || typeof app.privateKey !== "string") {
    throw new ConfigError([
      { setting: "github-app.json", message: "The stored GitHub App is incomplete.", remedy: again },
    ]);
  }
  return app as StoredApp;
}

/** Stores the App so that a crash leaves either the old file or the new one, never half of one. */
export function writeStoredApp(dataDir: string, app: StoredApp): string {
  // The embedded PostgreSQL of root runs as another user, who must be able to pass through.
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const path = storedAppPath(dataDir);
  const temporary = `${path}.${randomUUID()}`;
  writeFileSync(temporary, `${JSON.stringify(app, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, path);
  return path;
}

/** Reads settings one by one and keeps what is wrong with them. */
class Reader {
  readonly problems: ConfigProblem[] = [];
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  problem(setting: string, message: string, remedy: string): void {
    this.problems.push({ setting, message, remedy });
  }

  text(name: string): string | undefined {
    return this.#env[name]?.trim() || undefined;
  }

  /** A value, or what stands in the file that NAME_FILE names. Both at once is a mistake: nobody knows which counts. */
  secret(name: string): string | undefined {
    const value = this.text(name);
    const file = this.text(`${name}_FILE`);
    if (file === undefined) return value;
    if (value !== undefined) {
      this.problem(name, `${name} and ${name}_FILE are both set.`, "Keep one of the two.");
      return undefined;
    }
    try {
      const content = readFileSync(file, "utf8").trim();
      if (content !== "") return content;
      this.problem(`${name}_FILE`, `${name}_FILE names an empty file: ${file}`, "Put the value into the file.");
    } catch (error) {
      this.problem(
        `${name}_FILE`,
        `${name}_FILE cannot be read: ${(error as Error).message}`,
        "Check the path, and that this user may read the file.",
      );
    }
    return undefined;
  }

  integer(setting: string, typed: string | undefined, fallback: number, least: number, most: number): number {
    if (typed === undefined) return fallback;
    const value = Number(typed);
    if (/^\d+$/.test(typed) && value >= least && value <= most) return value;
    this.problem(
      setting,
      `${setting} is ${JSON.stringify(typed)}, not a whole number from ${least} to ${most}.`,
      `Set ${setting} to a number from ${least} to ${most}, or leave it out for ${fallback}.`,
    );
    return fallback;
  }

  oneOf(setting: string, typed: string | undefined, fallback: string, allowed: readonly string[]): string {
    if (typed === undefined) return fallback;
    if (allowed.includes(typed)) return typed;
    const near = nearest(typed, allowed);
    this.problem(
      setting,
      `${setting} is ${JSON.stringify(typed)}; it can be ${allowed.join(", ")}.`,
      near === null ? `Use one of these, or leave it out for ${fallback}.` : `Did you mean ${near}?`,
    );
    return fallback;
  }

  url(setting: string, typed: string | undefined, protocols: readonly string[], example: string): string | undefined {
    if (typed === undefined) return undefined;
    try {
      if (protocols.includes(new URL(typed).protocol)) return typed;
    } catch {
      // Told below. The value is left out of the message: an address may carry a password.
    }
    const kinds = protocols.map((protocol) => `${protocol}//`).join(" or ");
    this.problem(setting, `${setting} is not an address that starts with ${kinds}.`, `Write it like ${example}`);
    return undefined;
  }
}

/** Where data is, for commands that need no more than that. */
export function storageFrom(
  env: Environment,
  flags: ServeFlags,
): { readonly dataDir: string; readonly databaseUrl: string | undefined } {
  const reader = new Reader(env);
  const storage = readStorage(reader, env, flags);
  if (reader.problems.length > 0) throw new ConfigError(reader.problems);
  return storage;
}

function readStorage(reader: Reader, env: Environment, flags: ServeFlags) {
  const dataDir = resolve(flags.dataDir ?? reader.text("TOLLGATE_DATA_DIR") ?? defaultDataDir(env));
  if (existsSync(dataDir) && !statSync(dataDir).isDirectory()) {
    reader.problem("TOLLGATE_DATA_DIR", `The data directory is a file: ${dataDir}`, "Name a folder with --data-dir.");
  }
  const databaseUrl = reader.url(
    "DATABASE_URL",
    flags.databaseUrl ?? reader.secret("DATABASE_URL"),
    ["postgres:", "postgresql:"],
    "postgres://user:password@host:5432/tollgate",
  );
  return { dataDir, databaseUrl };
}

/** What the environment and the flags say, with everything that is wrong with it. Never throws: for `doctor`. */
export function readEnvironment(
  env: Environment,
  flags: ServeFlags = {},
): {
  readonly config: ServerConfig;
  readonly problems: readonly ConfigProblem[];
  readonly warnings: readonly string[];
} {
  const reader = new Reader(env);
  const { dataDir, databaseUrl } = readStorage(reader, env, flags);
  const warnings = [...misspelt(env)];
  const policyDir = flags.policyDir ?? reader.text("TOLLGATE_POLICY_DIR");
  if (policyDir !== undefined) checkPolicyDir(reader, policyDir);
  const adminToken = reader.secret("TOLLGATE_ADMIN_TOKEN");
  if (adminToken !== undefined && adminToken.length < 16) {
    // Said, not refused: on loopback, for a trial, it is nobody's business.
    warnings.push(
      `TOLLGATE_ADMIN_TOKEN has ${adminToken.length} characters and can be guessed; use at least 16 random ones, for instance from \`openssl rand -hex 24\``,
    );
  }
  const publicUrl = reader.url(
    "TOLLGATE_PUBLIC_URL",
    reader.text("TOLLGATE_PUBLIC_URL"),
    ["https:", "http:"],
    "https://tollgate.example.com",
  );
  const number = (name: string, fallback: number, least: number, most: number) =>
    reader.integer(name, reader.text(name), fallback, least, most);
  const host = flags.host ?? "127.0.0.1";
  if (!isIP(host) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) {
    reader.problem("--host", `--host ${JSON.stringify(host)} is no address or host name.`, "Use for instance 0.0.0.0.");
  }
  const config: ServerConfig = {
    host,
    port: reader.integer("--port", flags.port, 8080, 0, 65535),
    role: reader.oneOf("--role", flags.role, "all", ROLES) as ServerRole,
    dataDir,
    databaseUrl,
    policyDir: policyDir === undefined ? undefined : resolve(policyDir),
    readyFile: flags.readyFile === undefined ? undefined : resolve(flags.readyFile),
    publicUrl: publicUrl?.replace(/\/+$/, ""),
    adminToken,
    trustedProxies: trustedProxies(reader),
    reconcileSeconds: number("TOLLGATE_RECONCILE_SECONDS", 300, 1, 86_400),
    payloadRetentionHours: number("TOLLGATE_PAYLOAD_HOURS", 72, 1, 8_760),
    deliveryRetentionDays: number("TOLLGATE_DELIVERY_DAYS", 30, 4, 3_650),
    concurrency: number("TOLLGATE_CONCURRENCY", 8, 1, 256),
    logLevel: reader.oneOf("TOLLGATE_LOG_LEVEL", reader.text("TOLLGATE_LOG_LEVEL"), "info", LOG_LEVELS),
    traces: readTraces(reader),
    github: readGitHub(reader, env, dataDir, warnings),
  };
  return { config, problems: reader.problems, warnings };
}

/**
 * The configuration of the server.
 * Throws {@link ConfigError} with everything that is wrong, each with its remedy.
 */
export function serverConfigFrom(env: Environment, flags: ServeFlags = {}): ServerConfig {
  const { config, problems } = readEnvironment(env, flags);
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function checkPolicyDir(reader: Reader, policyDir: string): void {
  const remedy = "Name a folder with policy files, or leave it out.";
  try {
    if (!statSync(policyDir).isDirectory()) {
      reader.problem("TOLLGATE_POLICY_DIR", `The policy directory is a file: ${policyDir}`, remedy);
      return;
    }
    accessSync(policyDir, constants.R_OK | constants.X_OK);
  } catch (error) {
    reader.problem("TOLLGATE_POLICY_DIR", `The policy directory cannot be read: ${(error as Error).message}`, remedy);
  }
}

function trustedProxies(reader: Reader): readonly string[] {
  const ranges = (reader.text("TOLLGATE_TRUSTED_PROXIES") ?? "").split(/[\s,]+/).filter((range) => range !== "");
  for (const range of ranges) {
    const [address = "", bits, ...more] = range.split("/");
    const family = isIP(address);
    const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
    if (family !== 0 && fits && more.length === 0) continue;
    reader.problem(
      "TOLLGATE_TRUSTED_PROXIES",
      `TOLLGATE_TRUSTED_PROXIES has ${JSON.stringify(range)}, which is no address or range.`,
      "Write addresses such as 10.0.0.7, or ranges such as 10.0.0.0/8, separated by commas.",
    );
  }
  return ranges;
}

const CREDENTIALS = ["GITHUB_TOKEN", "GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY"];

function readGitHub(reader: Reader, env: Environment, dataDir: string, warnings: string[]): GitHubConfig | null {
  // Said here for all of them: a value and a file beside each other is told whatever the provider then takes.
  for (const { name, group, secret } of VARIABLES) {
    if (group !== "GitHub" || secret !== true || !env[name]?.trim() || !env[`${name}_FILE`]?.trim()) continue;
    reader.problem(name, `${name} and ${name}_FILE are both set.`, "Keep one of the two.");
  }
  let complete: Environment = env;
  const given = CREDENTIALS.some((name) => env[name]?.trim() || env[`${name}_FILE`]?.trim());
  if (!given) {
    let stored: StoredApp | undefined;
    try {
      stored = readStoredApp(dataDir);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      reader.problems.push(...error.problems);
      return null;
    }
    if (stored === undefined) {
      reader.problem(
        "GITHUB_APP_ID",
        "There are no credentials for GitHub.",
        "Run `tollgate setup github`, or set GITHUB_APP_ID with GITHUB_APP_PRIVATE_KEY_FILE, or set GITHUB_TOKEN.",
      );
      return null;
    }
    const mode = statSync(storedAppPath(dataDir)).mode & 0o077;
    if (mode !== 0) {
      warnings.push(`${storedAppPath(dataDir)} can be read by others; run: chmod 600 ${storedAppPath(dataDir)}`);
    }
    complete = withStoredApp(env, stored);
  }
  try {
    return gitHubConfigFrom(complete);
  } catch (error) {
    if (!(error instanceof GitHubConfigError)) throw error;
    for (const { message, remedy } of error.problems) reader.problem("GitHub", message, remedy);
    return null;
  }
}

/** What stands in the environment goes before what is stored. */
function withStoredApp(env: Environment, stored: StoredApp): Environment {
  const secretGiven = env.GITHUB_WEBHOOK_SECRET?.trim() || env.GITHUB_WEBHOOK_SECRET_FILE?.trim();
  return {
    ...env,
    GITHUB_APP_ID: String(stored.appId),
    GITHUB_APP_PRIVATE_KEY: stored.privateKey,
    ...(env.GITHUB_API_URL?.trim() ? {} : { GITHUB_API_URL: stored.apiUrl }),
    ...(secretGiven || !stored.webhookSecret ? {} : { GITHUB_WEBHOOK_SECRET: stored.webhookSecret }),
  };
}

/** Sentences about variables whose names look like a slip of ours: they would be passed over in silence. */
export function misspelt(env: Environment): readonly string[] {
  const found: string[] = [];
  for (const name of Object.keys(env)) {
    const prefix = /^(TOLLGATE|GITHUB)_/.exec(name)?.[0];
    if (prefix === undefined || KNOWN_NAMES.includes(name)) continue;
    // Compared without the prefix, which would make every short name look alike. The plain forms come first, so that
    // of two equally near the shorter is named.
    const names = [...VARIABLES.map((variable) => variable.name), ...KNOWN_NAMES];
    const tails = names.filter((known) => known.startsWith(prefix)).map((known) => known.slice(prefix.length));
    const near = nearest(name.slice(prefix.length), tails);
    if (near !== null) found.push(`${name} is not read by Tollgate; did you mean ${prefix}${near}?`);
  }
  return found;
}
