import type { Thread } from "../evidence.ts";
import type { Repository } from "../state.ts";
import { fullName, numberKey } from "../state.ts";
import type { View } from "../world.ts";
import { api, nodeId, user } from "./people.ts";
import { association } from "./repository.ts";

export function threadUrl(view: View, repo: Repository, thread: Thread): string {
  const first = thread.comments[0]?.id ?? thread.id;
  return `${view.url}/${fullName(repo)}/pull/${thread.number}#discussion_r${first}`;
}

/** GitHub's `pull-request-review-comment`, as webhooks carry it. */
export function threadComment(view: View, repo: Repository, thread: Thread, comment: Thread["comments"][number]) {
  const pullUrl = api(view, `/repos/${fullName(repo)}/pulls/${thread.number}`);
  const url = api(view, `/repos/${fullName(repo)}/pulls/comments/${comment.id}`);
  const html = threadUrl(view, repo, thread);
  const head = view.db.pulls.get(numberKey(repo.id, thread.number))?.headSha ?? "";
  return {
    url,
    pull_request_review_id: null,
    id: comment.id,
    node_id: nodeId("PRRC", comment.id),
    diff_hunk: "",
    path: thread.path,
    position: thread.line,
    original_position: thread.line,
    commit_id: head,
    original_commit_id: head,
    user: user(view, comment.author),
    body: comment.body,
    created_at: comment.at,
    updated_at: comment.at,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: association(view, repo, comment.author),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullUrl } },
    start_line: null,
    original_start_line: null,
    start_side: null,
    line: thread.line,
    original_line: thread.line,
    side: "RIGHT",
    subject_type: thread.line === null ? "file" : "line",
  };
}

/** The thread of a `pull_request_review_thread` event. */
export function reviewThread(view: View, repo: Repository, thread: Thread) {
  return {
    node_id: nodeId("PRRT", thread.id),
    comments: thread.comments.map((comment) => threadComment(view, repo, thread, comment)),
  };
}
