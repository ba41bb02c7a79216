import { actorOf } from "../access.ts";
import { type CheckRunOptions, changeCheckRun, insertCheckRun, insertStatus } from "../operations/checks.ts";
import { pullRequest, pullsWith } from "../present/change.ts";
import {
  checkRun,
  checkSuite,
  combinedStatus,
  latestCheckRuns,
  latestStatuses,
  status as presentStatus,
} from "../present/checks.ts";
import { invalid, notFound, Problem } from "../problem.ts";
import type { CheckRun, Status } from "../state.ts";
import { commitOf } from "./git.ts";
import {
  created,
  listed,
  numberParam,
  ok,
  optionalText,
  page,
  type RepoCall,
  type Route,
  repoRoute,
  text,
} from "./router.ts";

const CONCLUSIONS = ["action_required", "cancelled", "failure", "neutral", "success", "skipped", "stale", "timed_out"];

function refCommit(call: RepoCall) {
  return commitOf(call, call.params.ref ?? "");
}

/** Reads a check run from the body, with what GitHub refuses. */
function runFromBody(call: RepoCall): Omit<Partial<CheckRunOptions>, "app"> {
  const { body } = call;
  const given = <K extends string, V>(key: K, value: V | undefined) =>
    (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
  const status = optionalText(call, "status") as CheckRun["status"] | undefined;
  const conclusion = optionalText(call, "conclusion");
  if (
    status !== undefined &&
    !["queued", "in_progress", "completed", "waiting", "requested", "pending"].includes(status)
  ) {
    throw invalid("CheckRun", "status", "invalid");
  }
  if (conclusion !== undefined && !CONCLUSIONS.includes(conclusion)) throw invalid("CheckRun", "conclusion", "invalid");
  if (status === "completed" && conclusion === undefined) {
    throw new Problem(422, 'Invalid request.\n\nNo subschema in "anyOf" matched.\n"conclusion" wasn\'t supplied.');
  }
  const output = body.output as Record<string, unknown> | undefined;
  if (output !== undefined) {
    if (typeof output.summary !== "string") throw new Problem(422, `Invalid request.\n\n"summary" wasn't supplied.`);
    if (Buffer.byteLength(output.summary) > 65_535)
      throw invalid("CheckRun", "summary", "custom", "Only 65535 characters are allowed");
    if (typeof output.text === "string" && Buffer.byteLength(output.text) > 65_535) {
      throw invalid("CheckRun", "text", "custom", "Only 65535 characters are allowed");
    }
    const annotations = output.annotations as unknown[] | undefined;
    if ((annotations?.length ?? 0) > 50)
      throw new Problem(
        422,
        `Invalid request.\n\nNo more than 50 items are allowed; ${annotations?.length} were supplied.`,
      );
  }
  const actions = body.actions as unknown[] | undefined;
  if ((actions?.length ?? 0) > 3) throw new Problem(422, "Invalid request.\n\nNo more than 3 items are allowed.");
  return {
    ...given("name", optionalText(call, "name")),
    ...given("status", status),
    ...given("conclusion", conclusion),
    ...given("externalId", optionalText(call, "external_id")),
    ...given("detailsUrl", optionalText(call, "details_url")),
    ...given("startedAt", optionalText(call, "started_at")),
    ...given("completedAt", optionalText(call, "completed_at")),
    ...given("actions", actions),
    ...given("output", output as Partial<CheckRun["output"]> | undefined),
  };
}

function ownApp(call: RepoCall) {
  if (call.caller.kind !== "installation") throw new Problem(403, "You must authenticate via a GitHub App.");
  return call.caller.app;
}

function runs(call: RepoCall, rows: readonly CheckRun[]) {
  const { query } = call;
  const [name, status, app] = [query.get("check_name"), query.get("status"), query.get("app_id")];
  const wanted = rows
    .filter((row) => name === null || row.name === name)
    .filter((row) => status === null || row.status === status)
    .filter((row) => app === null || row.appId === Number(app))
    .reverse();
  const { rows: shown, headers } = page(call, wanted, (row) => checkRun(call.view, call.repo, row));
  return ok({ total_count: wanted.length, check_runs: shown }, headers);
}

const ofCommit = (call: RepoCall, sha: string) => (row: { repoId: number; sha: string }) =>
  row.repoId === call.repo.id && row.sha === sha;

export const checkRoutes: readonly Route[] = [
  repoRoute("POST", "/check-runs", ["checks:write"], (call) => {
    const app = ownApp(call);
    const name = text(call, "name");
    const sha = text(call, "head_sha");
    const options = { ...runFromBody(call), name };
    if (call.world.git.resolve(sha, call.repo.networkId)?.sha !== sha) {
      throw new Problem(422, `No commit found for SHA: ${sha}`);
    }
    return created(checkRun(call.world, call.repo, insertCheckRun(call.world, call.repo, sha, app, options)));
  }),
  repoRoute("PATCH", "/check-runs/{id}", ["checks:write"], (call) => {
    const app = ownApp(call);
    const before = call.world.db.checkRuns.get(numberParam(call, "id"));
    if (before === undefined || before.repoId !== call.repo.id) throw notFound();
    if (before.appId !== app.id)
      throw new Problem(
        403,
        `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`,
      );
    return ok(checkRun(call.world, call.repo, changeCheckRun(call.world, call.repo, before, runFromBody(call))));
  }),
  repoRoute("GET", "/check-runs/{id}", ["checks:read"], (call) => {
    const row = call.view.db.checkRuns.get(numberParam(call, "id"));
    if (row === undefined || row.repoId !== call.repo.id) throw notFound();
    return ok(checkRun(call.view, call.repo, row));
  }),
  repoRoute("GET", "/check-runs/{id}/annotations", ["checks:read"], (call) => {
    const row = call.view.db.checkRuns.get(numberParam(call, "id"));
    if (row === undefined || row.repoId !== call.repo.id) throw notFound();
    return listed(call, row.output.annotations, (annotation) => annotation);
  }),
  repoRoute("GET", "/commits/{ref*}/check-runs", ["checks:read"], (call) => {
    const { sha } = refCommit(call);
    const all = call.view.db.checkRuns.filter(ofCommit(call, sha));
    return runs(call, call.query.get("filter") === "all" ? all : latestCheckRuns(call.view, call.repo.id, sha));
  }),
  repoRoute("GET", "/check-suites/{id}/check-runs", ["checks:read"], (call) => {
    const suite = call.view.db.checkSuites.get(numberParam(call, "id"));
    if (suite === undefined || suite.repoId !== call.repo.id) throw notFound();
    return runs(
      call,
      call.view.db.checkRuns.filter((row) => row.suiteId === suite.id),
    );
  }),
  repoRoute("GET", "/check-suites/{id}", ["checks:read"], (call) => {
    const suite = call.view.db.checkSuites.get(numberParam(call, "id"));
    if (suite === undefined || suite.repoId !== call.repo.id) throw notFound();
    return ok(checkSuite(call.view, call.repo, suite));
  }),
  repoRoute("GET", "/commits/{ref*}/check-suites", ["checks:read"], (call) => {
    const { sha } = refCommit(call);
    const app = call.query.get("app_id");
    const rows = call.view.db.checkSuites
      .filter(ofCommit(call, sha))
      .filter((row) => app === null || row.appId === Number(app));
    const { rows: shown, headers } = page(call, rows, (row) => checkSuite(call.view, call.repo, row));
    return ok({ total_count: rows.length, check_suites: shown }, headers);
  }),
  repoRoute("POST", "/statuses/{sha}", ["statuses:write"], (call) => {
    const sha = call.params.sha ?? "";
    const state = text(call, "state") as Status["state"];
    if (!["error", "failure", "pending", "success"].includes(state))
      throw invalid("Status", "state", "custom", "state is not included in the list");
    if (call.world.git.resolve(sha, call.repo.networkId)?.sha !== sha) {
      throw new Problem(422, `No commit found for SHA: ${sha}`);
    }
    const context = optionalText(call, "context") ?? "default";
    const description = optionalText(call, "description") ?? null;
    if (description !== null && [...description].length > 140) {
      throw invalid("Status", "description", "custom", "description is too long (maximum is 140 characters)");
    }
    const many = call.world.db.statuses.filter((row) => ofCommit(call, sha)(row) && row.context === context).length;
    if (many >= 1000) {
      throw invalid("Status", "sha", "custom", "This SHA and context has reached the maximum number of statuses.");
    }
    const targetUrl = optionalText(call, "target_url") ?? null;
    const options = { context, state, description, targetUrl, by: actorOf(call.caller) };
    return created(presentStatus(call.world, call.repo, insertStatus(call.world, call.repo, sha, options)));
  }),
  repoRoute("GET", "/commits/{ref*}/status", ["statuses:read"], (call) => {
    const { sha } = refCommit(call);
    const { rows, headers } = page(call, latestStatuses(call.view, call.repo.id, sha), (row) => row);
    return ok(combinedStatus(call.view, call.repo, sha, rows), headers);
  }),
  repoRoute("GET", "/commits/{ref*}/statuses", ["statuses:read"], (call) => {
    const rows = call.view.db.statuses.filter(ofCommit(call, refCommit(call).sha)).reverse();
    return listed(call, rows, (row) => presentStatus(call.view, call.repo, row));
  }),
  repoRoute("GET", "/commits/{ref*}/pulls", ["pull_requests:read"], (call) => {
    const { sha } = refCommit(call);
    const rows = pullsWith(call.view, call.repo.id, sha).filter((row) => row.state === "open" || row.merged);
    return listed(call, rows, (row) => pullRequest(call.view, call.repo, row, true));
  }),
];
