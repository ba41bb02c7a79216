import { literal, type OutNode } from "./output.ts";
import { quoted } from "./steps.ts";
import { equal, weaker } from "./translation.ts";
import type { TextValue } from "./values.ts";

/** The name of a branch or tag, or a regular expression between slashes, as a filter of GitHub's events. */
export function refFilter(rule: string, name: TextValue): OutNode {
  const pattern = regexOf(name.text);
  if (pattern === undefined) {
    const text = name.text.replaceAll(/([*?+[\]!])/g, "\\$1");
    return literal(text).carries(equal(`${rule}-name`, text, name));
  }
  const glob = globOf(pattern);
  const reason =
    glob === undefined
      ? "GitHub has no regular expressions for branches, and no pattern says the same: all are built."
      : "GitHub has no regular expressions for branches; the pattern says nearly the same.";
  return literal(glob ?? "**").carries(weaker(`${rule}-pattern`, reason, glob ?? "**", name));
}

/** What stands between the slashes of a regular expression. */
export function regexOf(text: string): string | undefined {
  return /^\/(.*)\/[a-z]*$/.exec(text)?.[1];
}

/** A pattern of GitHub for simple regular expressions. */
export function globOf(pattern: string): string | undefined {
  let left = pattern;
  const atStart = left.startsWith("^");
  const atEnd = /(^|[^\\])\$$/.test(left);
  left = left.slice(atStart ? 1 : 0, atEnd ? -1 : undefined);
  let glob = "";
  while (left !== "") {
    const token = /^(\\d\+|\[0-9\]\+|\\d\*|\\d|\[0-9\]|\.\*|\.\+|\\[./_-]|\(\.\*\)|[A-Za-z0-9_/-]|\.)/.exec(left)?.[0];
    if (token === undefined) return undefined;
    left = left.slice(token.length);
    if (/^[*+?{]/.test(left)) return undefined;
    if (token === "\\d+" || token === "[0-9]+") glob += "[0-9]+";
    else if (token === "\\d*") glob += "*";
    else if (token === "\\d" || token === "[0-9]") glob += "[0-9]";
    else if (token === ".") glob += "*";
    else if (token.includes(".") && !token.startsWith("\\")) glob += "**";
    else glob += token.replace("\\", "");
  }
  const front = atStart ? "" : "**";
  return `${front}${glob}${atEnd ? "" : "**"}`.replaceAll(/\*{3,}/g, "**");
}

/**
 * A regular expression as a condition of GitHub, which has none: comparisons of the whole, of a beginning or an end.
 * @param left the expression that is compared
 * @param full whether the pattern must fit the whole text
 * @returns undefined where nothing near can be said; `exact` tells whether it says just the same
 */
export function regexCondition(
  left: string,
  pattern: string,
  full: boolean,
): { text: string; exact: boolean } | undefined {
  const start = full || pattern.startsWith("^");
  const end = full || /(^|[^\\])\$$/.test(pattern);
  const inner = pattern.replace(/^\^/, "").replace(/([^\\]|^)\$$/, "$1");
  const group = /^\((?:\?:)?([^()]*)\)$/.exec(inner)?.[1];
  const apart = group === undefined && /^[^()[\]]+$/.test(pattern) && pattern.includes("|");
  if (group !== undefined || apart) {
    // Without parentheses an anchor belongs to the part that it stands in.
    const parts = (group ?? pattern).split("|").map((part) => {
      if (group === undefined) return regexCondition(left, part, full);
      return regexCondition(left, `${start ? "^" : ""}${part}${end ? "$" : ""}`, false);
    });
    const found = parts.filter((part) => part !== undefined);
    if (found.length < parts.length) return undefined;
    return { text: `(${found.map(({ text }) => text).join(" || ")})`, exact: found.every(({ exact }) => exact) };
  }
  if (/^(\.\*)*$/.test(inner)) return { text: "true", exact: true };
  const words = /^((?:\\[./_-]|[A-Za-z0-9_/ -](?![*+?{]))*)(.*)$/.exec(inner);
  const prefix = (words?.[1] ?? "").replaceAll("\\", "");
  const rest = words?.[2] ?? "";
  if (rest === "") {
    if (start && end) return { text: `${left} == ${quoted(prefix)}`, exact: true };
    const name = start ? "startsWith" : end ? "endsWith" : "contains";
    return { text: `${name}(${left}, ${quoted(prefix)})`, exact: true };
  }
  const tail = /^\.\*((?:\\[./_-]|[A-Za-z0-9_/-])*)$/.exec(rest)?.[1]?.replaceAll("\\", "");
  const front = start ? "startsWith" : "contains";
  if (tail !== undefined && prefix !== "") {
    const begins = `${front}(${left}, ${quoted(prefix)})`;
    if (tail === "") return { text: begins, exact: true };
    return { text: `(${begins} && ${end ? "endsWith" : "contains"}(${left}, ${quoted(tail)}))`, exact: start && end };
  }
  if (tail !== undefined) return { text: `${end ? "endsWith" : "contains"}(${left}, ${quoted(tail)})`, exact: true };
  return prefix === "" ? undefined : { text: `${front}(${left}, ${quoted(prefix)})`, exact: false };
}
