import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import type { RequestReport } from "../forge.ts";
import type { Credentials } from "./auth.ts";
import { type Network, networkFrom } from "./network.ts";

/** How to reach GitHub, and as whom. */
export interface GitHubConfig extends Network {
  /** Base of the REST API, without a slash at its end. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly credentials: Credentials;
  /** Every secret that signs webhooks now; two while one replaces the other, none when there are no webhooks. */
  readonly webhookSecrets: readonly string[];
  /** `owner/name` and `owner/*`; empty: all in reach. */
  readonly repositories: readonly string[];
  /** Milliseconds until one request is given up; 10 s unless told. */
  readonly deadlineMs?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** From 0 to 1, for the jitter of retries. */
  readonly random?: () => number;
  /** Told of every request that was sent, inside the call that asked for it. Must not throw. */
  readonly onRequest?: (report: RequestReport) => void;
}

export interface ConfigProblem {
  readonly message: string;
  readonly remedy: string;
}

/** Everything that is wrong with the configuration, at once. Its texts never hold a secret. */
export class GitHubConfigError extends Error {
  readonly problems: readonly ConfigProblem[];
  readonly remedy: string;

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map((problem) => problem.message).join("; "));
    this.name = "GitHubConfigError";
    this.problems = problems;
    this.remedy = problems.map((problem) => problem.remedy).join(" ");
  }
}

const PUBLIC_API = "https://api.github.com";

/**
 * Reads the configuration from the environment. Every secret may be given as `NAME_FILE` with the path of a file.
 * @throws GitHubConfigError that names every problem
 */
export function gitHubConfigFrom(env: Readonly<Record<string, string | undefined>>): GitHubConfig {
  const problems: ConfigProblem[] = [];
  const problem = (message: string, remedy: string) => void problems.push({ message, remedy });
  const plain = (name: string) => env[name]?.trim() || undefined;
  const fromFile = (name: string, path: string): string | undefined => {
    try {
      return readFileSync(path, "utf8").trim() || undefined;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "cannot be read";
      problem(`${name}: ${path}: ${code}`, `Let ${name} name a file that Tollgate may read.`);
      return undefined;
    }
  };
  const secret = (name: string) => {
    const path = plain(`${name}_FILE`);
    return plain(name) ?? (path === undefined ? undefined : fromFile(`${name}_FILE`, path));
  };

  const apiUrl = urlOf("GITHUB_API_URL", plain("GITHUB_API_URL") ?? PUBLIC_API, problem);
  const ownGraphql = plain("GITHUB_GRAPHQL_URL");
  const graphqlUrl = ownGraphql === undefined ? graphqlFrom(apiUrl) : urlOf("GITHUB_GRAPHQL_URL", ownGraphql, problem);
  const secretNames = ["GITHUB_WEBHOOK_SECRET", "GITHUB_WEBHOOK_SECRET_PREVIOUS"];
  const webhookSecrets = secretNames.flatMap((name) => secret(name) ?? []);
  const network = networkFrom(env, problem);
  const credentials = credentialsOf(plain, secret, problem, `${env.GITHUB_APP_PRIVATE_KEY_FILE ?? ""}` !== "");
  const repositories = (plain("TOLLGATE_REPOSITORIES") ?? "").split(/[\s,]+/).filter((pattern) => pattern !== "");
  for (const pattern of repositories) {
    if (/^[\w.-]+\/(?:[\w.-]+|\*)$/.test(pattern)) continue;
    problem(
      `TOLLGATE_REPOSITORIES: "${pattern}" is no repository`,
      "Write owner/name, or owner/* for all of an owner.",
    );
  }
  if (problems.length > 0 || credentials === null) throw new GitHubConfigError(problems);
  return {
    apiUrl,
    graphqlUrl,
    credentials,
    webhookSecrets,
    repositories,
    ...network,
  };
}

function credentialsOf(
  plain: (name: string) => string | undefined,
  secret: (name: string) => string | undefined,
  problem: (message: string, remedy: string) => void,
  keyFileNamed: boolean,
): Credentials | null {
  const appId = plain("GITHUB_APP_ID");
  const key = secret("GITHUB_APP_PRIVATE_KEY");
  if (appId === undefined && key === undefined && !keyFileNamed) {
    const token = secret("GITHUB_TOKEN");
    if (token !== undefined) return { kind: "token", token };
    problem(
      "GitHub: neither an App nor a token is configured",
      "Set GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY_FILE (`tollgate setup github` makes them), or GITHUB_TOKEN.",
    );
    return null;
  }
  if (appId === undefined) problem("GITHUB_APP_ID is missing", "Set it to the App's id, beside its private key.");
  else if (!/^[1-9]\d*$/.test(appId)) problem("GITHUB_APP_ID is no number", "The App's settings page shows its id.");
  if (key === undefined) {
    problem("GITHUB_APP_PRIVATE_KEY is missing", "Set GITHUB_APP_PRIVATE_KEY_FILE to the .pem file of the App.");
    return null;
  }
  // Files for environments hold a key in one line, with its line ends written out.
  const privateKey = key.replaceAll("\\n", "\n");
  try {
    createPrivateKey(privateKey);
  } catch {
    problem("GITHUB_APP_PRIVATE_KEY is no private key", "Give the whole .pem file as GitHub made it.");
    return null;
  }
  return { kind: "app", appId: Number(appId), privateKey };
}

function urlOf(name: string, text: string, problem: (message: string, remedy: string) => void): string {
  const fix = `Set ${name} to an address like ${PUBLIC_API} or https://github.example.com/api/v3.`;
  if (!URL.canParse(text)) {
    problem(`${name} is no address`, fix);
    return PUBLIC_API;
  }
  const url = new URL(text);
  // An address with a password in it would be shown wherever the address is.
  if (url.username !== "" || url.password !== "") problem(`${name} must not hold a user name or password`, fix);
  else if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    problem(`${name} uses http, which would send credentials in the clear`, "Use https; http is for loopback alone.");
  } else if (url.protocol !== "https:" && url.protocol !== "http:") problem(`${name} is no http address`, fix);
  else if (url.search !== "" || url.hash !== "") problem(`${name} must end with its path`, fix);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127\./.test(hostname);
}

/** GitHub Enterprise Server has `/api/v3` and `/api/graphql` side by side; elsewhere GraphQL is below the base. */
export function graphqlFrom(apiUrl: string): string {
  return /\/api\/v3$/.test(apiUrl) ? apiUrl.replace(/\/v3$/, "/graphql") : `${apiUrl}/graphql`;
}
