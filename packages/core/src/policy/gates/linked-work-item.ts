import { z } from "zod";
import { TIERS } from "../../vocabulary/tier.ts";
import { type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { defineGate } from "../gate.ts";
import { withoutCode, withoutComments } from "../markdown.ts";
import { BY_DESCRIPTION, closed } from "../openings.ts";
import { findPattern, patternSchema } from "../pattern.ts";

/** More are not listed: the verdict is to be read. */
const MAX_LISTED = 5;

export const linkedWorkItem = defineGate({
  name: "dor/linked-work-item",
  step: "ready",
  category: "warning",
  // A trial of an idea seldom has a work item yet.
  tiers: TIERS.filter((tier) => tier !== "experimental"),
  purpose: "The change says which issue or ticket it belongs to.",
  reads: ["linkedItems", "title", "body", "headRef"],
  params: z.strictObject({
    // Keys like ABC-123 are not taken by default: UTF-8, SHA-256 and COVID-19 look the same. A team that uses a
    // tracker names its own prefix here. The tracker's URLs need no pattern.
    patterns: z
      .array(patternSchema)
      .max(20)
      .default([])
      .describe("Regular expressions (RE2) of your tracker's keys, looked for in title, description and branch name."),
  }),
  judge({ linkedItems, title, body, headRef }, { patterns }): Verdict {
    const visible = withoutCode(withoutComments(body));
    const found = new Set(linkedItems.map((item) => item.reference));
    for (const text of [title, visible]) for (const reference of forgeReferences(text)) found.add(reference);
    for (const pattern of patterns) {
      // The first text that holds it is enough: the same key stands in all three more often than not.
      for (const text of [title, visible, headRef]) {
        const key = findPattern(pattern, text);
        if (key !== null && key !== "") {
          found.add(key);
          break;
        }
      }
    }
    if (found.size > 0) {
      const listed = [...found].slice(0, MAX_LISTED).join(", ");
      const more = found.size > MAX_LISTED ? ` and ${found.size - MAX_LISTED} more` : "";
      return verdict("pass", `Belongs to ${listed}${more}`);
    }
    const orKey =
      patterns.length === 0 ? "" : `, or a key that matches ${patterns.map((p) => `\`${p}\``).join(" or ")}`;
    return closed(
      "fail",
      "No issue or ticket is named",
      `The author writes "Closes #12" (or the issue's URL${orKey}) into the description, or links an issue.`,
      BY_DESCRIPTION,
    );
  },
});

/** `#12`, `GH-12`, `owner/name#12` and the URLs of issues, as the forge itself reads them. */
function forgeReferences(text: string): string[] {
  const found: string[] = [];
  for (const token of text.split(/[\s<>()[\]"',;|*]+/)) {
    const reference = /^https?:\/\//i.test(token) ? issueUrl(token) : shortReference(token);
    if (reference !== null) found.push(reference);
  }
  return found;
}

function issueUrl(url: string): string | null {
  const path = /^https?:\/\/[^/]+\/([^?#]+)/i.exec(url)?.[1];
  if (path === undefined) return null;
  // Of a sentence that the address ends.
  let end = path.length;
  while (".:!".includes(path[end - 1] ?? "none")) end--;
  const parts = path
    .slice(0, end)
    .split("/")
    .filter((part) => part !== "" && part !== "-");
  const at = parts.findIndex((part) => /^(?:issues?|work_items|browse)$/.test(part));
  const id = at < 0 ? undefined : parts[at + 1];
  if (id === undefined) return null;
  if (/^[1-9]\d*$/.test(id)) return at >= 2 ? `${parts.slice(0, at).join("/")}#${id}` : null;
  return /^[A-Z][A-Z0-9_]*-\d+$/.test(id) ? id : null;
}

function shortReference(token: string): string | null {
  const github = /^GH-([1-9]\d{0,9})\W?$/i.exec(token)?.[1];
  if (github !== undefined) return `#${github}`;
  for (const match of token.matchAll(/#([1-9]\d{0,9})(?!\w)/g)) {
    // The look back is bounded: a token may be as long as the whole description.
    const before = token.slice(Math.max(0, match.index - 200), match.index);
    // `&#12;` is an entity; `name#12` without an owner is a file's anchor.
    if (before === "" || /[^\w&/.#-]$/.test(before)) return `#${match[1]}`;
    const repository = /(?:^|[^\w./-])([\w.-]+\/[\w.-]+)$/.exec(before)?.[1];
    if (repository !== undefined) return `${repository}#${match[1]}`;
  }
  return null;
}
