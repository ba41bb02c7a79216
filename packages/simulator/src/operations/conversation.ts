import {
  commentsOf,
  comment as presentComment,
  issue as presentIssue,
  review as presentReview,
  pullRequest,
} from "../present/change.ts";
import type { Comment, Issue, Pull, Repository, Review, ReviewState } from "../state.ts";
import { numberKey, repoById } from "../state.ts";
import {
  account,
  isPull,
  issueOrPull,
  needPull,
  needRepo,
  type PullName,
  patchPull,
  type RepositoryName,
  SimulatorError,
  takeNumber,
  type World,
} from "../world.ts";

/** Reviews, comments and issues: what people say. */
export function conversationOperations(world: World) {
  return {
    /** Submits a review of the head, or of the commit named. */
    review(
      name: PullName,
      options: { by: string; state: Exclude<ReviewState, "DISMISSED">; body?: string; commit?: string },
    ): { id: number } {
      const { repo, pull } = needPull(world, name);
      if (options.by.toLowerCase() === pull.author.toLowerCase() && options.state !== "COMMENTED") {
        throw new SimulatorError("GitHub lets nobody approve or refuse their own pull request");
      }
      account(world, options.by);
      const at = world.iso();
      const id = world.id();
      const review: Review = world.db.reviews.put(id, {
        id,
        repoId: repo.id,
        number: pull.number,
        author: options.by,
        state: options.state,
        body: options.body ?? "",
        commit: options.commit ?? pull.headSha,
        submittedAt: at,
        updatedAt: at,
      });
      patchPull(world, pull, {
        requestedReviewers: pull.requestedReviewers.filter((login) => login !== options.by),
      });
      if (review.state !== "PENDING") tellReview(repo, review, "submitted", options.by);
      return { id: review.id };
    },
    dismissReview(id: number, options: { by?: string; message?: string } = {}): void {
      const before = world.db.reviews.get(id);
      if (before === undefined) throw new SimulatorError(`there is no review ${id}`);
      const review = world.db.reviews.patch(id, { state: "DISMISSED", updatedAt: world.iso() });
      const repo = repoById(world.db, review.repoId);
      const pull = world.db.pulls.get(numberKey(review.repoId, review.number));
      if (repo === undefined || pull === undefined) return;
      patchPull(world, pull, {});
      tellReview(repo, review, "dismissed", options.by ?? repo.owner);
    },
    /** Comments on a pull request or an issue. */
    comment(name: PullName, options: { by: string; body: string; appId?: number }): { id: number } {
      const repo = needRepo(world, name.repository);
      const on = issueOrPull(world, repo.id, name.number);
      if (on === undefined) throw new SimulatorError(`there is no ${name.repository}#${name.number}`);
      account(world, options.by);
      const id = world.id();
      const at = world.iso();
      const row = world.db.comments.put(id, {
        id,
        repoId: repo.id,
        number: on.number,
        author: options.by,
        appId: options.appId ?? null,
        body: options.body,
        createdAt: at,
        updatedAt: at,
      });
      tellComment(repo, row, "created", options.by);
      return { id };
    },
    editComment(id: number, options: { body: string; by?: string }): void {
      const before = needComment(id);
      const row = world.db.comments.patch(id, { body: options.body, updatedAt: world.iso() });
      const changes = { changes: { body: { from: before.body } } };
      tellComment(needRepoOf(row.repoId), row, "edited", options.by ?? row.author, changes);
    },
    deleteComment(id: number, options: { by?: string } = {}): void {
      const row = needComment(id);
      world.db.comments.delete(id);
      tellComment(needRepoOf(row.repoId), row, "deleted", options.by ?? row.author);
    },
    /** What stands below a pull request or issue, oldest first. */
    commentsOf(name: PullName): { id: number; author: string; body: string; createdAt: string; updatedAt: string }[] {
      const repo = needRepo(world, name.repository);
      return commentsOf(world, { repoId: repo.id, number: name.number }).map(
        ({ id, author, body, createdAt, updatedAt }) => ({ id, author, body, createdAt, updatedAt }),
      );
    },
    createIssue(
      name: RepositoryName,
      options: { title: string; body?: string; author: string; state?: "open" | "closed"; labels?: readonly string[] },
    ): { number: number } {
      const repo = needRepo(world, name);
      account(world, options.author);
      const number = takeNumber(world, repo);
      const at = world.iso();
      const row = world.db.issues.put(numberKey(repo.id, number), {
        id: world.id(),
        repoId: repo.id,
        number,
        title: options.title,
        body: options.body ?? null,
        author: options.author,
        state: options.state ?? "open",
        labels: options.labels ?? [],
        createdAt: at,
        updatedAt: at,
        closedAt: options.state === "closed" ? at : null,
      });
      const payload = { action: "opened", issue: presentIssue(world, repo, row) };
      world.emit({ event: "issues", repo, sender: options.author, payload });
      return { number };
    },
  };

  function tellReview(repo: Repository, review: Review, action: string, by: string): void {
    const pull = world.db.pulls.get(numberKey(repo.id, review.number));
    if (pull === undefined) return;
    const payload = {
      action,
      review: presentReview(world, repo, review, true),
      pull_request: pullRequest(world, repo, pull, true),
    };
    world.emit({ event: "pull_request_review", repo, sender: by, payload });
  }

  function tellComment(repo: Repository, row: Comment, action: string, by: string, more = {}): void {
    const on: Issue | Pull | undefined = issueOrPull(world, repo.id, row.number);
    if (on === undefined) return;
    if (isPull(on)) patchPull(world, on, {});
    else world.db.issues.patch(numberKey(repo.id, on.number), { updatedAt: world.iso() });
    const payload = {
      action,
      ...more,
      issue: presentIssue(world, repo, issueOrPull(world, repo.id, row.number) ?? on),
      comment: presentComment(world, repo, row),
    };
    world.emit({ event: "issue_comment", repo, sender: by, payload });
  }

  function needComment(id: number): Comment {
    const row = world.db.comments.get(id);
    if (row === undefined) throw new SimulatorError(`there is no comment ${id}`);
    return row;
  }

  function needRepoOf(id: number): Repository {
    const repo = repoById(world.db, id);
    if (repo === undefined) throw new SimulatorError("the repository is gone");
    return repo;
  }
}
