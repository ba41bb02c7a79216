// The package brings no types of its own.
declare module "pg-copy-streams" {
  import type { Readable, Writable } from "node:stream";
  import type { Submittable } from "pg";

  /** `COPY ... TO STDOUT`: the rows as PostgreSQL writes them. */
  export function to(sql: string): Readable & Submittable & { readonly rowCount: number };
  /** `COPY ... FROM STDIN`: finished once the rows are in the table. */
  export function from(sql: string): Writable & Submittable & { readonly rowCount: number };
}
