import { createHmac, timingSafeEqual } from "node:crypto";
import type { Session } from "@tollgate/client/admin";
import type { FastifyRequest } from "fastify";
import type pg from "pg";
import { digestOf, findToken, findTokenById, sessionKey, type TokenRole } from "../store/tokens.ts";
import { HttpProblem } from "./problem.ts";

/** Who sends a command. */
export interface Actor {
  readonly subject: string;
  readonly role: TokenRole;
  /** The forge login it acts for; null: none. */
  readonly login: string | null;
  readonly via: "api";
}

/** Who sends a request. */
export interface Principal extends Session {
  /** `admin` for the token of the environment. */
  readonly tokenId: string;
  readonly via: "token" | "session";
}

export const SESSION_COOKIE = "tollgate_session";
/** How long a session lasts, in seconds. */
export const SESSION_SECONDS = 12 * 60 * 60;
/** The id of the token that TOLLGATE_ADMIN_TOKEN sets. */
const ADMIN = "admin";

/** Tells who sends a request, by bearer token or session cookie. Tokens never leave this file. */
export class Authenticator {
  readonly #pool: pg.Pool;
  readonly #adminDigest: Buffer | null;
  #key: Promise<Buffer> | null = null;

  constructor(pool: pg.Pool, adminToken: string | undefined) {
    this.#pool = pool;
    this.#adminDigest = adminToken ? digestOf(adminToken) : null;
  }

  /** The sender; null when the request names nobody, or somebody we do not (any longer) know. */
  async authenticate(request: FastifyRequest): Promise<Principal | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const token = /^Bearer +([\x21-\x7e]{1,500}) *$/i.exec(authorization)?.[1];
      return token === undefined ? null : this.byToken(token);
    }
    const cookie = cookieOf(request, SESSION_COOKIE);
    return cookie === null ? null : this.#bySession(cookie);
  }

  /** The owner of a token; null when it is unknown, revoked or ended. */
  async byToken(token: string): Promise<Principal | null> {
    // Digests have one length, so the comparison takes the same time for every wrong token.
    if (this.#adminDigest !== null && timingSafeEqual(digestOf(token), this.#adminDigest))
      return this.#admin("token", null);
    if (!token.startsWith("tgt_")) return null;
    const found = await findToken(this.#pool, token);
    if (found === null) return null;
    const { id: tokenId, subject, role, login, expiresAt } = found;
    return { tokenId, subject, role, login, expiresAt, via: "token" };
  }

  /** Whether the sender would still be let in: asked again now and then during long answers. */
  async stillValid(principal: Principal): Promise<boolean> {
    if (principal.expiresAt !== null && Date.parse(principal.expiresAt) <= Date.now()) return false;
    return principal.tokenId === ADMIN || (await findTokenById(this.#pool, principal.tokenId)) !== null;
  }

  /**
   * A session for the owner of a token, as the value of the cookie. It holds no secret: an id and an end, signed with a
   * key that all replicas share. Revoking the token ends it.
   */
  async sessionFor(principal: Principal): Promise<{ value: string; principal: Principal; seconds: number }> {
    const ends = principal.expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(principal.expiresAt);
    const seconds = Math.max(1, Math.floor(Math.min(SESSION_SECONDS * 1000, ends - Date.now()) / 1000));
    const end = Math.floor(Date.now() / 1000) + seconds;
    const body = Buffer.from(JSON.stringify([principal.tokenId, end, this.#fingerprint(principal.tokenId)]));
    const payload = body.toString("base64url");
    const expiresAt = new Date(end * 1000).toISOString();
    return {
      value: `${payload}.${await this.#sign(payload)}`,
      principal: { ...principal, expiresAt, via: "session" },
      seconds,
    };
  }

  async #bySession(cookie: string): Promise<Principal | null> {
    const [payload, signature] = cookie.split(".");
    if (!payload || !signature) return null;
    const wanted = Buffer.from(await this.#sign(payload));
    const given = Buffer.from(signature);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
    // Only we sign, so the payload has the shape we gave it.
    const [tokenId, end, fingerprint] = JSON.parse(Buffer.from(payload, "base64url").toString()) as [
      string,
      number,
      string,
    ];
    if (end * 1000 <= Date.now() || fingerprint !== this.#fingerprint(tokenId)) return null;
    const expiresAt = new Date(end * 1000).toISOString();
    if (tokenId === ADMIN) return this.#admin("session", expiresAt);
    const found = await findTokenById(this.#pool, tokenId);
    if (found === null) return null;
    return { tokenId, subject: found.subject, role: found.role, login: found.login, expiresAt, via: "session" };
  }

  #admin(via: Principal["via"], expiresAt: string | null): Principal {
    return { tokenId: ADMIN, subject: "admin", role: "admin", login: null, expiresAt, via };
  }

  /** Changing the admin token ends the sessions made with the old one. */
  #fingerprint(tokenId: string): string {
    if (tokenId !== ADMIN) return "";
    return this.#adminDigest === null
      ? "none"
      : createHmac("sha256", this.#adminDigest).update("session").digest("base64url").slice(0, 22);
  }

  async #sign(payload: string): Promise<string> {
    this.#key ??= sessionKey(this.#pool).catch((error: unknown) => {
      this.#key = null;
      throw error;
    });
    return createHmac("sha256", await this.#key)
      .update(payload)
      .digest("base64url");
  }
}

/**
 * A browser sends our cookie along with whatever another site makes it ask for, SameSite or not (a sibling subdomain is
 * the same site). A request that changes something and is let in by a cookie must therefore come from our own pages.
 * @throws HttpProblem of kind `foreign-origin`
 */
export function requireOwnOrigin(request: FastifyRequest, publicUrl: string | undefined, absentIsFine: boolean): void {
  const origin = request.headers.origin;
  if (origin === undefined && absentIsFine) return;
  const own = [`${request.protocol}://${request.host}`];
  if (publicUrl !== undefined && URL.canParse(publicUrl)) own.push(new URL(publicUrl).origin);
  if (origin !== undefined && own.includes(origin)) return;
  throw new HttpProblem(
    "foreign-origin",
    origin === undefined
      ? "The request does not say which page it comes from."
      : "The request comes from another site.",
    "Use the dashboard's own address (TOLLGATE_PUBLIC_URL behind a proxy), or a bearer token.",
  );
}

/** The Set-Cookie header of a session; an empty value ends it. */
export function sessionCookie(value: string, seconds: number, secure: boolean): string {
  const parts = [`${SESSION_COOKIE}=${value}`, "Path=/", "HttpOnly", "SameSite=Strict", `Max-Age=${seconds}`];
  return [...parts, ...(secure ? ["Secure"] : [])].join("; ");
}

function cookieOf(request: FastifyRequest, name: string): string | null {
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name && value) return value;
  }
  return null;
}
