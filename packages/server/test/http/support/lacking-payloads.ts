// Deliveries of kinds that GitHub's official examples lack, written after its published schemas.

export const SHA = "a1".repeat(20);
const BASE_SHA = "b2".repeat(20);
const GROUP_SHA = "c3".repeat(20);
const AT = "2026-03-04T05:06:07Z";

const sender = { login: "ada", id: 1, node_id: "U_1", type: "User", site_admin: false };
const repository = {
  id: 100,
  node_id: "R_100",
  name: "shop",
  full_name: "acme/shop",
  private: false,
  owner: { login: "acme", id: 2, node_id: "O_2", type: "Organization", site_admin: false },
  html_url: "https://github.example/acme/shop",
  fork: false,
  default_branch: "main",
};
const organization = { login: "acme", id: 2, node_id: "O_2" };
const common = { repository, organization, sender, installation: { id: 5, node_id: "I_5" } };
const pull_request = {
  id: 700,
  node_id: "PR_700",
  number: 7,
  state: "open",
  locked: false,
  title: "Retry the upload",
  body: "Closes #12\r\n",
  user: sender,
  draft: false,
  merged: false,
  merged_at: null,
  mergeable: null,
  created_at: AT,
  updated_at: AT,
  head: { label: "acme:retry", ref: "retry", sha: SHA, user: sender, repo: repository },
  base: { label: "acme:release", ref: "release", sha: BASE_SHA, user: sender, repo: repository },
};
const merge_group = {
  head_sha: GROUP_SHA,
  head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${BASE_SHA}`,
  base_sha: BASE_SHA,
  base_ref: "refs/heads/main",
  head_commit: {
    id: GROUP_SHA,
    tree_id: "d4".repeat(20),
    message: "Merge #7",
    timestamp: AT,
    author: { name: "Ada", email: "ada@example.org" },
    committer: { name: "Ada", email: "ada@example.org" },
  },
};
const ruleset = {
  id: 3,
  name: "main",
  target: "branch",
  source_type: "Repository",
  source: "acme/shop",
  enforcement: "active",
};
const workflow_run = {
  id: 9_000_000_001,
  name: "ci",
  head_branch: "retry",
  head_sha: SHA,
  run_number: 4,
  run_attempt: 1,
  event: "pull_request",
  status: "in_progress",
  conclusion: null,
  workflow_id: 6,
  pull_requests: [],
  created_at: AT,
  updated_at: AT,
};

const pull = (action: string, more: object = {}) => ({
  event: "pull_request",
  payload: { action, number: 7, pull_request, ...more, ...common },
});
const group = (action: string, more: object = {}) => ({
  event: "merge_group",
  payload: { action, merge_group, ...more, ...common },
});
const run = (event: string, payload: object) => ({ event, payload: { ...payload, ...common } });

export const LACKING: readonly { readonly event: string; readonly payload: Readonly<Record<string, unknown>> }[] = [
  pull("edited", { changes: { base: { ref: { from: "main" }, sha: { from: BASE_SHA } } } }),
  pull("enqueued"),
  pull("dequeued", { reason: "CI_FAILURE" }),
  group("checks_requested"),
  group("destroyed", { reason: "dequeued" }),
  run("repository_ruleset", { action: "created", repository_ruleset: ruleset }),
  run("repository_ruleset", { action: "edited", repository_ruleset: ruleset, changes: { name: { from: "trunk" } } }),
  run("repository_ruleset", { action: "deleted", repository_ruleset: ruleset }),
  run("workflow_run", {
    action: "in_progress",
    workflow_run,
    workflow: { id: 6, name: "ci", path: ".github/workflows/ci.yml" },
  }),
  run("deployment_protection_rule", { action: "requested", environment: "production", event: "push" }),
  // A check of a commit that is a known change's head, reported as from a fork: no pull request is named.
  run("check_run", {
    action: "completed",
    check_run: {
      id: 8_000_000_001,
      name: "build",
      head_sha: SHA,
      external_id: "",
      status: "completed",
      conclusion: "failure",
      started_at: AT,
      completed_at: AT,
      output: { title: "1 test failed", summary: "", annotations_count: 0 },
      app: { id: 15368, slug: "github-actions" },
      check_suite: { id: 11, head_branch: null, head_sha: SHA },
      pull_requests: [],
    },
  }),
  // No more than another sender's idea of a pull request event.
  {
    event: "pull_request",
    payload: {
      action: "opened",
      number: 8,
      pull_request: { number: 8, head: { sha: SHA }, base: { ref: "main" } },
      repository: { full_name: "acme/shop" },
    },
  },
];
