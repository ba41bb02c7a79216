/** What is wrong with the text of a `format()`. */
export interface FormatProblem {
  readonly message: string;
  /** The argument that is concerned, from 0 behind the text; undefined where the text itself is wrong. */
  readonly argument?: number;
}

/** Whether the job stops; an argument without a placeholder is only lost. */
export function isRefused({ argument }: FormatProblem): boolean {
  return argument === undefined;
}

/** Judges the text of a `format()` against the number of arguments that follow it. */
export function formatProblems(text: string, given: number): readonly FormatProblem[] {
  const used = placeholdersOf(text);
  if (used === undefined) {
    return [
      { message: `A brace in the format text is not part of a placeholder like {0}. Double it to write it: {{ or }}.` },
    ];
  }
  const problems: FormatProblem[] = [];
  for (const index of used) {
    if (index < given) continue;
    const has = given === 1 ? "is only 1 argument" : `are only ${given} arguments`;
    problems.push({ message: `The format text has the placeholder {${index}}, but there ${has} behind it.` });
  }
  for (let argument = 0; argument < given; argument++) {
    if (used.has(argument)) continue;
    problems.push({
      message: `The format text has no placeholder {${argument}} for this argument. Remove it.`,
      argument,
    });
  }
  return problems;
}

/** A doubled brace, a placeholder (`{0}`, `{0:yyyy}`), or a brace that is neither. */
const BRACES = /\{\{|\}\}|\{(\d+)(?::(?:[^}]|\}\})*)?\}|[{}]/g;

/** The numbers of the placeholders; undefined where GitHub refuses the text. */
function placeholdersOf(text: string): ReadonlySet<number> | undefined {
  const used = new Set<number>();
  for (const [found, index] of text.matchAll(BRACES)) {
    if (found.length === 1) return undefined;
    if (index !== undefined) used.add(Number(index));
  }
  return used;
}

/** Why a text is no JSON; undefined where it is. */
export function jsonFault(text: string): string | undefined {
  if (text.trim() === "") return "it is empty.";
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `${(error as Error).message}.`;
  }
}
