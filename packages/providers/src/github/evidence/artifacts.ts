import { type Artifact, ForgeError, type RepositoryName } from "../../forge.ts";
import { type Client, repoPath } from "../client.ts";
import { Kept } from "./kept.ts";
import { artifactsSchema, runsSchema } from "./wire.ts";

const NEEDS = { needs: "Actions: read" };
const MOST_LISTED = 200;

/** What CI uploads. */
export class Artifacts {
  readonly #client: Client;
  /** Of runs that are over, by attempt: what those uploaded never changes. */
  readonly #ofRuns = new Kept<readonly Artifact[]>({ most: 2_000 });

  constructor(client: Client) {
    this.#client = client;
  }

  /** One conditional request, and one for each run that is new or not over. */
  async list(repository: RepositoryName, sha: string): Promise<readonly Artifact[]> {
    const runs = await this.#client.getAll(repository, `/actions/runs?head_sha=${sha}&per_page=100`, runsSchema, NEEDS);
    const lists = await Promise.all(
      // A server that does not know the filter lists the runs of other commits too.
      runs
        .filter((run) => run.head_sha === sha)
        .map((run) => {
          const read = () => this.#ofRun(repository, run.id, sha);
          if (run.status !== "completed") return read();
          return this.#ofRuns.get(`${repository} ${run.id} ${run.run_attempt ?? 1} ${run.updated_at ?? ""}`, read);
        }),
    );
    return lists
      .flat()
      .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || Number(b.id) - Number(a.id))
      .slice(0, MOST_LISTED);
  }

  async #ofRun(repository: RepositoryName, runId: number, sha: string): Promise<readonly Artifact[]> {
    const path = `/actions/runs/${runId}/artifacts?per_page=100`;
    const found = await this.#client.getAll(repository, path, artifactsSchema, NEEDS);
    return found
      .filter((artifact) => artifact.expired !== true)
      .map((artifact) => ({
        id: String(artifact.id),
        run: String(runId),
        name: artifact.name,
        size: artifact.size_in_bytes ?? 0,
        createdAt: artifact.created_at ?? new Date(0).toISOString(),
        headSha: sha,
      }));
  }

  /** GitHub sends on to the host that keeps the file, with an address that is good for a minute. */
  async download(repository: RepositoryName, artifactId: string, mostBytes: number): Promise<Uint8Array> {
    if (!/^\d+$/.test(artifactId)) throw new ForgeError("invalid", `"${artifactId}" is no artifact's id`);
    const path = `${repoPath(repository)}/actions/artifacts/${artifactId}/zip`;
    const { bytes } = await this.#client.send(repository, { method: "GET", path, mostBytes, ...NEEDS });
    return bytes ?? new Uint8Array();
  }
}
