import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { CreatedToken, Token } from "@tollgate/client/admin";
import type { Role } from "@tollgate/core/vocabulary/role";
import type pg from "pg";
import { exactTime } from "./time.ts";

/** A role that a token can have. */
export type TokenRole = Exclude<Role, "none">;

const COLUMNS = `id, subject, role, login, ${exactTime("created_at")}, ${exactTime("expires_at")},
  ${exactTime("last_used_at")}, ${exactTime("revoked_at")}`;

interface TokenRow {
  id: string;
  subject: string;
  role: TokenRole;
  login: string | null;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
}

/** SHA-256: enough for tokens of 32 random bytes, and fast enough to look one up on every request. */
export function digestOf(token: string): Buffer {
  return createHash("sha256").update(token, "utf8").digest();
}

/**
 * Makes an API token. The token is returned here and never again: only its digest is stored.
 * @param options.expiresAt ISO 8601 time; absent: it does not end by itself
 */
export async function createToken(
  pool: pg.Pool,
  options: { subject: string; role: TokenRole; login?: string | undefined; expiresAt?: string | Date | undefined },
): Promise<CreatedToken> {
  const token = `tgt_${randomBytes(32).toString("base64url")}`;
  const { rows } = await pool.query<TokenRow>(
    `insert into tokens (id, digest, subject, role, login, expires_at) values ($1, $2, $3, $4, $5, $6) returning ${COLUMNS}`,
    [randomUUID(), digestOf(token), options.subject, options.role, options.login ?? null, options.expiresAt ?? null],
  );
  const row = rows[0];
  if (row === undefined) throw new Error("the database returned no row for a new token");
  return { ...toToken(row), token };
}

/** Tokens, newest first, the revoked and ended ones too. */
export async function listTokens(
  pool: pg.Pool,
  page: { limit: number; after: { createdAt: string; id: string } | null },
): Promise<Token[]> {
  const { rows } = await pool.query<TokenRow>(
    `select ${COLUMNS} from tokens
      where $1::timestamptz is null or (tokens.created_at, tokens.id) < ($1::timestamptz, $2::uuid)
      order by tokens.created_at desc, tokens.id desc limit $3`,
    [page.after?.createdAt ?? null, page.after?.id ?? null, page.limit],
  );
  return rows.map(toToken);
}

/** Ends a token at once. Revoking it again changes nothing. Returns null when there is no such token. */
export async function revokeToken(pool: pg.Pool, id: string): Promise<Token | null> {
  const { rows } = await pool.query<TokenRow>(
    `update tokens set revoked_at = coalesce(revoked_at, clock_timestamp()) where id = $1 returning ${COLUMNS}`,
    [id],
  );
  return rows[0] === undefined ? null : toToken(rows[0]);
}

/** The token as it was presented, if it is valid now. Notes its use, at most once a minute. */
export function findToken(pool: pg.Pool, token: string): Promise<Token | null> {
  return findValid(pool, "digest = $1", digestOf(token));
}

/** The token with this id, if it is valid now: what a session stands on. */
export function findTokenById(pool: pg.Pool, id: string): Promise<Token | null> {
  return findValid(pool, "id = $1", id);
}

async function findValid(pool: pg.Pool, condition: string, value: Buffer | string): Promise<Token | null> {
  const { rows } = await pool.query<TokenRow & { stale: boolean }>(
    `select ${COLUMNS},
            (tokens.last_used_at is null or tokens.last_used_at < clock_timestamp() - interval '1 minute') as stale
       from tokens
      where ${condition} and tokens.revoked_at is null
        and (tokens.expires_at is null or tokens.expires_at > clock_timestamp())`,
    [value],
  );
  const row = rows[0];
  if (row === undefined) return null;
  if (row.stale) await pool.query("update tokens set last_used_at = clock_timestamp() where id = $1", [row.id]);
  return toToken(row);
}

/** The key that signs session cookies, the same for every replica; made at first use. */
export async function sessionKey(pool: pg.Pool): Promise<Buffer> {
  await pool.query(
    "insert into settings (key, value) values ('session-key', to_jsonb($1::text)) on conflict (key) do nothing",
    [randomBytes(32).toString("base64url")],
  );
  const { rows } = await pool.query<{ key: string }>(
    "select value #>> '{}' as key from settings where key = 'session-key'",
  );
  const key = rows[0]?.key;
  if (key === undefined) throw new Error("the session key is gone");
  return Buffer.from(key, "base64url");
}

function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    subject: row.subject,
    role: row.role,
    login: row.login,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
