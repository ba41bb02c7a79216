import { z } from "zod";
import { ForgeError, type RepositoryName } from "../../forge.ts";
import type { Client } from "../client.ts";
import { utf8Of } from "../utf8.ts";
import { Kept } from "./kept.ts";
import { contentSchema } from "./wire.ts";

/** GitHub's API gives the text of no larger file. */
const MOST_BYTES = 1024 * 1024;
const MOST_KEPT = 16 * 1024 * 1024;

/** What stands at a path of a commit. */
export type Content = { readonly text: string } | "none" | "binary" | "too-large";

/** Texts of files at commits, which never change. */
export class Texts {
  readonly #client: Client;
  readonly #kept = new Kept<Content>({
    most: MOST_KEPT,
    size: (content) => 200 + (typeof content === "string" ? 0 : 2 * content.text.length),
  });

  constructor(client: Client) {
    this.#client = client;
  }

  /** @throws ForgeError of kind `not-found` when there is no such commit */
  read(repository: RepositoryName, commit: string, path: string): Promise<Content> {
    return this.#kept.get(`${repository} ${commit} ${path}`, () => this.#read(repository, commit, path));
  }

  async #read(repository: RepositoryName, commit: string, path: string): Promise<Content> {
    const encoded = path.split("/").map(encodeURIComponent).join("/");
    const schema = z.union([contentSchema, z.array(z.unknown()).transform(() => null)]);
    try {
      const found = await this.#client.get(repository, `/contents/${encoded}?ref=${commit}`, schema, {
        needs: "Contents: read",
      });
      // A list is a folder's. What a submodule or a link to elsewhere points to is no part of this repository.
      if (found === null || found.type !== "file") return "none";
      if ((found.size ?? 0) > MOST_BYTES || (found.encoding === "none" && found.content === "")) return "too-large";
      return textOf(Buffer.from(found.content ?? "", "base64"));
    } catch (error) {
      if (error instanceof ForgeError && error.kind === "not-found" && !/no commit found/i.test(error.message)) {
        return "none";
      }
      throw error;
    }
  }
}

function textOf(bytes: Uint8Array): Content {
  const text = bytes.includes(0) ? null : utf8Of(bytes);
  return text === null ? "binary" : { text };
}
