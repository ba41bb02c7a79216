import type { ReviewThread } from "../../vocabulary/evidence.ts";
import { group, type Opening, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { count } from "../figures.ts";
import { closed } from "../openings.ts";

/** The first ones are listed. */
const MOST_LISTED = 10;
/** The author may resolve a conversation on their own change, as may whoever has write access. */
const BY_AUTHOR: Opening = { count: 1, ways: [{ id: "resolve-threads", by: "author", who: [] }] };

/** Whether every conversation on lines of the change is resolved. */
export function judgeThreads(threads: readonly ReviewThread[]): Verdict {
  const open = threads.filter(({ resolved }) => !resolved);
  if (open.length === 0) {
    return verdict("pass", threads.length === 0 ? "No conversation was started" : "Every conversation is resolved");
  }
  const parts = open.slice(0, MOST_LISTED).map(({ path, line, author, url }) => {
    const place = line === null ? path : `${path}:${line}`;
    return closed(
      "pending",
      `${author} started a conversation on ${place}${url === null ? "" : ` (${url})`}`,
      `The author answers it; whoever is satisfied, ${author} best of all, resolves it.`,
      BY_AUTHOR,
    );
  });
  const more = open.length - parts.length;
  const rest = closed(
    "pending",
    `${count(more, "more conversation")} not resolved`,
    "The author answers them; whoever is satisfied resolves them.",
    BY_AUTHOR,
  );
  return group(`${count(open.length, "conversation")} not resolved`, more > 0 ? [...parts, rest] : parts);
}
