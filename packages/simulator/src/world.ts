import type { AppRow, Apps } from "./apps.ts";
import type { Git, Signature } from "./git.ts";
import type { Account, Database, History, Issue, Pull, Repository } from "./state.ts";
import { fullName, numberKey, repoKey } from "./state.ts";

/** What an answer is made from: the state, now or as it was. */
export interface View {
  readonly db: Database;
  readonly git: Git;
  readonly apps: Apps;
  /** Where this GitHub answers; links point there. */
  readonly url: string;
}

/** Something that webhooks tell. The payload lacks what the target adds: repository, sender, installation. */
export interface Emission {
  readonly event: string;
  readonly repo: Repository | null;
  readonly sender: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Only this App hears it. */
  readonly onlyApp?: number;
}

export interface World extends View {
  readonly history: History;
  /** Milliseconds. */
  readonly now: () => number;
  /** The time as GitHub writes it: whole seconds. */
  readonly iso: () => string;
  readonly id: () => number;
  readonly emit: (emission: Emission) => void;
}

/** A repository as `owner/name`. */
export type RepositoryName = string;
/** What names a pull request; what {@link openPullRequest} returns fits. */
export interface PullName {
  readonly repository: RepositoryName;
  readonly number: number;
}

/** Wrong use of the object API: names what is not there. */
export class SimulatorError extends Error {
  override readonly name = "SimulatorError";
}

export function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** The account of that name, made when it is new: people need no set-up in a test. */
export function account(world: World, login: string, type?: Account["type"]): Account {
  const found = world.db.accounts.get(login.toLowerCase());
  if (found !== undefined) return found;
  const kind = type ?? (login.endsWith("[bot]") ? "Bot" : "User");
  return world.db.accounts.put(login.toLowerCase(), { id: world.id(), login, type: kind });
}

export function needRepo(world: View, name: RepositoryName): Repository {
  const repo = world.db.repositories.get(repoKey(name));
  if (repo === undefined) throw new SimulatorError(`there is no repository ${name}`);
  return repo;
}

export function needPull(world: View, pull: PullName): { repo: Repository; pull: Pull } {
  const repo = needRepo(world, pull.repository);
  const row = world.db.pulls.get(numberKey(repo.id, pull.number));
  if (row === undefined) throw new SimulatorError(`there is no pull request ${pull.repository}#${pull.number}`);
  return { repo, pull: row };
}

/** The issue or pull request of that number: they share their numbers and their comments. */
export function issueOrPull(view: View, repoId: number, number: number): Issue | Pull | undefined {
  return view.db.pulls.get(numberKey(repoId, number)) ?? view.db.issues.get(numberKey(repoId, number));
}

export function isPull(row: Issue | Pull): row is Pull {
  return "headSha" in row;
}

export function patchPull(world: World, pull: Pull, change: Partial<Pull>): Pull {
  return world.db.pulls.patch(numberKey(pull.repoId, pull.number), { updatedAt: world.iso(), ...change });
}

/** The next number for an issue or pull request. */
export function takeNumber(world: World, repo: Repository): number {
  const key = repoKey(fullName(repo));
  const lastNumber = (world.db.repositories.get(key)?.lastNumber ?? 0) + 1;
  world.db.repositories.patch(key, { lastNumber });
  return lastNumber;
}

export function signature(world: World, login: string): Signature {
  const who = account(world, login);
  return {
    name: who.login,
    email: `${who.id}+${who.login}@users.noreply.github.com`,
    login: who.login,
    date: world.iso(),
  };
}

export function botLogin(app: AppRow): string {
  return `${app.slug}[bot]`;
}

export function organizationOf(view: View, repo: Repository): Account | undefined {
  const owner = view.db.accounts.get(repo.owner.toLowerCase());
  return owner?.type === "Organization" ? owner : undefined;
}
