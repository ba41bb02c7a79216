import type { CodeOwner, CodeOwners, OwnedFiles } from "@tollgate/core/vocabulary/evidence";
import { z } from "zod";
import { type ChangeAt, ForgeError, type RepositoryName } from "../../forge.ts";
import type { Client } from "../client.ts";
import { decidingLine, type OwnersLine, parseOwners } from "./code-owners-file.ts";
import { Kept } from "./kept.ts";
import type { Texts } from "./texts.ts";
import { memberSchema } from "./wire.ts";

/** The first of them counts. */
const PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
/** How long a team's members are taken from memory: nothing tells us that they changed. */
const TEAM_MS = 5 * 60_000;

interface OwnersFile {
  readonly file: string | null;
  readonly lines: readonly OwnersLine[];
}

/** Who owns files, by the tip of the base branch. */
export class Owners {
  readonly #client: Client;
  readonly #texts: Texts;
  readonly #files = new Kept<OwnersFile>({ most: 200 });
  readonly #teams: Kept<readonly string[] | null>;

  constructor(client: Client, texts: Texts, now: () => number) {
    this.#client = client;
    this.#texts = texts;
    this.#teams = new Kept({ most: 2_000, forMs: TEAM_MS, now });
  }

  async of({ repository, baseSha }: ChangeAt, paths: readonly string[]): Promise<CodeOwners> {
    const { file, lines } = await this.#files.get(`${repository} ${baseSha}`, () => this.#read(repository, baseSha));
    const owned = new Map<OwnersLine, string[]>();
    for (const path of paths) {
      const line = decidingLine(lines, path);
      if (line !== undefined) owned.set(line, [...(owned.get(line) ?? []), path]);
    }
    const listed = [...owned].sort(([a], [b]) => a.line - b.line);
    return { file, owned: await Promise.all(listed.map(([line, files]) => this.#owned(repository, line, files))) };
  }

  async #read(repository: RepositoryName, commit: string): Promise<OwnersFile> {
    for (const file of PLACES) {
      const content = await this.#texts.read(repository, commit, file);
      if (content === "none") continue;
      if (typeof content === "string") {
        throw new ForgeError("invalid", `${file} is ${content === "binary" ? "no text" : "larger than 1 MiB"}`, {
          remedy: "Write it anew, smaller and in UTF-8.",
        });
      }
      return { file, lines: parseOwners(content.text, file) };
    }
    return { file: null, lines: [] };
  }

  async #owned(
    repository: RepositoryName,
    { pattern, line, owners }: OwnersLine,
    files: readonly string[],
  ): Promise<OwnedFiles> {
    return { pattern, line, files, owners: await Promise.all(owners.map((name) => this.#owner(repository, name))) };
  }

  async #owner(repository: RepositoryName, name: string): Promise<CodeOwner> {
    const [, organization, team] = /^@([^/]+)\/(.+)$/.exec(name) ?? [];
    if (organization !== undefined && team !== undefined) {
      const key = `${organization}/${team}`.toLowerCase();
      const people = await this.#teams.get(key, () => this.#members(repository, organization, team));
      return { name, people };
    }
    // Whose address it is GitHub tells nobody.
    return { name, people: name.startsWith("@") ? [name.slice(1)] : null };
  }

  /** Null where they may not be seen: GitHub hides teams from those without the right. */
  async #members(repository: RepositoryName, organization: string, team: string): Promise<readonly string[] | null> {
    const path = `/orgs/${encodeURIComponent(organization)}/teams/${encodeURIComponent(team)}/members?per_page=100`;
    try {
      const credential = await this.#client.auth.forRepository(repository);
      const members = await this.#client.pages(credential, path, z.array(memberSchema), { needs: "Members: read" });
      return members.map(({ login }) => login);
    } catch (error) {
      if (error instanceof ForgeError && (error.kind === "forbidden" || error.kind === "not-found")) return null;
      throw error;
    }
  }
}
