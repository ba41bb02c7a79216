import type { FactKey, Review } from "@tollgate/core/vocabulary/fact";
import type { Hint, Version } from "@tollgate/core/vocabulary/hint";
import { z } from "zod";
import type { Translation } from "../forge.ts";
import { COMMENT_MARKER } from "./comment.ts";
import { personOf, reviewState } from "./parts.ts";
import {
  commentKey,
  commentVersion,
  groupKey,
  headVersion,
  type PullState,
  pullVersion,
  reviewKey,
  reviewVersion,
  threadKey,
  threadVersion,
} from "./versions.ts";
import type { Translator } from "./webhook.ts";
import { blind, HEAD_FACTS } from "./webhook-hints.ts";

type Changes = Pick<Translation, "changes">;

const user = z.object({ login: z.string(), type: z.string().nullish() }).nullish();
/** Only what addresses the pull request has to be there; with less than all of the rest its version is not known. */
const pull = z.object({
  number: z.number(),
  title: z.string().nullish(),
  body: z.string().nullish(),
  state: z.string().nullish(),
  merged_at: z.string().nullish(),
  merged: z.boolean().nullish(),
  draft: z.boolean().nullish(),
  updated_at: z.string().nullish(),
  head: z.object({ sha: z.string() }),
  base: z.object({ ref: z.string() }),
});
const pullRequestPayload = z.object({
  action: z.string(),
  pull_request: pull,
  changes: z.record(z.string(), z.unknown()).nullish(),
  sender: user,
});

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request */
const pullRequest: Translator = (payload) => {
  const { action, pull_request: change, changes, sender } = pullRequestPayload.parse(payload);
  const { number } = change;
  const by = sender == null ? "" : ` by ${sender.login}`;
  const hint = (closing: Hint["closing"], facts: readonly FactKey[], says: string): Changes => ({
    changes: [{ number, hint: { object: "pull", version: versionOf(change), closing, facts, says } }],
  });
  switch (action) {
    case "opened": {
      const opened = hint("no", [], `opened${by}`);
      if (stateOf(change) !== null) return opened;
      // A read that shows its head has seen all that there is of it.
      const version = headVersion(change.head.sha, change.updated_at);
      return { changes: opened.changes.map((one) => ({ number, hint: { ...one.hint, object: "head", version } })) };
    }
    case "reopened":
      return hint("unknown", [], `reopened${by}`);
    case "closed":
      return hint("yes", [], change.merged_at == null ? `closed${by}` : `merged${by}`);
    case "converted_to_draft":
      return hint("yes", ["draft"], `made a draft${by}`);
    case "ready_for_review":
      return hint("no", ["draft"], `made ready for review${by}`);
    case "synchronize": {
      const { sha } = change.head;
      const says = `new head ${sha.slice(0, 12)}${by}`;
      const version = headVersion(sha, change.updated_at);
      return { changes: [{ number, hint: { object: "head", version, closing: "yes", facts: HEAD_FACTS, says } }] };
    }
    case "edited": {
      // Another base means other rules, another policy, other links: everything is in doubt.
      if (changes?.base !== undefined) return hint("yes", [], `base changed to ${change.base.ref}${by}`);
      const edited = ["title", "body"].filter((field) => changes?.[field] !== undefined);
      if (edited.length === 0) return {};
      const facts: FactKey[] = edited.includes("body") ? ["body", "linkedItems"] : [];
      if (edited.includes("title")) facts.push("title");
      return hint("unknown", facts, `${edited.join(" and ")} edited${by}`);
    }
    case "enqueued":
    case "dequeued":
      // The group itself comes by merge_group; a read looks whether it is there.
      return { changes: [{ number, hint: blind("queue", "no", [], `${action}${by}`) }] };
    default:
      return {};
  }
};

/** Null where the payload does not tell all of it. */
function stateOf(change: z.infer<typeof pull>): PullState | null {
  const { title, body, state, updated_at: updatedAt } = change;
  if (title == null || state == null || updatedAt == null) return null;
  const merged = change.merged === true || change.merged_at != null;
  return {
    title,
    body,
    baseRef: change.base.ref,
    headSha: change.head.sha,
    state: merged ? "merged" : state === "closed" ? "closed" : "open",
    draft: change.draft ?? false,
    updatedAt,
  };
}

function versionOf(change: z.infer<typeof pull>): Version {
  const state = stateOf(change);
  return state === null ? {} : pullVersion(state);
}

const reviewPayload = z.object({
  action: z.string(),
  pull_request: z.object({ number: z.number() }),
  review: z.object({
    id: z.number(),
    state: z.string(),
    user,
    commit_id: z.string().nullish(),
    submitted_at: z.string().nullish(),
  }),
  sender: user,
});

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review */
const pullRequestReview: Translator = (payload) => {
  const { action, pull_request: change, review, sender } = reviewPayload.parse(payload);
  // An edited review has another text and the same word.
  if (action !== "submitted" && action !== "dismissed") return {};
  const state = action === "dismissed" ? "dismissed" : review.state.toLowerCase();
  const dismissed = state === "dismissed";
  const reviewer = review.user?.login ?? "ghost";
  const says = dismissed
    ? `review by ${reviewer} dismissed${sender == null ? "" : ` by ${sender.login}`}`
    : `${state === "approved" ? "approval" : state.replaceAll("_", " ")} by ${reviewer}`;
  const closing = state === "approved" || state === "commented" ? "no" : "yes";
  const shown: Review = {
    id: String(review.id),
    author: personOf(review.user?.login, review.user?.type),
    state: reviewState(state),
    commit: review.commit_id ?? null,
    submittedAt: review.submitted_at ?? "",
    canPush: null,
  };
  const hint: Hint = {
    object: reviewKey(review.id),
    version: reviewVersion(state),
    closing,
    facts: dismissed ? ["reviews"] : ["reviews", "threads"],
    says,
    // What it says is told in full, but not whether it begins conversations.
    ...(review.submitted_at == null
      ? {}
      : {
          shows: {
            fact: "reviews" as const,
            value: shown,
            ...(dismissed ? {} : { besides: ["threads"] as const }),
          },
        }),
  };
  return { changes: [{ number: change.number, hint }] };
};

const threadPayload = z.object({
  action: z.string(),
  pull_request: z.object({ number: z.number() }),
  thread: z.object({
    node_id: z.string().nullish(),
    comments: z.array(z.object({ path: z.string().nullish() })).nullish(),
  }),
  sender: user,
});

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review_thread */
const reviewThread: Translator = (payload) => {
  const { action, pull_request: change, thread, sender } = threadPayload.parse(payload);
  if (action !== "resolved" && action !== "unresolved") return {};
  const path = thread.comments?.[0]?.path;
  const says = `conversation${path == null ? "" : ` on ${path}`} ${action}${sender == null ? "" : ` by ${sender.login}`}`;
  const resolved = action === "resolved";
  const closing = resolved ? "no" : "yes";
  const hint: Hint =
    thread.node_id == null
      ? blind("threads", closing, ["threads"], says)
      : { object: threadKey(thread.node_id), version: threadVersion(resolved), closing, facts: ["threads"], says };
  return { changes: [{ number: change.number, hint }] };
};

const alertPayload = z.object({
  action: z.string(),
  alert: z.object({ number: z.number().nullish() }).nullish(),
  ref: z.string().nullish(),
  sender: user,
});

/**
 * An alert on a pull request's own refs is about that change alone. What a person dismisses or opens again names no ref
 * and holds everywhere. What a scan of a branch found or lost changes nothing for the open changes until they are read.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#code_scanning_alert
 */
const codeScanningAlert: Translator = (payload) => {
  const { action, alert, ref, sender } = alertPayload.parse(payload);
  const good = action === "fixed" || action === "closed_by_user";
  const by = action.endsWith("_by_user") && sender != null ? ` by ${sender.login}` : "";
  const says = `code scanning alert ${alert?.number ?? ""} ${action.replace("_by_user", "").replaceAll("_", " ")}${by}`;
  const hint = blind("code-scanning", good ? "no" : "yes", ["codeScanning"], says);
  const number = /^refs\/pull\/(\d+)\/(?:merge|head)$/.exec(ref ?? "")?.[1];
  if (number !== undefined) return { changes: [{ number: Number(number), hint }] };
  return action.endsWith("_by_user") ? { repositories: [{ baseRef: null, hint }] } : {};
};

const commentPayload = z.object({
  action: z.string(),
  issue: z.object({ number: z.number(), pull_request: z.unknown().optional() }),
  comment: z.object({
    id: z.number(),
    body: z.string().nullish(),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
    user,
  }),
  changes: z.object({ body: z.object({ from: z.string().nullish() }).nullish() }).nullish(),
});

const COMMAND = /^[ \t]*\/tollgate\b/m;
/** Commands that only ask, or only say yes: a new one cannot make anything worse. */
const HARMLESS = /^[ \t]*\/tollgate[ \t]+(?:status|explain|recheck|help|approve-final)\b/;

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_comment */
const issueComment: Translator = (payload) => {
  const { action, issue, comment, changes } = commentPayload.parse(payload);
  if (issue.pull_request === null) return {};
  // GitHub marks the issues that are pull requests; where nothing is said, a server may not have the mark.
  const ifOpen = issue.pull_request === undefined ? { ifOpen: true as const } : {};
  const body = comment.body ?? "";
  const before = changes?.body?.from ?? "";
  const author = comment.user?.login ?? "ghost";
  // Our own comment explains commands. A copied marker hides nothing: an App's comments give no commands.
  if (body.trimStart().startsWith(COMMENT_MARKER) && (comment.user?.type === "Bot" || !COMMAND.test(body))) return {};
  const object = commentKey(comment.id);
  const hint = (version: Hint["version"], closing: Hint["closing"], says: string): Changes => ({
    changes: [{ number: issue.number, hint: { object, version, closing, facts: [], says }, ...ifOpen }],
  });
  const version = commentVersion(body, comment.updated_at ?? comment.created_at);
  if (action === "created" && COMMAND.test(body)) {
    const commands = body.split(/\r?\n/).filter((line) => COMMAND.test(line));
    const harmless = commands.every((line) => HARMLESS.test(line));
    return hint(version, harmless ? "no" : "unknown", `command by ${author}`);
  }
  if (action === "edited" && (COMMAND.test(body) || COMMAND.test(before))) {
    return hint(version, "unknown", `command by ${author} edited`);
  }
  if (action === "deleted" && COMMAND.test(body)) {
    return hint({ value: "absent" }, "unknown", `command by ${author} deleted`);
  }
  return {};
};

const groupPayload = z.object({
  action: z.string(),
  merge_group: z.object({
    head_sha: z.string(),
    head_ref: z.string(),
    base_ref: z.string(),
    base_sha: z.string().nullish(),
  }),
});

/**
 * The queue's branch is called `gh-readonly-queue/main/pr-12-<sha>`: it names the last of the group's changes only.
 * The others are found by a read of the queue.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#merge_group
 */
const mergeGroup: Translator = (payload) => {
  const { action, merge_group: group } = groupPayload.parse(payload);
  if (action !== "checks_requested" && action !== "destroyed") return {};
  const number = /\/pr-(\d+)-[0-9a-f]+$/.exec(group.head_ref)?.[1];
  const gone = action === "destroyed";
  const hint: Hint = {
    object: groupKey(group.head_sha),
    // The hint holds all that there is to know; only its end can be confirmed by what a read does not show.
    version: gone ? { value: "absent" } : { anyRead: true },
    closing: "no",
    facts: [],
    says: gone ? "merge group given up" : `merge group ${group.head_sha.slice(0, 12)} built`,
  };
  const members = number === undefined ? [] : [Number(number)];
  const baseRef = group.base_ref.replace(/^refs\/heads\//, "");
  const parent = group.base_sha == null ? {} : { parent: group.base_sha };
  return { groups: [{ group: { headSha: group.head_sha, baseRef, members, ...parent }, hint }] };
};

export const CHANGE_EVENTS: Readonly<Record<string, Translator>> = {
  pull_request: pullRequest,
  pull_request_review: pullRequestReview,
  pull_request_review_thread: reviewThread,
  code_scanning_alert: codeScanningAlert,
  issue_comment: issueComment,
  merge_group: mergeGroup,
};
