import type { Dependency } from "../evidence.ts";
import {
  alert,
  alertState,
  analysis,
  artifact,
  dependenciesOf,
  dependencyChange,
  workflowRun,
} from "../present/evidence.ts";
import { notFound, Problem } from "../problem.ts";
import { commitOf } from "./git.ts";
import { listed, numberParam, ok, page, type RepoCall, type Route, repoRoute } from "./router.ts";

function needScanning({ repo }: RepoCall): void {
  if (repo.codeScanning) return;
  throw repo.private
    ? new Problem(403, "Code Security must be enabled for this repository to use code scanning.")
    : new Problem(404, "no analysis found");
}

function fullRef(ref: string): string {
  return ref.startsWith("refs/") ? ref : `refs/heads/${ref}`;
}

function analyses(call: RepoCall) {
  needScanning(call);
  const ref = call.query.get("ref");
  const rows = call.view.db.analyses
    .filter((row) => row.repoId === call.repo.id && (ref === null || row.ref === fullRef(ref)))
    .reverse();
  return listed(call, rows, (row) => analysis(call.view, call.repo, row));
}

function alerts(call: RepoCall) {
  needScanning(call);
  const { query } = call;
  const full = fullRef(query.get("ref") ?? call.repo.defaultBranch);
  const [state, tool] = [query.get("state"), query.get("tool_name")];
  const rows = call.view.db.alerts
    .filter((row) => row.repoId === call.repo.id && alertState(row, full) !== null)
    .filter((row) => state === null || alertState(row, full) === state)
    .filter((row) => tool === null || row.tool === tool)
    .reverse();
  return listed(call, rows, (row) => alert(call.view, call.repo, row, full));
}

function compareDependencies(call: RepoCall) {
  if (!call.repo.dependencyGraph) {
    throw new Problem(
      403,
      "Dependency review is not supported on this repository. Please ensure that Dependency graph is enabled.",
    );
  }
  const [base = "", head = ""] = (call.params.basehead ?? "").split("...");
  const [from, to] = [commitOf(call, base), commitOf(call, head)];
  const common = call.view.git.mergeBase(from.sha, to.sha) ?? from;
  const keyOf = (row: Dependency) => `${row.manifest} ${row.ecosystem} ${row.name} ${row.version}`;
  const before = dependenciesOf(call.view, call.repo, common.sha);
  const after = dependenciesOf(call.view, call.repo, to.sha);
  const [had, has] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  return ok([
    ...before.filter((row) => !has.has(keyOf(row))).map((row) => dependencyChange("removed", row)),
    ...after.filter((row) => !had.has(keyOf(row))).map((row) => dependencyChange("added", row)),
  ]);
}

function runOf(call: RepoCall) {
  const row = call.view.db.workflowRuns.get(numberParam(call, "id"));
  if (row === undefined || row.repoId !== call.repo.id) throw notFound();
  return row;
}

/** Where the file itself stands: another host, which wants no credential but the one in the address. */
function storageOf(call: RepoCall) {
  const row = call.view.db.artifacts.get(numberParam(call, "id"));
  if (row === undefined || row.repoId !== call.repo.id || call.params.format !== "zip") throw notFound();
  if (row.expired) throw new Problem(410, "Artifact has expired");
  return { status: 302, headers: { location: call.storageUrl(row.id) } };
}

export const evidenceRoutes: readonly Route[] = [
  repoRoute("GET", "/code-scanning/alerts", ["security_events:read"], alerts),
  repoRoute("GET", "/code-scanning/analyses", ["security_events:read"], analyses),
  repoRoute("GET", "/dependency-graph/compare/{basehead*}", ["contents:read"], compareDependencies),
  repoRoute("GET", "/actions/runs", ["actions:read"], (call) => {
    const sha = call.query.get("head_sha");
    const rows = call.view.db.workflowRuns
      .filter((row) => row.repoId === call.repo.id && (sha === null || row.sha === sha))
      .reverse();
    const { rows: shown, headers } = page(call, rows, (row) => workflowRun(call.view, call.repo, row));
    return ok({ total_count: rows.length, workflow_runs: shown }, headers);
  }),
  repoRoute("GET", "/actions/runs/{id}/artifacts", ["actions:read"], (call) => {
    const run = runOf(call);
    const rows = call.view.db.artifacts.filter((row) => row.runId === run.id).reverse();
    const { rows: shown, headers } = page(call, rows, (row) => artifact(call.view, call.repo, row));
    return ok({ total_count: rows.length, artifacts: shown }, headers);
  }),
  repoRoute("GET", "/actions/artifacts/{id}/{format}", ["actions:read"], storageOf),
];
