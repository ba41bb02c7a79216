import type { ChangeAt } from "@tollgate/providers/forge";
import { forgeOn, REPOSITORY } from "../support/world.ts";

type World = Awaited<ReturnType<typeof forgeOn>>;
type PullOptions = Parameters<World["github"]["openPullRequest"]>[1];

/** A change on a GitHub of this machine, and what names its state now. */
export async function changeOn(
  options: Partial<PullOptions> & { onBase?: Readonly<Record<string, string>> } = {},
  more: Parameters<typeof forgeOn>[1] = {},
  as: "app" | "token" = "app",
) {
  const world = await forgeOn(as, more);
  const { github } = world;
  const { onBase, ...pull } = options;
  if (onBase !== undefined) github.writeFiles(REPOSITORY, "main", onBase, { by: "ada" });
  const change = github.openPullRequest(REPOSITORY, { head: "work", author: "carl", ...pull });
  const at = (): ChangeAt => ({
    repository: REPOSITORY,
    number: change.number,
    headSha: github.pull(change).headSha,
    baseRef: "main",
    baseSha: github.branchSha(REPOSITORY, "main") ?? "",
  });
  /** How many requests the work made, and how many of them cost nothing. */
  const cost = async (work: () => Promise<unknown>) => {
    const from = github.requests.length;
    await work();
    const made = github.requests.slice(from).filter(({ path }) => !/\/(access_tokens|installation)$/.test(path));
    return {
      paid: made.filter(({ status }) => status !== 304).length,
      free: made.filter((r) => r.status === 304).length,
    };
  };
  return { ...world, change, at, cost, evidence: world.forge.evidence };
}
