import { z } from "zod";
import { type ChangeRef, ForgeError } from "../forge.ts";
import { type Client, repoPath } from "./client.ts";
import { isMissing } from "./errors.ts";
import { type CommentPart, personOf } from "./parts.ts";
import type { Identity, People } from "./people.ts";
import { commentSchema } from "./schema.ts";

/** Stands at the beginning of our one comment on a change; people do not see it. */
export const COMMENT_MARKER = "<!-- tollgate:comment -->";

/** GitHub refuses longer ones. */
const MAX_COMMENT = 65_536;

/**
 * Whether a comment is the one we keep: by its marker and by who wrote it, since anybody can copy a marker. Where
 * GitHub does not tell who we are, only what an App wrote is taken for ours.
 */
export function isOurComment(comment: Pick<CommentPart, "author" | "body">, identity: Identity | null): boolean {
  if (!comment.body.trimStart().startsWith(COMMENT_MARKER)) return false;
  if (identity?.login == null) return comment.author.kind === "bot";
  return comment.author.login.toLowerCase() === identity.login.toLowerCase();
}

/**
 * Makes our one comment have this body: found, created or updated, and left alone where it already says so.
 * @param last the id of the comment, where we wrote it so lately that a list may lag behind that
 * @returns its id; null where there is none
 */
export async function ensureComment(
  client: Client,
  people: People,
  ref: ChangeRef,
  body: string,
  signal: AbortSignal,
  last: string | null = null,
): Promise<string | null> {
  const wanted = commentText(body);
  const write = async (method: "POST" | "PATCH", path: string): Promise<string | null> => {
    const { json } = await client.send(ref.repository, {
      method,
      path: repoPath(ref.repository) + path,
      body: { body: wanted },
      signal,
      needs: "Pull requests: write",
    });
    // It is written, whatever a server has to say of it.
    const { data } = commentSchema.safeParse(json);
    return data === undefined ? null : String(data.id);
  };
  const update = (id: string | number) => write("PATCH", `/issues/comments/${id}`);
  if (last !== null) {
    try {
      return await update(last);
    } catch (error) {
      // Somebody deleted it.
      if (!(error instanceof ForgeError) || !isMissing(error)) throw error;
    }
  }
  const identity = await people.identity();
  const path = `/issues/${ref.number}/comments`;
  const comments = await client.getAll(ref.repository, `${path}?per_page=100`, z.array(commentSchema), {
    signal,
    needs: "Pull requests: read",
  });
  const ours = comments.find((comment) =>
    isOurComment({ author: personOf(comment.user?.login, comment.user?.type), body: comment.body ?? "" }, identity),
  );
  if (ours === undefined || String(ours.id) === last) return body === "" ? null : await write("POST", path);
  const same = (ours.body ?? "").replaceAll("\r\n", "\n").trimEnd() === wanted.trimEnd();
  return same ? String(ours.id) : await update(ours.id);
}

function commentText(body: string): string {
  return cut(`${COMMENT_MARKER}\n${body}`, MAX_COMMENT, "\n\n… cut off: see the details on Tollgate.");
}

/** The text with at most so many UTF-16 units; `end` says that it was cut. */
export function cut(text: string, max: number, end: string): string {
  if (text.length <= max) return text;
  let kept = text.slice(0, Math.max(0, max - end.length));
  // Half a surrogate pair is no character.
  if (/[\uD800-\uDBFF]$/.test(kept)) kept = kept.slice(0, -1);
  return kept + end;
}
