import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import { createToken, type TokenRole } from "./tokens.ts";

/** How long a one-time code can be exchanged. */
export const ONE_TIME_MINUTES = 10;

/** Whom a one-time code signs in. */
export interface OneTimeVisitor {
  readonly subject: string;
  readonly role: TokenRole;
  /** The forge login that they act for. */
  readonly login?: string | undefined;
}

/**
 * Makes a code that signs somebody in once, within {@link ONE_TIME_MINUTES}. It stands in an address that is printed on
 * a terminal, so it must be worth nothing afterwards: only its digest is stored, and any replica can exchange it.
 */
export async function createOneTimeCode(pool: pg.Pool, visitor: OneTimeVisitor): Promise<string> {
  const code = randomBytes(32).toString("base64url");
  await pool.query(
    `with gone as (
       delete from settings where key like 'one-time:%' and (value->>'until')::timestamptz < clock_timestamp()
     )
     insert into settings (key, value)
     values ($1, $2::jsonb || jsonb_build_object('until', clock_timestamp() + make_interval(mins => $3)))`,
    [keyOf(code), JSON.stringify(visitor), ONE_TIME_MINUTES],
  );
  return code;
}

/**
 * Exchanges a code for a token that ends by itself; null when the code was used, has ended, or never was. Deleting is
 * the exchange: of two who come at once, one gets the row.
 * @param hours how long the token holds
 */
export async function exchangeOneTimeCode(pool: pg.Pool, code: string, hours: number): Promise<string | null> {
  const { rows } = await pool.query<{ visitor: OneTimeVisitor; live: boolean }>(
    `delete from settings where key = $1
     returning value as visitor, (value->>'until')::timestamptz > clock_timestamp() as live`,
    [keyOf(code)],
  );
  const row = rows[0];
  if (row === undefined || !row.live) return null;
  const { subject, role, login } = row.visitor;
  const expiresAt = new Date(Date.now() + hours * 3_600_000);
  return (await createToken(pool, { subject, role, login, expiresAt })).token;
}

function keyOf(code: string): string {
  return `one-time:${createHash("sha256").update(code).digest("base64url")}`;
}
