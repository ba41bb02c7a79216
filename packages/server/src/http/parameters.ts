import { z } from "zod";
import { TEXT } from "../views/cursor.ts";
import { HttpProblem } from "./problem.ts";

/** Text that the database can hold. */
export const text = z.string().min(1).max(500).regex(TEXT);

/** One part of an address: a provider, an owner, a repository's name. */
export const name = z.string().regex(/^[\w.-]{1,100}$/, "letters, digits, dots, hyphens and underscores only");

/** One or more of these values, separated by commas. */
export function listOf(values: readonly string[]) {
  return z
    .string()
    .max(500)
    .refine((list) => list.split(",").every((value) => values.includes(value)), `one or more of ${values.join(", ")}`)
    .describe(`One or more of ${values.map((value) => `\`${value}\``).join(", ")}.`);
}

export const limit = z.coerce.number().int().min(1).max(200).default(50).describe("Items on a page at most.");

export const cursor = z.string().max(1_000).optional().describe("The nextCursor of the page before.");

/** @throws always */
export function badCursor(): never {
  throw new HttpProblem(
    "invalid",
    "The cursor is none of this list.",
    "Begin again without a cursor, and pass on nextCursor as it was given.",
    { errors: [{ path: "query.cursor", message: "not a cursor of this list" }] },
  );
}
