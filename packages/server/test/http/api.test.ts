import { randomUUID } from "node:crypto";
import { SCHEMAS } from "@tollgate/client/schemas";
import { resolvePolicy } from "@tollgate/core/policy/resolve";
import { includesRole, ROLES } from "@tollgate/core/vocabulary/role";
import type { Route } from "@tollgate/server/http/route";
import { ROUTES } from "@tollgate/server/http/routes";
import { createToken, type TokenRole } from "@tollgate/server/store/tokens";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMIN_TOKEN, addChange, type Running, startServer } from "./support/harness.ts";

let running: Running;
const tokens = {} as Record<TokenRole, string>;
beforeAll(async () => {
  running = await startServer();
  for (const role of ROLES) {
    if (role !== "none")
      tokens[role] = (await createToken(running.database.pool, { subject: `a ${role}`, role })).token;
  }
  const id = await addChange(running.database, 7);
  const { pool } = running.database;
  await pool.query("insert into repositories (provider, name) values ('github', 'acme/web')");
  await pool.query(
    "insert into events (stream, version, type, at, data) values ($1, 1, 'change.opened', now(), '{}')",
    [id],
  );
});
afterAll(() => running.stop());

const CHANGE = "/api/v1/changes/github/acme/web/7";
const REPOSITORY = "/api/v1/repositories/github/acme/web";

/** An address, and a body where one is needed, with which the route can succeed. */
async function exampleOf(route: Route): Promise<{ path: string; body?: unknown }> {
  const { pool } = running.database;
  const fill = (values: Record<string, string>) =>
    route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? `no value for ${name}`);
  switch (route.id) {
    case "commandChange":
      return { path: `${CHANGE}/commands`, body: { type: "recheck" } };
    case "measureChange": {
      const { rows } = await pool.query("select head_sha from changes where number = 7");
      const measurements = [{ metric: "bundle_size", value: 1 }];
      return { path: `${CHANGE}/measurements`, body: { commit: rows[0].head_sha, measurements } };
    }
    case "tryPolicy":
      return { path: `${CHANGE}/explain`, body: { files: [{ path: ".qms/review.yml", text: "" }] } };
    case "rollBackPolicy":
      return {
        path: `${REPOSITORY}/policy/rollback`,
        body: { base: "main", revision: await addRevision(), reason: "because" },
      };
    case "liftPolicyRollback": {
      const path = `${REPOSITORY}/policy/rollback`;
      const body = { base: "main", revision: await addRevision(), reason: "because" };
      await running.ask("POST", path, ADMIN_TOKEN, body);
      return { path: `${path}?base=main` };
    }
    case "createToken":
      return { path: route.path, body: { subject: "made in a test", role: "viewer" } };
    case "createSession":
      return { path: route.path, body: { token: ADMIN_TOKEN } };
    case "revokeToken": {
      const { id } = await createToken(pool, { subject: "to be revoked", role: "viewer" });
      return { path: fill({ id }) };
    }
    case "replayDeadLetter":
    case "dropDeadLetter":
      return { path: fill({ kind: "subject", id: await parkSubject() }) };
    case "streamEvents":
      return { path: route.path };
    default:
      return { path: fill({ provider: "github", owner: "acme", name: "web", number: "7", version: "1" }) };
  }
}

/** A policy that was in force once. */
async function addRevision(): Promise<number> {
  const { pool } = running.database;
  const policy = JSON.stringify(resolvePolicy([]).policy);
  await pool.query("insert into policies (digest, policy) values ('p', $1) on conflict do nothing", [policy]);
  await pool.query("insert into policy_files (digest, files) values ('f', '[]') on conflict do nothing");
  const { rows } = await pool.query(
    `insert into policy_revisions (provider, repository, base_ref, digest, files_digest, commit_sha, branch, chosen)
     values ('github', 'acme/web', 'main', 'p', 'f', 'c', 'main', 'protected-base') returning id`,
  );
  return rows[0].id;
}

async function parkSubject(): Promise<string> {
  const { rows } = await running.database.pool.query(
    `insert into subjects (provider, repository, kind, key, wanted_seq, attempts, parked_at, parked_reason)
     values ('github', 'acme/web', 'change', $1, 3, 9, clock_timestamp(), 'gave up') returning id::text as id`,
    [randomUUID()],
  );
  return rows[0].id;
}

/** The answer as its schema says, and with no field that the schema does not know. */
async function checked(route: Route, response: Response): Promise<unknown> {
  if (!("schema" in route.answer)) return null;
  const body: unknown = await response.json();
  expect(SCHEMAS[route.answer.schema].parse(body)).toEqual(body);
  return body;
}

describe("every route and every role", () => {
  for (const route of ROUTES) {
    for (const role of [null, "nobody", ...ROLES.filter((r) => r !== "none")] as const) {
      const allowed = route.role === null || (role !== null && role !== "nobody" && includesRole(role, route.role));
      const wanted = allowed ? route.status : role === null || role === "nobody" ? 401 : 403;
      it(`${route.method} ${route.path} as ${role ?? "no token"}: ${wanted}`, async () => {
        const { path, body } = await exampleOf(route);
        const token = role === null ? null : role === "nobody" ? "tgt_unknown" : tokens[role];
        const response = await running.ask(route.method, path, token, body);
        expect(response.status).toBe(wanted);
        if (route.id === "streamEvents" && allowed) return void (await response.body?.cancel());
        if (allowed) await checked(route, response);
        else {
          const problem = SCHEMAS.Problem.parse(await response.json());
          expect(problem.status).toBe(wanted);
          expect(problem.remedy).not.toBe("");
          expect(problem.requestId).toBe(response.headers.get("x-request-id"));
        }
      });
    }
  }

  it.each([
    ["recheck", "viewer", 403],
    ["recheck", "developer", 202],
    ["approve-final", "developer", 403],
    ["approve-final", "coordinator", 202],
    ["reject-final", "developer", 403],
    ["reject-final", "coordinator", 202],
  ] as const)("the command %s as %s: %i", async (type, role, status) => {
    const body = type === "recheck" ? { type } : { type, sha: "a".repeat(40) };
    expect((await running.ask("POST", `${CHANGE}/commands`, tokens[role], body)).status).toBe(status);
  });
});

describe("changes", () => {
  it("shows one with its gates and verdict trees", async () => {
    const change = (await (await running.ask("GET", CHANGE)).json()) as { id: string; gates: unknown[] };
    expect(change.id).toBe("github:acme/web#7");
    expect(change.gates).toHaveLength(1);
  });

  it.each([
    ["an unknown change", "GET", "/api/v1/changes/github/acme/web/999", 404],
    ["an unknown address", "GET", "/api/v1/nothing", 404],
    ["a number that is none", "GET", "/api/v1/changes/github/acme/web/x", 422],
    ["a state that is none", "GET", "/api/v1/changes?state=GREEN", 422],
    ["a limit too high", "GET", "/api/v1/changes?limit=201", 422],
    ["a cursor that is none", "GET", "/api/v1/changes?cursor=abc", 422],
    [
      "a cursor of another list",
      "GET",
      `/api/v1/changes?cursor=${Buffer.from('["events","1"]').toString("base64url")}`,
      422,
    ],
    [
      "a cursor with a time that is none",
      "GET",
      `/api/v1/changes?cursor=${Buffer.from('["changes","2026-13-40T00:00:00.000000Z","x"]').toString("base64url")}`,
      422,
    ],
    ["an event cursor that is none", "GET", `${CHANGE}/events?cursor=!`, 422],
    ["NUL in a search", "GET", "/api/v1/changes?q=%00", 422],
    ["a stream cursor that is none", "GET", "/api/v1/events/stream?cursor=zzz", 422],
  ])("%s: %s %s -> %i", async (_name, method, path, status) => {
    const response = await running.ask(method, path);
    expect(response.status).toBe(status);
    expect(SCHEMAS.Problem.parse(await response.json()).status).toBe(status);
  });

  it.each([
    ["no JSON", "{", 400],
    ["an unknown command", { type: "merge" }, 422],
    ["a deciding command without its commit", { type: "approve-final" }, 422],
    ["a body over 1 MB", { type: "recheck", pad: "x".repeat(1_100_000) }, 413],
  ])("a command with %s is refused", async (_name, body, status) => {
    const response = await running.ask("POST", `${CHANGE}/commands`, ADMIN_TOKEN, body);
    expect(response.status).toBe(status);
    SCHEMAS.Problem.parse(await response.json());
  });

  it("passes the idempotency key on as the command's id, and refuses one that is no UUID", async () => {
    const id = randomUUID();
    const path = `${CHANGE}/commands`;
    await running.ask("POST", path, tokens.developer, { type: "recheck" }, { "idempotency-key": id });
    expect(running.commands.at(-1)).toMatchObject({ id, changeId: "github:acme/web#7", subject: "a developer" });
    const bad = await running.ask("POST", path, tokens.developer, { type: "recheck" }, { "idempotency-key": "x" });
    expect(bad.status).toBe(422);
  });

  it("filters, and takes what people search for literally", async () => {
    const database = running.database;
    await addChange(database, 1, {
      repository: "acme/filters",
      title: "100% of_it \\o/",
      author: "grace",
      state: "COMPLETED",
    });
    await addChange(database, 2, { repository: "acme/filters", title: "100 of it", lifecycle: "merged" });
    const numbers = async (query: string) => {
      const page = await (await running.ask("GET", `/api/v1/changes?repository=acme/filters&${query}`)).json();
      return SCHEMAS.ChangePage.parse(page).items.map((change) => change.number);
    };
    expect(await numbers("")).toEqual([2, 1]);
    expect(await numbers("number=1")).toEqual([1]);
    expect(await numbers("author=grace")).toEqual([1]);
    expect(await numbers("state=COMPLETED")).toEqual([1]);
    expect(await numbers("lifecycle=merged")).toEqual([2]);
    expect(await numbers(`q=${encodeURIComponent("0% OF_")}`)).toEqual([1]);
    expect(await numbers(`q=${encodeURIComponent("\\O")}`)).toEqual([1]);
  });

  it("pages: every item once, whatever is added meanwhile and however many share an instant", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 7 }),
        async (instants, limit) => {
          const repository = `acme/paging-${run++}`;
          for (const [n, instant] of instants.entries()) {
            const updatedAt = `2026-01-01T00:00:00.00000${instant}Z`;
            await addChange(running.database, n + 1, { repository, updatedAt });
          }
          const seen: number[] = [];
          let cursor: string | null = null;
          let added = 1_000;
          do {
            const query: string = `repository=${repository}&limit=${limit}${cursor === null ? "" : `&cursor=${cursor}`}`;
            const answer = await (await running.ask("GET", `/api/v1/changes?${query}`)).json();
            const page = SCHEMAS.ChangePage.parse(answer);
            expect(page.items.length).toBeLessThanOrEqual(limit);
            seen.push(...page.items.map((change) => change.number));
            cursor = page.nextCursor;
            await addChange(running.database, added++, { repository });
          } while (cursor !== null);
          expect(seen.toSorted((a, b) => a - b)).toEqual(instants.map((_, n) => n + 1));
        },
      ),
      { numRuns: 20 },
    );
  });

  it("pages the events of a change by version", async () => {
    const { pool } = running.database;
    for (let version = 2; version <= 5; version++) {
      await pool.query("insert into events (stream, version, type, at, data) values ($1, $2, 'judged', now(), $3)", [
        "github:acme/web#7",
        version,
        { version },
      ]);
    }
    const versions: number[] = [];
    let cursor = "";
    for (;;) {
      const answer = await running.ask("GET", `${CHANGE}/events?limit=2${cursor}`);
      const page = SCHEMAS.EventPage.parse(await answer.json());
      versions.push(...page.items.map((event) => event.version));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(versions).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("dead letters", () => {
  it("lists each kind with its reason, replays and drops each once", async () => {
    const { pool } = running.database;
    await running.deliver("{}", { "x-github-delivery": "parked-one", "x-github-event": "issues" });
    await pool.query(
      "update deliveries set parked_at = now(), parked_reason = 'odd', attempts = 5 where delivery_id = 'parked-one'",
    );
    const subject = await parkSubject();
    const { rows } = await pool.query(
      `insert into targets (provider, repository, kind, key, wanted_seq, parked_at, parked_reason)
       values ('github', 'acme/web', 'contexts', 'abc', 2, now(), 'forbidden: checks') returning id::text as id`,
    );
    const target = rows[0].id;
    const listed: { kind: string; id: string; reason: string }[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const answer: Response = await running.ask("GET", `/api/v1/dead-letters?limit=1${cursor}`);
      const page = SCHEMAS.DeadLetterPage.parse(await answer.json());
      listed.push(...page.items);
      cursor = page.nextCursor === null ? null : `&cursor=${page.nextCursor}`;
    }
    expect(new Set(listed.map((letter) => `${letter.kind}/${letter.id}`)).size).toBe(listed.length);
    const delivery = listed.find((letter) => letter.kind === "delivery");
    expect(delivery).toMatchObject({ what: "issues parked-one", reason: "odd", attempts: 5 });
    expect(listed).toContainEqual(expect.objectContaining({ kind: "target", id: target, reason: "forbidden: checks" }));

    const settle = async (kind: string, id: string | undefined, action: string) =>
      (await running.ask("POST", `/api/v1/dead-letters/${kind}/${id}/${action}`)).status;
    const woken = running.woken();
    expect(await settle("delivery", delivery?.id, "replay")).toBe(200);
    expect(running.woken()).toBe(woken + 1);
    expect(await settle("delivery", delivery?.id, "replay")).toBe(404);
    expect(await settle("target", target, "drop")).toBe(200);
    expect(await settle("subject", subject, "replay")).toBe(200);
    expect(await settle("nonsense", "1", "replay")).toBe(422);
    const state = await pool.query(
      `select (select parked_at is null and processed_at is null and attempts = 0 from deliveries where delivery_id = 'parked-one') as delivery,
              (select parked_at is null and wanted_seq > done_seq from subjects where id = $1) as subject,
              (select parked_at is null and wanted_seq = done_seq from targets where id = $2) as target`,
      [subject, target],
    );
    expect(state.rows[0]).toEqual({ delivery: true, subject: true, target: true });
  });
});

describe("deliveries, repositories, system", () => {
  it("lists deliveries by state without their payloads", async () => {
    await running.deliver('{"private":"content"}', { "x-github-delivery": "listed", "x-github-event": "listed-event" });
    const answer = await running.ask("GET", "/api/v1/deliveries?event=listed-event&state=waiting");
    const text = await answer.text();
    expect(SCHEMAS.DeliveryPage.parse(JSON.parse(text)).items).toMatchObject([{ deliveryId: "listed", bytes: 21 }]);
    expect(text).not.toContain("private");
  });

  it("counts the open changes of a repository", async () => {
    const page = SCHEMAS.RepositoryPage.parse(await (await running.ask("GET", "/api/v1/repositories")).json());
    expect(page.items).toMatchObject([{ name: "acme/web", openChanges: 1, state: "active", reconciledAt: null }]);
  });

  it("says how it is", async () => {
    const system = SCHEMAS.System.parse(await (await running.ask("GET", "/api/v1/system")).json());
    expect(system).toMatchObject({ version: "0.1.0", ready: true, reason: null });
    expect(system.forges[0]?.budget).toEqual([
      { resource: "core", remaining: 4_321, resetAt: "2030-01-01T00:00:00.000Z" },
    ]);
  });
});
