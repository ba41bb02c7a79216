import type { WorkflowRun } from "../evidence.ts";
import { workflowRun as presentRun } from "../present/evidence.ts";
import type { Repository } from "../state.ts";
import { account, needRepo, type RepositoryName, SimulatorError, type World } from "../world.ts";
import { zipOf } from "../zip.ts";

export interface UploadOptions {
  /** The artifact's name. */
  readonly name: string;
  /** Texts by their path in the zip file. */
  readonly files?: Readonly<Record<string, string>>;
  /** The zip file itself, where a test wants a strange one; in base64 from another process. */
  readonly zip?: Uint8Array | string;
  /** The workflow whose run uploads it: made where there is none for this commit. Default `ci`. */
  readonly workflow?: string;
}

interface RunOptions {
  readonly name: string;
  /** What started it; default what the commit suggests, and any run that is there. */
  readonly event?: string;
  /** Started once more, besides the run that is there. */
  readonly again?: boolean;
}

/** The newest run of a workflow on a commit, or a new one. */
export function runOf(world: World, repo: Repository, sha: string, options: RunOptions): WorkflowRun {
  const { name, event, again = false } = options;
  const found = world.db.workflowRuns
    .filter((row) => row.repoId === repo.id && row.sha === sha && row.name === name)
    .findLast((row) => event === undefined || row.event === event);
  if (found !== undefined && !again) return found;
  if (world.git.commit(sha) === undefined) throw new SimulatorError(`there is no commit ${sha}`);
  const pull = world.db.pulls.find((row) => row.repoId === repo.id && row.headSha === sha);
  const ref = world.db.refs.find((row) => row.repoId === repo.id && row.sha === sha);
  const id = world.id();
  const at = world.iso();
  return world.db.workflowRuns.put(id, {
    id,
    repoId: repo.id,
    headRepoId: pull?.headRepoId ?? repo.id,
    name,
    event: event ?? (pull === undefined ? "push" : "pull_request"),
    sha,
    branch: pull?.headRef ?? ref?.name.replace("refs/heads/", "") ?? null,
    actor: account(world, pull?.author ?? repo.owner).login,
    status: "in_progress",
    conclusion: null,
    attempt: 1,
    createdAt: at,
    updatedAt: at,
  });
}

/** Runs of workflows, and what they upload. */
export function workflowOperations(world: World) {
  return {
    /** Uploads an artifact from a run on this commit; no webhook tells it. */
    uploadArtifact(name: RepositoryName, sha: string, options: UploadOptions): { id: number; runId: number } {
      const repo = needRepo(world, name);
      const run = runOf(world, repo, sha, { name: options.workflow ?? "ci" });
      const { zip } = options;
      const bytes = typeof zip === "string" ? Buffer.from(zip, "base64") : (zip ?? zipOf(options.files ?? {}));
      const id = world.id();
      world.db.artifacts.put(id, {
        id,
        repoId: repo.id,
        runId: run.id,
        name: options.name,
        zip: bytes,
        expired: false,
        createdAt: world.iso(),
      });
      world.db.workflowRuns.patch(run.id, { updatedAt: world.iso() });
      return { id, runId: run.id };
    },
    /** What is old GitHub deletes; its name stays in the lists. */
    expireArtifact(id: number): void {
      if (world.db.artifacts.get(id) === undefined) throw new SimulatorError(`there is no artifact ${id}`);
      world.db.artifacts.patch(id, { expired: true });
    },
    /** Ends the run of a workflow on this commit, and tells it. */
    completeRun(name: RepositoryName, sha: string, options: { workflow?: string; conclusion?: string } = {}): void {
      const repo = needRepo(world, name);
      const run = runOf(world, repo, sha, { name: options.workflow ?? "ci" });
      const { conclusion = "success" } = options;
      const row = world.db.workflowRuns.patch(run.id, { status: "completed", conclusion, updatedAt: world.iso() });
      const payload = { action: "completed", workflow_run: presentRun(world, repo, row), workflow: null };
      world.emit({ event: "workflow_run", repo, sender: row.actor, payload });
    },
  };
}
