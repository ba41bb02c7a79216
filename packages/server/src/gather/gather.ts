import type { ChangeReading } from "@tollgate/core/change/reading";
import { gatheredOf } from "@tollgate/core/change/reads";
import type { Policy } from "@tollgate/core/policy/policy";
import type { AuthorHistory, ChangedFile } from "@tollgate/core/vocabulary/evidence";
import { type Facts, type FactTypes, GATHERED_KEYS, type GatheredKey } from "@tollgate/core/vocabulary/fact";
import type { ChangeAt, FileDiff, Forge } from "@tollgate/providers/forge";
import type { Pool } from "pg";
import { mergedChangesOf } from "../store/reports.ts";
import { GATE_LIST } from "../worker/context.ts";
import {
  benchmarkResults,
  codeScanning,
  coverageReports,
  history,
  lintReports,
  measurements,
  testReports,
} from "./evidence.ts";
import { Lacking, observed } from "./lacking.ts";
import { findSecrets } from "./secrets.ts";
import { Sources } from "./sources.ts";
import { findInWorkflows } from "./workflows.ts";

/** How each fact is gathered. */
const GATHERERS: { readonly [K in GatheredKey]: (sources: Sources) => Promise<FactTypes[K]> } = {
  files: changedFiles,
  authorHistory,
  secrets: async (sources) => findSecrets(await sources.diffs(), (path) => sources.headText(path)),
  workflows: async (sources) =>
    findInWorkflows(await sources.diffs(), (side, path) =>
      side === "head" ? sources.headText(path) : sources.baseText(path),
    ),
  codeOwners: async (sources) => {
    const files = await sources.diffs();
    // A file that is moved away is taken from its owner.
    const paths = files.flatMap(({ path, previousPath }) =>
      previousPath === undefined ? [path] : [path, previousPath],
    );
    return sources.forge.evidence.codeOwners(sources.at, paths);
  },
  dependencies: ({ forge, at }) => forge.evidence.dependencies(at),
  knownChecks: ({ forge, at }) => forge.evidence.knownChecks(at),
  codeScanning,
  tests: testReports,
  coverage: coverageReports,
  lint: lintReports,
  benchmarks: benchmarkResults,
  measurements,
  history,
};

/** Facts that tell the risk of every change, whatever its policy. */
const ALWAYS: readonly GatheredKey[] = ["files", "authorHistory"];

/**
 * Asks for what judging by any policy needs, so that it comes while the policy is read. What goes wrong is thrown where it
 * is waited for.
 */
export function askFiles(forge: Forge, repository: string, reading: ChangeReading): Promise<readonly FileDiff[]> {
  const files = forge.evidence.files(changeAt(repository, reading));
  files.catch(() => undefined);
  return files;
}

function changeAt(repository: string, { number, headSha, baseRef, baseSha }: ChangeReading): ChangeAt {
  return { repository, number, headSha, baseRef, baseSha };
}

/**
 * Gathers the facts that judging a change by a policy reads and that one read of it does not bring. What the forge
 * refuses for good is unknown, with the permission; trouble of the moment is thrown, so that the evaluation is tried again.
 * @param otherContexts names of ours on the head besides the policy's: none of them is CI (I8)
 * @param announced whether the forge has told since the last read that there may be new reports
 * @param mayAppear whether what the forge says it does not have may only not be there yet: then that is trouble of the
 *   moment too
 * @param files the changed files, where they were asked for already
 */
export async function gather(
  context: { readonly pool: Pool },
  forge: Forge,
  repository: string,
  reading: ChangeReading,
  policy: Policy,
  otherContexts: readonly string[],
  announced: boolean,
  mayAppear: (key: GatheredKey, reason: string) => Promise<boolean>,
  files: Promise<readonly FileDiff[]>,
): Promise<Partial<Facts>> {
  const at = changeAt(repository, reading);
  const sources = new Sources(context, forge, reading, policy, at, otherContexts, announced, files);
  const needed = gatheredOf(policy, GATE_LIST, reading.facts);
  const keys = GATHERED_KEYS.filter((key) => needed.has(key) || ALWAYS.includes(key));
  const values = await Promise.all(
    keys.map((key) =>
      observed<unknown>(
        () => GATHERERS[key](sources),
        (reason) => mayAppear(key, reason),
      ),
    ),
  );
  return Object.fromEntries(keys.map((key, index) => [key, values[index]]));
}

async function changedFiles(sources: Sources): Promise<readonly ChangedFile[]> {
  // The texts stay behind: facts are stored, and a line may hold a secret.
  return (await sources.diffs()).map(({ addedLines: _, ...file }) => file);
}

async function authorHistory({ pool, forge, at, reading, provider }: Sources): Promise<AuthorHistory> {
  const { author } = reading.facts;
  if (!author.known) throw new Lacking(`the author is not known: ${author.reason}`);
  const [association, merged] = await Promise.all([
    forge.evidence.association(at),
    mergedChangesOf(pool, { provider, repository: at.repository }, author.value.login),
  ]);
  return { association, merged };
}
