import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PolicySource } from "@tollgate/core/change/state";
import type { PolicyLayer } from "@tollgate/core/policy/layer";
import { parseLayer, parsePolicy } from "@tollgate/core/policy/parse";
import type { Policy } from "@tollgate/core/policy/policy";
import type { Forge } from "@tollgate/providers/forge";
import type { Pool } from "pg";
import { digestOf, toJson } from "../store/json.ts";

/** The policy that judges, and where it came from. */
export interface PolicyInForce {
  readonly policy: Policy;
  readonly source: PolicySource;
  /** The tip that was read, good or not. */
  readonly read: { readonly branch: string; readonly commit: string };
}

interface LastGood {
  readonly digest: string;
  readonly commit: string;
  readonly branch: string;
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
    if (problems.length === 0) return this.#keep(forge.id, repository, baseRef, parsed.policy, files);
    const { branch, commit } = files;
    const last = await this.#lastGood(forge.id, repository, baseRef, problems, { branch, commit });
    if (last !== null) return last;
    const digest = await this.#store(parsed.policy);
    return { policy: parsed.policy, source: { digest, commit, branch, problems }, read: { branch, commit } };
  }

  async #keep(
    provider: string,
    repository: string,
    baseRef: string,
    policy: Policy,
    files: { readonly commit: string; readonly branch: string; readonly chosen: string },
  ): Promise<PolicyInForce> {
    const digest = await this.#store(policy);
    const good = { digest, commit: files.commit, branch: files.branch, chosen: files.chosen };
    await this.#pool.query(
      `insert into repositories as r (provider, name, policies) values ($1, $2, jsonb_build_object($3::text, $4::jsonb))
       on conflict (provider, name) do update
       set policies = jsonb_set(r.policies, array[$3], $4::jsonb), problems = r.problems - $3
       where r.policies->$3 is distinct from $4::jsonb or r.problems ? $3`,
      [provider, repository, baseRef, toJson(good)],
    );
    const { branch, commit } = files;
    return { policy, source: { digest, commit, branch, problems: [] }, read: { branch, commit } };
  }

  async #lastGood(
    provider: string,
    repository: string,
    baseRef: string,
    problems: readonly string[],
    read: PolicyInForce["read"],
  ): Promise<PolicyInForce | null> {
    const { rows } = await this.#pool.query<{ good: LastGood | null; policy: Policy | null }>(
      `with seen as (
         insert into repositories as r (provider, name, problems) values ($1, $2, jsonb_build_object($3::text, $4::jsonb))
         on conflict (provider, name) do update set problems = jsonb_set(r.problems, array[$3], $4::jsonb)
         returning policies->$3 as good
       )
       select seen.good, p.policy from seen left join policies p on p.digest = seen.good->>'digest'`,
      [provider, repository, baseRef, toJson(problems)],
    );
    const row = rows[0];
    if (row === undefined || row.good === null || row.policy === null) return null;
    const { digest, commit, branch } = row.good;
    return { policy: row.policy, source: { digest, commit, branch, problems }, read };
  }

  async #store(policy: Policy): Promise<string> {
    const digest = digestOf(policy);
    await this.#pool.query("insert into policies (digest, policy) values ($1, $2) on conflict (digest) do nothing", [
      digest,
      toJson(policy),
    ]);
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
