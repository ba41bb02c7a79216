import type { ChangeCommand, CommandResult, Explanation } from "@tollgate/client/change";
import type { PolicyTrial } from "@tollgate/client/policy";
import type { Document, SchemaName } from "@tollgate/client/schemas";
import type { Forge } from "@tollgate/providers/forge";
import type { FastifyReply, FastifyRequest } from "fastify";
import type pg from "pg";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { z } from "zod";
import type { ServerConfig } from "../config.ts";
import type { NewDelivery } from "../store/deliveries.ts";
import type { TokenRole } from "../store/tokens.ts";
import type { Trial } from "../worker/trial.ts";
import type { Actor, Authenticator, Principal } from "./auth.ts";
import type { LogTail } from "./tail.ts";

/** What the HTTP server is made from. The process that owns them closes them. */
export interface HttpDeps {
  readonly pool: pg.Pool;
  /** By id, which is also the last part of the webhook's address. */
  readonly forges: ReadonlyMap<string, Forge>;
  readonly config: ServerConfig;
  readonly log: Logger;
  readonly registry: Registry;
  readonly health: {
    /** Whether the database answers. */
    database(): Promise<boolean>;
    /** True, or the reason why not. */
    ready(): boolean | string;
  };
  /** Called after each commit of new deliveries. Must not throw. */
  wakeIngest(): void;
  /** Told of deliveries that were stored and not known before. Must not throw. */
  readonly stored?: (deliveries: readonly NewDelivery[]) => void;
  /**
   * Hands a command to the change.
   * @param id of the command: the same id again is the same command and has the same answer
   */
  submitCommand(changeId: string, command: ChangeCommand, actor: Actor, id: string): Promise<CommandResult>;
  /** Null when there is no such change. */
  explain(changeId: string): Promise<Explanation | null>;
  /** What it would be under other policy files. Null when there is no such change. */
  tryPolicy(changeId: string, files: PolicyTrial["files"]): Promise<Trial | null>;
  /** The folder of the built dashboard; absent or without files: the start page stands in. */
  readonly dashboardDir?: string;
  readonly limits?: Partial<HttpLimits>;
}

/** Bounds, with defaults that no honest use meets. */
export interface HttpLimits {
  /** API requests a minute from one address. Default 6,000. */
  readonly requestsPerAddress: number;
  /** API requests a minute with one token. Default 3,000. */
  readonly requestsPerToken: number;
  /** Refused tokens a minute from one address, after which it is not asked any more. Default 60. */
  readonly failuresPerAddress: number;
  /** How long a delivery may wait for its commit, in ms. Default 5,000. */
  readonly deliveryPatienceMs: number;
  /** How long closing waits for requests under way, in ms. Default 10,000. */
  readonly closeMs: number;
  /** Time between two comments on a silent event stream, in ms. Default 15,000. */
  readonly heartbeatMs: number;
}

/** What handlers of routes get. */
export interface RouteContext extends HttpDeps {
  readonly auth: Authenticator;
  readonly tail: LogTail;
  readonly startedAt: string;
  readonly stopping: () => boolean;
}

/** A request whose parts have been checked against the route's schemas. */
export interface Call<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Set on every route that needs a role. */
  readonly principal: Principal | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * One line of the table from which the routes are registered and the OpenAPI document is made. The handler returns the
 * document, or the reply itself when it has sent something else.
 */
export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  /** With parameters as `{name}`. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** The weakest role that may; null: everybody. */
  readonly role: TokenRole | null;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: SchemaName;
  /** Bytes of the body at most, where it may be larger than others. */
  readonly mostBytes?: number;
  readonly status: 200 | 201 | 202;
  /** The name of the answer's schema, or the media type of an answer that is no JSON document. */
  readonly answer: { readonly schema: SchemaName } | { readonly media: string };
  /** Answers besides the usual refusals: status and what it means. */
  readonly also?: Readonly<Record<number, string>>;
  readonly handle: (context: RouteContext, call: Call<unknown, unknown, unknown>) => Promise<unknown>;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.infer<Schema> : Record<string, never>;

/** Writes a {@link Route} with the types of its handler taken from its schemas. */
export function route<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends SchemaName | undefined = undefined,
  Answer extends SchemaName | undefined = undefined,
>(
  line: Omit<Route, "params" | "query" | "body" | "answer" | "handle" | "status"> & {
    readonly params?: Params;
    readonly query?: Query;
    readonly body?: Body;
    readonly status?: Route["status"];
    readonly answer: { readonly schema: Answer & SchemaName } | { readonly media: string };
    readonly handle: (
      context: RouteContext,
      call: Call<Parsed<Params>, Parsed<Query>, Body extends SchemaName ? Document<Body> : undefined>,
    ) => Promise<(Answer extends SchemaName ? Document<Answer> : never) | FastifyReply>;
  },
): Route {
  // The registration parses each part with these very schemas before it calls the handler.
  return { status: 200, ...line } as unknown as Route;
}
