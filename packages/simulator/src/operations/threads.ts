import type { Thread } from "../evidence.ts";
import { pullRequest } from "../present/change.ts";
import { reviewThread, threadComment } from "../present/thread.ts";
import type { Repository } from "../state.ts";
import { numberKey, repoById } from "../state.ts";
import { account, needPull, type PullName, patchPull, SimulatorError, type World } from "../world.ts";
import { conversationOperations } from "./conversation.ts";

/** Conversations on lines of a pull request. */
export function threadOperations(world: World) {
  function needThread(id: number): { thread: Thread; repo: Repository } {
    const thread = world.db.threads.get(id);
    const repo = thread && repoById(world.db, thread.repoId);
    if (thread === undefined || repo === undefined) throw new SimulatorError(`there is no thread ${id}`);
    return { thread, repo };
  }

  function tell(repo: Repository, thread: Thread, event: string, action: string, by: string, more: object): void {
    const pull = world.db.pulls.get(numberKey(repo.id, thread.number));
    if (pull === undefined) return;
    patchPull(world, pull, {});
    const payload = { action, ...more, pull_request: pullRequest(world, repo, pull, true) };
    world.emit({ event, repo, sender: by, payload });
  }

  function settle(id: number, action: "resolved" | "unresolved", by: string): void {
    const { repo } = needThread(id);
    const thread = world.db.threads.patch(id, { resolvedBy: action === "resolved" ? account(world, by).login : null });
    tell(repo, thread, "pull_request_review_thread", action, by, { thread: reviewThread(world, repo, thread) });
  }

  return {
    /** Comments on a line, or on the whole file; on GitHub that is a review of its own as well. */
    startThread(
      name: PullName,
      options: { by: string; path: string; line?: number | null; body?: string },
    ): { id: number } {
      const { repo, pull } = needPull(world, name);
      const { login } = account(world, options.by);
      const id = world.id();
      const body = options.body ?? "Why so?";
      const comment = { id: world.id(), author: login, body, at: world.iso() };
      const line = options.line === undefined ? 1 : options.line;
      const thread = world.db.threads.put(id, {
        id,
        repoId: repo.id,
        number: pull.number,
        path: options.path,
        line,
        resolvedBy: null,
        comments: [comment],
      });
      conversationOperations(world).review(name, { by: login, state: "COMMENTED" });
      const shown = { comment: threadComment(world, repo, thread, comment) };
      tell(repo, thread, "pull_request_review_comment", "created", login, shown);
      return { id };
    },
    resolveThread(id: number, options: { by?: string } = {}): void {
      settle(id, "resolved", options.by ?? needThread(id).thread.comments[0]?.author ?? "ghost");
    },
    unresolveThread(id: number, options: { by?: string } = {}): void {
      settle(id, "unresolved", options.by ?? needThread(id).thread.comments[0]?.author ?? "ghost");
    },
  };
}
