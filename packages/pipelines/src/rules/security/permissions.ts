import type { Job, PermissionScope, Permissions, Workflow } from "../../dialects/github/workflow.ts";
import { defineRule } from "../../findings/rule.ts";
import type { SourceDocument } from "../../source/document.ts";
import { textOf } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import { actionOf, jobsOf, scriptLines } from "./places.ts";

const SOURCE = "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions";

/** What the token of a run may do beyond what it needs. */
export const permissions = defineRule<
  WorkflowSubject,
  | "security/broad-permissions"
  | "security/missing-permissions"
  | "security/workflow-wide-write"
  | "security/undocumented-permission"
>({
  codes: {
    "security/broad-permissions": {
      title: "Token may do everything",
      severity: "warning",
      confidence: "high",
      explanation:
        "`write-all` gives every action and script of the job the right to change code, releases, packages and more; `read-all` (told as information) lets all of them read everything. Name the scopes that are needed instead.",
      bad: `on: push
permissions: write-all
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
      good: `on: push
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
      source: SOURCE,
    },
    "security/missing-permissions": {
      title: "Permissions of the token are not stated",
      severity: "warning",
      confidence: "medium",
      explanation:
        "Without `permissions` the token has whatever the repository's or organisation's settings give, in older ones the right to write nearly everywhere. State what is needed; `permissions: {}` for nothing. A reusable workflow has at most what its caller gives, so there it is told as information.",
      bad: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
      good: `on: push
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
      source: SOURCE,
    },
    "security/workflow-wide-write": {
      title: "Right to write is given to every job",
      severity: "warning",
      confidence: "medium",
      explanation:
        "What `permissions` of the workflow give, every job has that does not state its own, though mostly one of them needs it. Give the right to that job; the workflow keeps what all need, often `contents: read`.",
      bad: `on: push
permissions:
  packages: write
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: make test
  publish:
    runs-on: ubuntu-latest
    steps:
      - run: make publish
`,
      good: `on: push
permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: make test
  publish:
    runs-on: ubuntu-latest
    permissions:
      packages: write
    steps:
      - run: make publish
`,
      source: SOURCE,
    },
    "security/undocumented-permission": {
      title: "Right to write without a reason beside it",
      severity: "info",
      confidence: "low",
      explanation:
        "A comment that says what a right to write is for lets a reviewer see when it is no longer needed. `contents: read` and other rights to read need none.",
      bad: `on: push
jobs:
  publish:
    runs-on: ubuntu-latest
    permissions:
      packages: write
    steps:
      - run: make publish
`,
      good: `on: push
jobs:
  publish:
    runs-on: ubuntu-latest
    permissions:
      packages: write # uploads the image
    steps:
      - run: make publish
`,
    },
  },
  check({ workflow, document }, report) {
    const jobs = jobsOf(workflow);
    const wide = wideWrites(workflow, jobs);
    for (const [{ key, scope }, takers] of wide) {
      const names = takers.map((job) => `"${job.id}"`);
      const shown =
        names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
      const message = `${scope}: write holds for ${shown}. Give it in the permissions of the job that needs it.`;
      report("security/workflow-wide-write", key.span, message);
    }
    const all = [workflow.permissions, ...jobs.map((job) => job.permissions)].filter((one) => one !== undefined);
    for (const one of new Set(all)) {
      if (one.granted === "write-all") {
        const message = `${whose(one, workflow)} may write everything. Name the scopes that are needed, with their levels.`;
        report("security/broad-permissions", one.node.span, message);
      } else if (one.granted === "read-all") {
        const message = `${whose(one, workflow)} may read everything. Name the scopes that are needed.`;
        report("security/broad-permissions", one.node.span, message, { severity: "info" });
      } else {
        for (const scope of writes(one)) {
          // What is to stand elsewhere needs its reason there.
          if (wide.has(scope) || isDocumented(document, scope)) continue;
          const message = `Nothing says what ${scope.scope}: write is for. Add a comment behind it.`;
          report("security/undocumented-permission", scope.key.span, message);
        }
      }
    }
    missing(workflow, jobs, report);
  },
});

function missing(
  workflow: Workflow,
  jobs: readonly Job[],
  report: (
    code: "security/missing-permissions",
    span: { start: number; end: number },
    message: string,
    more: { severity: "warning" | "info" },
  ) => void,
): void {
  if (workflow.permissions !== undefined) return;
  const silent = jobs.filter((job) => job.permissions === undefined);
  const [first] = silent;
  if (first === undefined) return;
  const severity = workflow.events.every(({ name }) => name === "workflow_call") ? "info" : "warning";
  const remedy = `Add "permissions:" with what is needed, such as "contents: read".`;
  if (silent.length === jobs.length) {
    const span = workflow.root?.entries.find(({ key }) => key.text === "jobs")?.key.span ?? first.key.span;
    const message = `The token has whatever the repository's settings give, in every job. ${remedy}`;
    report("security/missing-permissions", span, message, { severity });
    return;
  }
  for (const job of silent) {
    const message = `The token of job "${job.id}" has whatever the repository's settings give. ${remedy}`;
    report("security/missing-permissions", job.key.span, message, { severity });
  }
}

/** Rights to write that several jobs take from the workflow, not all of which need them, each with these jobs. */
function wideWrites(workflow: Workflow, jobs: readonly Job[]): ReadonlyMap<PermissionScope, readonly Job[]> {
  const takers = jobs.filter((job) => job.permissions === undefined);
  if (workflow.permissions === undefined || takers.length < 2) return new Map();
  const wide = writes(workflow.permissions).filter(({ scope }) => !takers.every((job) => needs(job, scope)));
  return new Map(wide.map((scope) => [scope, takers]));
}

/** Actions that are known to need a right. */
const NEEDED_BY: Readonly<Record<string, RegExp>> = {
  "id-token":
    /^(?:actions\/(?:attest.*|deploy-pages)|aws-actions\/configure-aws-credentials|azure\/login|google-github-actions\/auth|pypa\/gh-action-pypi-publish|rubygems\/release-gem|sigstore\/.*|ossf\/scorecard-action)$/,
  pages: /^actions\/deploy-pages$/,
  "security-events": /^(?:github\/codeql-action\/.*|ossf\/scorecard-action)$/,
};

/** Actions that do nothing with the token but read the repository. */
const READS_ONLY =
  /^actions\/(?:checkout|setup-[a-z]+|cache(?:\/.+)?|upload-artifact|download-artifact|upload-pages-artifact|configure-pages)$|^(?:pnpm\/action-setup|ruby\/setup-ruby|dtolnay\/rust-toolchain|swatinem\/rust-cache|astral-sh\/setup-uv|shivammathur\/setup-php|codecov\/codecov-action|step-security\/harden-runner)$/;

/** Whether a job may need a right; what a called workflow or an action of others needs does not stand here. */
function needs(job: Job, scope: string): boolean {
  if (job.uses !== undefined) return true;
  const known = NEEDED_BY[scope];
  if (known !== undefined) return job.steps.some((step) => known.test(actionOf(step) ?? ""));
  return job.steps.some((step) => {
    if (step.uses !== undefined) return !READS_ONLY.test(actionOf(step) ?? "");
    const env = [...(step.env?.entries ?? []), ...(job.env?.entries ?? [])];
    const token = env.some(
      ({ name, value }) =>
        /^(?:GH|GITHUB)_TOKEN$/.test(name) || /github\.token|secrets\.GITHUB_TOKEN/i.test(textOf(value) ?? ""),
    );
    const script = step.run?.text ?? "";
    return (
      token ||
      /github\.token|secrets\.GITHUB_TOKEN/i.test(script) ||
      (scope === "contents" && scriptLines(script).some(({ line }) => /\bgit\b.*\bpush\b/.test(line)))
    );
  });
}

function writes({ granted }: Permissions): readonly PermissionScope[] {
  return Array.isArray(granted) ? granted.filter(({ level }: PermissionScope) => level === "write") : [];
}

function whose(one: Permissions, workflow: Workflow): string {
  return one === workflow.permissions ? "The token of every job" : "The token of this job";
}

/** A comment behind the scope, or on the line above it. */
function isDocumented({ lines, comments }: SourceDocument, { key, value }: PermissionScope): boolean {
  const { line } = lines.position(value.span.end);
  const above = lines.position(key.span.start).line - 1;
  return comments.some(({ span, text }) => {
    const at = lines.position(span.start).line;
    return text.trim() !== "" && (at === line || (at === above && /^\s*#/.test(lines.line(above))));
  });
}
