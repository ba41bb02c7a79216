import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { World } from "./world.ts";

/** One request for a stored file. */
export interface StoredRequest {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
}

/**
 * The host on which GitHub keeps what CI uploads. An address is good for whoever has it; like the real one it refuses a
 * request that carries a credential of GitHub's.
 */
export class Storage {
  /** Every request, oldest first. */
  readonly requests: StoredRequest[] = [];
  readonly #world: World;
  readonly #server: Server;
  readonly #addresses = new Map<string, number>();
  #url = "";

  constructor(world: World) {
    this.#world = world;
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** A fresh address of an artifact's file. */
  addressOf(artifactId: number): string {
    const path = `/artifacts/${randomBytes(12).toString("hex")}.zip`;
    this.#addresses.set(path, artifactId);
    return `${this.#url}${path}?sig=${randomBytes(8).toString("hex")}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    this.requests.push({ path: pathname, headers: request.headers });
    const file = this.#world.db.artifacts.get(this.#addresses.get(pathname) ?? -1);
    if (request.headers.authorization !== undefined) {
      response.writeHead(400, { "content-type": "application/xml" }).end("<Error>InvalidAuthenticationInfo</Error>");
    } else if (file === undefined) {
      response.writeHead(404, { "content-type": "application/xml" }).end("<Error>BlobNotFound</Error>");
    } else {
      response.writeHead(200, { "content-type": "application/zip" }).end(file.zip);
    }
  }
}
