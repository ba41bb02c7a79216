import { createHash } from "node:crypto";
import { canonicalJson } from "@tollgate/core/vocabulary/canonical";

/**
 * Text for a jsonb column. PostgreSQL refuses NUL and lone surrogates, and both arrive in titles and bodies: they
 * become U+FFFD, so that one strange title cannot stop the row that carries it.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "string" ? item.replaceAll("\u0000", "\ufffd").toWellFormed() : item,
  );
}

/** SHA-256 over the canonical JSON of a plain value, in hexadecimal. */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
