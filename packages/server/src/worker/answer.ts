import { isEdited, peopleOf } from "@tollgate/core/change/decide";
import type { ChangeReading } from "@tollgate/core/change/reading";
import { type ChangeRequest, parseComment } from "@tollgate/core/change/requests";
import { answer } from "@tollgate/core/change/summary";
import type { Forge } from "@tollgate/providers/forge";
import type { Answer, StoredCommand } from "../store/commands.ts";
import type { Decision } from "./decision.ts";

export type CommandAnswer = Answer & { readonly id: string };

function requestOf({ type, body }: StoredCommand): ChangeRequest {
  if (type === "approve-final" || type === "reject-final") {
    return { type, sha: String(body.sha).toLowerCase(), note: typeof body.note === "string" ? body.note : "" };
  }
  return { type: "recheck" };
}

/**
 * Answers what the comments of a reading ask and what came by API, in that order, after the reading was judged.
 * Comments are levels: they are found by reading, whether their webhook came or not, and each line is answered once.
 * @param settled false while the forge has announced what the read does not show yet: a final word is then kept for the
 *   next read, since refusing it for what is about to be seen would refuse it for good
 */
export async function answerAll(
  decision: Decision,
  forge: Forge,
  repository: string,
  reading: ChangeReading,
  commands: readonly StoredCommand[],
  settled: boolean,
): Promise<readonly CommandAnswer[]> {
  const people = peopleOf(reading);
  for (const comment of reading.comments.known ? reading.comments.value : []) {
    if (comment.ours) continue;
    const lines = parseComment(comment.body);
    for (const [index, line] of lines.entries()) {
      const key = `comment:${comment.id}:${index}`;
      if (decision.state.processed.includes(key)) continue;
      const { login, kind } = comment.author;
      if (!line.ok) {
        decision.ask({ type: "misunderstood", key, by: login, reason: line.reason });
        continue;
      }
      const { request } = line;
      if ("sha" in request && isEdited(comment)) {
        const reason = "An edited comment decides nothing, since others may edit it too. Write a new one.";
        decision.ask({ type: "misunderstood", key, by: login, reason });
        continue;
      }
      if (request.type === "approve-final" && !settled) continue;
      const role = await forge.roleOf(repository, login);
      const by = { name: login, login, kind, role };
      decision.ask({ type: "ask", request, key, via: { kind: "comment", commentId: comment.id }, by, people });
    }
  }
  const due = commands.filter((command) => settled || command.type !== "approve-final");
  return due.map((command): CommandAnswer => {
    const { id, actor } = command;
    const by = { name: actor.login ?? actor.subject, login: actor.login, kind: "user" as const, role: actor.role };
    const refused = decision.ask({
      type: "ask",
      request: requestOf(command),
      key: `command:${id}`,
      via: { kind: "api", commandId: id },
      by,
      people,
    });
    if (refused !== null) return { id, status: "refused", message: refused };
    return { id, status: "accepted", message: answer(decision.state, decision.summary) };
  });
}
