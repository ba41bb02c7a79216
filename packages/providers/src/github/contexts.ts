import { z } from "zod";
import {
  type ContextValue,
  ForgeError,
  type LastWritten,
  type ObservedContext,
  type RepositoryName,
} from "../forge.ts";
import { type Client, repoPath } from "./client.ts";
import { cut } from "./comment.ts";
import { isMissing } from "./errors.ts";
import { restStatuses } from "./rest.ts";
import { isLasting } from "./rules.ts";
import {
  checkRunSchema,
  checkRunsSchema,
  parseAs,
  statusSchema,
  type WireCheckRun,
  type WireStatus,
} from "./schema.ts";
import { checkStatus, isoTime } from "./versions.ts";

/** Contexts of a commit: check runs when we are an App, commit statuses with a plain token. */
export interface Contexts {
  read(repository: RepositoryName, sha: string, names: readonly string[]): Promise<readonly ObservedContext[]>;
  stateOf(value: ContextValue): string | null;
  ensure(
    repository: RepositoryName,
    sha: string,
    value: ContextValue,
    signal: AbortSignal,
    last?: LastWritten | null,
  ): Promise<ObservedContext | null>;
}

/**
 * GitHub's caps. https://docs.github.com/en/rest/checks/runs and .../commits/statuses
 * It says characters; bytes are never more than it takes, however it counts.
 */
const MAX_SUMMARY = 65_535;
const MAX_TITLE = 255;
const MAX_DESCRIPTION = 140;
/** The marks that our check runs carry, so that another run of the same name is never taken for ours. */
export const EXTERNAL_ID_PREFIX = "tollgate:";

/**
 * As an App. Creating a check run is not idempotent, so ours is looked for by name, App and `external_id` first.
 * A completed run cannot go back to `in_progress` on GitHub: a new run of the same name takes its place then, and the
 * newest one counts.
 */
export function checkRunContexts(client: Client, appId: number): Contexts {
  const list = shared((repository, sha, signal) =>
    client.getAll(repository, `/commits/${sha}/check-runs?filter=latest&per_page=100`, checkRunsSchema, {
      needs: "Checks: read",
      signal,
    }),
  );

  /**
   * Null where there is no such run. One that no list shows may be another App's, which answers 403: what was noted of it
   * is from another identity.
   */
  async function update(
    repository: RepositoryName,
    id: number,
    isListed: boolean,
    desired: DesiredRun,
    signal: AbortSignal,
  ): Promise<WireCheckRun | null> {
    try {
      const { json } = await client.send(repository, {
        method: "PATCH",
        path: `${repoPath(repository)}/check-runs/${id}`,
        body: desired,
        signal,
        needs: "Checks: write",
      });
      return parseAs(checkRunSchema, json, "the updated check run");
    } catch (error) {
      if (error instanceof ForgeError && (isMissing(error) || (!isListed && error.kind === "forbidden"))) return null;
      throw error;
    }
  }

  return {
    stateOf: (value) => desiredRun(value).conclusion ?? "in_progress",

    async read(repository, sha, names) {
      const [runs, statuses] = await Promise.all([
        list(repository, sha, undefined),
        // Without the permission others' statuses stay untold; our own checks are what must be read.
        listStatuses(client, repository, sha, names).catch((error: unknown) => {
          if (error instanceof ForgeError && isLasting(error)) return [];
          throw error;
        }),
      ]);
      const observed: ObservedContext[] = [];
      for (const name of names) {
        // GitHub demands both where a status has the name of a check run, so it opens nothing; but it is told.
        const status = statuses.find((candidate) => candidate.context === name);
        if (status !== undefined) observed.push({ ...observedStatus(status, null), writer: "foreign" });
        const run = newest(runs.filter((candidate) => candidate.name === name));
        if (run !== undefined) observed.push(observedRun(run, appId));
      }
      return observed;
    },

    async ensure(repository, sha, value, signal, last = null) {
      const desired = desiredRun(value);
      const externalId = EXTERNAL_ID_PREFIX + value.name;
      const runs = (await list(repository, sha, signal)).filter((run) => run.name === value.name);
      const found = newest(runs.filter((run) => run.app?.id === appId && run.external_id === externalId));
      // A list that lags shows neither the run that we made last nor what we last made of it.
      const ours = Math.max(found?.id ?? 0, Number(last?.id) || 0);
      // A run of another App that came later hides ours: only a newer one of ours puts that right.
      const hidden = (newest(runs)?.id ?? 0) > ours;
      if (ours > 0 && !hidden) {
        if (last === null && found !== undefined && sameRun(found, desired)) return observedRun(found, appId);
        const completed =
          (found?.id === ours && checkStatus(found.status) === "completed") ||
          (last !== null && Number(last.id) === ours && !OPEN_STATES.has(last.state));
        const reopens = completed && desired.status !== "completed";
        const written = reopens ? null : await update(repository, ours, found?.id === ours, desired, signal);
        if (written !== null && stateOfRun(written) === stateOfRun(desired)) return observedRun(written, appId);
      }
      const { json } = await client.send(repository, {
        method: "POST",
        path: `${repoPath(repository)}/check-runs`,
        body: { name: value.name, head_sha: sha, external_id: externalId, ...desired },
        signal,
        needs: "Checks: write",
      });
      return observedRun(parseAs(checkRunSchema, json, "the created check run"), appId);
    },
  };
}

/**
 * One list for all who ask for it at the same time: the five contexts of a commit are written side by side, and each
 * looks first. A list that is done is never handed out again.
 */
function shared<T>(
  read: (repository: RepositoryName, sha: string, signal: AbortSignal | undefined) => Promise<T>,
): typeof read {
  const underWay = new Map<string, Promise<T>>();
  return (repository, sha, signal) => {
    const key = `${repository} ${sha}`;
    const reading = underWay.get(key) ?? read(repository, sha, signal).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return reading;
  };
}

/** Those of a run that is not completed. */
const OPEN_STATES: ReadonlySet<string> = new Set(["queued", "in_progress"]);

interface DesiredRun {
  readonly status: "in_progress" | "completed";
  readonly conclusion?: "success" | "neutral" | "failure";
  readonly details_url?: string;
  readonly output: { readonly title: string; readonly summary: string };
}

function desiredRun(value: ContextValue): DesiredRun {
  const summary = cutBytes(value.summary, MAX_SUMMARY, "\n\n… cut off: see the details.");
  const title = (text: string) => cut(text, MAX_TITLE, "…");
  const rest = value.detailsUrl === null ? {} : { details_url: value.detailsUrl };
  if (value.shadow) {
    const said = `Would have said ${value.outcome}: ${value.title}`;
    return { status: "completed", conclusion: "neutral", ...rest, output: { title: title(said), summary } };
  }
  switch (value.outcome) {
    case "pending":
      return { status: "in_progress", ...rest, output: { title: title(value.title), summary } };
    case "pass":
      return { status: "completed", conclusion: "success", ...rest, output: { title: title(value.title), summary } };
    case "skip":
      return { status: "completed", conclusion: "neutral", ...rest, output: { title: title(value.title), summary } };
    case "fail":
      return { status: "completed", conclusion: "failure", ...rest, output: { title: title(value.title), summary } };
    case "error": {
      const error = /^error\b/i.test(value.title) ? value.title : `Error: ${value.title}`;
      return { status: "completed", conclusion: "failure", ...rest, output: { title: title(error), summary } };
    }
  }
}

/** As {@link cut}, by the bytes of UTF-8. */
function cutBytes(text: string, max: number, end: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= max) return text;
  // A character that was cut in two decodes to U+FFFD.
  return (
    bytes
      .subarray(0, max - Buffer.byteLength(end))
      .toString()
      .replace(/\uFFFD$/, "") + end
  );
}

function newest(runs: readonly WireCheckRun[]): WireCheckRun | undefined {
  return runs.reduce<WireCheckRun | undefined>(
    (best, run) => (best === undefined || run.id > best.id ? run : best),
    undefined,
  );
}

function stateOfRun(run: { readonly status: string; readonly conclusion?: string | null | undefined }): string {
  return checkStatus(run.status) === "completed" ? (run.conclusion ?? "") : run.status;
}

function sameRun(run: WireCheckRun, desired: DesiredRun): boolean {
  return (
    stateOfRun(run) === stateOfRun(desired) &&
    run.output?.title === desired.output.title &&
    sameText(run.output?.summary, desired.output.summary) &&
    (desired.details_url === undefined || run.details_url === desired.details_url)
  );
}

/** Forges trim texts and change line ends; that is no difference worth a write. */
function sameText(a: string | null | undefined, b: string): boolean {
  return (a ?? "").replaceAll("\r\n", "\n").trim() === b.replaceAll("\r\n", "\n").trim();
}

/** A check run of one of our names, as GitHub or a webhook shows it. */
export function observedRun(run: WireCheckRun, appId: number | null): ObservedContext {
  const writer = run.app == null || appId === null ? "unknown" : run.app.id === appId ? "ours" : "foreign";
  return {
    name: run.name,
    id: String(run.id),
    // With a plain token we write no check runs at all.
    writer: appId === null ? "foreign" : writer,
    writerLogin: run.app?.slug == null ? null : `${run.app.slug}[bot]`,
    state: stateOfRun(run),
    title: run.output?.title ?? "",
    externalId: run.external_id ?? null,
    at: isoTime(run.completed_at ?? run.started_at ?? 0),
  };
}

/**
 * With a plain token. Our own account's statuses cannot be told from those that its owner sets by hand, so their
 * writer is `unknown`.
 * @param login asks who we are; null where GitHub does not tell
 */
export function statusContexts(client: Client, login: () => Promise<string | null>): Contexts {
  // Which holds ours but for the busiest of commits.
  const firstPage = shared((repository, sha, signal) => listStatuses(client, repository, sha, [], signal));

  return {
    stateOf: (value) => desiredStatus(value)?.state ?? null,

    async read(repository, sha, names) {
      const [statuses, own] = await Promise.all([listStatuses(client, repository, sha, names), login()]);
      return names.flatMap((name) => {
        const status = statuses.find((candidate) => candidate.context === name);
        return status === undefined ? [] : [observedStatus(status, own)];
      });
    },

    async ensure(repository, sha, value, signal, last = null) {
      const desired = desiredStatus(value);
      if (desired === null) return null;
      const own = await login();
      if (last === null) {
        const page = await firstPage(repository, sha, signal);
        const named = (status: WireStatus) => status.context === value.name;
        const more = page.length >= PAGE && !page.some(named);
        const found = (more ? await listStatuses(client, repository, sha, [value.name], signal) : page).find(named);
        if (found !== undefined && sameStatus(found, desired)) return observedStatus(found, own);
      }
      const { json } = await client.send(repository, {
        method: "POST",
        path: `${repoPath(repository)}/statuses/${sha}`,
        body: desired,
        signal,
        needs: "Commit statuses: write",
      });
      // It is set, whatever a server has to say of it.
      return observedStatus(statusSchema.safeParse(json).data ?? desired, own);
    },
  };
}

interface DesiredStatus {
  readonly context: string;
  readonly state: "success" | "pending" | "failure" | "error";
  readonly description: string;
  readonly target_url?: string;
}

function desiredStatus(value: ContextValue): DesiredStatus | null {
  if (value.shadow) return null;
  const states = { pass: "success", skip: "success", pending: "pending", fail: "failure", error: "error" } as const;
  return {
    context: value.name,
    state: states[value.outcome],
    description: cut(value.title, MAX_DESCRIPTION, "…"),
    ...(value.detailsUrl === null ? {} : { target_url: value.detailsUrl }),
  };
}

function sameStatus(status: WireStatus, desired: DesiredStatus): boolean {
  return (
    status.state === desired.state &&
    sameText(status.description, desired.description) &&
    (desired.target_url === undefined || status.target_url === desired.target_url)
  );
}

/** How many GitHub puts on one page. */
const PAGE = 100;

/** Newest first, as GitHub lists them; reads on only until every name was seen. */
async function listStatuses(
  client: Client,
  repository: RepositoryName,
  sha: string,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<readonly WireStatus[]> {
  const missing = new Set(names);
  try {
    return await client.getAll(repository, `/commits/${sha}/statuses?per_page=${PAGE}`, z.array(statusSchema), {
      signal,
      needs: "Commit statuses: read",
      until: (page) => {
        for (const status of page) missing.delete(status.context);
        return missing.size === 0;
      },
    });
  } catch (error) {
    if (!(error instanceof ForgeError) || !isMissing(error)) throw error;
    // The newest of each name is all that is wanted.
    return await restStatuses(client, repository, sha, { signal });
  }
}

/** A status of one of our names, as GitHub or a webhook shows it. */
export function observedStatus(status: WireStatus, own: string | null): ObservedContext {
  const writer = status.creator?.login ?? null;
  const other = writer !== null && own !== null && writer.toLowerCase() !== own.toLowerCase();
  return {
    name: status.context,
    id: String(status.id ?? ""),
    writer: other ? "foreign" : "unknown",
    writerLogin: writer,
    state: status.state,
    title: status.description ?? "",
    externalId: null,
    at: isoTime(status.created_at ?? 0),
  };
}
