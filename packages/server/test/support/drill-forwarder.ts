// Stands between the simulated GitHub and the servers, and keeps book of every delivery.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** GitHub gives a receiver 10 s. */
const PATIENCE_MS = 10_000;

/**
 * Posts each delivery once to one of the servers that live. 202 is an accepted delivery: from then on it may not be lost.
 * Everything else is lost as far as we are concerned; nobody here sends it again.
 */
export class Forwarder {
  readonly #server: Server;
  readonly #targets: () => readonly string[];
  readonly #random: () => number;
  readonly #secretly: boolean;
  #started: (() => void)[] = [];
  readonly #accepted = new Set<string>();
  #sent = 0;
  #acceptances = 0;

  /**
   * @param secretly GitHub is told 202 whatever happened: then its log of failed deliveries, which an App may read and
   *   have sent again, knows of no failure, and only reading the truth heals
   */
  constructor(targets: () => readonly string[], random: () => number, secretly: boolean) {
    this.#targets = targets;
    this.#random = random;
    this.#secretly = secretly;
    this.#server = createServer((request, response) => {
      this.#forward(request, response).catch(() => response.destroy());
    });
  }

  /** @returns the address that GitHub is told */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks/github`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The ids of deliveries that a server has answered with 202. */
  get accepted(): ReadonlySet<string> {
    return this.#accepted;
  }

  get counts(): { readonly sent: number; readonly accepted: number; readonly lost: number } {
    return { sent: this.#sent, accepted: this.#acceptances, lost: this.#sent - this.#acceptances };
  }

  /** Resolves in the moment in which the next delivery goes out, at the latest after so many ms. */
  nextDelivery(atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, atMostMs);
      this.#started.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.#sent += 1;
    const status = await this.#post(request, Buffer.concat(chunks));
    if (status === 202) {
      this.#acceptances += 1;
      this.#accepted.add(String(request.headers["x-github-delivery"]));
    }
    response.writeHead(this.#secretly ? 202 : (status ?? 502)).end();
  }

  async #post(request: IncomingMessage, body: Buffer): Promise<number | null> {
    const targets = this.#targets();
    const url = targets[Math.floor(this.#random() * targets.length)];
    for (const tell of this.#started.splice(0)) tell();
    if (url === undefined) return null;
    const headers = Object.entries(request.headers).filter(
      ([name]) => name.startsWith("x-") || name === "content-type" || name === "user-agent",
    ) as [string, string][];
    try {
      const answer = await fetch(`${url}/webhooks/github`, {
        method: "POST",
        headers,
        body: new Uint8Array(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return null;
    }
  }
}
