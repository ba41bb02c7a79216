import type { Need } from "../access.ts";
import type { Caller } from "../apps.ts";
import type { Limits } from "../limits.ts";
import { Problem } from "../problem.ts";
import type { Repository } from "../state.ts";
import type { Webhooks } from "../webhooks.ts";
import type { View, World } from "../world.ts";

/** What the endpoints work with besides the state. */
export interface Services {
  readonly world: World;
  readonly webhooks: Webhooks;
  readonly limits: Limits;
  readonly installationTokenLifeMs: () => number;
  /** A fresh address of an artifact's file, on the host that keeps it. */
  readonly storageUrl: (artifactId: number) => string;
}

/** One request to an endpoint. */
export interface Call extends Services {
  /** The state to read from: it may be older than the world's. */
  readonly view: View;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Path with the query string, for links to other pages. */
  readonly href: string;
}

export interface RepoCall extends Call {
  readonly repo: Repository;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: string;
  /** `{name}` takes one part of the path, `{name*}` all that follows. */
  readonly path: string;
  readonly pattern: RegExp;
  readonly needs: readonly Need[];
  readonly handle: (call: Call) => Answer;
}

export function compile(path: string): RegExp {
  const parts = path.split("/").map((part) => {
    if (/^\{\w+\*\}$/.test(part)) return `(?<${part.slice(1, -2)}>.*?)`;
    if (/^\{\w+\}$/.test(part)) return `(?<${part.slice(1, -1)}>[^/]+)`;
    return part.replace(/[.]/g, "\\.");
  });
  return new RegExp(`^${parts.join("/")}/?$`);
}

/** An endpoint that belongs to no repository. */
export function route(method: string, path: string, handle: (call: Call) => Answer): Route {
  return { method, path, pattern: compile(path), needs: [], handle };
}

/** An endpoint below `/repos/{owner}/{repo}`; any one of `needs` opens it. */
export function repoRoute(
  method: string,
  path: string,
  needs: readonly Need[],
  handle: (call: RepoCall) => Answer,
): Route {
  const whole = `/repos/{owner}/{repo}${path}`;
  return { method, path: whole, pattern: compile(whole), needs, handle: handle as (call: Call) => Answer };
}

export function ok(body: unknown, headers: Record<string, string> = {}): Answer {
  return { status: 200, body, headers };
}

export function created(body: unknown): Answer {
  return { status: 201, body };
}

export const noContent: Answer = { status: 204 };

/** One page of a list, with the `Link` header to the others. */
export function page<T, R>(
  call: Call,
  all: readonly T[],
  show: (row: T) => R,
): { rows: R[]; headers: Record<string, string> } {
  const asked = Number(call.query.get("per_page") ?? 30);
  const size = Number.isInteger(asked) && asked > 0 ? Math.min(100, asked) : 30;
  const number = Math.max(1, Number(call.query.get("page") ?? 1) || 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const links: string[] = [];
  const link = (to: number, rel: string) => {
    const url = new URL(call.view.url + call.href);
    url.searchParams.set("page", String(to));
    links.push(`<${url.href}>; rel="${rel}"`);
  };
  if (number > 1) link(number - 1, "prev");
  if (number < last) {
    link(number + 1, "next");
    link(last, "last");
  }
  if (number > 1) link(1, "first");
  const rows = all.slice((number - 1) * size, number * size).map(show);
  return { rows, headers: links.length === 0 ? {} : { link: links.join(", ") } };
}

/** A list as an answer. */
export function listed<T, R>(call: Call, all: readonly T[], show: (row: T) => R): Answer {
  const { rows, headers } = page(call, all, show);
  return ok(rows, headers);
}

/** A text of the body; throws 422 where it is missing. */
export function text(call: Call, field: string): string {
  const value = call.body[field];
  if (typeof value !== "string" || value === "") {
    throw new Problem(422, `Invalid request.\n\n"${field}" wasn't supplied.`);
  }
  return value;
}

export function optionalText(call: Call, field: string): string | undefined {
  const value = call.body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") {
    throw new Problem(422, `Invalid request.\n\nFor 'properties/${field}', ${JSON.stringify(value)} is not a string.`);
  }
  return value;
}

export function numberParam(call: Call, name: string): number {
  return Number(call.params[name]);
}
