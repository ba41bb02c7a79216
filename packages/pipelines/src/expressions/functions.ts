/** A function, as far as its calls can be judged. */
export interface Signature {
  /** As it is documented: `startsWith`. */
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  /** What each argument has to be; the last one holds for all that follow. */
  readonly parameters: readonly Parameter[];
  readonly returns: "boolean" | "string" | "any";
}

/** `text`: anything but objects and arrays; `list`: text or an array; `condition`: a boolean. */
export type Parameter = "any" | "text" | "list" | "condition";

const MANY = 255;

const SIGNATURES: readonly Signature[] = [
  { name: "always", minArgs: 0, maxArgs: 0, parameters: [], returns: "boolean" },
  { name: "cancelled", minArgs: 0, maxArgs: 0, parameters: [], returns: "boolean" },
  { name: "case", minArgs: 3, maxArgs: Number.MAX_SAFE_INTEGER, parameters: ["any"], returns: "any" },
  { name: "contains", minArgs: 2, maxArgs: 2, parameters: ["list", "text"], returns: "boolean" },
  { name: "endsWith", minArgs: 2, maxArgs: 2, parameters: ["text", "text"], returns: "boolean" },
  { name: "failure", minArgs: 0, maxArgs: MANY, parameters: ["text"], returns: "boolean" },
  { name: "format", minArgs: 1, maxArgs: MANY, parameters: ["text", "any"], returns: "string" },
  { name: "fromJSON", minArgs: 1, maxArgs: 1, parameters: ["text"], returns: "any" },
  { name: "hashFiles", minArgs: 1, maxArgs: MANY, parameters: ["text"], returns: "string" },
  { name: "join", minArgs: 1, maxArgs: 2, parameters: ["list", "text"], returns: "string" },
  { name: "startsWith", minArgs: 2, maxArgs: 2, parameters: ["text", "text"], returns: "boolean" },
  { name: "success", minArgs: 0, maxArgs: MANY, parameters: ["text"], returns: "boolean" },
  { name: "toJSON", minArgs: 1, maxArgs: 1, parameters: ["any"], returns: "string" },
];

/** Every function, by its name in lower case: GitHub compares them so. */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map(
  SIGNATURES.map((signature) => [signature.name.toLowerCase(), signature]),
);

/** Why a call has too few or too many arguments, as the end of a sentence; undefined where it has not. */
export function wrongCount({ name, minArgs, maxArgs }: Signature, given: number): string | undefined {
  const range =
    minArgs === maxArgs ? `${minArgs}` : maxArgs >= MANY ? `at least ${minArgs}` : `${minArgs} to ${maxArgs}`;
  if (given < minArgs || given > maxArgs)
    return `takes ${range} ${range.endsWith("1") ? "argument" : "arguments"}, not ${given}`;
  // Pairs of a condition and a value, and the value where no condition holds.
  if (name === "case" && given % 2 === 0) return `takes an odd number of arguments (pairs and a default), not ${given}`;
  return undefined;
}
