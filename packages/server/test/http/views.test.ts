import { SCHEMAS } from "@tollgate/client/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addChange, type Running, startServer } from "./support/harness.ts";

let running: Running;
beforeAll(async () => {
  running = await startServer();
  const { database } = running;
  const states = ["DOR_FAILED", "FINAL_PENDING", "COMPLETED"] as const;
  for (let number = 1; number <= 9; number++) {
    await addChange(database, number, {
      title: number === 4 ? "100% of it_all" : `Change ${number}`,
      author: number % 2 === 0 ? "ada" : "eve",
      state: states[number % 3] ?? "",
      lifecycle: number === 9 ? "merged" : "open",
      repository: number > 6 ? "acme/api" : "acme/web",
    });
  }
  await database.pool.query(
    "update changes set created_at = '2026-01-01T00:00:00Z'::timestamptz - make_interval(days => number::int)",
  );
});
afterAll(() => running.stop());

async function rows(query: string) {
  const response = await running.ask("GET", `/api/v1/change-rows?${query}`);
  expect(response.status).toBe(200);
  return SCHEMAS.ChangeRowPage.parse(await response.json());
}
const numbers = async (query: string) => (await rows(query)).items.map(({ number }) => number).sort();

describe("rows of changes", () => {
  it("have what lists show and no verdict trees", async () => {
    const { items } = await rows("number=1");
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      id: "github:acme/web#1",
      waitingFor: "Waits for a description.",
      steps: { ready: "fail", progress: "skip", done: "skip", final: "pending" },
      createdAt: "2025-12-31T00:00:00.000000Z",
    });
    expect(JSON.stringify(items)).not.toContain("verdict");
  });

  it.each([
    ["q=change%203", [3]],
    ["q=WEB%231", [1]],
    ["q=ada%20api", [8]],
    ["q=100%25", [4]],
    ["q=it_all", [4]],
    ["q=i_all", []],
    ["lifecycle=merged,closed", [9]],
    ["state=COMPLETED", [2, 5, 8]],
    ["state=COMPLETED,FINAL_PENDING&lifecycle=open", [1, 2, 4, 5, 7, 8]],
    ["repository=acme/api&author=eve", [7, 9]],
    ["step=final", []],
    ["outcome=fail,error", [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [`ids=${encodeURIComponent("github:acme/web#2,github:acme/web#3,github:none/none#1")}`, [2, 3]],
  ])("%s finds %j", async (query, expected) => {
    expect(await numbers(query)).toEqual(expected);
    expect((await rows(query)).total).toBe(expected.length);
  });

  it.each(["-created", "created", "-updated", "updated", "repository"])(
    "in the order %s come page by page, each once, and only the first page counts",
    async (sort) => {
      const seen: string[] = [];
      let cursor = "";
      for (;;) {
        const page = await rows(`sort=${sort}&limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
        expect(page.total).toBe(cursor === "" ? 9 : null);
        seen.push(...page.items.map(({ id }) => id));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      expect(new Set(seen).size).toBe(9);
      expect(seen).toHaveLength(9);
      const ordered = seen.map((id) => Number(id.split("#")[1]));
      if (sort === "-created") expect(ordered).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      if (sort === "created") expect(ordered).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
      if (sort === "repository")
        expect(seen.map((id) => id.split("#")[0])).toEqual(seen.map((id) => id.split("#")[0]).sort());
    },
  );

  it.each(["state=GREEN", "state=", "sort=title", "lifecycle=open,odd", "ids=", "cursor=abc", "ids=%00"])(
    "%s is refused",
    async (query) => {
      expect((await running.ask("GET", `/api/v1/change-rows?${query}`)).status).toBe(422);
    },
  );

  it("a cursor of one order is none of another", async () => {
    const { nextCursor } = await rows("sort=created&limit=1");
    const response = await running.ask("GET", `/api/v1/change-rows?sort=-created&cursor=${nextCursor}`);
    expect(response.status).toBe(422);
  });
});

describe("events", () => {
  const STREAM = "github:acme/web#1";
  beforeAll(async () => {
    const { pool } = running.database;
    await pool.query(
      `insert into facts (digest, key, value) values ('d1', 'title', '{"known": true, "value": "Change 1"}'),
         ('d2', 'reviews', '{"known": false, "reason": "no permission"}')`,
    );
    const facts = {
      title: { digest: "d1", source: "read" },
      reviews: { digest: "d2", source: "read" },
      size: { digest: "gone", source: "read" },
    };
    for (let version = 1; version <= 3; version++) {
      await pool.query(
        "insert into events (stream, version, type, at, data) values ($1, $2, 'change.judged', now(), $3)",
        [STREAM, version, JSON.stringify(version === 2 ? { facts } : {})],
      );
    }
  });
  const path = "/api/v1/changes/github/acme/web/1/events";

  it("come from either end, with cursors of their own", async () => {
    const page = async (query: string) =>
      SCHEMAS.EventPage.parse(await (await running.ask("GET", `${path}?${query}`)).json());
    const first = await page("order=desc&limit=2");
    expect(first.items.map(({ version }) => version)).toEqual([3, 2]);
    const second = await page(`order=desc&limit=2&cursor=${first.nextCursor}`);
    expect(second.items.map(({ version }) => version)).toEqual([1]);
    expect((await page("")).items.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect((await running.ask("GET", `${path}?cursor=${first.nextCursor}`)).status).toBe(422);
  });

  it("tell the facts of a decision: known, not known, and no longer stored", async () => {
    const read = async (version: number) => running.ask("GET", `${path}/${version}/facts`);
    const { facts } = SCHEMAS.EventFacts.parse(await (await read(2)).json());
    expect(facts).toEqual([
      { key: "reviews", source: "read", digest: "d2", known: false, value: null, reason: "no permission" },
      { key: "size", source: "read", digest: "gone", known: false, value: null, reason: "It is no longer stored." },
      { key: "title", source: "read", digest: "d1", known: true, value: "Change 1", reason: null },
    ]);
    expect(SCHEMAS.EventFacts.parse(await (await read(1)).json()).facts).toEqual([]);
    expect((await read(99)).status).toBe(404);
  });
});

describe("repositories", () => {
  it("show the policy in force per branch, and what is wrong with a newer one", async () => {
    const { pool } = running.database;
    const policy = {
      gates: [{ gate: "dor/title", step: "ready", blocking: true, params: { min_length: 5 } }],
      contexts: { dor: "qms/dor-validation" },
      shadow: true,
      final: { required: true, role: "coordinator" },
    };
    await pool.query("insert into policies (digest, policy) values ('p1', $1)", [JSON.stringify(policy)]);
    await pool.query(
      "insert into repositories (provider, name, policies, problems) values ('github', 'acme/web', $1, $2), ('github', 'acme/new', '{}', '{}')",
      [
        JSON.stringify({ main: { digest: "p1", commit: "c".repeat(40), branch: "main", chosen: "base" } }),
        JSON.stringify({ main: ["review.yml:7:9 no such key"], next: ["review.yml:1:1 broken"] }),
      ],
    );
    const page = SCHEMAS.RepositoryPage.parse(await (await running.ask("GET", "/api/v1/repositories?q=WEB")).json());
    expect(page.items).toHaveLength(1);
    expect(page.items[0]?.openChanges).toBe(6);
    expect(page.items[0]?.branches).toEqual([
      {
        base: "main",
        digest: "p1",
        commit: "c".repeat(40),
        source: "main",
        gates: 1,
        shadow: true,
        problems: ["review.yml:7:9 no such key"],
        rollback: null,
      },
      {
        base: "next",
        digest: null,
        commit: null,
        source: null,
        gates: 0,
        shadow: false,
        problems: ["review.yml:1:1 broken"],
        rollback: null,
      },
    ]);
    const one = SCHEMAS.RepositoryDetail.parse(
      await (await running.ask("GET", "/api/v1/repositories/github/acme/web")).json(),
    );
    expect(one.policiesInForce).toEqual([
      {
        base: "main",
        tier: "standard",
        rigour: "balanced",
        gates: policy.gates.map((gate) => ({
          ...gate,
          judge: gate.gate,
          category: "warning",
          blockingAtHighRisk: true,
          within: null,
          byRigour: {},
        })),
        template: null,
        final: policy.final,
        contexts: policy.contexts,
      },
    ]);
    expect((await running.ask("GET", "/api/v1/repositories/github/acme/none")).status).toBe(404);
  });
});

it("the rate of intake is told by the minute without counting", async () => {
  const { pool } = running.database;
  await pool.query(
    `insert into deliveries (provider, delivery_id, event, received_at)
     select 'github', 'old ' || n, 'push', date_trunc('minute', clock_timestamp()) - interval '5 minutes' + interval '1 second' from generate_series(1, 7) n`,
  );
  await pool.query(
    `insert into deliveries (provider, delivery_id, event) select 'github', 'new ' || n, 'push' from generate_series(1, 3) n`,
  );
  const { intake, replicas } = SCHEMAS.System.parse(await (await running.ask("GET", "/api/v1/system")).json());
  expect(intake.lastMinute).toBe(3);
  expect(intake.perMinute).toHaveLength(30);
  expect(intake.perMinute.reduce((sum, count) => sum + count, 0)).toBe(10);
  expect(intake.perMinute.slice(-6)).toEqual([7, 0, 0, 0, 0, 3]);
  // No process of this test holds the connection by which replicas are counted.
  expect(replicas).toBeNull();
});
