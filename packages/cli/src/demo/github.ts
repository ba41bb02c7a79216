import { gitHubConfigFrom } from "@tollgate/providers/github/config";
import { NEEDED_EVENTS, NEEDED_PERMISSIONS } from "@tollgate/providers/github/permissions";
import { type GitHub, startGitHub } from "@tollgate/simulator/github";
import { fullName, ORGANISATION, PEOPLE, POLICY_FILE, REPOSITORIES, REQUIRED_CHECKS } from "./organisation.ts";

/** A GitHub with the organisation of the demo, and the configuration by which Tollgate reaches it as an App. */
export interface DemoGitHub {
  readonly github: GitHub;
  readonly config: ReturnType<typeof gitHubConfigFrom>;
  /** Sends the organisation's webhooks there from now on. */
  tell(webhookUrl: string): void;
}

export async function startDemoGitHub(webhookSecret: string): Promise<DemoGitHub> {
  // What large organisations have; small reconcile intervals would use up the usual 5,000.
  const github = await startGitHub({ limits: { hourly: 15_000 } });
  for (const { name, policy, readme, branches, issues } of REPOSITORIES) {
    const repository = fullName(name);
    github.createRepository(repository, {
      permissions: PEOPLE,
      files: { "README.md": readme, [POLICY_FILE]: policy },
    });
    for (const [branch, own] of Object.entries(branches ?? {})) {
      github.writeFiles(repository, branch, { [POLICY_FILE]: own }, { by: "emil", message: "A policy of its own" });
      github.protectBranch(repository, branch, { requiredChecks: [...REQUIRED_CHECKS] });
    }
    github.protectBranch(repository, "main", { requiredChecks: [...REQUIRED_CHECKS] });
    for (const title of issues) github.createIssue(repository, { title, author: "dana" });
  }
  const app = github.createApp({
    name: "Tollgate",
    owner: ORGANISATION,
    webhookSecret,
    permissions: Object.fromEntries(NEEDED_PERMISSIONS.map(({ key, level }) => [key, level])),
    events: NEEDED_EVENTS.map((event) => event.name),
  });
  github.install(app, ORGANISATION, { repositories: "all" });
  return {
    github,
    config: gitHubConfigFrom({
      GITHUB_API_URL: github.url,
      GITHUB_APP_ID: String(app.id),
      GITHUB_APP_PRIVATE_KEY: app.privateKeyPem,
      GITHUB_WEBHOOK_SECRET: webhookSecret,
      TOLLGATE_REPOSITORIES: `${ORGANISATION}/*`,
    }),
    tell: (webhookUrl) => github.setAppWebhook(app.id, { webhookUrl, webhookSecret }),
  };
}
