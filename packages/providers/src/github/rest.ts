import type { Sibling } from "@tollgate/core/change/reading";
import { z } from "zod";
import { type ChangeRef, ForgeError, type RepositoryName } from "../forge.ts";
import type { Client, RequestMore } from "./client.ts";
import { isMissing } from "./errors.ts";
import {
  type CheckPart,
  type CommentPart,
  type CommitPart,
  checkRunPart,
  MAX_COMMITS,
  type PullPart,
  personOf,
  type ReviewPart,
  reviewState,
  statusPart,
} from "./parts.ts";
import {
  checkRunsSchema,
  combinedStatusSchema,
  commentSchema,
  listedPullSchema,
  pullCommitSchema,
  pullSchema,
  reviewSchema,
  statusSchema,
  type WireListedPull,
  type WireStatus,
} from "./schema.ts";
import { isoTime } from "./versions.ts";

// The parts of a pull request by REST: for what GraphQL did not bring.

export async function restPull(client: Client, ref: ChangeRef): Promise<PullPart> {
  const pull = await client.get(ref.repository, `/pulls/${ref.number}`, pullSchema, { needs: "Pull requests: read" });
  const merged = pull.merged === true || pull.merged_at != null;
  return {
    number: pull.number,
    title: pull.title,
    body: pull.body ?? "",
    url: pull.html_url ?? "",
    state: merged ? "merged" : pull.state === "closed" ? "closed" : "open",
    draft: pull.draft ?? false,
    updatedAt: isoTime(pull.updated_at ?? 0),
    size:
      pull.additions == null || pull.deletions == null || pull.changed_files == null
        ? null
        : { additions: pull.additions, deletions: pull.deletions, files: pull.changed_files },
    author: personOf(pull.user?.login, pull.user?.type),
    headRef: pull.head.ref ?? "",
    headSha: pull.head.sha,
    headRepository: pull.head.repo?.full_name ?? null,
    baseRef: pull.base.ref,
    baseSha: pull.base.sha ?? "",
    mergeable: pull.mergeable ?? null,
    behind: pull.mergeable_state === "behind",
    association: pull.author_association ?? null,
  };
}

export async function restReviews(client: Client, ref: ChangeRef): Promise<readonly ReviewPart[]> {
  const path = `/pulls/${ref.number}/reviews?per_page=100`;
  const reviews = await client.getAll(ref.repository, path, z.array(reviewSchema), { needs: "Pull requests: read" });
  return (
    reviews
      .map((review) => ({
        id: String(review.id),
        author: personOf(review.user?.login, review.user?.type),
        state: reviewState(review.state),
        commit: review.commit_id ?? null,
        // Without a time the list's own order, oldest first, says which is newer.
        submittedAt: isoTime(review.submitted_at ?? 0),
        owner: review.author_association === "OWNER",
      }))
      // A review that was begun and not handed in.
      .filter((review) => review.state !== "PENDING")
  );
}

export async function restComments(client: Client, ref: ChangeRef): Promise<readonly CommentPart[]> {
  const path = `/issues/${ref.number}/comments?per_page=100`;
  const comments = await client.getAll(ref.repository, path, z.array(commentSchema), { needs: "Issues: read" });
  return comments.map((comment) => ({
    id: String(comment.id),
    author: personOf(comment.user?.login, comment.user?.type),
    body: comment.body ?? "",
    createdAt: isoTime(comment.created_at ?? 0),
    updatedAt: isoTime(comment.updated_at ?? comment.created_at ?? 0),
  }));
}

/** The commits; undefined where GitHub lists only a part of them. */
export async function restCommits(client: Client, ref: ChangeRef): Promise<readonly CommitPart[] | undefined> {
  const path = `/pulls/${ref.number}/commits?per_page=100`;
  const commits = await client.getAll(ref.repository, path, z.array(pullCommitSchema), {
    needs: "Pull requests: read",
  });
  if (commits.length >= MAX_COMMITS) return undefined;
  return commits.map((commit) => ({
    author: commit.author?.login ?? null,
    committer: commit.committer?.login ?? null,
  }));
}

/**
 * Check runs and statuses of a commit.
 * @param partly whether a server may have only one of the two; on GitHub itself a missing half is a half not seen
 */
export async function restChecks(
  client: Client,
  repository: RepositoryName,
  sha: string,
  partly: boolean,
): Promise<CheckPart[]> {
  const [runs, statuses] = await Promise.all([
    missingAs(
      null,
      client.getAll(repository, `/commits/${sha}/check-runs?filter=latest&per_page=100`, checkRunsSchema, {
        needs: "Checks: read",
      }),
    ),
    missingAs(null, restStatuses(client, repository, sha)),
  ]);
  if (runs === null && statuses === null) throw notThere(`the checks of ${sha}`);
  if (!partly && (runs === null || statuses === null)) throw notThere(`some of the checks of ${sha}`);
  return [
    ...(runs ?? []).map((run) =>
      checkRunPart({
        id: run.id,
        name: run.name,
        appId: run.app?.id ?? null,
        suite: run.check_suite?.id ?? null,
        status: run.status,
        conclusion: run.conclusion,
        url: run.details_url ?? run.html_url,
      }),
    ),
    ...(statuses ?? []).map((status) =>
      statusPart({
        context: status.context,
        state: status.state,
        url: status.target_url,
        createdAt: status.created_at,
      }),
    ),
  ];
}

/** The newest status of each context; from the whole list, oldest first, where a server does not combine them. */
export async function restStatuses(
  client: Client,
  repository: RepositoryName,
  sha: string,
  more: RequestMore = {},
): Promise<readonly WireStatus[]> {
  const options = { needs: "Commit statuses: read", ...more };
  const combined = client.getAll(repository, `/commits/${sha}/status?per_page=100`, combinedStatusSchema, options);
  const found = await missingAs(null, combined);
  if (found !== null) return found;
  const path = `/commits/${sha}/statuses?per_page=100`;
  return (await client.getAll(repository, path, z.array(statusSchema), options)).reverse();
}

function notThere(what: string): ForgeError {
  return new ForgeError("not-found", `${what} are not there`, { status: 404 });
}

/** What stands in where a server does not have this part of the API. */
async function missingAs<T, D>(stand: D, promise: Promise<T>): Promise<T | D> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof ForgeError && isMissing(error)) return stand;
    throw error;
  }
}

export function siblingOf(pull: WireListedPull): Sibling {
  const lifecycle =
    pull.merged_at != null ? "merged" : pull.state === "closed" ? "closed" : pull.draft === true ? "draft" : "open";
  return { number: pull.number, headSha: pull.head.sha, baseRef: pull.base.ref, lifecycle };
}

/** Open pull requests, most recently updated first. */
export async function restOpenChanges(client: Client, repository: RepositoryName): Promise<readonly Sibling[]> {
  const path = "/pulls?state=open&sort=updated&direction=desc&per_page=100";
  const pulls = await client.getAll(repository, path, z.array(listedPullSchema), { needs: "Pull requests: read" });
  return pulls.map(siblingOf);
}

/**
 * Open pull requests of this repository whose head the commit is. GitHub lists every pull request that holds the
 * commit, those of forks' own and closed ones included.
 */
export async function restChangesOfCommit(
  client: Client,
  repository: RepositoryName,
  sha: string,
): Promise<readonly Sibling[]> {
  const path = `/commits/${sha}/pulls?per_page=100`;
  try {
    const pulls = await client.getAll(repository, path, z.array(listedPullSchema), { needs: "Pull requests: read" });
    return pulls
      .filter((pull) => {
        const base = pull.base.repo?.full_name ?? repository;
        return pull.state === "open" && pull.head.sha === sha && base.toLowerCase() === repository.toLowerCase();
      })
      .map(siblingOf);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    // A commit that the repository does not have yet, or no longer.
    if (error.status === 422) return [];
    if (error.kind !== "not-found" && error.kind !== "invalid") throw error;
    const open = await restOpenChanges(client, repository);
    return open.filter((change) => change.headSha === sha);
  }
}
