import type { SourceDocument } from "../source/document.ts";
import type { Construct } from "./constructs.ts";

/**
 * The comments of a file by the construct that they explain: the next one below, or the one on their line. What stands
 * above everything, apart from the first construct, is the file's own.
 */
export function commentsByConstruct(
  document: SourceDocument,
  constructs: readonly Construct[],
): { head: readonly string[]; by: ReadonlyMap<number, readonly string[]> } {
  const head: string[] = [];
  const by = new Map<number, string[]>();
  const first = constructs[0]?.span.start ?? 0;
  // The block right above the first construct explains that, unless the file begins with it, as with a licence.
  let own = document.lines.position(first).line;
  while (own > 1 && /^\s*#/.test(document.lines.line(own - 1))) own--;
  if (own <= 2) own = document.lines.position(first).line;
  let next = 0;
  for (const { span, text } of document.comments) {
    while (next < constructs.length && (constructs[next]?.span.start ?? 0) < span.start) next++;
    const before = constructs[next - 1];
    // Within a block of text a "#" is no comment of the file.
    if (before !== undefined && span.start < before.span.end) continue;
    const line = document.lines.position(span.start).line;
    const words = text.replace(/^#* ?/, "").trimEnd();
    if (words.replaceAll(/[#*=_ -]/g, "") === "" || text.startsWith("!")) continue;
    if (span.start < first && line < own) {
      head.push(words);
      continue;
    }
    const trailing = before !== undefined && document.lines.position(before.span.start).line === line;
    const target = trailing ? before : constructs[next];
    if (target === undefined) head.push(words);
    else by.set(target.span.start, [...(by.get(target.span.start) ?? []), words]);
  }
  return { head, by };
}
