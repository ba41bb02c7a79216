// A GitHub by somebody else: small, strict, and without anything that its documentation does not promise. It knows one
// repository and one pull request; what it does not know is `Not Found`. Written from https://docs.github.com/rest alone.
import { createHash, createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { answerGraph, type StrangeGraph } from "./stranger-graphql.ts";

export const STRANGE_REPOSITORY = "acme/shop";
export const STRANGE_SECRET = "a webhook secret of the stranger";
export const STRANGE_TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";
const BOT = "tollgate-bot";

type Json = Record<string, unknown>;

export interface StrangerOptions {
  /** Where its REST interface begins: `""` or `/api/v3`. */
  readonly prefix?: "" | "/api/v3";
  readonly latencyMs?: number;
  readonly graph?: StrangeGraph;
  /** Names of {@link ROUTES} that it does not have. */
  readonly without?: readonly string[];
  /** What it answers differently. @param route the name of the route */
  readonly alter?: (route: string, answer: Json) => unknown;
  /** Payloads hold all that GitHub documents, or hardly more than the address of what happened. */
  readonly payloads?: "full" | "minimal";
}

export interface StrangePull {
  readonly number: number;
  readonly head: { readonly ref: string; sha: string };
  readonly title: string;
  readonly body: string;
  readonly at: string;
}

/** In its own order of trying: the first that fits answers. */
const ROUTES: readonly (readonly [name: string, method: string, path: RegExp])[] = [
  ["user", "GET", /^\/user$/],
  ["repository", "GET", /^$/],
  ["pulls", "GET", /^\/pulls$/],
  ["pull", "GET", /^\/pulls\/(\d+)$/],
  ["reviews", "GET", /^\/pulls\/(\d+)\/reviews$/],
  ["pull-commits", "GET", /^\/pulls\/(\d+)\/commits$/],
  ["pull-files", "GET", /^\/pulls\/(\d+)\/files$/],
  ["comments", "GET", /^\/issues\/(\d+)\/comments$/],
  ["comment", "POST", /^\/issues\/(\d+)\/comments$/],
  ["edit-comment", "PATCH", /^\/issues\/comments\/(\d+)$/],
  ["combined-status", "GET", /^\/commits\/([0-9a-f]{40})\/status$/],
  ["statuses", "GET", /^\/commits\/([0-9a-f]{40})\/statuses$/],
  ["set-status", "POST", /^\/statuses\/([0-9a-f]{40})$/],
  ["check-runs", "GET", /^\/commits\/([0-9a-f]{40})\/check-runs$/],
  ["commit-pulls", "GET", /^\/commits\/([0-9a-f]{40})\/pulls$/],
  ["rules", "GET", /^\/rules\/branches\/([^/]+)$/],
  ["branch", "GET", /^\/branches\/([^/]+)$/],
  ["ref", "GET", /^\/git\/ref\/heads\/(.+)$/],
  ["protection", "GET", /^\/branches\/([^/]+)\/protection$/],
  ["permission", "GET", /^\/collaborators\/([^/]+)\/permission$/],
  ["tree", "GET", /^\/git\/trees\/([0-9a-f]{40})$/],
  ["blob", "GET", /^\/git\/blobs\/([0-9a-f]{40})$/],
  ["contents", "GET", /^\/contents\/(.+)$/],
];

const PEOPLE: Readonly<Record<string, string>> = { rita: "write", cora: "maintain", otto: "admin", ada: "write" };

function sha(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

export type Stranger = Awaited<ReturnType<typeof startStranger>>;

export async function startStranger(options: StrangerOptions = {}) {
  const prefix = options.prefix ?? "";
  const tip = sha("main");
  let lastId = 100;
  let clock = Date.parse("2026-05-01T10:00:00Z");
  let hook = "";
  const pulls: StrangePull[] = [];
  const reviews: Json[] = [];
  const comments: (Json & { id: number })[] = [];
  const statuses: (Json & { context: string; state: string; sha: string })[] = [];
  /** Every request, as `404 GET /path`. */
  const requests: { readonly text: string; readonly at: number }[] = [];
  /** What a strict reader of GitHub's documentation would complain about. */
  const complaints: string[] = [];

  /** A second later with every event, so that none of them looks like another. */
  const now = () => {
    clock += 1_000;
    return new Date(clock).toISOString().replace(".000Z", "Z");
  };
  const user = (login: string) => ({ login, id: login.length, type: "User", site_admin: false });
  const pullJson = (pull: StrangePull): Json => ({
    id: pull.number + 1000,
    number: pull.number,
    html_url: `https://stranger.example/${STRANGE_REPOSITORY}/pull/${pull.number}`,
    state: "open",
    locked: false,
    title: pull.title,
    body: pull.body,
    user: user("ada"),
    draft: false,
    merged: false,
    merged_at: null,
    mergeable: null,
    created_at: pull.at,
    updated_at: pull.at,
    head: { ref: pull.head.ref, sha: pull.head.sha, repo: { full_name: STRANGE_REPOSITORY } },
    base: { ref: "main", sha: tip, repo: { full_name: STRANGE_REPOSITORY } },
    additions: 10,
    deletions: 2,
    changed_files: 1,
  });
  const find = (number: string) => pulls.filter((pull) => pull.number === Number(number));

  /** What a route answers; undefined is `Not Found`. */
  function route(name: string, at: string, body: Json): unknown {
    switch (name) {
      case "user":
        return user(BOT);
      case "repository":
        return { id: 1, name: "shop", full_name: STRANGE_REPOSITORY, default_branch: "main", private: false };
      case "pulls":
        return pulls.map(pullJson);
      case "pull":
        return find(at).map(pullJson)[0];
      case "reviews":
        return reviews.filter((review) => review.pull === Number(at)).map(({ pull: _, ...review }) => review);
      case "pull-commits":
        return find(at).map((pull) => ({ sha: pull.head.sha, author: user("ada"), committer: user("ada") }));
      case "pull-files":
        return find(at).map(() => ({
          filename: "src/upload.ts",
          status: "modified",
          additions: 1,
          deletions: 0,
          changes: 1,
          patch: "@@ -1,1 +1,2 @@\n first\n+second",
        }));
      case "comments":
        return comments.filter((one) => one.issue === Number(at)).map(({ issue: _, ...one }) => one);
      case "comment":
        return say(Number(at), BOT, String(body.body));
      case "edit-comment":
        return Object.assign(comments.find((one) => one.id === Number(at)) ?? {}, { body: body.body });
      case "combined-status": {
        const newest = new Map(statuses.filter((one) => one.sha === at).map((one) => [one.context, one]));
        return { sha: at, state: "pending", total_count: newest.size, statuses: [...newest.values()] };
      }
      case "statuses":
        return statuses.filter((one) => one.sha === at).reverse();
      case "set-status":
        return setStatus(at, body, BOT);
      case "check-runs":
        return { total_count: 0, check_runs: [] };
      case "commit-pulls":
        return pulls.filter((pull) => pull.head.sha === at).map(pullJson);
      case "rules":
        return [{ type: "required_status_checks", parameters: { required_status_checks: [{ context: "build" }] } }];
      case "branch":
        return at === "main" ? { name: "main", commit: { sha: tip }, protected: true } : undefined;
      case "ref":
        return at === "main" ? { ref: "refs/heads/main", object: { type: "commit", sha: tip } } : undefined;
      case "protection":
        return { required_status_checks: { strict: false, contexts: ["build"] } };
      case "permission": {
        const role = PEOPLE[at];
        if (role === undefined) return undefined;
        const permission = role === "maintain" ? "write" : role;
        return { permission, role_name: role, user: { ...user(at), permissions: rights(role) } };
      }
      case "tree":
        return at === tip
          ? { sha: tip, truncated: false, tree: [{ path: "README.md", type: "blob", sha: sha("readme"), size: 7 }] }
          : undefined;
      default:
        return undefined;
    }
  }

  function setStatus(commit: string, body: Json, by: string): Json {
    const { state, context, description } = body;
    const odd = Object.keys(body).filter((key) => !["state", "context", "description", "target_url"].includes(key));
    if (odd.length > 0) complaints.push(`a status with ${odd}`);
    if (!["error", "failure", "pending", "success"].includes(String(state))) complaints.push(`the state ${state}`);
    if (String(description ?? "").length > 140) complaints.push("a description of more than 140 characters");
    const at = now();
    const status = {
      ...body,
      id: lastId++,
      state: String(state),
      context: String(context),
      sha: commit,
      creator: user(by),
      created_at: at,
      updated_at: at,
    };
    statuses.push(status);
    return status;
  }

  function say(issue: number, by: string, body: string): Json & { id: number } {
    const at = now();
    const comment = {
      id: lastId++,
      issue,
      user: user(by),
      body: body.replaceAll(/\r?\n/g, "\r\n"),
      created_at: at,
      updated_at: at,
    };
    comments.push(comment);
    return comment;
  }

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = new URL(request.url ?? "/", "http://stranger").pathname;
    const text = Buffer.concat(chunks).toString();
    if (request.headers["user-agent"] === undefined) return { status: 403, body: { message: "Request forbidden" } };
    if (!/^(?:token|bearer) /i.test(request.headers.authorization ?? "")) {
      return { status: 401, body: { message: "Requires authentication", status: "401" } };
    }
    if (!request.headers.authorization?.endsWith(` ${STRANGE_TOKEN}`)) {
      return { status: 401, body: { message: "Bad credentials", status: "401" } };
    }
    if (request.method === "POST" && path === (prefix === "" ? "/graphql" : "/api/graphql")) {
      return answerGraph(options.graph ?? "absent", JSON.parse(text), {
        pulls: pulls.map(pullJson),
        reviews,
        comments,
        statuses,
        tip,
      });
    }
    if (!path.startsWith(prefix)) return NOT_FOUND;
    const below = path.slice(prefix.length);
    const inside = below.startsWith(`/repos/${STRANGE_REPOSITORY}`)
      ? below.slice(`/repos/${STRANGE_REPOSITORY}`.length)
      : null;
    for (const [name, method, pattern] of ROUTES) {
      const match = pattern.exec(name === "user" ? below : (inside ?? "?"));
      if (match === null || method !== request.method || options.without?.includes(name)) continue;
      const plain = route(name, decodeURIComponent(match[1] ?? ""), text === "" ? {} : (JSON.parse(text) as Json));
      if (plain === undefined) return NOT_FOUND;
      const each = (one: unknown) => options.alter?.(name, one as Json) ?? one;
      return { status: method === "POST" ? 201 : 200, body: Array.isArray(plain) ? plain.map(each) : each(plain) };
    }
    return NOT_FOUND;
  }

  const server = createServer(async (request, response) => {
    const at = Date.now();
    await sleep(options.latencyMs ?? 0);
    const answered = await answer(request).catch((error: unknown) => {
      // Whoever asked went away: a server that is closed does.
      if (request.destroyed) return null;
      throw error;
    });
    if (answered === null) return;
    const { status, body } = answered;
    requests.push({ text: `${status} ${request.method} ${request.url}`, at });
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  async function notify(event: string, full: Json, minimal: Json): Promise<void> {
    if (hook === "") return;
    const minor = options.payloads === "minimal";
    const common = minor ? {} : { sender: user("ada"), installation: { id: 1 } };
    const repository = minor ? { full_name: STRANGE_REPOSITORY } : (route("repository", "", {}) as Json);
    const body = JSON.stringify({ ...(minor ? minimal : full), ...common, repository });
    const response = await fetch(hook, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-github-event": event,
        "x-github-delivery": randomUUID(),
        "x-hub-signature-256": `sha256=${createHmac("sha256", STRANGE_SECRET).update(body).digest("hex")}`,
      },
    });
    if (response.status !== 202) throw new Error(`the webhook was answered by ${response.status}`);
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    requests: requests as readonly { readonly text: string; readonly at: number }[],
    complaints: complaints as readonly string[],
    comments: comments as readonly Json[],
    listen(url: string): void {
      hook = url;
    },
    /** The newest state of each status of a commit. */
    shown: (commit: string): Record<string, string> =>
      Object.fromEntries(statuses.filter((one) => one.sha === commit).map((one) => [one.context, one.state])),
    async open(title: string, body: string): Promise<StrangePull> {
      const number = lastId++;
      const pull: StrangePull = {
        number,
        head: { ref: `work-${number}`, sha: sha(`head ${number}`) },
        title,
        body,
        at: now(),
      };
      pulls.push(pull);
      const short = { number, head: { sha: pull.head.sha }, base: { ref: "main" } };
      await notify(
        "pull_request",
        { action: "opened", number, pull_request: pullJson(pull) },
        { action: "opened", number, pull_request: short },
      );
      return pull;
    },
    async report(pull: StrangePull, context: string, state: string): Promise<void> {
      const status = setStatus(pull.head.sha, { context, state }, "ci");
      await notify(
        "status",
        { ...status, name: STRANGE_REPOSITORY, branches: [] },
        { sha: pull.head.sha, context, state },
      );
    },
    async approve(pull: StrangePull, by: string): Promise<void> {
      const id = lastId++;
      const review = { id, user: user(by), state: "APPROVED", commit_id: pull.head.sha, submitted_at: now(), body: "" };
      reviews.push({ ...review, pull: pull.number });
      const sent = { ...review, state: "approved" };
      const short = { review: { id, state: "approved", user: { login: by } }, pull_request: { number: pull.number } };
      await notify(
        "pull_request_review",
        { action: "submitted", review: sent, pull_request: pullJson(pull) },
        { action: "submitted", ...short },
      );
    },
    async comment(pull: StrangePull, by: string, body: string): Promise<void> {
      const { issue: _, ...comment } = say(pull.number, by, body);
      const issue = { number: pull.number, pull_request: {} };
      await notify(
        "issue_comment",
        { action: "created", issue, comment },
        { action: "created", issue, comment: { id: comment.id, body: comment.body, user: comment.user } },
      );
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function rights(role: string) {
  const levels = ["pull", "triage", "push", "maintain", "admin"];
  const at = levels.indexOf(role === "write" ? "push" : role);
  return Object.fromEntries(levels.map((level, n) => [level, n <= at]));
}

const NOT_FOUND = {
  status: 404,
  body: { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" },
};
