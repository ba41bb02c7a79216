import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PolicySource } from "@tollgate/core/change/state";
import type { PolicyLayer } from "@tollgate/core/policy/layer";
import { type PolicyText, parseLayer, parsePolicy } from "@tollgate/core/policy/parse";
import type { Policy, PolicyProblem } from "@tollgate/core/policy/policy";
import type { Forge } from "@tollgate/providers/forge";
import type { Pool } from "pg";
import { digestOf } from "../store/json.ts";
import {
  type Base,
  keepGood,
  keepProblems,
  type Origin,
  type Standing,
  standingOf,
  storePolicy,
} from "../store/policies.ts";
import { endRollback } from "../store/rollbacks.ts";

/** The policy that judges, and where it came from. */
export interface PolicyInForce {
  readonly policy: Policy;
  readonly source: PolicySource;
  /** The tip that was read, good or not. */
  readonly read: { readonly branch: string; readonly commit: string };
}

/** Policy files as they were understood. */
interface Understood {
  readonly policy: Policy;
  /** Why they cannot be used, each with its place; empty when they are good. */
  readonly problems: readonly string[];
  /** Digest of the files themselves. */
  readonly files: string;
}

/**
 * Finds the policy for a base branch: the files at the tip of the protected base (else of the default branch), onto the
 * installation's `--policy-dir`, onto the built-in template. Files with errors leave the last good policy in force, and
 * their problems are told on the check. A rollback holds the files of an earlier revision instead.
 */
export class Policies {
  readonly #pool: Pool;
  readonly #directory: string | undefined;
  /** The parsed result per commit: files at a commit never change. */
  readonly #parsed = new Map<string, Understood>();
  readonly #digests = new WeakMap<Policy, string>();

  constructor(pool: Pool, directory: string | undefined) {
    this.#pool = pool;
    this.#directory = directory;
  }

  /** Reads the forge; throws its errors. */
  async inForce(forge: Forge, repository: string, baseRef: string): Promise<PolicyInForce> {
    const files = await forge.readPolicy(repository, baseRef);
    const above = await readInstallation(this.#directory);
    const { branch, commit } = files;
    const tip = this.#understand(forge, repository, commit, files.files, above);
    const base = { provider: forge.id, repository, baseRef };
    const read = { branch, commit };
    const standing = await standingOf(this.#pool, base);
    const held = await this.#heldBack(forge, base, standing, tip, commit, above);
    if (held !== null) return { ...held, read };
    const { problems } = tip;
    if (problems.length > 0) {
      const last = await keepProblems(this.#pool, base, problems);
      if (last !== null) {
        const source = { digest: last.digest, commit: last.commit, branch: last.branch, problems };
        return { policy: last.policy, source, read };
      }
    }
    const digest = await this.#stored(tip.policy);
    if (problems.length === 0) await this.#keep(base, { ...standing, rollback: null }, digest, files, tip);
    return { policy: tip.policy, source: { digest, commit, branch, problems }, read };
  }

  /**
   * The policy of a rollback that holds; null where there is none. It ends by itself once the files at the tip are other
   * ones and good: whoever changed them after it has decided anew. Of its files the policy is made anew on what the
   * installation says now, so that a rollback never goes behind a lock.
   */
  async #heldBack(
    forge: Forge,
    base: Base,
    standing: Standing,
    tip: Understood,
    commit: string,
    above: readonly PolicyLayer[],
  ): Promise<Pick<PolicyInForce, "policy" | "source"> | null> {
    const { rollback } = standing;
    if (rollback === null) return null;
    if (tip.problems.length === 0 && tip.files !== rollback.instead) {
      await endRollback(this.#pool, base, rollback, `The files changed: ${commit.slice(0, 12)} holds other ones.`);
      return null;
    }
    const { revision, reason, at } = rollback;
    const earlier = this.#understand(forge, base.repository, `revision ${revision}`, rollback.files, above);
    const unusable = earlier.problems.map((problem) => `Revision ${revision} can no longer be used: ${problem}`);
    const problems = [...tip.problems, ...unusable];
    const last = problems.length > 0 ? await keepProblems(this.#pool, base, problems) : null;
    const rolledBack = { revision, reason, at };
    if (unusable.length > 0 && last !== null) {
      return {
        policy: last.policy,
        source: { digest: last.digest, commit: last.commit, branch: last.branch, problems, rolledBack },
      };
    }
    const digest = await this.#stored(earlier.policy);
    await this.#keep(base, standing, digest, rollback, tip);
    const source = { digest, commit: rollback.commit, branch: rollback.branch, problems, rolledBack };
    return { policy: earlier.policy, source };
  }

  /** Keeps what is in force, where that is news. */
  async #keep(base: Base, standing: Standing, digest: string, origin: Origin, tip: Understood): Promise<void> {
    const { good, troubled, rollback } = standing;
    const forgetProblems = tip.problems.length === 0;
    // Looked at first: a write that changes nothing would still lock the row that all changes of a repository share.
    const same =
      good?.digest === digest &&
      good.commit === origin.commit &&
      good.branch === origin.branch &&
      good.chosen === origin.chosen &&
      good.files === tip.files &&
      good.revision !== undefined;
    if (same && !(troubled && forgetProblems)) return;
    await keepGood(this.#pool, base, { digest, origin, tip: tip.files, rollback, forgetProblems });
  }

  #understand(
    forge: Forge,
    repository: string,
    at: string,
    files: readonly PolicyText[],
    above: readonly PolicyLayer[],
  ): Understood {
    const key = `${forge.id}:${repository}@${at}:${digestOf(above)}`;
    const known = this.#parsed.get(key);
    if (known !== undefined) return known;
    const { policy, problems } = parsePolicy(files, above, repository);
    const understood = {
      policy,
      problems: problems.filter((problem) => problem.severity === "error").map(placed),
      files: digestOf(files),
    };
    if (this.#parsed.size > 2000) this.#parsed.clear();
    this.#parsed.set(key, understood);
    return understood;
  }

  /** The digest of a policy that is in the store. Nothing is ever taken out there. */
  async #stored(policy: Policy): Promise<string> {
    const known = this.#digests.get(policy);
    if (known !== undefined) return known;
    const digest = await storePolicy(this.#pool, policy);
    this.#digests.set(policy, digest);
    return digest;
  }
}

/** The installation's own layer, read anew each time: it is a handful of small local files. */
export async function readInstallation(directory: string | undefined): Promise<readonly PolicyLayer[]> {
  if (directory === undefined) return [];
  const names = (await readdir(directory)).filter((name) => /\.(ya?ml|json)$/i.test(name)).sort();
  const texts = await Promise.all(
    names.map(async (name) => ({ path: name, text: await readFile(join(directory, name), "utf8") })),
  );
  const { layer, problems } = parseLayer(texts);
  const wrong = problems.find((problem) => problem.severity === "error");
  // Half a policy of the installation would open gates everywhere: better to judge nothing until it is put right.
  if (wrong !== undefined) throw new PolicyDirectoryError(placed(wrong));
  return [layer];
}

function placed({ file, line, column, message }: PolicyProblem): string {
  return `${file}:${line}:${column} ${message}`;
}

/** The files of `--policy-dir` are wrong: nothing can be judged. */
export class PolicyDirectoryError extends Error {
  override readonly name = "PolicyDirectoryError";
  readonly remedy = "Correct the file in --policy-dir; `tollgate validate` shows the place.";
}
