import type { Place, Span } from "../source/lines.ts";

export const SEVERITIES = ["error", "warning", "info"] as const;
/** `error`: it will not do what it says, or lets strangers in. `warning`: it may. `info`: it could be better. */
export type Severity = (typeof SEVERITIES)[number];

export const CONFIDENCES = ["high", "medium", "low"] as const;
/** How often a finding of this kind is right: `high` always, as far as the file can tell; `low` is worth a look. */
export type Confidence = (typeof CONFIDENCES)[number];

/** One thing that is wrong, or could be better, in a file. */
export interface Finding extends Place {
  /** The path that the file was given under. */
  readonly file: string;
  /** Stable name of the kind of fault, `family/name`; it has a page in the reference. */
  readonly code: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What is wrong here and what to do, in one or two sentences. */
  readonly message: string;
  readonly fix?: Fix;
}

/** A change that would remove a finding, as data: nothing is written until somebody applies it. */
export interface Fix {
  /** What it does, as an order: "Pin the action to the commit of v4.2.2". */
  readonly title: string;
  /** Safe fixes keep what the workflow does; others need a person to look. `--fix` applies only safe ones. */
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** Replaces part of the file's text. */
export interface Edit extends Span {
  readonly text: string;
}
