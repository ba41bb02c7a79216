import type { SourceDocument } from "../source/document.ts";
import type { Span } from "../source/lines.ts";
import type { Construct } from "./constructs.ts";
import type { Translation } from "./translation.ts";

export const DIALECTS = ["travis", "circleci", "appveyor", "azure", "gitlab", "jenkins"] as const;
/** The CI systems that are read in. */
export type DialectId = (typeof DIALECTS)[number];

/** Why a file cannot be translated at all. */
export interface MigrationFault {
  readonly span: Span;
  readonly message: string;
}

/** A CI system whose files become GitHub workflows. */
export interface Dialect {
  readonly id: DialectId;
  /** Its name for people. */
  readonly name: string;
  /** What the paths of its files end with, in lower case. */
  readonly files: readonly RegExp[];
  /** Every construct of a file, counted apart from the translation. */
  constructs(document: SourceDocument): readonly Construct[];
  /** What keeps the file from being read. */
  faults(document: SourceDocument): readonly MigrationFault[];
  /** Each rule that claims constructs, with what it does, for the reference. */
  readonly rules: Readonly<Record<string, string>>;
  /** Its comments are not those of YAML, and are left where they are. */
  readonly comments?: "none";
  /** A job that is left out holds up none of those that come after it, as it would on GitHub. */
  readonly skippedNeeds?: "ignored";
  /** Finds the variables that it sets by itself; a global expression. */
  readonly ownVariables?: RegExp;
  /** Fills the workflow. Must not throw for what stands in the file. */
  translate(translation: Translation): void;
}
