/**
 * Reading of a description as people see it. Every function is one pass over the text: a description may be 64 KiB of
 * anything, and an expression that backtracks would let its author stop the gate.
 */

/** Takes `<!-- ... -->` out; one that is never closed hides all that follows, as it does on the forge. */
export function withoutComments(text: string): string {
  let kept = "";
  let from = 0;
  for (;;) {
    const start = text.indexOf("<!--", from);
    if (start < 0) return kept + text.slice(from);
    kept += text.slice(from, start);
    const end = text.indexOf("-->", start + 4);
    if (end < 0) return kept;
    from = end + 3;
  }
}

/** Takes fenced code blocks and code spans out: what stands in them refers to nothing. */
export function withoutCode(text: string): string {
  const kept: string[] = [];
  let fence: string | null = null;
  for (const line of text.split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null && mark !== undefined) fence = mark;
    else if (fence === null) kept.push(line.replaceAll(/`[^`]*`/g, " "));
    else if (mark?.startsWith(fence) === true) fence = null;
  }
  return kept.join("\n");
}

/**
 * What the author wrote: without comments, and without what a template brings along (headings, rules, empty bullets,
 * boxes that nobody ticked). White space is folded to single spaces.
 */
export function ownWords(text: string): string {
  return withoutComments(text)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !isTemplateLine(line))
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function isTemplateLine(line: string): boolean {
  return (
    /^#{1,6}(\s|$)/.test(line) || /^([-*_=]\s*){3,}$/.test(line) || /^[-*+]$/.test(line) || /^[-*+]\s+\[ ?\]/.test(line)
  );
}
