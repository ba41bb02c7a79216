import type { ChangeAt, ChangeRef, EvidenceReader } from "../../forge.ts";
import type { Client } from "../client.ts";
import { Artifacts } from "./artifacts.ts";
import { Owners } from "./code-owners.ts";
import { CodeScans } from "./code-scanning.ts";
import { readDependencies } from "./dependencies.ts";
import { Files } from "./files.ts";
import { ReportedChecks } from "./known-checks.ts";
import { Texts } from "./texts.ts";
import { associationSchema } from "./wire.ts";

/** Below it, GitHub hides from us how somebody stands to a repository. */
const STRANGER = "none";

/**
 * Reads what stands beside a pull request. What cannot change is kept; the rest is asked conditionally.
 * @param associationOf what the last read of the change told by the way
 */
export function gitHubEvidence(
  client: Client,
  now: () => number,
  associationOf: (ref: ChangeRef) => string | null,
): EvidenceReader {
  const texts = new Texts(client);
  const files = new Files(client);
  const owners = new Owners(client, texts, now);
  const checks = new ReportedChecks(client, now);
  const artifacts = new Artifacts(client);
  const scans = new CodeScans(client);

  async function association(at: ChangeAt): Promise<string> {
    const told = associationOf(at);
    if (told !== null) return told;
    const needs = { needs: "Pull requests: read" };
    const pull = await client.get(at.repository, `/pulls/${at.number}`, associationSchema, needs);
    return (pull.author_association ?? STRANGER).toLowerCase();
  }

  return {
    files: (at) => files.read(at),
    async text(repository, commit, path) {
      const content = await texts.read(repository, commit, path);
      return typeof content === "string" ? null : content.text;
    },
    codeOwners: (at, paths) => owners.of(at, paths),
    codeScanning: (at) => scans.read(at),
    dependencies: (at) => readDependencies(client, at),
    knownChecks: (at) => checks.read(at),
    artifacts: (repository, sha) => artifacts.list(repository, sha),
    download: (repository, id, mostBytes) => artifacts.download(repository, id, mostBytes),
    association,
  };
}
