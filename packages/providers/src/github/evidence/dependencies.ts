import { isNoLicense } from "@tollgate/core/policy/spdx";
import type { DependencyChange, Severity } from "@tollgate/core/vocabulary/evidence";
import { z } from "zod";
import { type ChangeAt, ForgeError } from "../../forge.ts";
import type { Client } from "../client.ts";
import { dependencyChangeSchema, type WireDependencyChange } from "./wire.ts";

/** What GitHub says where it keeps no dependencies of a repository. */
const OFF = /dependency (?:graph|review) (?:is )?(?:not|must)|not supported|must be enabled/i;

/**
 * By GitHub's dependency graph, from the merge base to the head. Asked anew each time, conditionally: an advisory may
 * come out at any moment.
 * @throws ForgeError of kind `invalid` where the graph is off
 */
export async function readDependencies(client: Client, at: ChangeAt): Promise<readonly DependencyChange[]> {
  const path = `/dependency-graph/compare/${at.baseSha}...${at.headSha}`;
  try {
    const changes = await client.getAll(at.repository, path, z.array(dependencyChangeSchema), {
      needs: "Contents: read",
    });
    return changes.map(changeOf);
  } catch (error) {
    if (!(error instanceof ForgeError) || !OFF.test(error.message)) throw error;
    throw new ForgeError("invalid", error.message, {
      status: error.status,
      remedy: "Turn on the dependency graph in the repository's settings, under code security.",
    });
  }
}

function changeOf(wire: WireDependencyChange): DependencyChange {
  const license = wire.license?.trim() ?? "";
  return {
    change: wire.change_type === "removed" ? "removed" : "added",
    ecosystem: wire.ecosystem ?? "",
    name: wire.name,
    version: wire.version ?? "",
    manifest: wire.manifest ?? "",
    license: license === "" || isNoLicense(license) ? null : license,
    scope: wire.scope === "runtime" || wire.scope === "development" ? wire.scope : "unknown",
    vulnerabilities: (wire.vulnerabilities ?? []).map((found) => ({
      id: found.advisory_ghsa_id,
      severity: severityOf(found.severity),
      summary: found.advisory_summary ?? "",
      url: found.advisory_url ?? null,
    })),
  };
}

/** A word that GitHub adds some day counts as the worst. */
function severityOf(word: string): Severity {
  switch (word.toLowerCase()) {
    case "low":
      return "low";
    case "moderate":
    case "medium":
      return "medium";
    case "high":
      return "high";
    default:
      return "critical";
  }
}
