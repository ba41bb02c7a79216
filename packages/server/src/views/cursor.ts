/**
 * Opaque cursors: what a page ended with, as text. The kind keeps a cursor of one list from being understood by another.
 */
export function encodeCursor(kind: string, parts: readonly string[]): string {
  return Buffer.from(JSON.stringify([kind, ...parts])).toString("base64url");
}

/** The parts of a cursor; null when it is none, or one of another list. */
export function decodeCursor(kind: string, patterns: readonly RegExp[], cursor: string): string[] | null {
  if (!/^[A-Za-z0-9_-]{1,1000}$/.test(cursor)) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
  if (!Array.isArray(value) || value[0] !== kind || value.length !== patterns.length + 1) return null;
  const parts = value.slice(1);
  const fits = parts.every((part, index) => typeof part === "string" && patterns[index]?.test(part));
  return fits ? parts : null;
}

/** Which page of a list. */
export interface Page {
  readonly limit: number;
  /** The cursor that the page before ended with; absent: the first page. */
  readonly cursor?: string | undefined;
}

/** ISO time with microseconds, as `exactTime` gives it. */
export const TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/;
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A bigint of the database that is not negative. */
export const BIGINT = /^\d{1,18}$/;
/** Any text the database can hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what PostgreSQL cannot store.
export const TEXT = /^[^\u0000]{0,500}$/;

/** A page out of rows that were read one further than its limit. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null,
  };
}
