import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ConfigError,
  defaultDataDir,
  misspelt,
  readEnvironment,
  readStoredApp,
  type StoredApp,
  serverConfigFrom,
  storageFrom,
  writeStoredApp,
} from "../src/environment.ts";
import { KNOWN_NAMES, VARIABLES } from "../src/variables.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tollgate-environment-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const token = { GITHUB_TOKEN: "t" };
const from = (env: Record<string, string>, flags: Parameters<typeof serverConfigFrom>[1] = {}) =>
  serverConfigFrom({ TOLLGATE_DATA_DIR: join(folder, "empty"), ...env }, flags);

function problemsOf(env: Record<string, string>, flags = {}): readonly { setting: string; remedy: string }[] {
  try {
    from(env, flags);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).problems;
  }
  return [];
}

test("with a token alone everything has its default", () => {
  expect(from(token)).toMatchObject({
    host: "127.0.0.1",
    port: 8080,
    role: "all",
    databaseUrl: undefined,
    policyDir: undefined,
    publicUrl: undefined,
    adminToken: undefined,
    trustedProxies: [],
    reconcileSeconds: 300,
    payloadRetentionHours: 72,
    deliveryRetentionDays: 30,
    concurrency: 8,
    logLevel: "info",
    github: { credentials: { kind: "token", token: "t" }, webhookSecrets: [] },
  });
});

test("flags go before the environment", () => {
  const env = { ...token, TOLLGATE_POLICY_DIR: folder, DATABASE_URL: "postgres://a@b/c" };
  const config = from(env, { port: "0", host: "::1", role: "http", dataDir: folder, databaseUrl: "postgres://x@y/z" });
  expect(config).toMatchObject({
    port: 0,
    host: "::1",
    role: "http",
    dataDir: folder,
    databaseUrl: "postgres://x@y/z",
  });
});

describe("every secret can come from a file", () => {
  const secrets = VARIABLES.filter((variable) => variable.secret === true && variable.group !== "Command line");

  test.each(secrets.map((variable) => variable.name))(
    "%s_FILE: both at once, or a file that is not there, is told",
    (name) => {
      const file = join(folder, "secret");
      writeFileSync(file, "postgres://a@b/c\n");
      const env = name === "GITHUB_TOKEN" || name === "GITHUB_APP_PRIVATE_KEY" ? {} : token;
      expect(problemsOf({ ...env, [name]: "x", [`${name}_FILE`]: file }).map((problem) => problem.setting)).toContain(
        name,
      );
      expect(problemsOf({ ...env, [`${name}_FILE`]: join(folder, "nowhere") })).not.toEqual([]);
    },
  );

  test("and is what counts, without the line end", () => {
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), `${text}\n`);
      return join(folder, name);
    };
    const config = from({
      GITHUB_TOKEN_FILE: write("token", "t0"),
      GITHUB_WEBHOOK_SECRET_FILE: write("secret", "s0"),
      GITHUB_WEBHOOK_SECRET_PREVIOUS_FILE: write("previous", "s1"),
      TOLLGATE_ADMIN_TOKEN_FILE: write("admin", "0123456789abcdef"),
      DATABASE_URL_FILE: write("database", "postgres://a:b@c/d"),
    });
    expect(config).toMatchObject({
      adminToken: "0123456789abcdef",
      databaseUrl: "postgres://a:b@c/d",
      github: { credentials: { token: "t0" }, webhookSecrets: ["s0", "s1"] },
    });
  });
});

describe("what is wrong is told with a remedy", () => {
  test.each<[string, Record<string, string>, Record<string, string>, string]>([
    ["a number that is none", { TOLLGATE_RECONCILE_SECONDS: "5m" }, {}, "TOLLGATE_RECONCILE_SECONDS"],
    ["nought", { TOLLGATE_RECONCILE_SECONDS: "0" }, {}, "TOLLGATE_RECONCILE_SECONDS"],
    ["less than GitHub redelivers", { TOLLGATE_DELIVERY_DAYS: "3" }, {}, "TOLLGATE_DELIVERY_DAYS"],
    ["a fraction", { TOLLGATE_PAYLOAD_HOURS: "1.5" }, {}, "TOLLGATE_PAYLOAD_HOURS"],
    ["too much at once", { TOLLGATE_CONCURRENCY: "1000" }, {}, "TOLLGATE_CONCURRENCY"],
    ["an unknown level", { TOLLGATE_LOG_LEVEL: "inf" }, {}, "TOLLGATE_LOG_LEVEL"],
    ["a proxy by name", { TOLLGATE_TRUSTED_PROXIES: "proxy.acme.com" }, {}, "TOLLGATE_TRUSTED_PROXIES"],
    ["a range that is none", { TOLLGATE_TRUSTED_PROXIES: "10.0.0.0/33" }, {}, "TOLLGATE_TRUSTED_PROXIES"],
    ["an address without scheme", { TOLLGATE_PUBLIC_URL: "tollgate.acme.com" }, {}, "TOLLGATE_PUBLIC_URL"],
    ["another database", { DATABASE_URL: "mysql://a/b" }, {}, "DATABASE_URL"],
    ["a folder that is not there", { TOLLGATE_POLICY_DIR: "/nowhere" }, {}, "TOLLGATE_POLICY_DIR"],
    ["a port out of range", {}, { port: "70000" }, "--port"],
    ["a role that is none", {}, { role: "workers" }, "--role"],
    ["a host that is none", {}, { host: "a b" }, "--host"],
    ["a repository that is none", { TOLLGATE_REPOSITORIES: "acme" }, {}, "GitHub"],
    ["http in the open", { GITHUB_API_URL: "http://github.acme.com" }, {}, "GitHub"],
  ])("%s", (_, env, flags, setting) => {
    const problems = problemsOf({ ...token, ...env }, flags);
    expect([...new Set(problems.map((problem) => problem.setting))]).toEqual([setting]);
    expect(problems[0]?.remedy).not.toBe("");
  });

  test("all of it at once, and no secret in it", () => {
    const env = { GITHUB_APP_ID: "x", GITHUB_APP_PRIVATE_KEY: "hunter2", DATABASE_URL: "mysql://u:hunter2@h/d" };
    const problems = problemsOf({ ...env, TOLLGATE_ADMIN_TOKEN: "hunter2", TOLLGATE_CONCURRENCY: "many" });
    expect(problems.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  test("`doctor` gets the rest of the configuration beside the problems", () => {
    const { config, problems } = readEnvironment({
      TOLLGATE_DATA_DIR: join(folder, "empty"),
      TOLLGATE_CONCURRENCY: "5",
    });
    expect(problems.map((problem) => problem.setting)).toEqual(["GITHUB_APP_ID"]);
    expect(config).toMatchObject({ concurrency: 5, github: null });
  });
});

describe("the App that `setup github` stored", () => {
  const app: StoredApp = {
    appId: 7,
    slug: "t",
    name: "T",
    url: "https://github.acme.com/apps/t",
    apiUrl: "https://github.acme.com/api/v3",
    privateKey,
    webhookSecret: "stored",
    createdAt: "2026-01-01T00:00:00Z",
  };
  const dataDir = () => join(folder, "stored");
  const env = (more: Record<string, string> = {}) => ({ TOLLGATE_DATA_DIR: dataDir(), ...more });

  beforeAll(() => void writeStoredApp(dataDir(), app));

  test("is readable by its owner alone, and comes back as it was", () => {
    expect(statSync(join(dataDir(), "github-app.json")).mode & 0o777).toBe(0o600);
    expect(readStoredApp(dataDir())).toEqual(app);
  });

  test("is used when the environment has no credentials", () => {
    expect(serverConfigFrom(env()).github).toMatchObject({
      apiUrl: "https://github.acme.com/api/v3",
      credentials: { kind: "app", appId: 7 },
      webhookSecrets: ["stored"],
    });
  });

  test("gives way to the environment, one by one", () => {
    expect(serverConfigFrom(env({ GITHUB_WEBHOOK_SECRET: "mine" })).github?.webhookSecrets).toEqual(["mine"]);
    expect(serverConfigFrom(env(token)).github).toMatchObject({
      apiUrl: "https://api.github.com",
      credentials: { kind: "token" },
      webhookSecrets: [],
    });
  });

  test("that others may read is warned about", () => {
    chmodSync(join(dataDir(), "github-app.json"), 0o644);
    expect(readEnvironment(env()).warnings.join()).toContain("chmod 600");
    chmodSync(join(dataDir(), "github-app.json"), 0o600);
  });

  test.each(["{", "[]", '{"appId":"7"}', '{"appId":7}'])("and is broken (%s): told, not passed over", (text) => {
    const broken = join(folder, "broken");
    mkdirSync(broken, { recursive: true });
    writeFileSync(join(broken, "github-app.json"), text);
    const problems = readEnvironment({ TOLLGATE_DATA_DIR: broken }).problems;
    expect(problems).toEqual([expect.objectContaining({ setting: "github-app.json" })]);
  });
});

describe("a name that looks like a slip", () => {
  test.each([
    ["TOLLGATE_RECONCILE_SECOND", "TOLLGATE_RECONCILE_SECONDS"],
    ["TOLLGATE_PUBLICURL", "TOLLGATE_PUBLIC_URL"],
    ["TOLLGATE_REPOSITORY", "TOLLGATE_REPOSITORIES"],
    ["GITHUB_WEBHOOKS_SECRET", "GITHUB_WEBHOOK_SECRET"],
    ["GITHUB_APP_PRIVATE_KEY_PATH", "GITHUB_APP_PRIVATE_KEY_FILE"],
    ["GITHUB_APPID", "GITHUB_APP_ID"],
  ])("%s", (name, meant) => {
    expect(misspelt({ [name]: "x" })).toEqual([expect.stringContaining(`did you mean ${meant}?`)]);
  });

  test("but not what is known, what others set, or what is far from ours", () => {
    const actions = [
      "ACTION",
      "ACTOR",
      "ENV",
      "EVENT_NAME",
      "JOB",
      "PATH",
      "REF",
      "REPOSITORY",
      "RUN_ID",
      "SERVER_URL",
      "SHA",
    ];
    const names = [...KNOWN_NAMES, ...actions.map((name) => `GITHUB_${name}`), "TOLLGATE_SOMETHING_ELSE", "PATH"];
    expect(misspelt(Object.fromEntries(names.map((name) => [name, "x"])))).toEqual([]);
  });
});

test("where data lives when nobody says", () => {
  const isRoot = process.getuid?.() === 0;
  expect(defaultDataDir({ XDG_STATE_HOME: "/state" })).toBe(isRoot ? "/var/lib/tollgate" : "/state/tollgate");
  expect(defaultDataDir({ HOME: "/home/a" })).toBe(isRoot ? "/var/lib/tollgate" : "/home/a/.local/state/tollgate");
  expect(storageFrom({}, { dataDir: "/x" }).dataDir).toBe("/x");
});
