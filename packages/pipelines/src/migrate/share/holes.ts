import type { SourceDocument } from "../../source/document.ts";
import type { YamlScalar } from "../../source/tree.ts";

/** What may stand at a place of a job or step, which decides what may become an input there. */
export type Kind =
  /** Nothing may differ: no expression is evaluated there. */
  | "fixed"
  /** Text, whatever it is made of: variables, inputs of actions, names. */
  | "text"
  /** Text of a command; so much must be common that the shared one can still be read. */
  | "script"
  /** An `if`: part of an expression may differ. */
  | "condition"
  /** A value whose type matters, as in a matrix. */
  | "typed"
  | "number"
  | "boolean";

/** Which contexts mean something else, or nothing, in the file that is shared. */
export interface Reach {
  /** What must be handed over: it is not known behind the call. In lower case. */
  readonly foreign: ReadonlySet<string>;
  /** What can be handed over: it is known at the call, and the same by then. In lower case. */
  readonly handed: ReadonlySet<string>;
  /** Ids of steps that go along: what they give is known behind the call. In lower case. */
  readonly own: ReadonlySet<string>;
  /** How a secret gets behind the call. */
  readonly secrets: "secret" | "input";
}

/** What differs between the copies, or must be handed over: it becomes an input of the shared part. */
export interface Hole {
  readonly as: "input" | "secret";
  readonly type: "string" | "number" | "boolean";
  /** What each copy hands over: text that may hold expressions. */
  readonly values: readonly string[];
  /** Where it was found, for its name. */
  readonly hint: string;
  /** The input that it would best be called, where a context has a name for it. */
  readonly known: string | undefined;
}

/** Where a hole stands. */
export interface Use {
  readonly hole: Hole;
  /** The scalar in each copy. */
  readonly scalars: readonly YamlScalar[];
  /** What of the first copy's text gives way; offsets in `scalar.text`. */
  readonly from: number;
  readonly to: number;
  /** Whether it is part of an expression, where a name is enough. */
  readonly inExpression: boolean;
}

/** A copy of what is shared. */
export interface Copy {
  readonly document: SourceDocument;
}

/** Why copies cannot become one. */
export class Unlike extends Error {}
