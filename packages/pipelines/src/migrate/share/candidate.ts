import type { Edit } from "../../findings/finding.ts";
import type { OutputFile } from "../certificate.ts";
import type { OutPath } from "../emit.ts";

/** A part of a file: where a construct stands. `has`: the piece of its text that carries it. */
export interface Spot {
  readonly file: string;
  readonly path: OutPath;
  readonly has?: string;
}

/** What the shared part is handed. */
export interface Handed {
  readonly name: string;
  readonly as: "input" | "secret";
  readonly type: "string" | "number" | "boolean";
}

/** Copies that could become one, with all that would change. */
export interface Candidate {
  readonly kind: "reusable" | "action";
  /** The same for the same copies. */
  readonly key: string;
  /** Where the copies are, for people: `ci.yml: build`. */
  readonly copies: readonly string[];
  /** The new file. */
  readonly made: OutputFile;
  readonly handed: readonly Handed[];
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  /** Lines of all files before, less those after. */
  readonly saved: number;
  /** Where a construct of a file goes, and with what text of it; undefined where it stays. */
  readonly moved: (spot: Spot) => readonly Spot[] | undefined;
  /** Says an id of a job or step of the new pipeline of a file (`call/build`) as it was. */
  readonly rename: (file: string, id: string) => string;
  /** Names of checks that are reported no more. */
  readonly checks: readonly string[];
  /** What people must know that the model does not show. */
  readonly notes: readonly string[];
}
