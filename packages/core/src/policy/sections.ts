import { ownWords, withoutComments } from "./markdown.ts";

/** Texts that stand where nobody has written anything yet, or means to; without marks, in small letters. */
const NOTHING_SAID = new Set([
  "n a",
  "na",
  "none",
  "nil",
  "no",
  "nothing",
  "not applicable",
  "tbd",
  "tba",
  "todo",
  "to do",
  "to be done",
  "to be determined",
  "to be defined",
  "to be announced",
  "to be filled in",
  "fill me in",
  "see above",
  "see below",
  "same as above",
  "as above",
  "xxx",
  "lorem ipsum",
]);

/**
 * What the author wrote under one of these headings, joined where there are several: without comments, what a template
 * brings along, and words that stand for nothing. Null where there is no such heading. A heading is one of Markdown's,
 * a line in bold, or the beginning of a line that ends with a colon: `## Rollback plan`, `**Rollback plan**`,
 * `Rollback plan: revert`.
 * @param headings in any case
 */
export function sectionOf(text: string, headings: readonly string[]): string | null {
  const wanted = new Set(headings.map(plain));
  const found: string[] = [];
  let seen = false;
  // The depth of the heading that the lines stand under; 7: one that is none of Markdown's. Null: not under ours.
  let under: number | null = null;
  let fence: string | null = null;
  for (const line of withoutComments(text).split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) {
      fence = fence === null ? mark : null;
      continue;
    }
    // A code block says something, but begins no section.
    const heading = fence === null ? headingOf(line) : null;
    if (heading !== null && wanted.has(plain(heading.name))) {
      seen = true;
      under = Math.min(under ?? heading.depth, heading.depth);
      found.push(heading.rest);
    } else if (heading?.marked === true && under !== null && heading.depth <= under) under = null;
    else if (under !== null) found.push(line);
  }
  if (!seen) return null;
  const words = ownWords(found.join("\n")).replaceAll(/<[^<>\n]*>/g, (tag) => (tag.includes("://") ? tag : " "));
  return NOTHING_SAID.has(plain(words)) ? "" : words.trim();
}

interface Heading {
  readonly name: string;
  readonly depth: number;
  /** What follows on the same line. */
  readonly rest: string;
  /** Whether it is one whatever it says: `Note: this` is only one if it is looked for. */
  readonly marked: boolean;
}

function headingOf(line: string): Heading | null {
  const text = line.trim();
  const depth = /^#{1,6}(?=\s|$)/.exec(text)?.[0].length;
  if (depth !== undefined) return { name: text.slice(depth), depth, rest: "", marked: true };
  const bold = /^(?:\*\*([^*]{1,100})\*\*|__([^_]{1,100})__)\s*:?/.exec(text);
  if (bold !== null) {
    const rest = text.slice(bold[0].length);
    return { name: bold[1] ?? bold[2] ?? "", depth: 7, rest, marked: rest.trim() === "" };
  }
  const colon = text.indexOf(":");
  if (colon < 1 || colon > 100) return null;
  return { name: text.slice(0, colon).replace(/^[-*+]\s+/, ""), depth: 7, rest: text.slice(colon + 1), marked: false };
}

/** Words alone, in small letters: marks, emoji and doubled spaces do not make another heading. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
