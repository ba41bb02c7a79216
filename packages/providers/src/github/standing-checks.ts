import { ForgeError, type RepositoryName } from "../forge.ts";
import type { Client } from "./client.ts";
import { runsSchema } from "./evidence/wire.ts";
import { type CheckPart, newestChecks } from "./parts.ts";
import { isLasting } from "./rules.ts";

/**
 * Of all checks of a commit those that count. A newer run replaces an older one of the same name, App and workflow, as
 * it was started by the same event: so a title that was mended is not judged by the run before. Two workflows whose jobs
 * share a name, or one that both a push and a pull request start, are two opinions, and GitHub too wants all of them good.
 */
export async function standingChecks(
  client: Client,
  repository: RepositoryName,
  sha: string,
  parts: readonly CheckPart[],
): Promise<readonly CheckPart[]> {
  const ofSuites = newestChecks(parts);
  const names = new Set(ofSuites.map(nameOf));
  if (names.size === ofSuites.length) return ofSuites;
  const workflows = await workflowsOf(client, repository, sha);
  return newestChecks(ofSuites, (part) => {
    const { suite } = part;
    return `${nameOf(part)}\n${suite === null ? "" : (workflows.get(suite) ?? `suite ${suite}`)}`;
  });
}

function nameOf({ check: { kind, name, appId } }: CheckPart): string {
  return `${kind} ${appId ?? ""} ${name}`;
}

/** Which workflow each check suite is a run of, and what started it. Where that may not be read each stands for itself. */
async function workflowsOf(
  client: Client,
  repository: RepositoryName,
  sha: string,
): Promise<ReadonlyMap<number, string>> {
  try {
    const path = `/actions/runs?head_sha=${sha}&per_page=100`;
    const runs = await client.getAll(repository, path, runsSchema, { needs: "Actions: read" });
    return new Map(
      runs.flatMap(({ check_suite_id: suite, workflow_id: workflow, event }) =>
        suite == null ? [] : [[suite, `${workflow ?? suite} ${event ?? ""}`] as const],
      ),
    );
  } catch (error) {
    if (error instanceof ForgeError && isLasting(error)) return new Map();
    throw error;
  }
}
