import type { GitHubConfig } from "@tollgate/providers/github/config";
import { createGitHub } from "@tollgate/providers/github/github";
import { NEEDED_EVENTS, NEEDED_PERMISSIONS } from "@tollgate/providers/github/permissions";
import { type GitHub, type GitHubOptions, startGitHub } from "@tollgate/simulator/github";
import { expect, onTestFinished } from "vitest";

export const REPOSITORY = "acme/shop";
type Permissions = Record<string, "read" | "write" | "admin">;

export interface SimulatedGitHub {
  readonly github: GitHub;
  readonly config: GitHubConfig;
  readonly appId: number | null;
  readonly installation: number | null;
}

/** A GitHub on this machine with one repository, and a configuration that reaches it as an App or with a token. */
export async function simulated(
  kind: "app" | "token",
  more: { options?: GitHubOptions; permissions?: Permissions; config?: Partial<GitHubConfig> } = {},
): Promise<SimulatedGitHub> {
  const github = await startGitHub({ oracle: true, ...more.options });
  github.createRepository(REPOSITORY, {
    permissions: { ada: "write", bob: "read", tollgate: "write", mai: "maintain", root: "admin" },
  });
  github.protectBranch(REPOSITORY, "main", { requiredChecks: ["build"] });
  github.setBranch(REPOSITORY, "loose", github.branchSha(REPOSITORY, "main") ?? "", { by: "ada" });
  const common = { apiUrl: github.url, graphqlUrl: `${github.url}/graphql`, webhookSecrets: ["s"], ...more.config };
  if (kind === "token") {
    const token = github.createToken("tollgate");
    const config = { ...common, credentials: { kind, token }, repositories: [REPOSITORY], ...more.config };
    return { github, config, appId: null, installation: null };
  }
  const permissions: Permissions =
    more.permissions ?? Object.fromEntries(NEEDED_PERMISSIONS.map(({ key, level }) => [key, level]));
  const app = github.createApp({
    name: "Tollgate",
    owner: "acme",
    permissions,
    events: NEEDED_EVENTS.map((event) => event.name),
    webhookUrl: "http://127.0.0.1:9/webhooks/github",
  });
  const { id } = github.install(app.id, "acme");
  const credentials = { kind, appId: app.id, privateKey: app.privateKeyPem };
  return {
    github,
    config: { ...common, credentials, repositories: [], ...more.config },
    appId: app.id,
    installation: id,
  };
}

/** The same for one test, with its forge; at the end GitHub's own documents have found nothing wrong. */
export async function forgeOn(kind: "app" | "token", more: Parameters<typeof simulated>[1] = {}) {
  const world = await simulated(kind, more);
  const forge = createGitHub(world.config);
  onTestFinished(async () => {
    await forge.close();
    await world.github.close();
    expect(world.github.violations).toEqual([]);
  });
  return { ...world, forge };
}
