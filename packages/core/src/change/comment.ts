import { escapeMarkdown } from "./render.ts";
import { REQUESTS } from "./requests.ts";
import type { ChangeState } from "./state.ts";
import { answer, type ReviewSummary } from "./summary.ts";

/**
 * The body of our one comment on a change: the answers to the last commands, newest first. Null while nobody has asked
 * for anything: Tollgate does not speak unasked, its checks do.
 */
export function renderComment(state: ChangeState, summary: ReviewSummary, link: string | null): string | null {
  if (state.replies.length === 0) return null;
  const parts = state.replies.toReversed().map((reply) => {
    const asked = `**${escapeMarkdown(reply.by)}** asked for \`${reply.request}\``;
    if (reply.text !== "") return `- ${asked}: ${escapeMarkdown(reply.text)}`;
    return `- ${asked}: ${reply.request === "recheck" ? "everything was read again." : "see below."}`;
  });
  const sections = [parts.join("\n"), `**${escapeMarkdown(answer(state, summary))}**`];
  if (state.replies.some((reply) => reply.request === "explain") && summary.missing.length > 0) {
    const list = summary.missing.map(
      (item) =>
        `1. \`${item.gate}\`: ${escapeMarkdown(`${item.condition} ${item.action}`)} *(${escapeMarkdown(item.who.join(", "))})*`,
    );
    sections.push(`What is missing:\n\n${list.join("\n")}`);
  }
  const help = Object.values(REQUESTS).map((request) => `\`${request.usage}\``);
  sections.push(`<sub>${summary.state}${link === null ? "" : ` · [details](${link})`} · ${help.join(" · ")}</sub>`);
  return sections.join("\n\n");
}
