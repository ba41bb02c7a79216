import type { Alert, Analysis, Artifact, Dependency, WorkflowRun } from "../evidence.ts";
import type { Repository } from "../state.ts";
import { fullName, numberKey, refKey, repoById } from "../state.ts";
import type { View } from "../world.ts";
import { api, nodeId, user } from "./people.ts";
import { repository } from "./repository.ts";

/** How an alert stands on a ref; dismissed ones are so everywhere. */
export function alertState(row: Alert, ref: string): "open" | "fixed" | "dismissed" | null {
  const state = row.refs[ref];
  return state === "open" && row.dismissedBy !== null ? "dismissed" : (state ?? null);
}

/** GitHub's `code-scanning-alert-items`. */
export function alert(view: View, repo: Repository, row: Alert, ref: string) {
  const url = api(view, `/repos/${fullName(repo)}/code-scanning/alerts/${row.number}`);
  const state = alertState(row, ref) ?? (row.dismissedBy === null ? "open" : "dismissed");
  const number = Number(/^refs\/pull\/(\d+)\//.exec(ref)?.[1]);
  const commit = view.db.pulls.get(numberKey(repo.id, number))?.headSha ?? view.db.refs.get(refKey(repo.id, ref))?.sha;
  return {
    number: row.number,
    created_at: row.createdAt,
    updated_at: row.createdAt,
    url,
    html_url: `${view.url}/${fullName(repo)}/security/code-scanning/${row.number}`,
    instances_url: `${url}/instances`,
    state,
    fixed_at: state === "fixed" ? row.createdAt : null,
    dismissed_by: row.dismissedBy === null ? null : user(view, row.dismissedBy),
    dismissed_at: row.dismissedBy === null ? null : row.createdAt,
    dismissed_reason: row.dismissedBy === null ? null : "false positive",
    dismissed_comment: null,
    rule: {
      id: row.rule,
      name: row.rule,
      description: row.description,
      severity: row.severity,
      tags: row.securitySeverity === null ? [] : ["security"],
      ...(row.securitySeverity === null ? {} : { security_severity_level: row.securitySeverity }),
    },
    tool: { name: row.tool, guid: null, version: "2.0.0" },
    most_recent_instance: {
      ref,
      analysis_key: ".github/workflows/scan.yml:scan",
      environment: "{}",
      category: ".github/workflows/scan.yml:scan",
      state,
      commit_sha: commit ?? "0".repeat(40),
      message: { text: row.message },
      location: { path: row.path, start_line: row.line, end_line: row.line, start_column: 1, end_column: 2 },
      classifications: [],
    },
  };
}

/** GitHub's `code-scanning-analysis`. */
export function analysis(view: View, repo: Repository, row: Analysis) {
  return {
    ref: row.ref,
    commit_sha: row.sha,
    analysis_key: ".github/workflows/scan.yml:scan",
    environment: "{}",
    category: ".github/workflows/scan.yml:scan",
    error: "",
    created_at: row.at,
    results_count: view.db.alerts.filter(({ repoId, tool, refs }) => {
      return repoId === row.repoId && tool === row.tool && refs[row.ref] === "open";
    }).length,
    rules_count: 67,
    id: row.id,
    url: api(view, `/repos/${fullName(repo)}/code-scanning/analyses/${row.id}`),
    sarif_id: `sarif-${row.id}`,
    tool: { name: row.tool, guid: null, version: "2.0.0" },
    deletable: true,
    warning: "",
  };
}

/** What a commit depends on, as it or the nearest commit before it was told. */
export function dependenciesOf(view: View, repo: Repository, sha: string): readonly Dependency[] {
  for (const commit of view.git.history(sha)) {
    const row = view.db.dependencies.get(refKey(repo.id, commit.sha));
    if (row !== undefined) return row.dependencies;
  }
  return [];
}

/** One entry of GitHub's `dependency-graph-diff`. */
export function dependencyChange(change: "added" | "removed", row: Dependency) {
  return {
    change_type: change,
    manifest: row.manifest,
    ecosystem: row.ecosystem,
    name: row.name,
    version: row.version,
    package_url: `pkg:${row.ecosystem}/${row.name}@${row.version}`,
    license: row.license ?? null,
    source_repository_url: null,
    scope: row.scope ?? "runtime",
    vulnerabilities: (row.vulnerabilities ?? []).map((found) => ({
      severity: found.severity,
      advisory_ghsa_id: found.id,
      advisory_summary: found.summary,
      advisory_url: `https://github.com/advisories/${found.id}`,
    })),
  };
}

/** Each name is one workflow of the repository. */
function workflowId(view: View, { repoId, name }: WorkflowRun): number {
  const names = view.db.workflowRuns.filter((row) => row.repoId === repoId).map((row) => row.name);
  return 1 + [...new Set(names)].indexOf(name);
}

/** GitHub's `workflow-run`. */
export function workflowRun(view: View, repo: Repository, row: WorkflowRun) {
  const url = api(view, `/repos/${fullName(repo)}/actions/runs/${row.id}`);
  const head = repoById(view.db, row.headRepoId) ?? repo;
  const commit = view.git.commit(row.sha);
  const author = { name: commit?.author.name ?? "ghost", email: commit?.author.email ?? "" };
  return {
    id: row.id,
    name: row.name,
    node_id: nodeId("WFR", row.id),
    head_branch: row.branch,
    head_sha: row.sha,
    path: `.github/workflows/${row.name}.yml`,
    display_title: commit?.message ?? row.name,
    run_number: 1,
    run_attempt: row.attempt,
    event: row.event,
    status: row.status,
    conclusion: row.conclusion,
    workflow_id: workflowId(view, row),
    check_suite_id: row.id,
    check_suite_node_id: nodeId("CS", row.id),
    url,
    html_url: `${view.url}/${fullName(repo)}/actions/runs/${row.id}`,
    pull_requests: [],
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    run_started_at: row.createdAt,
    actor: user(view, row.actor),
    triggering_actor: user(view, row.actor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: api(view, `/repos/${fullName(repo)}/check-suites/${row.id}`),
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: api(view, `/repos/${fullName(repo)}/actions/workflows/1`),
    head_commit: {
      id: row.sha,
      tree_id: commit?.tree ?? "",
      message: commit?.message ?? "",
      timestamp: commit?.committer.date ?? row.createdAt,
      author,
      committer: author,
    },
    repository: repository(view, repo),
    head_repository: repository(view, head),
  };
}

/** GitHub's `artifact`. */
export function artifact(view: View, repo: Repository, row: Artifact) {
  const url = api(view, `/repos/${fullName(repo)}/actions/artifacts/${row.id}`);
  const run = view.db.workflowRuns.get(row.runId);
  return {
    id: row.id,
    node_id: nodeId("AR", row.id),
    name: row.name,
    size_in_bytes: row.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: row.expired,
    created_at: row.createdAt,
    expires_at: row.createdAt,
    updated_at: row.createdAt,
    ...(run === undefined
      ? {}
      : {
          workflow_run: {
            id: run.id,
            repository_id: repo.id,
            head_repository_id: run.headRepoId,
            head_branch: run.branch ?? "",
            head_sha: run.sha,
          },
        }),
  };
}
