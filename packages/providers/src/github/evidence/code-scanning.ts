import type { CodeScanning, Finding, Severity } from "@tollgate/core/vocabulary/evidence";
import { z } from "zod";
import { type ChangeAt, ForgeError } from "../../forge.ts";
import type { Client } from "../client.ts";
import { alertSchema, type WireAlert } from "./wire.ts";

const PERMISSION = "Code scanning alerts: read";
/** What GitHub says where nothing scans: `Code Security must be enabled ...`, `no analysis found`. */
const OFF = /must be enabled|not enabled|is disabled|no analysis found/i;

/**
 * Open alerts on what the change would merge, without those that the base has as well: one alert has the same number
 * wherever it stands. Asked anew each time, conditionally.
 *
 * GitHub does not tell here of which head the newest scan was. That a scan has finished is told by its check.
 */
export async function readCodeScanning(client: Client, at: ChangeAt): Promise<CodeScanning> {
  const open = (ref: string) =>
    client.getAll(
      at.repository,
      `/code-scanning/alerts?state=open&ref=${encodeURIComponent(ref)}&per_page=100`,
      z.array(alertSchema),
      { needs: PERMISSION },
    );
  try {
    // Scanners look at the merge commit, or where they run after a push, at the head.
    const [merged, head, base] = await Promise.all([
      open(`refs/pull/${at.number}/merge`),
      open(`refs/pull/${at.number}/head`),
      open(`refs/heads/${at.baseRef}`),
    ]);
    const old = new Set(base.map((alert) => alert.number));
    const found = new Map([...head, ...merged].map((alert) => [alert.number, alert]));
    const added = [...found.values()].filter((alert) => !old.has(alert.number));
    return { enabled: true, alerts: added.sort((a, b) => a.number - b.number).map(findingOf) };
  } catch (error) {
    if (!(error instanceof ForgeError) || (error.kind !== "forbidden" && error.kind !== "not-found")) throw error;
    if (OFF.test(error.message)) return { enabled: false, alerts: [] };
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
