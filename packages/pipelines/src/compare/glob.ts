const SPECIAL = /[*?+[\]!\\]/;

/** Whether a pattern of a filter stands for itself alone. */
export function isLiteral(pattern: string): boolean {
  return !SPECIAL.test(pattern);
}

/** A place in a pattern. */
interface State {
  /** Which character leads to the next state; none for a state that only jumps. */
  readonly takes?: (character: string) => boolean;
  /** Whether it may take any number of them. */
  loops: boolean;
  /** States that are reached from here without a character, counted from here. */
  jumps: readonly number[];
}

/**
 * Whether a text matches a pattern of a filter. All ways of matching are followed at once, so that no pattern takes
 * longer than its length times the text's.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const states = statesOf(pattern);
  const here = new Set<number>();
  enter(0, states, here);
  let open = here;
  for (const character of text) {
    const next = new Set<number>();
    for (const at of open) {
      const state = states[at];
      if (state?.takes?.(character) !== true) continue;
      if (state.loops) next.add(at);
      enter(at + 1, states, next);
    }
    open = next;
  }
  // What loops may also end without another character.
  return [...open].some((at) => endsFrom(at, states));
}

function enter(at: number, states: readonly State[], into: Set<number>): void {
  if (into.has(at)) return;
  into.add(at);
  for (const jump of states[at]?.jumps ?? []) enter(at + jump, states, into);
}

function endsFrom(at: number, states: readonly State[]): boolean {
  return at === states.length || (states[at]?.jumps.some((jump) => endsFrom(at + jump, states)) ?? false);
}

function statesOf(pattern: string): State[] {
  const states: State[] = [];
  const one = (takes: (character: string) => boolean) => states.push({ takes, loops: false, jumps: [] });
  const many = (takes: (character: string) => boolean) => states.push({ takes, loops: true, jumps: [1] });
  for (const [part] of pattern.matchAll(/\*\*\/|\*\*|\*|\\.|\[[^\]]+\]|[\s\S]/gu)) {
    const last = states.at(-1);
    if (part === "**/") {
      // No folder at all is one of the folders.
      states.push({ loops: false, jumps: [1, 3] });
      many(() => true);
      one((character) => character === "/");
    } else if (part === "**") many(() => true);
    else if (part === "*") many((character) => character !== "/");
    else if (part === "?" && last?.takes !== undefined) last.jumps = [1];
    else if (part === "+" && last?.takes !== undefined) last.loops = true;
    else if (part.startsWith("[") && part.length > 1) one(oneOf(part.slice(1, -1)));
    else one((character) => character === part.replace(/^\\(?=.)/, ""));
  }
  return states;
}

function oneOf(list: string): (character: string) => boolean {
  const ranges = [...list.matchAll(/(.)-(.)|(.)/gu)].map(([, from, to, single]) => [from ?? single, to ?? single]);
  return (character) => ranges.some(([from = "", to = ""]) => from <= character && character <= to);
}
