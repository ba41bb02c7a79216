import type { Translation } from "@tollgate/providers/forge";
import type { ClientBase } from "pg";
import { closeAll } from "../store/open-changes.ts";
import { setReach } from "../store/repositories.ts";
import type { Jobs } from "./jobs.ts";

/**
 * Keeps the list of repositories in reach. A renamed repository starts anew under its new name: everything that still
 * stands on the forge (comments, reviews, checks) is read again there.
 */
export async function changeReach(
  client: ClientBase,
  provider: string,
  reach: Translation["reach"],
  jobs: Jobs,
): Promise<void> {
  const set = (name: string, state: "active" | "removed") => setReach(client, provider, name, state);
  const read = (repository: string) =>
    jobs.send(
      "reconcile-repository",
      { provider, repository, budget: 100 },
      { key: `${provider}:${repository}`, client },
    );
  for (const item of reach) {
    if (item.kind === "added") {
      await set(item.repository, "active");
      await read(item.repository);
    } else if (item.kind === "removed") await set(item.repository, "removed");
    else if (item.kind === "renamed") {
      await set(item.from, "removed");
      await closeAll(client, provider, item.from);
      await set(item.repository, "active");
      await read(item.repository);
    } else if (item.kind === "installation" && item.state === "active")
      await jobs.send("reconcile", {}, { key: "all", client });
  }
}
