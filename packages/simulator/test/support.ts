import { createHmac, createSign, timingSafeEqual } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { GitHub } from "../src/github.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into answers of many shapes.
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what is under test
  readonly body: any;
}

/** One request; the body is read as JSON where it is some. */
export async function ask(
  github: { url: string },
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(github.url + path, {
    method,
    redirect: "manual",
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text.startsWith("<") || text === "" ? text : JSON.parse(text),
  };
}

export async function graphql(
  github: { url: string },
  token: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  return ask(github, token, "POST", "/graphql", { query, variables });
}

/** An App's own token, as its library would sign it. */
export function appJwt(app: { id: number; privateKeyPem: string }, claims: Record<string, unknown> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const head = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: now - 30, exp: now + 500, iss: app.id, ...claims })}`;
  return `${head}.${createSign("sha256").update(head).sign(app.privateKeyPem, "base64url")}`;
}

export const ALL_PERMISSIONS = {
  administration: "read",
  checks: "write",
  contents: "write",
  issues: "write",
  members: "read",
  merge_queues: "read",
  pull_requests: "write",
  statuses: "write",
} as const;

/** An App on `acme` with everything, and a token of its installation. */
export async function installedApp(
  github: GitHub,
  options: { webhookUrl?: string; events?: string[]; permissions?: Record<string, "read" | "write"> } = {},
) {
  const app = github.createApp({
    name: "Gate",
    permissions: options.permissions ?? ALL_PERMISSIONS,
    events: options.events ?? ["pull_request", "push", "status", "issue_comment", "pull_request_review", "merge_group"],
    webhookUrl: options.webhookUrl ?? null,
    webhookSecret: "s3cret",
  });
  const installation = github.install(app, "acme");
  const path = `/app/installations/${installation.id}/access_tokens`;
  const issued = await ask(github, appJwt(app), "POST", path, {});
  return { app, installation: installation.id, token: issued.body.token as string };
}

export interface Heard {
  readonly event: string;
  readonly guid: string;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly raw: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what is under test
  readonly payload: any;
}

/** Something that takes webhooks. */
export async function receiver(status: () => number = () => 202) {
  const heard: Heard[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    heard.push({
      event: String(request.headers["x-github-event"]),
      guid: String(request.headers["x-github-delivery"]),
      headers: request.headers,
      raw,
      payload: JSON.parse(raw.toString()),
    });
    response.writeHead(status()).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    heard,
    names: () => heard.map((h) => (h.payload.action === undefined ? h.event : `${h.event}.${h.payload.action}`)),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function signedBy(secret: string, heard: Heard): boolean {
  const wanted = `sha256=${createHmac("sha256", secret).update(heard.raw).digest("hex")}`;
  const given = String(heard.headers["x-hub-signature-256"]);
  return given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
}

/** A repository with people, a protected branch, and one pull request. */
export function shop(github: GitHub) {
  github.createRepository("acme/shop", {
    files: { "README.md": "# shop\n", "src/a.ts": "one\ntwo\n", ".qms/review.yml": "kind: x\n" },
    permissions: { ada: "write", bob: "read", root: "admin" },
  });
  return github.openPullRequest("acme/shop", {
    head: "feature/x",
    title: "Add b",
    body: "Text",
    author: "bob",
    files: { "src/a.ts": "one\ntwo and a half\n", "src/b.ts": "b\n" },
  });
}
