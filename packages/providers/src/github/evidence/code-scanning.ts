import type { CodeScanning, Finding, Severity } from "@tollgate/core/vocabulary/evidence";
import { z } from "zod";
import { type ChangeAt, ForgeError, type RepositoryName } from "../../forge.ts";
import type { Client } from "../client.ts";
import { Kept } from "./kept.ts";
import { alertSchema, analysisSchema, parentsSchema, type WireAlert } from "./wire.ts";

const PERMISSION = "Code scanning alerts: read";
/** What GitHub says where nothing scans: `Code Security must be enabled ...`, `no analysis found`. */
const OFF = /must be enabled|not enabled|is disabled|no analysis found/i;

/** Of so many commits that were scanned last it is asked which head they merge. */
const MOST_MERGES = 3;

/** What scanners say of a change. */
export class CodeScans {
  readonly #client: Client;
  /** The parents of commits, which never change. */
  readonly #parents = new Kept<readonly string[]>({ most: 5_000 });

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Open alerts on what the change would merge, without those that the base has as well: one alert has the same number
   * wherever it stands. Asked anew each time, conditionally.
   */
  async read(at: ChangeAt): Promise<CodeScanning> {
    // Scanners look at the merge commit, or where they run after a push, at the head.
    const [ofMerge, ofHead] = [`refs/pull/${at.number}/merge`, `refs/pull/${at.number}/head`];
    const [merged, head, base, scanned] = await Promise.all([
      this.#open(at, ofMerge),
      this.#open(at, ofHead),
      this.#open(at, `refs/heads/${at.baseRef}`),
      this.#isScanned(at, ofMerge).then(async (found) => found || (await this.#isScanned(at, ofHead))),
    ]);
    if (merged === null && head === null && base === null) return { enabled: false, scanned: false, alerts: [] };
    const old = new Set(base?.map((alert) => alert.number));
    const found = new Map([...(head ?? []), ...(merged ?? [])].map((alert) => [alert.number, alert]));
    const added = [...found.values()].filter((alert) => !old.has(alert.number));
    return { enabled: true, scanned, alerts: added.sort((a, b) => a.number - b.number).map(findingOf) };
  }

  /** Null where nothing scans. */
  #open(at: ChangeAt, ref: string): Promise<readonly WireAlert[] | null> {
    const path = `/code-scanning/alerts?state=open&ref=${encodeURIComponent(ref)}&per_page=100`;
    return orOff(this.#client.getAll(at.repository, path, z.array(alertSchema), { needs: PERMISSION }));
  }

  /** Whether what the newest scans of that ref looked at is this head, or a merge of it. */
  async #isScanned({ repository, headSha }: ChangeAt, ref: string): Promise<boolean> {
    const path = `/code-scanning/analyses?ref=${encodeURIComponent(ref)}&per_page=30`;
    const analyses = await orOff(this.#client.get(repository, path, z.array(analysisSchema), { needs: PERMISSION }));
    const good = (analyses ?? []).filter(({ error }) => error == null || error === "");
    const commits = [...new Set(good.map((analysis) => analysis.commit_sha))];
    if (commits.includes(headSha)) return true;
    for (const commit of commits.slice(0, MOST_MERGES)) {
      if ((await this.#parentsOf(repository, commit)).includes(headSha)) return true;
    }
    return false;
  }

  #parentsOf(repository: RepositoryName, commit: string): Promise<readonly string[]> {
    return this.#parents.get(`${repository} ${commit}`, async () => {
      try {
        const path = `/git/commits/${commit}`;
        const { parents } = await this.#client.get(repository, path, parentsSchema, { needs: "Contents: read" });
        return parents.map(({ sha }) => sha);
      } catch (error) {
        // A merge that was made for an older head is thrown away some day.
        if (error instanceof ForgeError && error.kind === "not-found") return [];
        throw error;
      }
    });
  }
}

/** The answer; null where GitHub says that nothing scans. */
async function orOff<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof ForgeError) || (error.kind !== "forbidden" && error.kind !== "not-found")) throw error;
    if (OFF.test(error.message)) return null;
    // From those without the right GitHub hides that there is anything at all.
    throw new ForgeError("forbidden", error.message, {
      status: error.status,
      permission: error.permission ?? PERMISSION,
      remedy: `Grant Tollgate the permission "${error.permission ?? PERMISSION}".`,
    });
  }
}

function findingOf({ rule, tool, most_recent_instance: instance, html_url: url, number }: WireAlert): Finding {
  const message = instance?.message?.text || rule.description || rule.name || `alert ${number}`;
  return {
    tool: tool.name ?? "code scanning",
    rule: rule.id ?? rule.name ?? String(number),
    severity: severityOf(rule),
    message: (message.split(/\r?\n/)[0] ?? "").slice(0, 300),
    path: instance?.location?.path ?? "",
    line: instance?.location?.start_line ?? null,
    ...(url == null ? {} : { url }),
  };
}

function severityOf(rule: WireAlert["rule"]): Severity {
  switch (rule.security_severity_level ?? rule.severity) {
    case "critical":
      return "critical";
    case "high":
    case "error":
      return "high";
    case "medium":
    case "warning":
      return "medium";
    default:
      return "low";
  }
}
