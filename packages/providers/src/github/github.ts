import type { Forge } from "../forge.ts";
import { appAuth, tokenAuth } from "./auth.ts";
import { Client } from "./client.ts";
import { ensureComment } from "./comment.ts";
import type { GitHubConfig } from "./config.ts";
import { checkRunContexts, statusContexts } from "./contexts.ts";
import { gitHubEvidence } from "./evidence/evidence.ts";
import { ChangeReader } from "./facts.ts";
import { inspect } from "./inspect.ts";
import { dispatcherOf } from "./network.ts";
import { People } from "./people.ts";
import { PolicyReader } from "./policy-files.ts";
import { listRepositories, redeliverFailed } from "./reach.ts";
import { restChangesOfCommit, restOpenChanges } from "./rest.ts";
import { Branches } from "./rules.ts";
import { Transport } from "./transport.ts";
import { gitHubWebhooks } from "./webhook.ts";

/** GitHub and GitHub Enterprise Server. Nothing is asked of it before the first call. */
export function createGitHub(config: GitHubConfig): Forge {
  const now = config.now ?? Date.now;
  const dispatcher = dispatcherOf(config);
  const transport = new Transport({
    apiUrl: config.apiUrl,
    dispatcher,
    now,
    random: config.random ?? Math.random,
    deadlineMs: config.deadlineMs ?? 10_000,
    onRequest: config.onRequest,
  });
  const { credentials } = config;
  const auth = credentials.kind === "app" ? appAuth(credentials, transport, now) : tokenAuth(credentials.token);
  const client = new Client(transport, auth, config.graphqlUrl);
  const people = new People(client, now);
  const branches = new Branches(client, now);
  const reader = new ChangeReader(client, people, branches, now);
  const policies = new PolicyReader(client, branches);
  const contexts =
    auth.appId === null
      ? statusContexts(client, async () => (await people.identityOrNull())?.login ?? null)
      : checkRunContexts(client, auth.appId);

  return {
    id: "github",
    webhooks: gitHubWebhooks(config.webhookSecrets, auth.appId),
    evidence: gitHubEvidence(client, now, (ref) => reader.associationOf(ref)),
    readChange: (ref) => reader.read(ref),
    listOpenChanges: (repository) => restOpenChanges(client, repository),
    changesOfCommit: (repository, sha) => restChangesOfCommit(client, repository, sha),
    readPolicy: (repository, baseRef) => policies.read(repository, baseRef),
    roleOf: async (repository, login) => (await people.roleOf(repository, login)) ?? "none",
    readContexts: (repository, sha, names) => contexts.read(repository, sha, names),
    stateOf: (value) => contexts.stateOf(value),
    ensureContext: contexts.ensure,
    ensureComment: (ref, body, signal, last) => ensureComment(client, people, ref, body, signal, last),
    repositories: () => listRepositories(client, config.repositories),
    redeliverFailed: (since) => redeliverFailed(client, since),
    inspect: () => inspect(client, people, config),
    budget: () => transport.budgets(),
    close: () => dispatcher.close(),
  };
}
