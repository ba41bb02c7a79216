// A simulated GitHub with the repositories that the drills play in.
import { GATES } from "@tollgate/core/policy/gates/index";
import { gitHubConfigFrom } from "@tollgate/providers/github/config";
import { appManifest } from "@tollgate/providers/github/manifest";
import { type GitHub, type GitHubOptions, startGitHub } from "@tollgate/simulator/github";

export const DRILL_SECRET = "a webhook secret of the drills";
export const DRILL_REPOSITORIES = ["acme/shop", "acme/billing"] as const;

export type DrillAs = "app" | "token";

export interface DrillGitHub {
  readonly github: GitHub;
  readonly as: DrillAs;
  /** What a server needs in its environment to reach it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sends the webhooks of all repositories there. */
  listen(url: string): void;
}

/** Who may do what: `ada` writes code, `rita` reviews, `cora` and `otto` give the final word, `eve` has a fork. */
const PERMISSIONS = { ada: "write", rita: "write", cora: "maintain", otto: "admin", eve: "read" } as const;

const policy = (spec: string) =>
  `apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: {name: review}\nspec:\n${spec}`;

/** On this branch a pull request needs nothing but its CI. */
const LENIENT = policy(
  [
    "  final: {required: false}",
    "  gates:",
    "    dor/description: {enabled: false}",
    "    dor/linked-work-item: {enabled: false}",
    "    dor/title: {enabled: false}",
    "    dod/approvals: {enabled: false}",
    "",
  ].join("\n"),
);

/**
 * All gates at work: what holds with few gates has to hold with all. Those over reports, which nobody sends here, are
 * only told.
 */
const EVERY_GATE = JSON.stringify({
  apiVersion: "tollgate.dev/v1",
  kind: "WorkflowTemplate",
  metadata: { name: "every-gate" },
  spec: {
    gates: {
      ...Object.fromEntries(GATES.map(({ name }) => [name, { enabled: true }])),
      "security/code-scanning": { params: { when_off: "skip" } },
      "dod/compliance-evidence": { params: { sections: [] } },
      ...Object.fromEntries(
        ["tests", "coverage", "performance", "coding-standards"].map((name) => [
          `quality/${name}`,
          { blocking: false },
        ]),
      ),
    },
  },
});

/** Adds what the scenarios use to a repository: `main` and `release` are strict, `lenient` is not; all demand `build`. */
export function prepareRepository(github: GitHub, repository: string): void {
  for (const [login, permission] of Object.entries(PERMISSIONS)) github.setPermission(repository, login, permission);
  github.writeFiles(repository, "release", { "RELEASE.md": "next\n" }, { by: "otto" });
  github.writeFiles(repository, "lenient", { ".qms/review.yml": LENIENT }, { by: "otto" });
  for (const branch of ["main", "release", "lenient"]) {
    github.protectBranch(repository, branch, { requiredChecks: ["build"] });
  }
}

export async function startDrillGitHub(as: DrillAs, options: GitHubOptions = {}): Promise<DrillGitHub> {
  // Reconciling every 5 s for minutes reads more than an hour's budget of the real GitHub.
  const github = await startGitHub({ limits: { hourly: 1_000_000 }, ...options });
  for (const repository of DRILL_REPOSITORIES) {
    github.createRepository(repository, { files: { "README.md": "# drill\n", ".qms/review.yml": EVERY_GATE } });
    prepareRepository(github, repository);
  }
  const credentials = as === "app" ? installApp(github) : giveToken(github);
  const environment = {
    GITHUB_API_URL: github.url,
    GITHUB_WEBHOOK_SECRET: DRILL_SECRET,
    TOLLGATE_REPOSITORIES: "acme/*",
    ...credentials.environment,
  };
  gitHubConfigFrom(environment);
  return { github, as, environment, listen: credentials.listen };
}

/** With exactly the permissions and events that `setup github` asks for. */
function installApp(github: GitHub) {
  const manifest = appManifest({ name: "Tollgate", publicUrl: null, redirectUrl: "http://127.0.0.1/" });
  const app = github.createApp({
    name: "Tollgate",
    owner: "acme",
    webhookSecret: DRILL_SECRET,
    permissions: manifest.default_permissions as Record<string, "read" | "write">,
    events: manifest.default_events as string[],
  });
  github.install(app, "acme", { repositories: "all" });
  return {
    environment: { GITHUB_APP_ID: String(app.id), GITHUB_APP_PRIVATE_KEY: app.privateKeyPem },
    listen: (url: string) => void github.setAppWebhook(app.id, { webhookUrl: url, webhookSecret: DRILL_SECRET }),
  };
}

function giveToken(github: GitHub) {
  const token: unknown = github.createToken("tollgate-bot");
  for (const repository of DRILL_REPOSITORIES) github.setPermission(repository, "tollgate-bot", "write");
  return {
    environment: { GITHUB_TOKEN: typeof token === "string" ? token : String((token as { token: string }).token) },
    listen: (url: string) => {
      for (const repository of DRILL_REPOSITORIES) github.addWebhook(repository, url, DRILL_SECRET);
    },
  };
}
