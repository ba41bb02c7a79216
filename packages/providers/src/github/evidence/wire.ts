import { z } from "zod";

// What GitHub's REST API sends of evidence, as far as it is used here; see `../schema.ts`.

const text = z.string().nullish();

/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
export const fileSchema = z.object({
  filename: z.string(),
  previous_filename: text,
  status: z.string(),
  additions: z.number().nullish(),
  deletions: z.number().nullish(),
  contents_url: text,
  patch: text,
});
export type WireFile = z.infer<typeof fileSchema>;

/** https://docs.github.com/en/rest/commits/commits#compare-two-commits */
export const comparedFilesSchema = z.object({ files: z.array(fileSchema).nullish() });

/** https://docs.github.com/en/rest/repos/contents#get-repository-content */
export const contentSchema = z.object({
  type: z.string(),
  size: z.number().nullish(),
  encoding: text,
  content: text,
});

/** https://docs.github.com/en/rest/teams/members#list-team-members */
export const memberSchema = z.object({ login: z.string() });

/** https://docs.github.com/en/rest/code-scanning/code-scanning#list-code-scanning-alerts-for-a-repository */
export const alertSchema = z.object({
  number: z.number(),
  html_url: text,
  rule: z.object({
    id: text,
    name: text,
    severity: text,
    security_severity_level: text,
    description: text,
  }),
  tool: z.object({ name: text }),
  most_recent_instance: z
    .object({
      message: z.object({ text }).nullish(),
      location: z.object({ path: text, start_line: z.number().nullish() }).nullish(),
    })
    .nullish(),
});
export type WireAlert = z.infer<typeof alertSchema>;

/** https://docs.github.com/en/rest/code-scanning/code-scanning#list-code-scanning-analyses-for-a-repository */
export const analysisSchema = z.object({ commit_sha: z.string(), error: text });

/** https://docs.github.com/en/rest/git/commits#get-a-commit-object */
export const parentsSchema = z.object({ parents: z.array(z.object({ sha: z.string() })) });

/** https://docs.github.com/en/rest/dependency-graph/dependency-review */
export const dependencyChangeSchema = z.object({
  change_type: z.string(),
  manifest: text,
  ecosystem: text,
  name: z.string(),
  version: text,
  license: text,
  scope: text,
  vulnerabilities: z
    .array(
      z.object({
        severity: z.string(),
        advisory_ghsa_id: z.string(),
        advisory_summary: text,
        advisory_url: text,
      }),
    )
    .nullish(),
});
export type WireDependencyChange = z.infer<typeof dependencyChangeSchema>;

/** https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-repository */
export const runsSchema = z
  .object({
    workflow_runs: z.array(
      z.object({
        id: z.number(),
        status: text,
        run_attempt: z.number().nullish(),
        updated_at: text,
        head_sha: z.string(),
        check_suite_id: z.number().nullish(),
        workflow_id: z.number().nullish(),
        event: text,
      }),
    ),
  })
  .transform((page) => page.workflow_runs);

/** https://docs.github.com/en/rest/actions/artifacts#list-workflow-run-artifacts */
export const artifactsSchema = z
  .object({
    artifacts: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        size_in_bytes: z.number().nullish(),
        expired: z.boolean().nullish(),
        created_at: text,
      }),
    ),
  })
  .transform((page) => page.artifacts);

/** https://docs.github.com/en/rest/commits/commits#list-commits */
export const commitSchema = z.object({ sha: z.string() });

/** https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request */
export const associationSchema = z.object({ author_association: text });
