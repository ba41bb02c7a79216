// `emulate`, a stand-in for GitHub that nobody here wrote. It has Apps, check runs and signed webhooks; it has no
// statuses, no GraphQL and no rulesets.
import { createEmulator } from "emulate";

const REPOSITORY = "/repos/acme/shop";
const SECRET = "a webhook secret of the stand-in";
const APP = 12345;

type Json = Record<string, unknown>;

export async function startStandIn() {
  const people = ["boss", "ada", "rita", "cora"];
  const emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      tokens: Object.fromEntries(
        people.map((login) => [`token-of-${login}`, { login, scopes: ["repo", "admin:repo_hook"] }]),
      ),
      github: {
        users: people.map((login) => ({ login })),
        orgs: [{ login: "acme", members: [{ login: "boss", role: "admin" }] }],
        repos: [{ owner: "acme", name: "shop", auto_init: true, default_branch: "main" }],
        apps: [
          {
            app_id: APP,
            slug: "tollgate",
            name: "Tollgate",
            permissions: {
              metadata: "read",
              contents: "read",
              checks: "write",
              pull_requests: "write",
              issues: "read",
            },
            events: [],
            installations: [{ installation_id: 100, account: "acme" }],
          },
        ],
      },
    },
  } as never);
  const privateKey = emulator.generatedSecrets.find((secret) => secret.id === String(APP))?.value ?? "";

  async function ask(method: string, path: string, by: string, body?: Json): Promise<Json> {
    const response = await fetch(emulator.url + REPOSITORY + path, {
      method,
      headers: { authorization: `Bearer token-of-${by}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Json;
  }

  for (const [login, permission] of [
    ["ada", "push"],
    ["rita", "push"],
    ["cora", "maintain"],
  ] as const) {
    await ask("PUT", `/collaborators/${login}`, "boss", { permission });
  }

  let opened = 0;
  return {
    environment: {
      GITHUB_API_URL: emulator.url,
      GITHUB_APP_ID: String(APP),
      GITHUB_APP_PRIVATE_KEY: privateKey,
      GITHUB_WEBHOOK_SECRET: SECRET,
    },
    async listen(url: string): Promise<void> {
      const config = { url, content_type: "json", secret: SECRET };
      await ask("POST", "/hooks", "boss", { name: "web", active: true, events: ["*"], config });
    },
    async open(title: string, body: string): Promise<{ readonly number: number; readonly sha: string }> {
      const main = (await ask("GET", "/branches/main", "boss")) as { commit: { sha: string } };
      opened += 1;
      const branch = `work-${opened}`;
      await ask("POST", "/git/refs", "ada", { ref: `refs/heads/${branch}`, sha: main.commit.sha });
      const content = Buffer.from("try again\n").toString("base64");
      await ask("PUT", "/contents/retry.txt", "ada", { message: "Retry", content, branch });
      const pull = await ask("POST", "/pulls", "ada", { title, body, head: branch, base: "main" });
      return { number: pull.number as number, sha: (pull.head as { sha: string }).sha };
    },
    async approve(number: number, by: string): Promise<void> {
      await ask("POST", `/pulls/${number}/reviews`, by, { event: "APPROVE", body: "" });
    },
    async comment(number: number, by: string, body: string): Promise<void> {
      await ask("POST", `/issues/${number}/comments`, by, { body });
    },
    /** The newest check run of each name: its conclusion, or its status while it has none. */
    async shown(sha: string): Promise<Record<string, string>> {
      const { check_runs } = (await ask("GET", `/commits/${sha}/check-runs?per_page=100`, "boss")) as {
        check_runs: { id: number; name: string; status: string; conclusion: string | null }[];
      };
      const newest = [...check_runs].sort((a, b) => a.id - b.id);
      return Object.fromEntries(newest.map((run) => [run.name, run.conclusion ?? run.status]));
    },
    close: () => emulator.close(),
  };
}
