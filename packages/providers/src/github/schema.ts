import { z } from "zod";
import { ForgeError } from "../forge.ts";

// What GitHub's REST API sends, as far as it is used here. Unknown fields are dropped, and what GitHub leaves out now
// and then may be missing: its answers differ from its published schemas.

/** Parses an answer at the edge. @throws ForgeError of kind `protocol` that names the field, never its value */
export function parseAs<T>(schema: z.ZodType<T>, json: unknown, what: string): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ForgeError(
    "protocol",
    `${what}: ${issue?.path.map(String).join(".") || "body"}: ${issue?.message ?? "?"}`,
    {
      remedy: "GitHub answered in a form that Tollgate does not know: see whether a newer Tollgate does.",
    },
  );
}

/** A number that never loses digits below 2^53; ids are compared as numbers and shown as text. */
const id = z.number();
const actor = z.object({ login: z.string(), type: z.string().nullish() }).nullish();
export type WireActor = z.infer<typeof actor>;

export const installationSchema = z.object({
  id,
  suspended_at: z.string().nullish(),
  account: z.object({ login: z.string().nullish(), slug: z.string().nullish() }).nullish(),
  permissions: z.record(z.string(), z.string()).nullish(),
  events: z.array(z.string()).nullish(),
});
export type WireInstallation = z.infer<typeof installationSchema>;

/** https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app */
export const tokenSchema = z.object({ token: z.string(), expires_at: z.string().nullish() });

/** https://docs.github.com/en/rest/apps/apps#get-the-authenticated-app */
export const appSchema = z.object({ slug: z.string().nullish() });
export const userSchema = z.object({ login: z.string(), type: z.string().nullish() });

export const repositorySchema = z.object({ default_branch: z.string() });
/** A repository in a list: some lists leave the default branch out. */
export const listedRepositorySchema = z.object({
  full_name: z.string(),
  archived: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
});
export const installationRepositoriesSchema = z
  .object({ repositories: z.array(listedRepositorySchema) })
  .transform((page) => page.repositories);

/** A pull request in a list. https://docs.github.com/en/rest/pulls/pulls#list-pull-requests */
export const listedPullSchema = z.object({
  number: z.number(),
  state: z.string(),
  draft: z.boolean().nullish(),
  merged_at: z.string().nullish(),
  head: z.object({ sha: z.string() }),
  base: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
});
export type WireListedPull = z.infer<typeof listedPullSchema>;

/** https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request */
export const pullSchema = z.object({
  number: z.number(),
  html_url: z.string().nullish(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  merged: z.boolean().nullish(),
  merged_at: z.string().nullish(),
  draft: z.boolean().nullish(),
  updated_at: z.string().nullish(),
  additions: z.number().nullish(),
  deletions: z.number().nullish(),
  changed_files: z.number().nullish(),
  mergeable: z.boolean().nullish(),
  mergeable_state: z.string().nullish(),
  author_association: z.string().nullish(),
  user: actor,
  head: z.object({
    sha: z.string(),
    ref: z.string().nullish(),
    repo: z.object({ full_name: z.string() }).nullish(),
  }),
  base: z.object({ sha: z.string().nullish(), ref: z.string() }),
});

/** https://docs.github.com/en/rest/pulls/reviews#list-reviews-for-a-pull-request */
export const reviewSchema = z.object({
  id,
  user: actor,
  state: z.string(),
  commit_id: z.string().nullish(),
  submitted_at: z.string().nullish(),
  author_association: z.string().nullish(),
});

/** https://docs.github.com/en/rest/issues/comments#list-issue-comments */
export const commentSchema = z.object({
  id,
  user: actor,
  body: z.string().nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
});
export type WireComment = z.infer<typeof commentSchema>;

/** https://docs.github.com/en/rest/pulls/pulls#list-commits-on-a-pull-request */
export const pullCommitSchema = z.object({
  sha: z.string(),
  author: z.object({ login: z.string().nullish() }).nullish(),
  committer: z.object({ login: z.string().nullish() }).nullish(),
});

/** https://docs.github.com/en/rest/checks/runs#list-check-runs-for-a-git-reference */
export const checkRunSchema = z.object({
  id,
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullish(),
  external_id: z.string().nullish(),
  details_url: z.string().nullish(),
  html_url: z.string().nullish(),
  started_at: z.string().nullish(),
  completed_at: z.string().nullish(),
  output: z.object({ title: z.string().nullish(), summary: z.string().nullish() }).nullish(),
  app: z.object({ id, slug: z.string().nullish() }).nullish(),
  check_suite: z.object({ id: id.nullish() }).nullish(),
});
export type WireCheckRun = z.infer<typeof checkRunSchema>;
export const checkRunsSchema = z.object({ check_runs: z.array(checkRunSchema) }).transform((page) => page.check_runs);

/** https://docs.github.com/en/rest/commits/statuses#list-commit-statuses-for-a-reference */
export const statusSchema = z.object({
  id: id.nullish(),
  context: z.string(),
  state: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
  created_at: z.string().nullish(),
  creator: actor,
});
export type WireStatus = z.infer<typeof statusSchema>;
/** https://docs.github.com/en/rest/commits/statuses#get-the-combined-status-for-a-specific-reference */
export const combinedStatusSchema = z
  .object({ statuses: z.array(statusSchema.omit({ creator: true })) })
  .transform((page) => page.statuses);

/** https://docs.github.com/en/rest/branches/branches#get-a-branch */
export const branchSchema = z.object({
  commit: z.object({ sha: z.string() }),
  protected: z.boolean().nullish(),
  protection: z
    .object({
      enabled: z.boolean().nullish(),
      required_status_checks: z
        .object({
          enforcement_level: z.string().nullish(),
          contexts: z.array(z.string()).nullish(),
          checks: z.array(z.object({ context: z.string(), app_id: z.number().nullish() })).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
export type WireBranch = z.infer<typeof branchSchema>;

/** https://docs.github.com/en/rest/git/refs#get-a-reference */
export const refSchema = z.object({ object: z.object({ sha: z.string() }) });

/** https://docs.github.com/en/rest/branches/branch-protection#get-status-checks-protection */
export const statusChecksProtectionSchema = z.object({
  strict: z.boolean().nullish(),
  contexts: z.array(z.string()).nullish(),
  checks: z.array(z.object({ context: z.string(), app_id: z.number().nullish() })).nullish(),
});

const enabled = z.object({ enabled: z.boolean().nullish() }).nullish();
/** https://docs.github.com/en/rest/branches/branch-protection#get-branch-protection */
export const protectionSchema = z.object({
  required_status_checks: statusChecksProtectionSchema.nullish(),
  required_pull_request_reviews: z
    .object({
      required_approving_review_count: z.number().nullish(),
      require_code_owner_reviews: z.boolean().nullish(),
      require_last_push_approval: z.boolean().nullish(),
      dismiss_stale_reviews: z.boolean().nullish(),
    })
    .nullish(),
  required_conversation_resolution: enabled,
  required_linear_history: enabled,
  required_signatures: enabled,
});

/** https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch */
export const branchRuleSchema = z.object({
  type: z.string(),
  parameters: z
    .object({
      required_status_checks: z
        .array(z.object({ context: z.string(), integration_id: z.number().nullish() }))
        .nullish(),
      strict_required_status_checks_policy: z.boolean().nullish(),
      required_approving_review_count: z.number().nullish(),
      require_code_owner_review: z.boolean().nullish(),
      require_last_push_approval: z.boolean().nullish(),
      dismiss_stale_reviews_on_push: z.boolean().nullish(),
      required_review_thread_resolution: z.boolean().nullish(),
    })
    .nullish(),
});
export type WireBranchRule = z.infer<typeof branchRuleSchema>;

/** https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
export const permissionSchema = z.object({
  permission: z.string(),
  role_name: z.string().nullish(),
  user: z.object({ permissions: z.record(z.string(), z.boolean()).nullish() }).nullish(),
});

/** https://docs.github.com/en/rest/repos/repos#list-repository-activities */
export const activitySchema = z.object({ after: z.string().nullish(), actor });

/** https://docs.github.com/en/rest/git/trees#get-a-tree */
export const treeSchema = z.object({
  tree: z.array(
    z.object({ path: z.string(), type: z.string(), sha: z.string().nullish(), size: z.number().nullish() }),
  ),
  truncated: z.boolean().nullish(),
});
/** https://docs.github.com/en/rest/repos/contents#get-repository-content */
export const folderSchema = z.array(
  z.object({ path: z.string(), type: z.string(), sha: z.string(), size: z.number().nullish() }),
);
export const blobSchema = z.object({ content: z.string(), encoding: z.string() });

/** https://docs.github.com/en/rest/apps/webhooks#list-deliveries-for-an-app-webhook */
export const deliverySchema = z.object({
  id,
  guid: z.string(),
  delivered_at: z.string(),
  status: z.string().nullish(),
  status_code: z.number().nullish(),
});
export const hookConfigSchema = z.object({
  url: z.string().nullish(),
  content_type: z.string().nullish(),
  insecure_ssl: z.union([z.string(), z.number()]).nullish(),
});
