import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PolicySource } from "@tollgate/core/change/state";
import type { PolicyLayer } from "@tollgate/core/policy/layer";
import { parseLayer, parsePolicy } from "@tollgate/core/policy/parse";
import type { Policy } from "@tollgate/core/policy/policy";
import type { Forge } from "@tollgate/providers/forge";
import type { Pool } from "pg";
import { digestOf } from "../store/json.ts";
import { keepGood, keepProblems, storePolicy } from "../store/policies.ts";

/** The policy that judges, and where it came from. */
export interface PolicyInForce {
  readonly policy: Policy;
  readonly source: PolicySource;
  /** The tip that was read, good or not. */
  readonly read: { readonly branch: string; readonly commit: string };
}

/**
 * Finds the policy for a base branch: the files at the tip of the protected base (else of the default branch), onto the
 * installation's `--policy-dir`, onto the built-in template. Files with errors leave the last good policy in force, and
 * their problems are told on the check.
 */
export class Policies {
  readonly #pool: Pool;
  readonly #directory: string | undefined;
  /** The parsed result per commit: files at a commit never change. */
  readonly #parsed = new Map<string, ReturnType<typeof parsePolicy>>();
  readonly #digests = new WeakMap<Policy, string>();

  constructor(pool: Pool, directory: string | undefined) {
    this.#pool = pool;
    this.#directory = directory;
  }

  /** Reads the forge; throws its errors. */
  async inForce(forge: Forge, repository: string, baseRef: string): Promise<PolicyInForce> {
    const files = await forge.readPolicy(repository, baseRef);
    const above = await this.#above();
    const key = `${forge.id}:${repository}@${files.commit}:${digestOf(above)}`;
    let parsed = this.#parsed.get(key);
    if (parsed === undefined) {
      parsed = parsePolicy(files.files, above);
      if (this.#parsed.size > 2000) this.#parsed.clear();
      this.#parsed.set(key, parsed);
    }
    const problems = parsed.problems
      .filter((problem) => problem.severity === "error")
      .map((problem) => `${problem.file}:${problem.line}:${problem.column} ${problem.message}`);
    const base = { provider: forge.id, repository, baseRef };
    const { branch, commit, chosen } = files;
    const read = { branch, commit };
    if (problems.length > 0) {
      const last = await keepProblems(this.#pool, base, problems);
      if (last !== null) {
        const source = { digest: last.digest, commit: last.commit, branch: last.branch, problems };
        return { policy: last.policy, source, read };
      }
    }
    const digest = await this.#stored(parsed.policy);
    if (problems.length === 0) await keepGood(this.#pool, base, { digest, commit, branch, chosen });
    return { policy: parsed.policy, source: { digest, commit, branch, problems }, read };
  }

  /** The digest of a policy that is in the store. Nothing is ever taken out there. */
  async #stored(policy: Policy): Promise<string> {
    const known = this.#digests.get(policy);
    if (known !== undefined) return known;
    const digest = await storePolicy(this.#pool, policy);
    this.#digests.set(policy, digest);
    return digest;
  }

  /** The installation's own layer, read anew each time: it is a handful of small local files. */
  async #above(): Promise<readonly PolicyLayer[]> {
    if (this.#directory === undefined) return [];
    const names = (await readdir(this.#directory)).filter((name) => /\.(ya?ml|json)$/i.test(name)).sort();
    const texts = await Promise.all(
      names.map(async (name) => ({ path: name, text: await readFile(join(this.#directory ?? "", name), "utf8") })),
    );
    const { layer, problems } = parseLayer(texts);
    const wrong = problems.find((problem) => problem.severity === "error");
    // Half a policy of the installation would open gates everywhere: better to judge nothing until it is put right.
    if (wrong !== undefined) {
      throw new PolicyDirectoryError(`${wrong.file}:${wrong.line}:${wrong.column} ${wrong.message}`);
    }
    return [layer];
  }
}

/** The files of `--policy-dir` are wrong: nothing can be judged. */
export class PolicyDirectoryError extends Error {
  override readonly name = "PolicyDirectoryError";
  readonly remedy = "Correct the file in --policy-dir; `tollgate validate` shows the place.";
}
