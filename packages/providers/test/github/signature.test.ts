import { createHmac } from "node:crypto";
import { gitHubWebhooks } from "@tollgate/providers/github/webhook";
import { expect, test } from "vitest";

const bytes = (payload: unknown) => new TextEncoder().encode(JSON.stringify(payload));
const sign = (secret: string, body: Uint8Array) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
const body = bytes({ a: "ä" });
const two = gitHubWebhooks(["new", "old"], null);

test("either secret is good, whatever the case of the header", () => {
  expect(two.verify({ "x-hub-signature-256": sign("new", body) }, body)).toBe(true);
  expect(two.verify({ "X-Hub-Signature-256": [sign("old", body)] }, body)).toBe(true);
});

test.each([
  ["another secret", sign("other", body)],
  ["another body", sign("new", bytes({ a: 1 }))],
  ["the old algorithm", `sha1=${createHmac("sha1", "new").update(body).digest("hex")}`],
  ["too short", sign("new", body).slice(0, -1)],
  ["nothing", undefined],
])("refused: %s", (_, signature) => {
  expect(two.verify({ "x-hub-signature-256": signature }, body)).toBe(false);
});

test("without a secret nothing is good", () => {
  const none = gitHubWebhooks([], null);
  expect(none.configured).toBe(false);
  expect(none.verify({ "x-hub-signature-256": sign("", body) }, body)).toBe(false);
});

test("identification", () => {
  const headers = { "x-github-delivery": "d-1", "x-github-event": "push" };
  expect(two.identify(headers)).toEqual({ deliveryId: "d-1", event: "push" });
  expect(two.identify({ "x-github-event": "push" })).toBeNull();
});
