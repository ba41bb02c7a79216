import type { YAMLError } from "yaml";
import type { SourceFault } from "./document.ts";

/** What the library says, and what a person is told instead: what is wrong, and what to do. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Tabs are not allowed/, "YAML is not indented with tabs. Write spaces."],
  [
    /^Nested mappings are not allowed/,
    'This line has ": " more than once. Quote the text, or write what belongs below on lines of its own.',
  ],
  [/^A block sequence may not/, "A list cannot begin here. Check the indentation of this line and the next."],
  [/^All sequence items must start/, "The items of a list are indented alike. Align this one with those before it."],
  [/^All mapping items must start/, "The keys of a mapping are indented alike. Align this one with those before it."],
  [
    /^Implicit keys need to be on a single line/,
    'This is read as a key, but has no ":" on its line. Add it, or check the indentation.',
  ],
  [
    /^Implicit map keys need to be followed/,
    'This is read as a key, but has no ":" after it. Add it, or check the indentation.',
  ],
  [/^Missing closing (['"])quote/, "The quote $1 is never closed. Close it, or remove it."],
  [/^Plain value cannot start with (?:reserved )?(?:character )?(.+)$/, "A text cannot begin with $1. Quote it."],
  [/^Invalid escape sequence (.+)$/, '"$1" means nothing between double quotes. Write it between single quotes.'],
  [
    /^Flow .* end with a (.)/,
    'The "$1" that closes this is missing, or its lines are not indented far enough. Add it, or indent them.',
  ],
  [/^Missing , or : between (.+) items/, "Items of a $1 need a comma between them. Add it."],
  [/^Missing , between (.+) items/, "Items of a $1 need a comma between them. Add it."],
  [/^Unresolved tag: (.+)$/, 'The tag "$1" is not known. Quote the text if it begins with "!".'],
];

/**
 * The faults that keep a text from being read as YAML, in plain words. What follows from another one is left out: all
 * that a tab breaks, and what is said again of the same place.
 */
export function yamlFaults(errors: readonly YAMLError[]): SourceFault[] {
  const tabs = errors.filter(({ code }) => code === "TAB_AS_INDENT");
  const told = new Set<number>();
  return (tabs.length > 0 ? tabs : errors).flatMap(({ message, pos: [start, end] }) => {
    if (told.has(start)) return [];
    told.add(start);
    return [{ kind: "syntax", span: { start, end }, message: plain(message) }];
  });
}

function plain(message: string): string {
  const first = (message.split("\n")[0] ?? "").replace(/[:.]$/, "");
  for (const [pattern, words] of WORDS) {
    const found = pattern.exec(first);
    if (found !== null) return words.replace("$1", () => found[1] ?? "");
  }
  return `This is no YAML: ${first}. Check the line.`;
}
