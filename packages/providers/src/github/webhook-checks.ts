import { BROUGHT_BY_CI } from "@tollgate/core/change/reads";
import type { FactKey } from "@tollgate/core/vocabulary/fact";
import type { Hint } from "@tollgate/core/vocabulary/hint";
import { z } from "zod";
import { EXTERNAL_ID_PREFIX, observedRun, observedStatus } from "./contexts.ts";
import { checkRunPart, statusPart } from "./parts.ts";
import { checkRunSchema, statusSchema } from "./schema.ts";
import type { Knowledge, Translator } from "./webhook.ts";
import { recheck } from "./webhook-hints.ts";

/** Conclusions that satisfy a required check. */
const GOOD = new Set(["success", "neutral", "skipped"]);

const runPayload = z.object({
  action: z.string(),
  check_run: checkRunSchema.extend({
    head_sha: z.string(),
    check_suite: z.object({ id: z.number().nullish(), head_branch: z.string().nullish() }).nullish(),
    pull_requests: z.array(z.unknown()).nullish(),
  }),
  sender: z.object({ login: z.string() }).nullish(),
});

/**
 * The payload names no pull request of a fork: commits are mapped to changes by the server.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_run
 */
const checkRun: Translator = (payload, known) => {
  const { action, check_run: run, sender } = runPayload.parse(payload);
  const by = sender == null ? "" : ` by ${sender.login}`;
  const appId = run.app?.id ?? null;
  const branch = run.check_suite?.head_branch;
  const onDefaultBranch = branch != null && branch === known.defaultBranch && (run.pull_requests ?? []).length === 0;
  const sha = run.head_sha;

  if (isOurs(known, run.name, appId, run.external_id ?? null)) {
    const contexts = [{ sha, name: run.name, value: observedRun(run, known.appId) }];
    const pressed = action === "rerequested" || action === "requested_action";
    if (!pressed) return { contexts };
    return { contexts, commits: [{ sha, hint: recheck(`re-run of ${run.name} asked${by}`), onDefaultBranch }] };
  }
  if (action === "requested_action") return {};
  const url = run.html_url ?? run.details_url;
  const { check, key, version } = checkRunPart({
    ...run,
    appId,
    suite: run.check_suite?.id ?? null,
    conclusion: run.conclusion,
    url,
  });
  const { status, conclusion } = check;
  const over = status === "completed" && action !== "rerequested";
  const facts: readonly FactKey[] = over ? ["checks", ...BROUGHT_BY_CI] : ["checks"];
  const about = { object: key, version, facts };
  const good = status === "completed" && conclusion !== null && GOOD.has(conclusion);
  const hint: Hint =
    action === "rerequested"
      ? { ...about, closing: "unknown", says: `${run.name} is asked to run again` }
      : {
          ...about,
          closing: good ? "no" : "yes",
          says: `${run.name}: ${conclusion ?? status}`,
          shows: { fact: "checks", value: check },
          ...(status === "completed" && !good ? { outcome: "fail" as const } : {}),
        };
  return { commits: [{ sha, hint, onDefaultBranch }] };
};

/** A run of one of our names, or by our App, is a context write whoever made it. */
function isOurs(known: Knowledge, name: string, appId: number | null, externalId: string | null): boolean {
  if (known.contextNames.has(name)) return true;
  if (known.appId === null) return false;
  if (appId !== null) return appId === known.appId;
  return externalId?.startsWith(EXTERNAL_ID_PREFIX) === true;
}

const suitePayload = z.object({
  action: z.string(),
  check_suite: z.object({
    head_sha: z.string(),
    head_branch: z.string().nullish(),
    app: z.object({ id: z.number() }).nullish(),
    pull_requests: z.array(z.unknown()).nullish(),
  }),
  sender: z.object({ login: z.string() }).nullish(),
});

/** Only the re-run-all button: the runs of a suite have events of their own. */
const checkSuite: Translator = (payload, known) => {
  const { action, check_suite: suite, sender } = suitePayload.parse(payload);
  if (action !== "rerequested" || known.appId === null || suite.app?.id !== known.appId) return {};
  const hint = recheck(`re-run asked${sender == null ? "" : ` by ${sender.login}`}`);
  const onDefaultBranch = suite.head_branch === known.defaultBranch && (suite.pull_requests ?? []).length === 0;
  return { commits: [{ sha: suite.head_sha, hint, onDefaultBranch }] };
};

const statusPayload = statusSchema.omit({ creator: true }).extend({
  sha: z.string(),
  branches: z.array(z.object({ name: z.string() })).nullish(),
  sender: z.object({ login: z.string(), type: z.string().nullish() }).nullish(),
});

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#status */
const status: Translator = (payload, known) => {
  const given = statusPayload.parse(payload);
  const { sha, context, state } = given;
  if (known.contextNames.has(context)) {
    const seen = observedStatus({ ...given, creator: given.sender }, null);
    // An App writes check runs only: no status of that name is its own.
    const value = known.appId === null ? seen : { ...seen, writer: "foreign" as const };
    return { contexts: [{ sha, name: context, value }] };
  }
  const { check, key, version } = statusPart({ context, state, url: given.target_url, createdAt: given.created_at });
  const hint: Hint = {
    object: key,
    version,
    closing: state === "success" ? "no" : "yes",
    facts: ["checks"],
    says: `${context}: ${state}`,
    shows: { fact: "checks", value: check },
    ...(state === "failure" || state === "error" ? { outcome: "fail" as const } : {}),
  };
  const onDefaultBranch = (given.branches ?? []).some((branch) => branch.name === known.defaultBranch);
  return { commits: [{ sha, hint, onDefaultBranch }] };
};

export const CHECK_EVENTS: Readonly<Record<string, Translator>> = {
  check_run: checkRun,
  check_suite: checkSuite,
  status,
};
