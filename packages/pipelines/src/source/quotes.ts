/** Stand for white space between the lines of a quoted text that were joined; of no use in texts that people write. */
const PAD = "\uE000";
const BREAK = "\uE001";
const JOINED = /(\uE001*)\uE000+/g;

/** Longer quoted texts are taken for ones that somebody forgot to close. */
const MAX_LINES = 20;

/**
 * The lines of a quoted text joined to one, at the same length. GitHub takes quoted texts whose further lines are not
 * indented deeper than what they belong to; the YAML library does not. Undefined where there is nothing to join, or
 * where it rather looks like a quote that was never closed.
 * @param near the offset at which the library missed the closing quote
 */
export function joinedQuotes(text: string, quote: string, near: number): string | undefined {
  const open = text.lastIndexOf(quote, near - 1);
  if (open < 0) return undefined;
  let close = open + 1;
  while (close < text.length && text[close] !== quote) close += text[close] === "\\" && quote === '"' ? 2 : 1;
  const inside = text.slice(open + 1, close);
  const lines = inside.split("\n");
  if (close >= text.length || lines.length > MAX_LINES) return undefined;
  if (lines.slice(1).some((line) => /^\s*(?:- |#|[\w.-]+:(?:\s|$))/.test(line))) return undefined;
  const joined = inside.replace(/[ \t]*(?:\r?\n[ \t]*)+/g, (space) => {
    const breaks = BREAK.repeat(space.split("\n").length - 2);
    return breaks + PAD.repeat(space.length - breaks.length);
  });
  return joined === inside ? undefined : text.slice(0, open + 1) + joined + text.slice(close);
}

/** What a joined text stands for: one line break is a space, of several all but one are kept. */
export function unjoined(value: string): string {
  if (!value.includes(PAD)) return value;
  return value.replace(JOINED, (_, breaks: string) => (breaks === "" ? " " : "\n".repeat(breaks.length)));
}
