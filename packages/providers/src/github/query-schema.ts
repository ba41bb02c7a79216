import { z } from "zod";

// What GraphQL answers to the queries of `query.ts`. One schema for each part.

const actor = z.object({ __typename: z.string().nullish(), login: z.string() }).nullish();
export const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
export const nullable = <T>(item: z.ZodType<T>) => z.array(item.nullable()).nullish();
const dbId = z.union([z.string(), z.number()]).nullish();
const oid = z.object({ oid: z.string() });

export const pullSchema = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  state: z.string(),
  isDraft: z.boolean(),
  updatedAt: z.string(),
  additions: z.number(),
  deletions: z.number(),
  changedFiles: z.number(),
  author: actor,
  headRefName: z.string(),
  headRefOid: z.string(),
  headRepository: z.object({ nameWithOwner: z.string() }).nullish(),
  baseRefName: z.string(),
  baseRefOid: z.string(),
  mergeable: z.string().nullish(),
  mergeStateStatus: z.string().nullish(),
  authorAssociation: z.string().nullish(),
});
export const reviewsSchema = z.object({
  pageInfo,
  nodes: nullable(
    z.object({
      databaseId: dbId,
      fullDatabaseId: dbId,
      url: z.string().nullish(),
      state: z.string(),
      submittedAt: z.string().nullish(),
      authorAssociation: z.string().nullish(),
      author: actor,
      commit: oid.nullish(),
    }),
  ),
});
export const commentsSchema = z.object({
  pageInfo,
  nodes: nullable(
    z.object({
      databaseId: dbId,
      fullDatabaseId: dbId,
      url: z.string().nullish(),
      body: z.string(),
      createdAt: z.string(),
      updatedAt: z.string(),
      lastEditedAt: z.string().nullish(),
      author: actor,
    }),
  ),
});
export const threadsSchema = z.object({
  pageInfo,
  nodes: nullable(
    z.object({
      id: z.string(),
      isResolved: z.boolean(),
      path: z.string(),
      line: z.number().nullish(),
      comments: z.object({ nodes: nullable(z.object({ url: z.string().nullish(), author: actor })) }),
    }),
  ),
});
const gitActor = z.object({ user: z.object({ login: z.string() }).nullish() }).nullish();
export const commitsSchema = z.object({
  pageInfo,
  totalCount: z.number(),
  nodes: nullable(z.object({ commit: z.object({ author: gitActor, committer: gitActor }) })),
});
export const contextsSchema = z.object({
  pageInfo,
  nodes: nullable(
    z.union([
      z.object({
        __typename: z.literal("CheckRun"),
        databaseId: dbId,
        name: z.string(),
        status: z.string(),
        conclusion: z.string().nullish(),
        detailsUrl: z.string().nullish(),
        url: z.string().nullish(),
        checkSuite: z
          .object({ databaseId: z.number().nullish(), app: z.object({ databaseId: z.number().nullish() }).nullish() })
          .nullish(),
      }),
      z.object({
        __typename: z.literal("StatusContext"),
        context: z.string(),
        state: z.string(),
        targetUrl: z.string().nullish(),
        createdAt: z.string(),
      }),
    ]),
  ),
});
export const headCommitSchema = z.object({
  nodes: z.array(
    z.object({
      commit: z.object({
        oid: z.string(),
        statusCheckRollup: z.object({ contexts: z.unknown().optional() }).nullish(),
        associatedPullRequests: z.unknown().optional(),
      }),
    }),
  ),
});
export const siblingsSchema = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  nodes: nullable(
    z.object({
      number: z.number(),
      state: z.string(),
      isDraft: z.boolean(),
      headRefOid: z.string(),
      baseRefName: z.string(),
      baseRepository: z.object({ nameWithOwner: z.string() }).nullish(),
    }),
  ),
});
export const linkedSchema = z.object({
  nodes: nullable(
    z.object({
      number: z.number(),
      url: z.string().nullish(),
      repository: z.object({ nameWithOwner: z.string() }).nullish(),
    }),
  ),
});
export const queueSchema = z.object({
  repository: z.object({
    mergeQueue: z
      .object({
        entries: z.object({
          nodes: nullable(
            z.object({
              position: z.number(),
              headCommit: oid.nullish(),
              pullRequest: z.object({ number: z.number() }).nullish(),
            }),
          ),
        }),
      })
      .nullish(),
  }),
});
