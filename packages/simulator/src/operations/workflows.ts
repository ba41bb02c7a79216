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

/** Runs of workflows, and what they upload. */
export function workflowOperations(world: World) {
  function runOf(repo: Repository, sha: string, name: string): WorkflowRun {
    const found = world.db.workflowRuns.find((row) => row.repoId === repo.id && row.sha === sha && row.name === name);
    if (found !== undefined) return found;
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
      event: pull === undefined ? "push" : "pull_request",
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

  return {
    /** Uploads an artifact from a run on this commit; no webhook tells it. */
    uploadArtifact(name: RepositoryName, sha: string, options: UploadOptions): { id: number; runId: number } {
      const repo = needRepo(world, name);
      const run = runOf(repo, sha, options.workflow ?? "ci");
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
      const run = runOf(repo, sha, options.workflow ?? "ci");
      const { conclusion = "success" } = options;
      const row = world.db.workflowRuns.patch(run.id, { status: "completed", conclusion, updatedAt: world.iso() });
      const payload = { action: "completed", workflow_run: presentRun(world, repo, row), workflow: null };
      world.emit({ event: "workflow_run", repo, sender: row.actor, payload });
    },
  };
}
