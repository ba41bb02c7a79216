import type { Opening, Verdict } from "../vocabulary/verdict.ts";

/** The author repairs it and pushes. */
export const BY_PUSH: Opening = { count: 1, ways: [{ id: "push", by: "author", who: [], pushes: true }] };

/** The author writes another description, or title; the commit stays as it is. */
export const BY_DESCRIPTION: Opening = { count: 1, ways: [{ id: "edit-description", by: "author", who: [] }] };
export const BY_TITLE: Opening = { count: 1, ways: [{ id: "edit:title", by: "author", who: [] }] };

/** CI brings it by itself. */
export const BY_CI: Opening = { count: 1, ways: [{ id: "ci", by: "wait", who: [] }] };

/** Whoever administers the repository changes its policy. */
export const BY_POLICY: Opening = { count: 1, ways: [{ id: "policy", by: "operator", who: [] }] };

/** A verdict that does not open, with who can make it open. */
export function closed(
  outcome: "fail" | "pending" | "error",
  title: string,
  remedy: string,
  opensBy: Opening,
): Verdict {
  return { outcome, title, remedy, opensBy };
}
