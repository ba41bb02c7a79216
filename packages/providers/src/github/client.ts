import { z } from "zod";
import { ForgeError, type RepositoryName } from "../forge.ts";
import type { Auth } from "./auth.ts";
import { parseAs } from "./schema.ts";
import type { Answer, Call, Credential, Transport } from "./transport.ts";

/** What a request may say besides its path. */
export interface RequestMore {
  readonly signal?: AbortSignal | undefined;
  /** See {@link Call.needs}. */
  readonly needs?: string;
}

export interface PagesMore<T> extends RequestMore {
  /** Whether what was looked for stands in a page, so that those after it need not be read. */
  readonly until?: (page: readonly T[]) => boolean;
}

export interface GraphqlError {
  readonly message: string;
  readonly type: string | undefined;
  /** Names and indexes from the root of the answer. */
  readonly path: readonly (string | number)[];
}

export interface GraphqlAnswer {
  /** Null when the query as a whole failed. */
  readonly data: unknown;
  readonly errors: readonly GraphqlError[];
}

const graphqlSchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string().nullish(),
        type: z.string().nullish(),
        path: z.array(z.union([z.string(), z.number()])).nullish(),
      }),
    )
    .nullish(),
});

/** Where GraphQL hangs or fails, REST is to have its turn soon. */
const GRAPHQL_MS = 8_000;
/** After so many pages something is wrong with the answers rather than large. */
const MAX_PAGES = 100;
/** A repository that is suddenly not found may have moved to another installation; ask again at most so often. */
const REASK_INSTALLATION_MS = 60_000;

/** Requests about repositories: the right credential, parsed answers, all pages. */
export class Client {
  readonly transport: Transport;
  readonly auth: Auth;
  readonly #graphqlUrl: string;

  constructor(transport: Transport, auth: Auth, graphqlUrl: string) {
    this.transport = transport;
    this.auth = auth;
    this.#graphqlUrl = graphqlUrl;
  }

  async get<T>(repository: RepositoryName, path: string, schema: z.ZodType<T>, more: RequestMore = {}): Promise<T> {
    const answer = await this.send(repository, { method: "GET", path: repoPath(repository) + path, ...more });
    return parseAs(schema, answer.json, `GET ${path.split("?")[0]}`);
  }

  /** All pages of a list. Where it stands inside an object, the schema takes it out. */
  async getAll<T>(
    repository: RepositoryName,
    path: string,
    schema: z.ZodType<T[]>,
    more: PagesMore<T> = {},
  ): Promise<T[]> {
    const credential = await this.#credential(repository, more.signal);
    return this.pages(credential, repoPath(repository) + path, schema, more, repository);
  }

  /** As {@link getAll}, for lists that belong to no repository. */
  async pages<T>(
    credential: Credential,
    path: string,
    schema: z.ZodType<T[]>,
    more: PagesMore<T> = {},
    repository?: RepositoryName,
  ): Promise<T[]> {
    const all: T[] = [];
    const [base = path] = path.split("?");
    let at = path;
    for (let page = 0; page < MAX_PAGES; page++) {
      const call: Call = { method: "GET", path: at, credential, signal: more.signal, needs: more.needs };
      const answer = await (repository === undefined ? this.transport.send(call) : this.#watched(repository, call));
      const items = parseAs(schema, answer.json, `GET ${base}`);
      all.push(...items);
      const next = nextQuery(answer.link);
      if (next === null || more.until?.(items) === true) return all;
      // Only the query is taken: credentials must not go wherever a header points.
      at = base + next;
    }
    throw new ForgeError("protocol", `GET ${base}: more than ${MAX_PAGES} pages`);
  }

  async send(repository: RepositoryName, call: Omit<Call, "credential">): Promise<Answer> {
    const credential = await this.#credential(repository, call.signal);
    return this.#watched(repository, { ...call, credential });
  }

  /**
   * One query. Errors on fields are returned beside the data.
   * @throws ForgeError when there is no answer, or a limit was met
   */
  async graphql(
    repository: RepositoryName,
    query: string,
    variables: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ): Promise<GraphqlAnswer> {
    const credential = await this.#credential(repository, signal);
    const answer = await this.#watched(repository, {
      method: "POST",
      path: this.#graphqlUrl,
      body: { query, variables },
      credential,
      signal,
      safe: true,
      resource: "graphql",
      withinMs: GRAPHQL_MS,
      retries: 1,
      label: "GraphQL",
    });
    const parsed = parseAs(graphqlSchema, answer.json, "GraphQL");
    const errors = (parsed.errors ?? []).map((error) => ({
      message: error.message ?? "",
      type: error.type ?? undefined,
      path: error.path ?? [],
    }));
    const limit = errors.find((error) => error.type === "RATE_LIMITED" || /secondary rate limit/i.test(error.message));
    if (limit !== undefined) throw this.transport.limitsOf(credential).graphqlLimited(limit.message);
    return { data: parsed.data ?? null, errors };
  }

  #credential(repository: RepositoryName, signal: AbortSignal | undefined): Promise<Credential> {
    return this.auth.forRepository(repository, signal);
  }

  async #watched(repository: RepositoryName, call: Call): Promise<Answer> {
    try {
      return await this.transport.send(call);
    } catch (error) {
      if (error instanceof ForgeError) {
        if (error.kind === "unauthorized") this.auth.forget(repository);
        if (error.kind === "not-found") this.auth.forget(repository, REASK_INSTALLATION_MS);
      }
      throw error;
    }
  }
}

/** `/repos/owner/name`. @throws ForgeError when the name is no `owner/name` */
export function repoPath(repository: RepositoryName): string {
  const parts = repository.split("/");
  if (parts.length !== 2 || parts.some((part) => part === "" || part === "." || part === "..")) {
    throw new ForgeError("invalid", `"${repository}" is no repository name`, { remedy: "Write it as owner/name." });
  }
  return `/repos/${parts.map(encodeURIComponent).join("/")}`;
}

/** `owner` and `name` for GraphQL. */
export function ownerAndName(repository: RepositoryName): { readonly owner: string; readonly name: string } {
  const [owner = "", name = ""] = repository.split("/");
  return { owner, name };
}

/** The query of the `next` page in a Link header. */
export function nextQuery(link: string | null): string | null {
  for (const part of (link ?? "").split(/,(?=\s*<)/)) {
    const match = /<([^>]*)>\s*;(.*)/.exec(part);
    if (match?.[1] === undefined || !/\brel="?next"?/.test(match[2] ?? "")) continue;
    return URL.canParse(match[1], "http://localhost") ? new URL(match[1], "http://localhost").search : null;
  }
  return null;
}
