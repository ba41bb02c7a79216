/** What is wrong with a pattern of a filter, and where in it. */
export interface PatternFault {
  /** Offset in the pattern. */
  readonly at: number;
  readonly message: string;
  /** Less than an error: the pattern still does what it says, or it most likely matches nothing. */
  readonly severity?: "info" | "warning";
}

/** Characters that no name of a branch or tag has, see `git check-ref-format`. */
const NOT_IN_REFS: Readonly<Record<string, string>> = {
  " ": "space",
  "~": '"~"',
  "^": '"^"',
  ":": '":"',
  "\t": "tab",
};

/** What a backslash may stand before. */
const ESCAPABLE = "[?+*\\!";

/**
 * The faults of a pattern of `branches`, `tags` or `paths`.
 * Source: GitHub's filter pattern cheat sheet.
 * @param kind a `ref` is the name of a branch or tag
 */
export function patternFaults(pattern: string, kind: "ref" | "path"): PatternFault[] {
  if (pattern === "") return [{ at: 0, message: "The pattern is empty: it matches nothing. Remove it." }];
  const faults = kind === "ref" ? refFaults(pattern) : pathFaults(pattern);
  if (pattern === "!") faults.push({ at: 0, message: 'After "!" stands what is to be left out. Write a pattern.' });
  // Whether the character before can be repeated.
  let repeatable = false;
  for (let at = pattern.startsWith("!") ? 1 : 0; at < pattern.length; at++) {
    const char = pattern[at] ?? "";
    if (char === "\n" || char === "\r") {
      faults.push({ at, message: "A pattern has no line break. Write one pattern per item of the list." });
    } else if (char === "\\" && (kind === "ref" || at + 1 === pattern.length)) {
      const next = pattern[at + 1] ?? "";
      if (next === "" || !ESCAPABLE.includes(next)) {
        const message = `"\\" may stand only before one of ${[...ESCAPABLE].join(" ")}. Patterns are no regular expressions.`;
        faults.push({ at, message });
      } else at++;
      repeatable = true;
    } else if (char === "\\") {
      at++;
      repeatable = true;
    } else if (char === "[") {
      const end = bracketFaults(pattern, at, faults);
      if (end === undefined) break;
      at = end;
      repeatable = true;
    } else if ((char === "?" || char === "+") && !repeatable) {
      faults.push({ at, message: `"${char}" repeats the character before it: there must be one that is not special.` });
    } else if (kind === "ref" && NOT_IN_REFS[char] !== undefined) {
      const message = `Names of branches and tags have no ${NOT_IN_REFS[char]}, so this matches nothing. Patterns are no regular expressions.`;
      faults.push({ at, message });
      repeatable = true;
    } else repeatable = char !== "*" && char !== "?" && char !== "+";
  }
  return faults.sort((a, b) => a.at - b.at);
}

function refFaults(pattern: string): PatternFault[] {
  const start = pattern.startsWith("!") ? 1 : 0;
  const faults: PatternFault[] = [];
  if (/^!?refs\/(?:heads|tags)\//.test(pattern)) {
    const message = "Patterns are held against the short name of a branch or tag. Remove refs/heads/ or refs/tags/.";
    faults.push({ at: start, message, severity: "warning" });
  }
  if (pattern[start] === "/") {
    faults.push({ at: start, message: 'Names of branches and tags do not begin with "/". Remove it.' });
  }
  const last = pattern.length - 1;
  if (last > start && pattern.endsWith("/")) {
    faults.push({ at: last, message: 'Names of branches and tags do not end with "/". Write "/**" for all below it.' });
  }
  if (last > start && pattern.endsWith(".")) {
    faults.push({ at: last, message: 'Names of branches and tags do not end with ".". Remove it.' });
  }
  const double = pattern.indexOf("//");
  if (double >= 0) faults.push({ at: double + 1, message: 'Names of branches and tags have no "//". Remove one.' });
  return faults;
}

function pathFaults(pattern: string): PatternFault[] {
  const start = pattern.startsWith("!") ? 1 : 0;
  const path = pattern.slice(start);
  if (path !== path.trim()) {
    return [
      {
        at: path.startsWith(" ") ? start : pattern.length - 1,
        message: "White space at the end of a path is part of it. Remove it.",
      },
    ];
  }
  if (path.startsWith("/")) {
    const message =
      'Paths are from the root of the repository, without a "/" before them: this matches nothing. Remove it.';
    return [{ at: start, message, severity: "warning" }];
  }
  const dots = /(?:^|\/)\.\.?(?=\/|$)/.exec(path);
  if (dots === null) return [];
  const at = start + dots.index + (dots[0].startsWith("/") ? 1 : 0);
  return [{ at, message: 'Paths are from the root of the repository: "." and ".." match nothing. Remove them.' }];
}

/** The offset of the closing bracket; undefined where there is none. */
function bracketFaults(pattern: string, open: number, faults: PatternFault[]): number | undefined {
  let close = open + 1;
  while (close < pattern.length && pattern[close] !== "]") close++;
  if (close === pattern.length) {
    faults.push({ at: open, message: 'This "[" is never closed. Add "]", or write "\\[" for the character.' });
    return undefined;
  }
  if (close === open + 1) faults.push({ at: close, message: '"[]" matches nothing. Write characters between.' });
  if (close === open + 2) {
    const [only] = pattern.slice(open + 1);
    faults.push({ at: close, message: `"[${only}]" is the same as "${only}". Write that.`, severity: "info" });
  }
  for (let at = open + 1; at < close; at++) {
    const [from = "", dash, to = ""] = pattern.slice(at, at + 3);
    if (dash !== "-" || at + 2 >= close) continue;
    if (from > to)
      faults.push({ at: at + 2, message: `The range "${from}-${to}" ends before it begins. Write "${to}-${from}".` });
    at += 2;
  }
  return close;
}
