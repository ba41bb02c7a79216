import type { ChangeReading, MergeGroup, ReadComment, Sibling } from "@tollgate/core/change/reading";
import {
  type Facts,
  known,
  NOT_GATHERED,
  type Observed,
  type Review,
  unknown,
  type WorkItem,
} from "@tollgate/core/vocabulary/fact";
import type { SeenVersions, Version } from "@tollgate/core/vocabulary/hint";
import { includesRole } from "@tollgate/core/vocabulary/role";
import { z } from "zod";
import { type ChangeRef, ForgeError } from "../forge.ts";
import { branchRules } from "./branch-rules.ts";
import type { Client } from "./client.ts";
import { isOurComment } from "./comment.ts";
import { type Delivered, GraphqlReader } from "./graphql.ts";
import { Mergeabilities } from "./mergeability.ts";
import {
  type CheckPart,
  type CommentPart,
  type CommitPart,
  closingReferences,
  newestChecks,
  type PullPart,
  type ReviewPart,
  type ThreadPart,
} from "./parts.ts";
import type { People } from "./people.ts";
import {
  restChangesOfCommit,
  restChecks,
  restComments,
  restCommits,
  restOpenChanges,
  restPull,
  restReviews,
} from "./rest.ts";
import { type Branches, type BranchReading, isLasting, requiredChecks } from "./rules.ts";
import { activitySchema } from "./schema.ts";
import { standingChecks } from "./standing-checks.ts";
import {
  commentKey,
  commentVersion,
  groupKey,
  headVersion,
  pullVersion,
  reviewKey,
  reviewVersion,
  threadKey,
  threadVersion,
} from "./versions.ts";

/** Reviewers of one change whose rights are looked up; those of the others stay unknown. */
const MAX_REVIEWERS = 50;
const MAX_ASSOCIATIONS = 10_000;

/** Reads all that Tollgate knows of a pull request: one GraphQL query, and REST for what that does not bring. */
export class ChangeReader {
  readonly #client: Client;
  readonly #people: People;
  readonly #branches: Branches;
  readonly #now: () => number;
  readonly #graphql: GraphqlReader;
  readonly #mergeabilities: Mergeabilities;
  readonly #associations = new Map<string, string>();

  constructor(client: Client, people: People, branches: Branches, now: () => number) {
    this.#client = client;
    this.#people = people;
    this.#branches = branches;
    this.#now = now;
    this.#graphql = new GraphqlReader(client, now);
    this.#mergeabilities = new Mergeabilities(client, now);
  }

  /** How the author of a change stands to its repository, lower case, as the last read told; null where none did. */
  associationOf({ repository, number }: ChangeRef): string | null {
    return this.#associations.get(`${repository}#${number}`.toLowerCase()) ?? null;
  }

  #remember({ repository, number }: ChangeRef, association: string | null): void {
    const key = `${repository}#${number}`.toLowerCase();
    this.#associations.delete(key);
    if (association !== null) this.#associations.set(key, association.toLowerCase());
    for (const oldest of this.#associations.keys()) {
      if (this.#associations.size <= MAX_ASSOCIATIONS) break;
      this.#associations.delete(oldest);
    }
  }

  /** A missing permission makes a fact unknown; only what says nothing about the change at all is thrown. */
  async read(ref: ChangeRef): Promise<ChangeReading> {
    const client = this.#client;
    const { repository } = ref;
    const startedAt = new Date(this.#now()).toISOString();
    const delivered = await this.#graphql.read(ref);
    const pull = delivered.parts.pull ?? (await restPull(client, ref));
    const { parts } = delivered;
    this.#remember(ref, pull.association);

    const branchReading = this.#branches.read(repository, pull.baseRef);
    const threads = threadsOf(delivered);
    const [
      branch,
      reviews,
      comments,
      commits,
      checks,
      siblings,
      demanded,
      rules,
      mergeability,
      authorRole,
      lastPusher,
      group,
    ] = await Promise.all([
      branchReading,
      observed(parts.reviews ?? restReviews(client, ref), "Pull requests: read").then((list) =>
        this.#withRights(ref, list),
      ),
      observed(parts.comments ?? restComments(client, ref), "Issues: read").then((list) => this.#withOurs(list)),
      observed(parts.commits ?? restCommits(client, ref), "Pull requests: read"),
      observed(parts.checks ?? restChecks(client, repository, pull.headSha, delivered.absent), "Checks: read"),
      observed(this.#siblings(ref, pull, parts.siblings), "Pull requests: read"),
      branchReading.then((reading) => requiredChecks(client, repository, pull.baseRef, reading)),
      branchReading.then((reading) => branchRules(client, repository, pull.baseRef, reading)),
      this.#mergeabilities.read(ref, pull, branchReading),
      this.#authorRole(ref, pull),
      this.#lastPusher(ref, pull),
      this.#group(ref, pull, branchReading),
    ]);
    const standing = checks.known ? await standingChecks(client, repository, pull.headSha, checks.value) : [];
    const facts: Facts = {
      ...NOT_GATHERED,
      title: known(pull.title),
      body: known(pull.body),
      author: known(pull.author),
      draft: known(pull.draft),
      size: pull.size === null ? unknown("GitHub does not tell the size") : known(pull.size),
      headRef: known(pull.headRef),
      headSha: known(pull.headSha),
      linkedItems: linkedItems(delivered, pull, repository),
      reviews,
      checks: checks.known ? known(standing.map((part) => part.check)) : checks,
      requiredChecks: demanded,
      lastPusher,
      mergeability: known(mergeability),
      threads: threads.known ? known(threads.value.map(({ id: _, ...thread }) => thread)) : threads,
      branchRules: rules,
    };
    return {
      startedAt,
      number: pull.number,
      url: pull.url,
      lifecycle: pull.state === "open" && pull.draft ? "draft" : pull.state,
      headSha: pull.headSha,
      headRepository: pull.headRepository,
      baseRef: pull.baseRef,
      baseSha: branch.branch?.commit.sha ?? pull.baseSha,
      updatedAt: pull.updatedAt,
      facts,
      commitPeople: commits.known ? peopleOf(commits.value) : commits,
      authorRole,
      comments,
      siblings: siblings.known ? known(withSelf(siblings.value, pull)) : siblings,
      mergeGroup: group,
      seen: seenVersions(pull, reviews, comments, threads, checks.known ? newestChecks(checks.value) : [], group),
    };
  }

  /**
   * GitHub's list of a commit has no open pull request at all where the commit is on the default branch, and may lag: a
   * list without this very change is no list of its siblings.
   */
  async #siblings({ repository }: ChangeRef, pull: PullPart, listed: readonly Sibling[] | undefined) {
    const found = listed ?? (await restChangesOfCommit(this.#client, repository, pull.headSha));
    if (pull.state !== "open" || found.some(({ number }) => number === pull.number)) return found;
    const open = await restOpenChanges(this.#client, repository);
    return open.filter(({ headSha }) => headSha === pull.headSha);
  }

  async #withOurs(comments: Observed<readonly CommentPart[]>): Promise<Observed<readonly ReadComment[]>> {
    if (!comments.known) return comments;
    const identity = await this.#people.identityOrNull();
    const marked = comments.value.map((comment) => ({ ...comment, ours: isOurComment(comment, identity) }));
    return known(
      marked.sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || Number(a.id) - Number(b.id)),
    );
  }

  /** Adds whether each reviewer may push, for those whose word counts. */
  async #withRights(ref: ChangeRef, reviews: Observed<readonly ReviewPart[]>): Promise<Observed<readonly Review[]>> {
    if (!reviews.known) return reviews;
    const logins = new Set<string>();
    for (const { author, owner, state } of reviews.value) {
      if (owner || author.kind === "bot" || (state !== "APPROVED" && state !== "CHANGES_REQUESTED")) continue;
      if (logins.size < MAX_REVIEWERS) logins.add(author.login);
    }
    const rights = new Map<string, boolean | null>();
    await Promise.all(
      [...logins].map(async (login) => {
        const role = await observed(this.#people.roleOf(ref.repository, login), "Metadata: read");
        rights.set(login, role.known && role.value !== null ? includesRole(role.value, "developer") : null);
      }),
    );
    return known(
      reviews.value.map(({ owner, ...review }) => ({
        ...review,
        canPush: owner ? true : (rights.get(review.author.login) ?? null),
      })),
    );
  }

  async #authorRole(ref: ChangeRef, pull: PullPart): Promise<ChangeReading["authorRole"]> {
    const role = await observed(this.#people.roleOf(ref.repository, pull.author.login), "Metadata: read");
    if (!role.known) return role;
    return role.value === null ? unknown("GitHub does not tell what an App may do") : known(role.value);
  }

  /** https://docs.github.com/en/rest/repos/repos#list-repository-activities */
  async #lastPusher(ref: ChangeRef, pull: PullPart): Promise<Observed<string>> {
    if (pull.headRepository?.toLowerCase() !== ref.repository.toLowerCase()) {
      return unknown("GitHub does not show who pushes to a fork");
    }
    try {
      const query = `?ref=${encodeURIComponent(`refs/heads/${pull.headRef}`)}&per_page=30`;
      const pushes = await this.#client.get(ref.repository, `/activity${query}`, z.array(activitySchema), {
        needs: "Contents: read",
      });
      const login = pushes.find((push) => push.after === pull.headSha)?.actor?.login;
      return login === undefined ? unknown("GitHub's activity log does not show the push of this head") : known(login);
    } catch (error) {
      // Nice to know, never worth a failed read.
      if (error instanceof ForgeError)
        return unknown(`who pushed could not be read: ${error.message}`, error.permission);
      throw error;
    }
  }

  /** The merge queue's commit for this change: it holds the changes ahead of it as well. */
  async #group(ref: ChangeRef, pull: PullPart, branch: Promise<BranchReading>): Promise<MergeGroup | null> {
    if (pull.state !== "open") return null;
    const demanded = async () => (await branch).rules.some((rule) => rule.type === "merge_queue");
    const queue = await this.#graphql.queue(ref.repository, pull.baseRef, demanded);
    const entry = queue.find((candidate) => candidate.number === pull.number);
    if (entry === undefined || entry.headSha === null) return null;
    const members = queue
      .filter((candidate) => candidate.position <= entry.position)
      .flatMap((candidate) => (candidate.number === null ? [] : [candidate.number]));
    return { headSha: entry.headSha, baseRef: pull.baseRef, members };
  }
}

/** Turns an error that will last into the reason why the value is unknown; others are thrown. */
async function observed<T>(value: T | undefined | Promise<T | undefined>, permission: string): Promise<Observed<T>> {
  try {
    const result = await value;
    return result === undefined ? unknown("GitHub does not list all of them") : known(result);
  } catch (error) {
    if (!(error instanceof ForgeError) || !isLasting(error)) throw error;
    return unknown(error.message, error.permission ?? (error.kind === "forbidden" ? permission : undefined));
  }
}

/** REST does not tell conversations. */
function threadsOf({ parts, reason, forbidden }: Delivered): Observed<readonly ThreadPart[]> {
  if (parts.threads !== undefined) return known(parts.threads);
  const permission = forbidden.has("reviewThreads") ? "Pull requests: read" : undefined;
  return unknown(reason ?? "GitHub did not tell the conversations of this change", permission);
}

function linkedItems(delivered: Delivered, pull: PullPart, repository: string): Observed<readonly WorkItem[]> {
  if (delivered.parts.linkedItems !== undefined) return known(delivered.parts.linkedItems);
  // REST does not tell links. Those that the description makes are there all the same; others are where a server
  // without GraphQL has none to offer.
  const named = closingReferences(pull.body, repository);
  if (named.length > 0 || delivered.absent) return known(named);
  // A verdict over what only this moment hides would stand until the next reconcile.
  if (delivered.moment !== null) throw delivered.moment;
  return unknown(
    delivered.reason ?? "GitHub did not tell the linked issues",
    delivered.forbidden.has("closingIssuesReferences") ? "Issues: read" : undefined,
  );
}

function peopleOf(commits: readonly CommitPart[]): Observed<readonly string[]> {
  const logins = new Set<string>();
  for (const { author, committer } of commits) {
    // The committer of what is edited in the browser is GitHub itself.
    for (const login of [author, committer]) if (login !== null && login !== "web-flow") logins.add(login);
  }
  return known([...logins].sort());
}

/** GitHub's list may lag behind the read of the change itself. */
function withSelf(siblings: readonly Sibling[], pull: PullPart): readonly Sibling[] {
  const others = siblings.filter((sibling) => sibling.number !== pull.number);
  if (pull.state !== "open") return others;
  const self: Sibling = {
    number: pull.number,
    headSha: pull.headSha,
    baseRef: pull.baseRef,
    lifecycle: pull.draft ? "draft" : "open",
  };
  return [...others, self].sort((a, b) => a.number - b.number);
}

function seenVersions(
  pull: PullPart,
  reviews: Observed<readonly Review[]>,
  comments: Observed<readonly ReadComment[]>,
  threads: Observed<readonly ThreadPart[]>,
  checks: readonly CheckPart[],
  group: MergeGroup | null,
): SeenVersions {
  const seen: Record<string, Version> = {
    pull: pullVersion(pull),
    head: headVersion(pull.headSha, pull.updatedAt),
  };
  for (const review of reviews.known ? reviews.value : []) seen[reviewKey(review.id)] = reviewVersion(review.state);
  for (const comment of comments.known ? comments.value : []) {
    seen[commentKey(comment.id)] = commentVersion(comment.body, comment.updatedAt);
  }
  for (const { id, resolved } of threads.known ? threads.value : []) seen[threadKey(id)] = threadVersion(resolved);
  for (const check of checks) seen[check.key] = check.version;
  if (group !== null) seen[groupKey(group.headSha)] = { value: "checks_requested" };
  return seen;
}
