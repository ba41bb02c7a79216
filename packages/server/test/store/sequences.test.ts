import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { transaction } from "../../src/store/database.ts";
import { backoff, claim, finish, giveBack, holds, park, postpone } from "../../src/store/sequences.ts";
import { type Bump, bump, openHints, type SubjectRow } from "../../src/store/subjects.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query("truncate subjects cascade"));

const A = "00000000-0000-0000-0000-00000000000a";
const B = "00000000-0000-0000-0000-00000000000b";

function hinted(key: string, object = "head"): Bump {
  const hint = { object, version: {}, closing: "yes" as const, facts: [], says: "moved" };
  return {
    provider: "github",
    repository: "acme/shop",
    kind: "change",
    key,
    hints: [{ hint, deliveryId: null }],
    read: false,
  };
}
const dirty = (...bumps: Bump[]) => transaction(database.pool, (client) => bump(client, bumps));
const take = (owner: string, limit = 10) => claim<SubjectRow>(database.pool, "subjects", owner, limit);
const done = (owner: string, row: SubjectRow) =>
  transaction(database.pool, (client) => finish(client, "subjects", owner, row.id, row.wanted_seq));

describe("a row with a wanted and a done sequence", () => {
  it("is claimed by one worker at a time, however many ask at once", async () => {
    await dirty(...Array.from({ length: 20 }, (_, i) => hinted(String(i))));
    const claims = await Promise.all(Array.from({ length: 8 }, (_, i) => take(i % 2 === 0 ? A : B, 5)));
    const ids = claims.flat().map((row) => row.id);
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
    expect(await take(A)).toEqual([]);
  });

  it("loses no hint that comes while it is worked on", async () => {
    await dirty(hinted("7"));
    const [row] = await take(A);
    if (row === undefined) throw new Error("nothing was due");
    await dirty(hinted("7", "review:1"));
    expect(await take(B)).toEqual([]);
    await done(A, row);
    const [again] = await take(B);
    expect(again?.wanted_seq).toBe(row.wanted_seq + 1);
    const hints = await openHints(database.pool, row.id, again?.wanted_seq ?? 0);
    expect(hints.map((hint) => [hint.seq, hint.object])).toEqual([
      [1, "head"],
      [2, "review:1"],
    ]);
  });

  it("folds many hints into one piece of work, each under a sequence of its own", async () => {
    await dirty(hinted("7"), hinted("7", "a"), hinted("8"), hinted("7", "b"));
    await Promise.all(Array.from({ length: 10 }, (_, i) => dirty(hinted("7", `c${i}`))));
    const rows = await take(A);
    expect(rows.map((row) => [row.key, row.wanted_seq]).sort()).toEqual([
      ["7", 13],
      ["8", 1],
    ]);
    const seven = rows.find((row) => row.key === "7");
    const hints = await openHints(database.pool, seven?.id ?? 0, 13);
    expect(new Set(hints.map((hint) => hint.seq)).size).toBe(13);
  });

  it("keeps its place in the line however many hints come meanwhile", async () => {
    await dirty(hinted("7"));
    await database.pool.query("update subjects set due_at = clock_timestamp() - interval '5 seconds'");
    await dirty(hinted("8"));
    await dirty(hinted("7", "review:1"));
    expect((await take(A, 1)).map((row) => row.key)).toEqual(["7"]);
  });

  it("is not due again before it may be read again", async () => {
    await dirty(hinted("7"));
    const [row] = await take(A);
    if (row === undefined) throw new Error("nothing was due");
    await database.pool.query("update subjects set last_read_at = clock_timestamp()");
    await done(A, row);
    await dirty(hinted("7", "review:1"));
    expect(await take(A)).toEqual([]);
    await database.pool.query("update subjects set due_at = due_at - interval '1 second'");
    expect(await take(A)).toHaveLength(1);
  });

  it("does not make a hint that came meanwhile wait for a reread that is put off", async () => {
    await dirty(hinted("7"));
    const [row] = await take(A);
    if (row === undefined) throw new Error("nothing was due");
    await dirty(hinted("7", "review:1"));
    const wait = { delayMs: 8_000, above: row.wanted_seq, freshMs: 0 };
    await transaction(database.pool, (client) => finish(client, "subjects", A, row.id, 0, wait));
    expect(await take(B)).toHaveLength(1);
  });

  it("adds to the members of a group and takes none away", async () => {
    const group = (data: Record<string, unknown>): Bump => ({ ...hinted("g"), kind: "group", data });
    await dirty(group({ members: [1, 2], whole: true }));
    await dirty(group({ members: [2], baseRef: "main" }), group({ members: [3], gone: true }));
    const [row] = await take(A);
    expect(row?.data).toEqual({ members: [1, 2, 3], baseRef: "main", whole: true, gone: true });
  });

  it("goes to another worker when its lease ends, and the first can write nothing any more", async () => {
    await dirty(hinted("7"));
    const [row] = await take(A);
    if (row === undefined) throw new Error("nothing was due");
    await database.pool.query("update subjects set lease_until = clock_timestamp() - interval '1 second'");
    expect(await take(B)).toHaveLength(1);
    expect(await transaction(database.pool, (client) => holds(client, "subjects", A, row.id))).toBe(false);
    await done(A, row);
    await postpone(database.pool, "subjects", A, row.id, 0, true);
    await park(database.pool, "subjects", A, row.id, "too late");
    const { rows } = await database.pool.query("select done_seq, lease_owner, attempts, parked_at from subjects");
    expect(rows).toEqual([{ done_seq: 0, lease_owner: B, attempts: 0, parked_at: null }]);
  });

  it("is parked with its reason, blocks nobody, and a new hint takes it out again", async () => {
    await dirty(hinted("7"), hinted("8"));
    for (const row of await take(A)) {
      if (row.key === "7") await park(database.pool, "subjects", A, row.id, "it cannot be");
      else await done(A, row);
    }
    await dirty(hinted("8"));
    expect((await take(A)).map((row) => row.key)).toEqual(["8"]);
    await dirty(hinted("7"));
    expect((await take(A)).map((row) => row.key)).toEqual(["7"]);
  });

  it("keeps waiting out a failure although hints come", async () => {
    await dirty(hinted("7"));
    const [row] = await take(A);
    await postpone(database.pool, "subjects", A, row?.id ?? 0, 60_000, true);
    await dirty(hinted("7"));
    expect(await take(A)).toEqual([]);
  });

  it("is given back at a graceful stop", async () => {
    await dirty(hinted("7"));
    await take(A);
    await giveBack(database.pool, "subjects", A);
    expect(await take(B)).toHaveLength(1);
  });

  it("does not exist when the transaction that wanted it is rolled back", async () => {
    const failed = transaction(database.pool, async (client) => {
      await bump(client, [hinted("7")]);
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(await take(A)).toEqual([]);
  });

  it("survives text that jsonb refuses", async () => {
    await dirty(hinted("7", "a\u0000b\ud800"));
    const [row] = await take(A);
    const hints = await openHints(database.pool, row?.id ?? 0, 1);
    expect(hints[0]?.object).toBe("a\ufffdb\ufffd");
  });

  it("waits longer after each failure, never over 30 s", () => {
    const waits = Array.from({ length: 30 }, (_, i) => backoff(i + 1, () => 1));
    expect(waits[0]).toBe(500);
    expect(Math.max(...waits)).toBe(30_000);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(backoff(30, () => 0)).toBe(15_000);
  });
});
