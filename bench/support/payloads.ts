// Deliveries in the form of GitHub's own published examples.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export const SECRET = "a webhook secret of the benchmarks";

interface Example {
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The payloads that GitHub publishes, in its order. */
export function examples(): readonly Example[] {
  const file = createRequire(import.meta.url).resolve("@octokit/webhooks-examples/api.github.com/index.json");
  const all = JSON.parse(readFileSync(file, "utf8")) as { name: string; examples: Example["payload"][] }[];
  return all.flatMap(({ name, examples: payloads }) => payloads.map((payload) => ({ event: name, payload })));
}

/** The first example of an event with this action. */
export function example(event: string, action?: string): Record<string, unknown> {
  const found = examples().find(
    (one) => one.event === event && (action === undefined || one.payload.action === action),
  );
  if (found === undefined) throw new Error(`no example of ${event} ${action ?? ""}`);
  return structuredClone(found.payload);
}

/** The headers that GitHub sends with a delivery. */
export function headersOf(event: string, deliveryId: string, body: Buffer, signature = sign(body)) {
  return {
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/bench",
    "x-github-event": event,
    "x-github-delivery": deliveryId,
    "x-hub-signature-256": signature,
  };
}

export function sign(body: Buffer): string {
  return `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
}
