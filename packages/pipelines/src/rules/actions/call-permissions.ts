import type { Job, Permissions } from "../../dialects/github/workflow.ts";
import { defineRule } from "../../findings/rule.ts";
import { type CalledWorkflow, calledWorkflow, callReference } from "../../project/called.ts";
import type { Project } from "../../project/project.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

type Level = "none" | "read" | "write";
const RANK: Readonly<Record<Level, number>> = { none: 0, read: 1, write: 2 };
/** Some scopes, and whether `read-all` and `write-all` give the rest. */
interface Grant {
  readonly scopes: ReadonlyMap<string, Level>;
  readonly others: Level;
}

const CALLED =
  "on: workflow_call\npermissions:\n  contents: write\njobs:\n  release:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make release\n";

/** Permissions that a called workflow asks for and its caller does not have: GitHub refuses the run as it starts. */
export const CALL_PERMISSIONS = defineRule({
  codes: {
    "action/call-permissions": {
      title: "Called workflow asks for more than its caller grants",
      severity: "error",
      confidence: "high",
      explanation:
        "A called workflow can have at most the permissions of the job that calls it. Where it asks for more, in its own `permissions` or in those of one of its jobs, GitHub refuses the whole calling workflow as it starts. Grant the calling job what is asked for, or ask for less.",
      bad: {
        ".github/workflows/ci.yml":
          "on: push\npermissions:\n  contents: read\njobs:\n  release:\n    uses: ./.github/workflows/release.yml\n",
        ".github/workflows/release.yml": CALLED,
      },
      good: {
        ".github/workflows/ci.yml":
          "on: push\npermissions:\n  contents: read\njobs:\n  release:\n    permissions:\n      contents: write\n    uses: ./.github/workflows/release.yml\n",
        ".github/workflows/release.yml": CALLED,
      },
      source: "https://docs.github.com/actions/reference/workflows-and-actions/reusable-workflows",
    },
  },
  check(subject: WorkflowSubject, report) {
    const { workflow, project } = subject;
    // What this workflow may do when it is itself called is told where it is called.
    for (const job of workflow.jobs) {
      const called = job.uses === undefined ? undefined : calledWorkflow(job.uses.text, project);
      if (job.uses === undefined || called?.call === undefined) continue;
      const allowed = grantOf(job.permissions) ?? grantOf(workflow.permissions) ?? defaultGrant(job.uses.text, project);
      if (allowed === undefined) continue;
      for (const { who, asked, given } of asks(job.uses.text, called, allowed, project, new Set())) {
        const message = `${who} asks for "${asked}", but this job has "${given}". Grant it here, or ask for less there.`;
        report("action/call-permissions", job.key.span, message);
      }
    }
  },
});

interface Ask {
  readonly who: string;
  readonly asked: string;
  readonly given: string;
}

/** What a called workflow, and what it calls in its turn, asks for beyond what is allowed. */
function asks(uses: string, called: CalledWorkflow, allowed: Grant, project: Project, seen: Set<string>): Ask[] {
  // Each workflow once for what it is allowed: circles end, and a net of calls is not walked on every way.
  const key = [called.path, allowed.others, ...[...allowed.scopes].map((scope) => scope.join("="))].join("\n");
  if (seen.has(key)) return [];
  seen.add(key);
  const { workflow } = called;
  const found: Ask[] = [];
  const own = grantOf(workflow.permissions);
  const beyond = (who: string, asked: Grant | undefined) => {
    if (asked === undefined) return;
    const over = exceeding(asked, allowed);
    // `read-all` asks for every scope, also for those that nobody has written.
    const all = RANK[asked.others] > RANK[allowed.others];
    if (over.length === 0 && !all) return;
    const wanted = all ? [`${asked.others}-all`] : over.map(([scope, is]) => `${scope}: ${is}`);
    const given = all ? described(allowed) : over.map(([scope, , is]) => `${scope}: ${is}`);
    found.push({ who, asked: wanted.join(", "), given: given.join(", ") });
  };
  beyond(`"${called.path}"`, own);
  for (const job of workflow.jobs) {
    const asked = grantOf(job.permissions);
    beyond(`The job "${job.name?.text ?? job.id}" of "${called.path}"`, asked);
    found.push(...nested(job, asked ?? own, uses, allowed, project, seen));
  }
  return found;
}

/** What a call inside of a called workflow asks for. A grant written there is held against it where that file is judged. */
function nested(
  job: Job,
  own: Grant | undefined,
  uses: string,
  allowed: Grant,
  project: Project,
  seen: Set<string>,
): Ask[] {
  const deeper = job.uses === undefined ? undefined : calledWorkflow(job.uses.text, project);
  if (job.uses === undefined || deeper === undefined) return [];
  const judged = own !== undefined && callReference(uses)?.kind === "local";
  return judged ? [] : asks(job.uses.text, deeper, own ?? allowed, project, seen);
}

/** The scopes that are written and of which more is asked for than allowed, each with both levels. */
function exceeding(asked: Grant, allowed: Grant): [scope: string, asked: Level, allowed: Level][] {
  return [...new Set([...asked.scopes.keys(), ...allowed.scopes.keys()])].flatMap((scope): [string, Level, Level][] => {
    const [wants, has] = [levelOf(asked, scope), levelOf(allowed, scope)];
    return RANK[wants] > RANK[has] ? [[scope, wants, has]] : [];
  });
}

function described({ scopes, others }: Grant): string[] {
  if (others !== "none") return [`${others}-all`];
  return scopes.size === 0 ? ["none"] : [...scopes].map(([scope, level]) => `${scope}: ${level}`);
}

function levelOf({ scopes, others }: Grant, scope: string): Level {
  // A token for identities is written or not; no shorthand for reading gives it.
  return scopes.get(scope) ?? (scope === "id-token" && others === "read" ? "none" : others);
}

/** Undefined where nothing is written, or nothing that can be understood. */
function grantOf(permissions: Permissions | undefined): Grant | undefined {
  const granted = permissions?.granted;
  if (granted === undefined) return undefined;
  if (granted === "read-all") return { scopes: new Map(), others: "read" };
  if (granted === "write-all") return { scopes: new Map(), others: "write" };
  const scopes = granted.flatMap(({ scope, level }): [string, Level][] =>
    level === "none" || level === "read" || level === "write" ? [[scope, level]] : [],
  );
  return { scopes: new Map(scopes), others: "none" };
}

/**
 * What a job has where nothing is written, if the repository's setting is known. Workflows of the same repository are
 * trusted with identities.
 */
function defaultGrant(uses: string, { tokenDefault }: Project): Grant | undefined {
  const identity: [string, Level] = ["id-token", callReference(uses)?.kind === "local" ? "write" : "none"];
  if (tokenDefault === "permissive") return { scopes: new Map([identity]), others: "write" };
  if (tokenDefault === undefined) return undefined;
  return {
    scopes: new Map([["contents", "read"], ["packages", "read"], ["metadata", "read"], identity]),
    others: "none",
  };
}
