import type { Sibling } from "@tollgate/core/change/reading";
import type { WorkItem } from "@tollgate/core/vocabulary/fact";
import { z } from "zod";
import {
  type ChangeParts,
  type CheckPart,
  type CommentPart,
  type CommitPart,
  checkRunPart,
  itemReference,
  type PullPart,
  personOf,
  type ReviewPart,
  reviewState,
  statusPart,
  type ThreadPart,
} from "./parts.ts";
import {
  commentsSchema,
  commitsSchema,
  contextsSchema,
  headCommitSchema,
  linkedSchema,
  type pageInfo,
  pullSchema,
  queueSchema,
  reviewsSchema,
  siblingsSchema,
  threadsSchema,
} from "./query-schema.ts";
import { isoTime } from "./versions.ts";

// The queries, and what is read of their answers. Only long-standing fields are asked for: one that a server does not
// know makes it refuse the whole query. Each part is parsed by itself, so that one bad field costs one part.

const PAGE = "pageInfo { hasNextPage endCursor }";
const ACTOR = "{ __typename login }";
const REVIEWS = `{ ${PAGE} nodes { databaseId fullDatabaseId url state submittedAt authorAssociation author ${ACTOR} commit { oid } } }`;
const COMMENTS = `{ ${PAGE} nodes { databaseId fullDatabaseId url body createdAt updatedAt lastEditedAt author ${ACTOR} } }`;
const THREADS = `{ ${PAGE} nodes { id isResolved path line comments(first: 1) { nodes { url author ${ACTOR} } } } }`;
const COMMITS = `{ ${PAGE} totalCount nodes { commit { author { user { login } } committer { user { login } } } } }`;
const CONTEXTS = `{ ${PAGE} nodes { __typename
  ... on CheckRun { databaseId name status conclusion detailsUrl url checkSuite { databaseId app { databaseId } } }
  ... on StatusContext { context state targetUrl createdAt } } }`;

/** All of a pull request that one request can bring. */
export const CHANGE_QUERY = `query TollgateChange($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    number title body url state isDraft updatedAt additions deletions changedFiles author ${ACTOR}
    headRefName headRefOid headRepository { nameWithOwner } baseRefName baseRefOid
    mergeable mergeStateStatus authorAssociation
    closingIssuesReferences(first: 50) { nodes { number url repository { nameWithOwner } } }
    reviews(first: 100) ${REVIEWS}
    comments(first: 100) ${COMMENTS}
    reviewThreads(first: 100) ${THREADS}
    commits(first: 100) ${COMMITS}
    headCommit: commits(last: 1) { nodes { commit { oid
      statusCheckRollup { contexts(first: 100) ${CONTEXTS} }
      associatedPullRequests(first: 50) { pageInfo { hasNextPage } nodes {
        number state isDraft headRefOid baseRefName baseRepository { nameWithOwner } } } } } }
  } }
}`;

function pageQuery(name: string, fields: string): string {
  return `query Tollgate${name}($owner: String!, $name: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) { ${fields} } }
}`;
}

/** The following pages of each list. */
export const PAGE_QUERIES = {
  reviews: pageQuery("Reviews", `reviews(first: 100, after: $after) ${REVIEWS}`),
  comments: pageQuery("Comments", `comments(first: 100, after: $after) ${COMMENTS}`),
  threads: pageQuery("Threads", `reviewThreads(first: 100, after: $after) ${THREADS}`),
  commits: pageQuery("Commits", `commits(first: 100, after: $after) ${COMMITS}`),
  checks: pageQuery(
    "Checks",
    `headCommit: commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100, after: $after) ${CONTEXTS} } } } }`,
  ),
} as const;

/** The merge queue of a branch: for each entry the commit it builds. */
export const QUEUE_QUERY = `query TollgateQueue($owner: String!, $name: String!, $branch: String!) {
  repository(owner: $owner, name: $name) { mergeQueue(branch: $branch) { entries(first: 100) { nodes {
    position headCommit { oid } pullRequest { number } } } } }
}`;

/** Every query text, for the tests that hold them against GitHub's schema. */
export const QUERIES: Readonly<Record<string, string>> = { CHANGE_QUERY, QUEUE_QUERY, ...PAGE_QUERIES };

/** One page of a list, and the cursor of the next. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** The lists that may have more pages. */
export interface Lists {
  readonly reviews?: Page<ReviewPart> | undefined;
  readonly comments?: Page<CommentPart> | undefined;
  readonly threads?: Page<ThreadPart> | undefined;
  readonly commits?: (Page<CommitPart> & { readonly total: number }) | undefined;
  readonly checks?: Page<CheckPart> | undefined;
}

/** What came with one answer: parts that are whole, and lists with their first or next page. */
export interface ParsedChange extends Pick<ChangeParts, "pull" | "siblings" | "linkedItems"> {
  readonly lists: Lists;
}

/**
 * Reads the answer of {@link CHANGE_QUERY} or of a page query. A part that is missing, has an error or another form
 * than expected is undefined.
 * @param failed the aliases below `pullRequest` that errors point to; their null is no empty value
 */
export function parseChange(data: unknown, repository: string, failed: ReadonlySet<string>): ParsedChange {
  const outer = z
    .object({ repository: z.object({ pullRequest: z.record(z.string(), z.unknown()).nullish() }).nullish() })
    .safeParse(data);
  const raw = outer.success ? outer.data.repository?.pullRequest : null;
  if (raw == null) return { lists: {} };
  const part = <T>(schema: z.ZodType<T>, value: unknown): T | undefined => schema.safeParse(value).data;
  const field = <T>(schema: z.ZodType<T>, name: string) => (failed.has(name) ? undefined : part(schema, raw[name]));

  const pull = failed.has("") ? undefined : part(pullSchema, raw);
  const head = part(headCommitSchema, raw.headCommit)?.nodes[0]?.commit;
  // The list of commits may lag behind the head itself: its checks would be those of another commit.
  const current = head !== undefined && (pull === undefined || head.oid === pull.headRefOid) ? head : undefined;
  const commits = field(commitsSchema, "commits");
  const linked = field(linkedSchema.nullable(), "closingIssuesReferences");
  return {
    pull: pull === undefined ? undefined : pullPart(pull),
    linkedItems: linked === undefined ? undefined : present(linked?.nodes).map((node) => workItem(node, repository)),
    siblings: failed.has("associatedPullRequests")
      ? undefined
      : siblings(part(siblingsSchema, current?.associatedPullRequests), current?.oid, repository),
    lists: {
      reviews: reviews(field(reviewsSchema, "reviews")),
      comments: comments(field(commentsSchema, "comments")),
      threads: threads(field(threadsSchema, "reviewThreads")),
      commits:
        commits === undefined
          ? undefined
          : {
              items: present(commits.nodes).map(({ commit }) => ({
                author: commit.author?.user?.login ?? null,
                committer: commit.committer?.user?.login ?? null,
              })),
              next: nextOf(commits.pageInfo),
              total: commits.totalCount,
            },
      checks: failed.has("statusCheckRollup") || failed.has("headCommit") ? undefined : checks(current),
    },
  };

  function checks(commit: typeof current): Page<CheckPart> | undefined {
    // GitHub says null where nothing was reported yet, others where they cannot tell: it is rare, and REST tells.
    if (commit?.statusCheckRollup == null) return undefined;
    const contexts = part(contextsSchema, commit.statusCheckRollup.contexts);
    if (contexts === undefined) return undefined;
    return { items: present(contexts.nodes).map(contextPart), next: nextOf(contexts.pageInfo) };
  }
}

/** A merge queue's entries in order; null where the branch has no queue. */
export function parseQueue(
  data: unknown,
): readonly { readonly position: number; readonly headSha: string | null; readonly number: number | null }[] | null {
  const queue = queueSchema.safeParse(data).data?.repository.mergeQueue;
  if (queue == null) return null;
  return present(queue.entries.nodes)
    .map((entry) => ({
      position: entry.position,
      headSha: entry.headCommit?.oid ?? null,
      number: entry.pullRequest?.number ?? null,
    }))
    .sort((a, b) => a.position - b.position);
}

function present<T>(nodes: readonly (T | null)[] | null | undefined): T[] {
  return (nodes ?? []).filter((node) => node !== null);
}

function nextOf(info: z.infer<typeof pageInfo>): string | null {
  return info.hasNextPage ? (info.endCursor ?? null) : null;
}

/** The id that REST and webhooks use, from the fields that hold it, or from the end of the object's address. */
function restId(node: {
  databaseId?: unknown;
  fullDatabaseId?: unknown;
  url?: string | null | undefined;
}): string | null {
  const direct = node.fullDatabaseId ?? node.databaseId;
  if (typeof direct === "string" || typeof direct === "number") return String(direct);
  return /(\d+)$/.exec(node.url ?? "")?.[1] ?? null;
}

function pullPart(pull: z.infer<typeof pullSchema>): PullPart {
  const state = pull.state.toLowerCase();
  return {
    number: pull.number,
    title: pull.title,
    body: pull.body,
    url: pull.url,
    state: state === "merged" || state === "closed" ? state : "open",
    draft: pull.isDraft,
    updatedAt: isoTime(pull.updatedAt),
    size: { additions: pull.additions, deletions: pull.deletions, files: pull.changedFiles },
    author: personOf(pull.author?.login, pull.author?.__typename),
    headRef: pull.headRefName,
    headSha: pull.headRefOid,
    headRepository: pull.headRepository?.nameWithOwner ?? null,
    baseRef: pull.baseRefName,
    baseSha: pull.baseRefOid,
    mergeable: pull.mergeable === "MERGEABLE" ? true : pull.mergeable === "CONFLICTING" ? false : null,
    behind: pull.mergeStateStatus === "BEHIND",
    association: pull.authorAssociation ?? null,
  };
}

function reviews(list: z.infer<typeof reviewsSchema> | undefined): Page<ReviewPart> | undefined {
  if (list === undefined) return undefined;
  const items: ReviewPart[] = [];
  for (const node of present(list.nodes)) {
    const id = restId(node);
    // Without its id the review could not be told from another: let REST give the whole list.
    if (id === null) return undefined;
    if (node.submittedAt == null) continue;
    items.push({
      id,
      author: personOf(node.author?.login, node.author?.__typename),
      state: reviewState(node.state),
      commit: node.commit?.oid ?? null,
      submittedAt: isoTime(node.submittedAt),
      owner: node.authorAssociation === "OWNER",
    });
  }
  return { items, next: nextOf(list.pageInfo) };
}

function comments(list: z.infer<typeof commentsSchema> | undefined): Page<CommentPart> | undefined {
  if (list === undefined) return undefined;
  const items: CommentPart[] = [];
  for (const node of present(list.nodes)) {
    const id = restId(node);
    if (id === null) return undefined;
    items.push({
      id,
      author: personOf(node.author?.login, node.author?.__typename),
      body: node.body,
      createdAt: isoTime(node.createdAt),
      updatedAt: editedTime(node),
    });
  }
  return { items, next: nextOf(list.pageInfo) };
}

function threads(list: z.infer<typeof threadsSchema> | undefined): Page<ThreadPart> | undefined {
  if (list === undefined) return undefined;
  const items = present(list.nodes).map((node): ThreadPart => {
    const first = present(node.comments.nodes)[0];
    return {
      id: node.id,
      path: node.path,
      line: node.line ?? null,
      author: personOf(first?.author?.login, first?.author?.__typename).login,
      resolved: node.isResolved,
      url: first?.url ?? null,
    };
  });
  return { items, next: nextOf(list.pageInfo) };
}

/** Times are whole seconds: an edit within the second of the writing shows only by having been an edit at all. */
function editedTime(node: { createdAt: string; updatedAt: string; lastEditedAt?: string | null | undefined }): string {
  const updated = isoTime(node.updatedAt);
  if (node.lastEditedAt == null) return updated;
  return new Date(Math.max(Date.parse(updated), Date.parse(isoTime(node.createdAt)) + 1_000)).toISOString();
}

function contextPart(node: NonNullable<NonNullable<z.infer<typeof contextsSchema>["nodes"]>[number]>): CheckPart {
  if (node.__typename === "StatusContext") {
    return statusPart({
      context: node.context,
      state: node.state,
      url: node.targetUrl,
      createdAt: node.createdAt,
    });
  }
  const id = restId(node);
  return checkRunPart({
    id: id === null ? null : Number(id),
    name: node.name,
    appId: node.checkSuite?.app?.databaseId ?? null,
    suite: node.checkSuite?.databaseId ?? null,
    status: node.status,
    conclusion: node.conclusion,
    url: node.detailsUrl ?? node.url,
  });
}

function siblings(
  list: z.infer<typeof siblingsSchema> | undefined,
  sha: string | undefined,
  repository: string,
): readonly Sibling[] | undefined {
  if (list === undefined || list.pageInfo.hasNextPage) return undefined;
  return present(list.nodes)
    .filter(
      (node) =>
        node.state === "OPEN" &&
        node.headRefOid === sha &&
        (node.baseRepository?.nameWithOwner ?? repository).toLowerCase() === repository.toLowerCase(),
    )
    .map((node) => ({
      number: node.number,
      headSha: node.headRefOid,
      baseRef: node.baseRefName,
      lifecycle: node.isDraft ? "draft" : "open",
    }));
}

function workItem(
  node: { number: number; url?: string | null | undefined; repository?: { nameWithOwner: string } | null | undefined },
  repository: string,
): WorkItem {
  const reference = itemReference(node.repository?.nameWithOwner ?? repository, node.number, repository);
  return node.url == null ? { reference } : { reference, url: node.url };
}
