import { protectionsOf } from "../present/change.ts";
import { repository as presentRepository } from "../present/repository.ts";
import type { Permission, Protection, Repository, RequiredCheck } from "../state.ts";
import { branchSha, fullName, repoKey } from "../state.ts";
import { account, needRepo, type RepositoryName, SimulatorError, type World } from "../world.ts";
import { type CommitOptions, type FileEdits, moveBranch, writeCommit } from "./refs.ts";

export interface RepositoryOptions {
  readonly defaultBranch?: string;
  readonly private?: boolean;
  readonly files?: Readonly<Record<string, string>>;
  readonly permissions?: Readonly<Record<string, Permission>>;
  /** Default: an organisation. */
  readonly ownerType?: "User" | "Organization";
  /** The repository that this one is a fork of. */
  readonly forkOf?: RepositoryName;
}

export interface ProtectionOptions {
  readonly requiredChecks?: readonly (RequiredCheck | string)[];
  readonly approvals?: number;
  /** Classic protection (its details need administration); default a ruleset, which whoever reads may read. */
  readonly classic?: boolean;
  readonly strict?: boolean;
  readonly dismissStale?: boolean;
  readonly codeOwners?: boolean;
  readonly lastPushApproval?: boolean;
  readonly enforceAdmins?: boolean;
  readonly mergeQueue?: boolean;
  readonly resolvedThreads?: boolean;
  readonly linearHistory?: boolean;
  readonly signedCommits?: boolean;
}

export function insertRepository(world: World, name: RepositoryName, options: RepositoryOptions): Repository {
  const [owner = "", short = ""] = name.split("/");
  if (owner === "" || short === "") throw new SimulatorError(`a repository's name is owner/name, not ${name}`);
  if (world.db.repositories.get(repoKey(name)) !== undefined) throw new SimulatorError(`${name} is there already`);
  account(world, owner, options.ownerType ?? "Organization");
  for (const login of Object.keys(options.permissions ?? {})) account(world, login);
  const parent = options.forkOf === undefined ? undefined : needRepo(world, options.forkOf);
  const id = world.id();
  const at = world.iso();
  const repo = world.db.repositories.put(repoKey(name), {
    id,
    owner,
    name: short,
    private: options.private ?? false,
    archived: false,
    parentId: parent?.id ?? null,
    networkId: parent?.networkId ?? id,
    defaultBranch: options.defaultBranch ?? parent?.defaultBranch ?? "main",
    permissions: options.permissions ?? {},
    createdAt: at,
    updatedAt: at,
    pushedAt: at,
    lastNumber: 0,
    codeScanning: false,
    dependencyGraph: true,
  });
  const tip = parent === undefined ? undefined : branchSha(world.db, parent.id, parent.defaultBranch);
  const files = options.files ?? { "README.md": `# ${short}\n` };
  const first = tip ?? writeCommit(world, repo, [], { by: owner, message: "Initial commit", files }).sha;
  moveBranch(world, repo, repo.defaultBranch, first, owner);
  return repo;
}

export function repositoryOperations(world: World) {
  const setProtection = (repo: Repository, branch: string, options: ProtectionOptions): Protection => {
    const kind = options.classic === true ? "classic" : "ruleset";
    const existing = world.db.protections.find(
      (row) => row.repoId === repo.id && row.branch === branch && row.kind === kind,
    );
    const id = existing?.id ?? world.id();
    const requiredChecks = options.requiredChecks?.map((check) =>
      typeof check === "string" ? { context: check } : check,
    );
    return world.db.protections.put(id, {
      id,
      repoId: repo.id,
      branch,
      kind,
      requiredChecks: requiredChecks ?? null,
      strict: options.strict ?? false,
      approvals: options.approvals ?? null,
      dismissStale: options.dismissStale ?? false,
      codeOwners: options.codeOwners ?? false,
      lastPushApproval: options.lastPushApproval ?? false,
      enforceAdmins: options.enforceAdmins ?? false,
      mergeQueue: options.mergeQueue ?? false,
      resolvedThreads: options.resolvedThreads ?? false,
      linearHistory: options.linearHistory ?? false,
      signedCommits: options.signedCommits ?? false,
    });
  };
  const tellProtection = (repo: Repository, row: Protection, action: string, by: string) => {
    const at = world.iso();
    if (row.kind === "classic") {
      const rule = {
        id: row.id,
        repository_id: repo.id,
        name: row.branch,
        created_at: at,
        updated_at: at,
        pull_request_reviews_enforcement_level: row.approvals === null ? "off" : "non_admins",
        required_approving_review_count: row.approvals ?? 0,
        dismiss_stale_reviews_on_push: row.dismissStale,
        require_code_owner_review: row.codeOwners,
        authorized_dismissal_actors_only: false,
        ignore_approvals_from_contributors: false,
        required_status_checks: row.requiredChecks?.map((check) => check.context) ?? [],
        required_status_checks_enforcement_level: row.requiredChecks === null ? "off" : "non_admins",
        strict_required_status_checks_policy: row.strict,
        signature_requirement_enforcement_level: row.signedCommits ? "non_admins" : "off",
        linear_history_requirement_enforcement_level: row.linearHistory ? "non_admins" : "off",
        admin_enforced: row.enforceAdmins,
        allow_force_pushes_enforcement_level: "off",
        allow_deletions_enforcement_level: "off",
        merge_queue_enforcement_level: "off",
        required_deployments_enforcement_level: "off",
        required_conversation_resolution_level: row.resolvedThreads ? "non_admins" : "off",
        create_protected: false,
        require_last_push_approval: row.lastPushApproval,
        authorized_actors_only: false,
        authorized_actor_names: [],
      };
      const changes = action === "edited" ? { changes: {} } : {};
      world.emit({ event: "branch_protection_rule", repo, sender: by, payload: { action, rule, ...changes } });
      return;
    }
    const ruleset = {
      id: row.id,
      name: `protect ${row.branch}`,
      target: "branch",
      source_type: "Repository",
      source: fullName(repo),
      enforcement: "active",
      conditions: { ref_name: { include: [`refs/heads/${row.branch}`], exclude: [] } },
      created_at: at,
      updated_at: at,
    };
    world.emit({
      event: "repository_ruleset",
      repo,
      sender: by,
      payload: { action, repository_ruleset: ruleset },
    });
  };

  return {
    /** Makes a repository with one commit; its owner is an organisation unless said otherwise. */
    createRepository(name: RepositoryName, options: RepositoryOptions = {}): { id: number; headSha: string } {
      const repo = insertRepository(world, name, options);
      const payload = { action: "created" };
      world.emit({ event: "repository", repo, sender: repo.owner, payload });
      return { id: repo.id, headSha: branchSha(world.db, repo.id, repo.defaultBranch) ?? "" };
    },
    /** Commits to a branch (made from the default branch where it is new) and tells by `push`. */
    writeFiles(name: RepositoryName, branch: string, files: FileEdits, options: CommitOptions): { sha: string } {
      const repo = needRepo(world, name);
      const parent = branchSha(world.db, repo.id, branch) ?? branchSha(world.db, repo.id, repo.defaultBranch);
      const commit = writeCommit(world, repo, parent === undefined ? [] : [parent], { ...options, files });
      moveBranch(world, repo, branch, commit.sha, options.by);
      return { sha: commit.sha };
    },
    /** Points a branch at a known commit, by force where need be. */
    setBranch(name: RepositoryName, branch: string, sha: string, options: { by: string }): void {
      moveBranch(world, needRepo(world, name), branch, sha, options.by);
    },
    deleteBranch(name: RepositoryName, branch: string, options: { by: string }): void {
      moveBranch(world, needRepo(world, name), branch, null, options.by);
    },
    branchSha(name: RepositoryName, branch: string): string | undefined {
      return branchSha(world.db, needRepo(world, name).id, branch);
    },
    /** Sets what a branch demands, replacing what stood there of the same kind; classic and rulesets add up. */
    protectBranch(name: RepositoryName, branch: string, options: ProtectionOptions & { by?: string } = {}): void {
      const repo = needRepo(world, name);
      const kind = options.classic === true ? "classic" : "ruleset";
      const edited = protectionsOf(world, repo.id, branch).some((row) => row.kind === kind);
      tellProtection(
        repo,
        setProtection(repo, branch, options),
        edited ? "edited" : "created",
        options.by ?? repo.owner,
      );
    },
    /** Takes away all that protects a branch, or one kind of it. */
    unprotect(name: RepositoryName, branch: string, options: { classic?: boolean; by?: string } = {}): void {
      const repo = needRepo(world, name);
      for (const row of protectionsOf(world, repo.id, branch)) {
        if (options.classic !== undefined && (row.kind === "classic") !== options.classic) continue;
        world.db.protections.delete(row.id);
        tellProtection(repo, row, "deleted", options.by ?? repo.owner);
      }
    },
    /** Gives somebody a permission, or takes it away with null. */
    setPermission(name: RepositoryName, login: string, permission: Permission | null): void {
      const repo = needRepo(world, name);
      account(world, login);
      const others = Object.entries(repo.permissions).filter(([who]) => who.toLowerCase() !== login.toLowerCase());
      const permissions = Object.fromEntries(permission === null ? others : [...others, [login, permission] as const]);
      world.db.repositories.patch(repoKey(name), { permissions });
    },
    /** Makes a team of an organisation (`acme/reviewers`), or gives it these members. */
    setTeam(name: string, members: readonly string[]): void {
      const [organization = "", slug = ""] = name.split("/");
      account(world, organization, "Organization");
      for (const login of members) account(world, login);
      const id = world.db.teams.get(name.toLowerCase())?.id ?? world.id();
      world.db.teams.put(name.toLowerCase(), { id, organization, slug, name: slug, members });
    },
    renameRepository(name: RepositoryName, to: string): void {
      const repo = needRepo(world, name);
      world.db.repositories.delete(repoKey(name));
      const renamed = world.db.repositories.put(repoKey(`${repo.owner}/${to}`), { ...repo, name: to });
      const changes = { repository: { name: { from: repo.name } } };
      world.emit({ event: "repository", repo: renamed, sender: repo.owner, payload: { action: "renamed", changes } });
    },
    archiveRepository(name: RepositoryName, archived = true): void {
      const repo = world.db.repositories.patch(repoKey(needRepo(world, name) && name), { archived });
      const action = archived ? "archived" : "unarchived";
      world.emit({ event: "repository", repo, sender: repo.owner, payload: { action } });
    },
    deleteRepository(name: RepositoryName): void {
      const repo = needRepo(world, name);
      world.emit({ event: "repository", repo, sender: repo.owner, payload: { action: "deleted" } });
      world.db.repositories.delete(repoKey(name));
    },
    /** The repository as the API shows it. */
    repository(name: RepositoryName) {
      return presentRepository(world, needRepo(world, name));
    },
  };
}
