import { z } from "zod";
import { ForgeError, type RepositoryName } from "../forge.ts";
import type { Client } from "./client.ts";
import {
  deliverySchema,
  installationRepositoriesSchema,
  installationSchema,
  listedRepositorySchema,
  type WireInstallation,
} from "./schema.ts";

/** Whether a repository is one of those configured: `owner/name`, `owner/*`; no pattern at all lets every one in. */
export function inReach(patterns: readonly string[], repository: RepositoryName): boolean {
  if (patterns.length === 0) return true;
  const [owner = "", name = ""] = repository.toLowerCase().split("/");
  return patterns.some((pattern) => {
    const [patternOwner, patternName] = pattern.toLowerCase().split("/");
    return patternOwner === owner && (patternName === "*" || patternName === name);
  });
}

export async function listInstallations(client: Client): Promise<readonly WireInstallation[]> {
  return await client.pages(client.auth.self, "/app/installations?per_page=100", z.array(installationSchema));
}

/** Repositories in reach, in the order of their names. Archived ones take no changes. */
export async function listRepositories(
  client: Client,
  patterns: readonly string[],
): Promise<readonly RepositoryName[]> {
  const found = client.auth.kind === "app" ? await ofInstallations(client) : await ofToken(client, patterns);
  return [...new Set(found)].filter((repository) => inReach(patterns, repository)).sort();
}

async function ofInstallations(client: Client): Promise<RepositoryName[]> {
  const installations = await listInstallations(client);
  const lists = await Promise.all(
    installations
      .filter((installation) => installation.suspended_at == null)
      .map(async (installation) => {
        try {
          const credential = client.auth.installation(installation.id);
          const path = "/installation/repositories?per_page=100";
          const repositories = await client.pages(credential, path, installationRepositoriesSchema, {});
          return repositories.filter(isAlive).map((repository) => repository.full_name);
        } catch (error) {
          // Suspended or removed while the list was read: that one is out of reach, the others are not.
          if (error instanceof ForgeError && error.kind === "unauthorized") return [];
          throw error;
        }
      }),
  );
  return lists.flat();
}

async function ofToken(client: Client, patterns: readonly string[]): Promise<RepositoryName[]> {
  const lists = await Promise.all(
    patterns.map(async (pattern) => {
      const [owner = "", name] = pattern.split("/");
      if (name !== "*") return [await spelled(client, pattern)];
      const list = (kind: "orgs" | "users") =>
        client.pages(
          client.auth.self,
          `/${kind}/${encodeURIComponent(owner)}/repos?per_page=100`,
          z.array(listedRepositorySchema),
        );
      const repositories = await list("orgs").catch((error) => {
        if (error instanceof ForgeError && error.kind === "not-found") return list("users");
        throw error;
      });
      return repositories.filter(isAlive).map((repository) => repository.full_name);
    }),
  );
  return lists.flat();
}

/**
 * The name of a repository as GitHub spells it: it takes any case, and what goes by two spellings here would be judged
 * twice. One that cannot be read goes by what was configured, until it can.
 */
async function spelled(client: Client, name: RepositoryName): Promise<RepositoryName> {
  try {
    return (await client.get(name, "", listedRepositorySchema)).full_name;
  } catch (error) {
    if (error instanceof ForgeError && (error.kind === "not-found" || error.kind === "forbidden")) return name;
    throw error;
  }
}

function isAlive(repository: z.infer<typeof listedRepositorySchema>): boolean {
  return repository.archived !== true && repository.disabled !== true;
}

/** Attempts in the log after which a delivery is left alone: what fails that often will fail again. */
const MAX_ATTEMPTS = 3;
/** Far more than an outage of a day brings; the log itself holds three days. */
const MAX_REDELIVERIES = 1_000;

/**
 * Asks once more for every delivery of the App that never arrived since then; null with a token, whose webhooks
 * belong to repositories. https://docs.github.com/en/rest/apps/webhooks
 * @returns how many were asked for
 */
export async function redeliverFailed(client: Client, since: Date): Promise<number | null> {
  if (client.auth.kind !== "app") return null;
  const credential = client.auth.self;
  const after = since.getTime();
  const deliveries = await client.pages(credential, "/app/hook/deliveries?per_page=100", z.array(deliverySchema), {
    // Newest first: what follows a page that reaches back far enough is older still.
    until: (page) => page.some((delivery) => Date.parse(delivery.delivered_at) < after),
  });
  const byGuid = new Map<string, { id: number; arrived: boolean; attempts: number }>();
  for (const delivery of deliveries) {
    if (Date.parse(delivery.delivered_at) < after) continue;
    const entry = byGuid.get(delivery.guid) ?? { id: delivery.id, arrived: false, attempts: 0 };
    const code = delivery.status_code ?? 0;
    entry.arrived ||= delivery.status === "OK" || (code >= 200 && code < 300);
    entry.attempts++;
    byGuid.set(delivery.guid, entry);
  }
  const failed = [...byGuid.values()].filter((entry) => !entry.arrived && entry.attempts < MAX_ATTEMPTS);
  let asked = 0;
  for (const { id } of failed.slice(0, MAX_REDELIVERIES)) {
    try {
      const path = `/app/hook/deliveries/${id}/attempts`;
      await client.transport.send({ method: "POST", path, credential, safe: true });
      asked++;
    } catch (error) {
      // Too old, or gone from the log meanwhile.
      if (error instanceof ForgeError && (error.kind === "not-found" || error.kind === "invalid")) continue;
      throw error;
    }
  }
  return asked;
}
