import { ApiError, TollgateClient, UnreachableError } from "@tollgate/client/client";
import { readMessages, type StreamMessage } from "@tollgate/client/stream";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMIN_TOKEN, addChange, type Running, startServer } from "./support/harness.ts";

let running: Running;
let client: TollgateClient;
beforeAll(async () => {
  running = await startServer();
  client = new TollgateClient({ url: `${running.url}/`, token: ADMIN_TOKEN });
  for (let n = 1; n <= 5; n++) await addChange(running.database, n);
});
afterAll(() => running.stop());

const at = { provider: "github", repository: "acme/web", number: 3 };

describe("the client", () => {
  it("does what the API does", async () => {
    expect((await client.change(at)).id).toBe("github:acme/web#3");
    expect((await client.explain(at)).missing[0]?.who).toEqual(["ada"]);
    expect((await client.listEvents(at)).items).toEqual([]);
    expect(await client.command(at, { type: "recheck" }, "7b0d2a5e-0000-4000-8000-000000000001")).toMatchObject({
      id: "7b0d2a5e-0000-4000-8000-000000000001",
      status: "accepted",
    });
    const numbers: number[] = [];
    for await (const change of client.allChanges({ repository: "acme/web", limit: 2 })) numbers.push(change.number);
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5]);
    const made = await client.createToken({ subject: "x", role: "viewer" });
    expect((await client.listTokens()).items.map((token) => token.id)).toContain(made.id);
    expect((await client.revokeToken(made.id)).revokedAt).not.toBeNull();
    expect((await client.session()).role).toBe("admin");
    expect((await client.system()).queues.deliveries).toBe(0);
    expect((await client.listRepositories()).items).toEqual([]);
    expect((await client.listDeadLetters()).items).toEqual([]);
    expect((await client.listDeliveries()).items).toEqual([]);
  });

  it("tells a refusal from an absence and from a stranger", async () => {
    await expect(client.change({ ...at, number: 99 })).rejects.toMatchObject({ problem: { status: 404 } });
    const nobody = new TollgateClient({ url: running.url, token: "tgt_x" });
    await expect(nobody.session()).rejects.toThrow(ApiError);
    const away = new TollgateClient({ url: "http://127.0.0.1:9", token: "x" });
    await expect(away.session()).rejects.toThrow(UnreachableError);
    const stranger = (body: string, status: number) =>
      new TollgateClient({ url: "http://x.example", fetch: async () => new Response(body, { status }) });
    await expect(stranger("<html>", 200).session()).rejects.toThrow(UnreachableError);
    await expect(stranger("{}", 502).session()).rejects.toThrow(UnreachableError);
  });
});

describe("reading server-sent events", () => {
  async function read(chunks: readonly Uint8Array[]): Promise<StreamMessage[]> {
    const messages: StreamMessage[] = [];
    const bytes = (async function* () {
      yield* chunks;
    })();
    for await (const message of readMessages(bytes)) messages.push(message);
    return messages;
  }

  it("follows the standard", async () => {
    const text = ": hi\nretry: 5\n\nid: 1\ndata: a\ndata:b\ndata:  c\n\nevent: e\ndata\n\nid: 2\n\ndata: not ended";
    expect(await read([Buffer.from(text)])).toEqual([
      { id: "1", event: "message", data: "a\nb\n c" },
      { id: "1", event: "e", data: "" },
      { id: "2", event: "message", data: "" },
    ]);
  });

  it("does not depend on how the bytes are cut, nor on the kind of line break", async () => {
    const lines = ["id: 1", "event: ü€😀", "data: {}", "", ": c", "data: x", "data: y", "", "id: 3", ""];
    const wanted = await read([Buffer.from(`${lines.join("\n")}\n`)]);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.array(fc.nat({ max: 80 }), { maxLength: 10 }),
        async (lineBreak, cuts) => {
          // A lone CR at the end waits for what follows, so something does.
          const bytes = Buffer.from(`${lines.join(lineBreak)}${lineBreak}:`);
          const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length];
          const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
          expect(await read(chunks)).toEqual(wanted);
        },
      ),
    );
  });
});
