/**
 * Whose turn it is: `config` is the caller's to correct, `port` and `database` are the world outside. The CLI ends with
 * exit code 2 for the first and 3 for the others.
 */
export type StoreErrorKind = "config" | "port" | "database";

/** A failure of the store that a person can do something about. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly kind: StoreErrorKind;
  /** What to do now, as one or two sentences for the person who runs Tollgate. */
  readonly remedy: string;

  constructor(kind: StoreErrorKind, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.remedy = remedy;
  }
}

/** The part of a pino logger that the store needs. */
export interface StoreLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` of a Node.js or PostgreSQL error, if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Turns a failed file operation on the data directory into an error with a remedy. */
export function fileError(error: unknown, doing: string): StoreError {
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new StoreError("database", `${doing}: the disk is full`, "Free some space and start again.", {
      cause: error,
    });
  }
  return new StoreError(
    "config",
    `${doing}: ${messageOf(error)}`,
    "Name a directory that Tollgate may write to with --data-dir, or use your own PostgreSQL through DATABASE_URL.",
    { cause: error },
  );
}
