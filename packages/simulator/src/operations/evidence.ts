import type { Alert, Dependency } from "../evidence.ts";
import { alert as presentAlert } from "../present/evidence.ts";
import type { Repository } from "../state.ts";
import { branchSha, numberKey, refKey, repoKey } from "../state.ts";
import {
  account,
  needPull,
  needRepo,
  type PullName,
  type RepositoryName,
  SimulatorError,
  type World,
} from "../world.ts";
import { writeCommit } from "./refs.ts";

export interface AlertOptions {
  /** A branch, as `refs/heads/main`, or a pull request: its merge commit is what is scanned. */
  readonly on: string | PullName;
  readonly rule: string;
  readonly tool?: string;
  readonly description?: string;
  readonly severity?: Alert["severity"];
  readonly securitySeverity?: Alert["securitySeverity"];
  readonly message?: string;
  readonly path: string;
  readonly line?: number;
}

/** What GitHub finds out about the code: alerts and dependencies. */
export function evidenceOperations(world: World) {
  const refOf = (on: string | PullName) => (typeof on === "string" ? on : `refs/pull/${on.number}/merge`);

  function commitOf(repo: Repository, ref: string): string {
    const number = Number(/^refs\/pull\/(\d+)\//.exec(ref)?.[1]);
    const pull = world.db.pulls.get(numberKey(repo.id, number));
    return pull?.headSha ?? world.db.refs.get(refKey(repo.id, ref))?.sha ?? "0".repeat(40);
  }

  function tell(repo: Repository, row: Alert, action: string, ref: string, by: string): void {
    const payload = { action, alert: presentAlert(world, repo, row, ref), ref, commit_oid: commitOf(repo, ref) };
    world.emit({ event: "code_scanning_alert", repo, sender: by, payload });
  }

  function needAlert(name: RepositoryName, number: number): { repo: Repository; row: Alert; key: string } {
    const repo = needRepo(world, name);
    const key = numberKey(repo.id, number);
    const row = world.db.alerts.get(key);
    if (row === undefined) throw new SimulatorError(`there is no alert ${number} in ${name}`);
    return { repo, row, key };
  }

  /** A pull request's merge commit is made for it: by its parents alone one can tell which head that was. */
  function scannedCommit(repo: Repository, ref: string): string {
    const number = Number(/^refs\/pull\/(\d+)\/merge$/.exec(ref)?.[1]);
    const pull = world.db.pulls.get(numberKey(repo.id, number));
    if (pull === undefined) return commitOf(repo, ref);
    const base = branchSha(world.db, repo.id, pull.baseRef) ?? pull.baseSha;
    const known = world.db.analyses.filter((row) => row.repoId === repo.id && row.ref === ref).at(-1)?.sha;
    const parents = world.git.commit(known)?.parents;
    if (known !== undefined && parents?.[0] === base && parents[1] === pull.headSha) return known;
    const message = `Merge ${pull.headSha} into ${base}`;
    const tree = world.git.mergedTree(base, pull.headSha);
    return writeCommit(world, repo, [base, pull.headSha], { by: pull.author, message, committer: "web-flow" }, tree)
      .sha;
  }

  function noteScan(repo: Repository, ref: string, tool: string): void {
    const id = world.id();
    const sha = scannedCommit(repo, ref);
    world.db.analyses.put(String(id), { id, repoId: repo.id, ref, sha, tool, at: world.iso() });
  }

  return {
    /** Turns code scanning on or off for a repository; new ones have none. */
    setCodeScanning(name: RepositoryName, on: boolean): void {
      world.db.repositories.patch(repoKey(needRepo(world, name) && name), { codeScanning: on });
    },
    /** Says that a scan of a ref's commit is over; what it found is told by `raiseAlert`, which says so too. */
    scan(name: RepositoryName, options: { readonly on: string | PullName; readonly tool?: string }): void {
      const repo = needRepo(world, name);
      world.db.repositories.patch(repoKey(name), { codeScanning: true });
      noteScan(repo, refOf(options.on), options.tool ?? "CodeQL");
    },
    /** Says that a scan found something; the same rule at the same place is the same alert on every branch. */
    raiseAlert(name: RepositoryName, options: AlertOptions): { number: number } {
      const repo = needRepo(world, name);
      if (typeof options.on !== "string") needPull(world, options.on);
      world.db.repositories.patch(repoKey(name), { codeScanning: true });
      const ref = refOf(options.on);
      const line = options.line ?? 1;
      const ours = world.db.alerts.filter((row) => row.repoId === repo.id);
      const same = ours.find((row) => row.rule === options.rule && row.path === options.path && row.line === line);
      const number = same?.number ?? ours.length + 1;
      const row = world.db.alerts.put(numberKey(repo.id, number), {
        repoId: repo.id,
        number,
        tool: options.tool ?? "CodeQL",
        rule: options.rule,
        description: options.description ?? `Found by ${options.rule}`,
        severity: options.severity ?? "warning",
        securitySeverity: options.securitySeverity ?? null,
        message: options.message ?? `${options.rule} is broken here.`,
        path: options.path,
        line,
        createdAt: same?.createdAt ?? world.iso(),
        dismissedBy: same?.dismissedBy ?? null,
        refs: { ...same?.refs, [ref]: "open" },
      });
      noteScan(repo, ref, row.tool);
      tell(repo, row, same === undefined ? "created" : "appeared_in_branch", ref, repo.owner);
      return { number };
    },
    /** Says that a later scan does not find it there any more. */
    fixAlert(name: RepositoryName, number: number, on: string | PullName): void {
      const { repo, row, key } = needAlert(name, number);
      const fixed = world.db.alerts.patch(key, { refs: { ...row.refs, [refOf(on)]: "fixed" } });
      tell(repo, fixed, "fixed", refOf(on), repo.owner);
    },
    /** Somebody says that it is none: everywhere. The event names no ref then. */
    dismissAlert(name: RepositoryName, number: number, options: { by: string }): void {
      const { repo, key } = needAlert(name, number);
      const row = world.db.alerts.patch(key, { dismissedBy: account(world, options.by).login });
      tell(repo, row, "closed_by_user", "", options.by);
    },
    /** Turns the dependency graph on or off for a repository; new ones have it. */
    setDependencyGraph(name: RepositoryName, on: boolean): void {
      world.db.repositories.patch(repoKey(needRepo(world, name) && name), { dependencyGraph: on });
    },
    /** What a commit depends on, and those after it until another is told. */
    setDependencies(name: RepositoryName, sha: string, dependencies: readonly Dependency[]): void {
      const repo = needRepo(world, name);
      if (world.git.commit(sha) === undefined) throw new SimulatorError(`there is no commit ${sha}`);
      world.db.dependencies.put(refKey(repo.id, sha), { repoId: repo.id, sha, dependencies });
    },
  };
}
