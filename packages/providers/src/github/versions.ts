import { createHash } from "node:crypto";
import type { Version } from "@tollgate/core/vocabulary/hint";

// The keys and versions of the objects of a change. Webhooks and reads both use these functions alone: a hint is
// settled only by a version in exactly the same form.

/** A short text that stands for a long one: hints and readings are stored, descriptions may be long. */
function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 24);
}

/** Line ends differ between GitHub's own answers for one text. */
function plainText(text: string | null | undefined): string {
  return (text ?? "").replaceAll("\r\n", "\n");
}

/** GitHub sends seconds in several spellings, and epoch seconds in a few payloads. */
export function isoTime(time: string | number): string {
  const date = new Date(typeof time === "number" ? time * 1000 : time);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

/** All that `pull` stands for. */
export interface PullState {
  readonly title: string;
  readonly body: string | null | undefined;
  readonly baseRef: string;
  /** One that is opened again may have another than it was closed with, and nothing else tells of it. */
  readonly headSha: string;
  readonly state: "open" | "closed" | "merged";
  readonly draft: boolean;
  readonly updatedAt: string;
}

export function pullVersion(pull: PullState): Version {
  return {
    at: isoTime(pull.updatedAt),
    value: digest(
      pull.title,
      plainText(pull.body),
      pull.baseRef,
      pull.headSha,
      pull.state,
      pull.draft ? "draft" : "ready",
    ),
  };
}

export function headVersion(sha: string, updatedAt: string | null | undefined): Version {
  return timed(updatedAt, { value: sha });
}

export function reviewKey(id: string | number): string {
  return `review:${id}`;
}

/** A review is submitted, and may be dismissed once: there is no way back. */
export function reviewVersion(state: string): Version {
  const upper = state.toUpperCase();
  return { order: [upper === "DISMISSED" ? 2 : 1], value: upper };
}

export function threadKey(id: string): string {
  return `thread:${id}`;
}

/** A conversation may be resolved and opened again, and nothing orders the two. */
export function threadVersion(resolved: boolean): Version {
  return { value: resolved ? "resolved" : "open" };
}

/** Two suites may each hold a check of one name by one App: two workflows do, or two events that start one. */
export function checkKey(appId: number | null, name: string, suite: number | null): string {
  return `check:${appId ?? 0}/${name}${suite === null ? "" : `#${suite}`}`;
}

/** Ids of check runs grow; within one, its status only moves forward. */
export function checkVersion(
  id: number | null,
  status: "queued" | "in_progress" | "completed",
  conclusion: string | null,
): Version {
  const rank = { queued: 0, in_progress: 1, completed: 2 }[status];
  const value = `${id ?? ""}:${status}:${conclusion ?? ""}`;
  return id === null ? { value } : { order: [id, rank], value };
}

/** GitHub has more words for a run that has not begun than anybody needs. */
export function checkStatus(status: string): "queued" | "in_progress" | "completed" {
  const lower = status.toLowerCase();
  if (lower === "completed" || lower === "in_progress") return lower;
  return "queued";
}

export function statusKey(context: string): string {
  return `status:${context}`;
}

/** A status is never changed, only followed by another. */
export function statusVersion(state: string, createdAt: string | null | undefined): Version {
  return timed(createdAt, { value: state.toLowerCase() });
}

/** A version with its time, where one was told. */
function timed(at: string | null | undefined, version: Version): Version {
  return at == null ? version : { at: isoTime(at), ...version };
}

export function commentKey(id: string | number): string {
  return `comment:${id}`;
}

export function commentVersion(body: string | null | undefined, updatedAt: string | null | undefined): Version {
  return timed(updatedAt, { value: digest(plainText(body)) });
}

export function groupKey(headSha: string): string {
  return `group:${headSha}`;
}
