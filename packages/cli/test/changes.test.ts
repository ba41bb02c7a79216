import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Change, CommandResult, Event, Explanation } from "@tollgate/client/change";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { finished, start, tollgate, until } from "./support/run.ts";

// A server made for this: what it is asked and what it answers are both in sight. The real one is met in serve.test.ts.
const HEAD = "8c1f0d2b9a4e5f60718293a4b5c6d7e8f9012345";
const base: Change = {
  id: "github:acme/shop#7",
  provider: "github",
  repository: "acme/shop",
  number: 7,
  url: "https://github.com/acme/shop/pull/7",
  title: "Prices in \u001b[31myen\u001b[0m 日本",
  author: "ada",
  headSha: HEAD,
  baseRef: "main",
  lifecycle: "open",
  state: "DOD_PENDING",
  step: "done",
  risk: "LOW",
  riskScore: 1,
  riskReasons: [{ factor: "size", weight: 1, text: "150 lines to read, more than 100" }],
  tier: "standard",
  rigour: "balanced",
  outcome: "pending",
  gates: [
    gate("dor/title", "ready", "pass", "The title says what changes"),
    gate("dod/approvals", "done", "pending", "0 of 1 approvals", "Ask a reviewer."),
  ],
  waitingFor: ["dod/approvals: 0 of 1 approvals. Ask a reviewer."],
  shadow: false,
  updatedAt: "2026-01-01T00:00:00Z",
  version: 3,
};

function gate(
  name: string,
  step: Change["step"],
  outcome: Change["outcome"],
  title: string,
  remedy?: string,
): Change["gates"][number] {
  const child = { outcome, title: `${title}, in detail`, ...(remedy === undefined ? {} : { remedy }) };
  return { name, step, outcome, blocking: true, title, summary: title, verdict: { outcome, title, children: [child] } };
}

const missing: Explanation = {
  mergeable: false,
  sentence: "acme/shop#7 waits for one approval.",
  missing: [
    { gate: "dod/approvals", condition: "0 of 1 approvals", action: "Ask a reviewer", who: ["bob"], why: "policy" },
  ],
  forge: [
    {
      rule: "conversations",
      condition: "2 conversations are not resolved.",
      action: "Resolve them.",
      who: ["@ada"],
      known: true,
      gate: "dod/threads",
    },
  ],
  plan: {
    actions: [
      planned(1, "Push a repair", ["@ada"], "author", 20, "quality/required-ci"),
      planned(2, "Ask a reviewer", ["@bob", "@cy"], "person", 400, "dod/approvals"),
    ],
    cost: 420,
    exact: true,
    deadlock: [
      {
        gate: "quality/required-ci",
        condition: "lint: nobody reports it",
        action: "Take it out of the branch's rules",
        who: ["an admin of the repository"],
      },
    ],
  },
};

function planned(
  step: number,
  action: string,
  who: string[],
  by: "author" | "person",
  cost: number,
  gate: string,
): Explanation["plan"]["actions"][number] {
  return { step, action, who, by, times: 1, cost, opens: [{ gate, condition: "" }], why: "" };
}

let server: Server;
let url = "";
let change: Change;
let explanation: Explanation;
let result: CommandResult;
let asked: { method: string; path: string; authorization: string | undefined; key: unknown; body: string }[];
let streams: ServerResponse[];
let pages: Change[][];

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const part of request) body += part;
  const path = request.url ?? "";
  const { authorization, "idempotency-key": key } = request.headers;
  asked.push({ method: request.method ?? "", path, authorization, key, body });
  const send = (status: number, value: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };
  const one = "/api/v1/changes/github/acme/shop/7";
  if (path.startsWith("/api/v1/changes?") || path === "/api/v1/changes") {
    const cursor = Number(new URL(path, url).searchParams.get("cursor") ?? 0);
    const nextCursor = cursor + 1 < pages.length ? String(cursor + 1) : null;
    return send(200, { items: pages[cursor] ?? [], nextCursor });
  }
  if (path === one) return send(200, change);
  if (path === `${one}/explain`) return send(200, explanation);
  if (path.startsWith(`${one}/events`)) return send(200, { items: [event("5")], nextCursor: null });
  if (path === `${one}/commands`) return send(202, result);
  if (path.startsWith("/api/v1/events/stream")) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(": hello\n\n");
    streams.push(response);
    return;
  }
  send(404, {
    type: "urn:tollgate:problem:not-found",
    title: "Not found",
    status: 404,
    detail: "No such change is known here.",
    remedy: "List the changes.",
    requestId: "r",
  });
}

function event(cursor: string): Event {
  return { cursor, stream: base.id, version: 1, type: "judged", at: base.updatedAt, data: {}, personal: {} };
}

function announce(next: Partial<Change>, cursor: string): void {
  change = { ...change, ...next, version: change.version + 1 };
  for (const stream of streams) stream.write(`id: ${cursor}\ndata: ${JSON.stringify(event(cursor))}\n\n`);
}

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  change = base;
  explanation = missing;
  result = { id: "1", status: "accepted", message: "Approved." };
  asked = [];
  streams = [];
  pages = [[base], [{ ...base, id: "github:acme/shop#8", number: 8 }]];
});

const run = (...args: string[]) =>
  tollgate(["changes", ...args], { env: { TOLLGATE_URL: `${url}/`, TOLLGATE_TOKEN: "secret" } });

describe("list", () => {
  test("a table, with what strangers wrote made harmless, and a word about further pages", async () => {
    const { code, stdout, stderr } = await run("list", "--repository", "acme/shop", "--state", "DOD_PENDING");
    const [head, row, ...more] = stdout.trimEnd().split("\n");
    expect(head).toMatch(/^CHANGE +TITLE +STATE +WAITS FOR +AGE$/);
    expect(row).toMatch(/^acme\/shop#7 +Prices in .*日本 +DOD_PENDING +dod\/approvals: 0 of 1 approvals.* +\d+d$/);
    expect(stdout).not.toContain("\u001b");
    expect(more).toEqual([]);
    expect(stderr).toContain("--all");
    expect(asked[0]?.path).toContain("repository=acme%2Fshop");
    expect(asked[0]?.path).toContain("state=DOD_PENDING");
    expect(asked[0]?.authorization).toBe("Bearer secret");
    expect(code).toBe(0);
  });

  test("JSON has the exact documents; --all follows the pages", async () => {
    const { stdout } = await run("list", "--all", "--format", "json");
    expect(JSON.parse(stdout)).toEqual({ items: pages.flat(), nextCursor: null });
  });

  test("nothing is not an error", async () => {
    pages = [[]];
    expect((await run("list")).code).toBe(0);
  });
});

describe("show", () => {
  test.each(["acme/shop#7", "github:acme/shop#7", "https://github.com/acme/shop/pull/7/files?w=1"])(
    "%s",
    async (name) => {
      const { code, stdout } = await run("show", name);
      expect(stdout).toContain("✓ ready ── ✓ progress ── … done ── · final");
      expect(stdout).toContain(
        "… dod/approvals 0 of 1 approvals\n  … 0 of 1 approvals, in detail\n    → Ask a reviewer.",
      );
      expect(stdout).toContain(HEAD);
      expect(stdout).toMatch(
        /^risk {6}Low risk in a standard repository: balanced, .*\n {10}\+1 150 lines to read, more than 100$/m,
      );
      expect(code).toBe(0);
    },
  );

  test("JSON is the change itself", async () => {
    expect(JSON.parse((await run("show", "acme/shop#7", "--format", "json")).stdout)).toEqual(base);
  });

  test("an unknown one: 2, with the server's own words", async () => {
    const { code, stderr } = await run("show", "acme/shop#99");
    expect(stderr).toContain("No such change is known here.\n  → List the changes.");
    expect(code).toBe(2);
  });
});

describe("explain", () => {
  test("the sentence first, then what is missing and who can do it; ends with 1", async () => {
    const { code, stdout } = await run("explain", "acme/shop#7");
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("✗ acme/shop#7 waits for one approval.");
    expect(stdout).toContain("→ Ask a reviewer");
    expect(stdout).toContain("who: bob");
    expect(code).toBe(1);
  });

  test("the way in its order, what nobody can open, and what the forge says besides", async () => {
    const { stdout } = await run("explain", "acme/shop#7");
    expect(stdout).toContain(
      [
        "The shortest way to a merge",
        "  1. @ada: Push a repair",
        "  2. one of @bob, @cy: Ask a reviewer",
        "",
        "Nobody of the review can open this",
        "  ! quality/required-ci: lint: nobody reports it",
        "    → an admin of the repository: Take it out of the branch's rules",
        "",
        "The forge itself would still refuse:",
        "  2 conversations are not resolved.",
        "    → Resolve them. (@ada)",
      ].join("\n"),
    );
  });

  test("what a gate says already is not said of the forge again", async () => {
    explanation = { ...missing, forge: missing.forge.map((item) => ({ ...item, gate: "dod/approvals" })) };
    expect((await run("explain", "acme/shop#7")).stdout).not.toContain("would still refuse");
  });

  test("nothing missing ends with 0", async () => {
    const plan = { actions: [], cost: 0, exact: true, deadlock: [] };
    explanation = { mergeable: true, sentence: "Nothing is missing.", missing: [], forge: [], plan };
    const { code, stdout } = await run("explain", "acme/shop#7", "--format", "json");
    expect(JSON.parse(stdout)).toEqual(explanation);
    expect(code).toBe(0);
  });
});

describe("command", () => {
  test("a final word names its commit and is sent with an id of its own", async () => {
    const { code, stdout } = await run(
      "command",
      "approve-final",
      "acme/shop#7",
      "--sha",
      HEAD.toUpperCase(),
      "--note",
      "ok",
    );
    expect(asked[0]).toMatchObject({ method: "POST", key: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual({ type: "approve-final", sha: HEAD, note: "ok" });
    expect(stdout).toBe("✓ Approved.\n");
    expect(code).toBe(0);
  });

  test("a refusal ends with 1 and says why", async () => {
    result = { id: "1", status: "refused", message: "You wrote one of its commits." };
    const { code, stdout } = await run("command", "recheck", "acme/shop#7");
    expect(stdout).toContain("You wrote one of its commits.");
    expect(code).toBe(1);
  });

  test("one that still waits stands: 0", async () => {
    result = { id: "1", status: "waiting", message: "It is stored." };
    expect((await run("command", "recheck", "acme/shop#7")).code).toBe(0);
  });
});

describe("watch", () => {
  const watching = (...args: string[]) => {
    const child = start(["changes", "watch", ...args], { env: { TOLLGATE_URL: url } });
    return { child, ended: finished(child) };
  };

  test("prints each move, and ends when the wanted state is there", async () => {
    const { ended } = watching("acme/shop#7", "--until", "COMPLETED", "--format", "json");
    await until("it listens", () => streams.length > 0);
    // It goes on after the last event known before the first look, so that none is missed.
    expect(asked.some((request) => request.path.includes("stream=github%3Aacme%2Fshop%237"))).toBe(true);
    announce({ state: "FINAL_PENDING" }, "6");
    announce({ state: "COMPLETED", step: "final", outcome: "pass" }, "7");
    const { code, stdout } = await ended;
    const states = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).state);
    expect(states[0]).toBe("DOD_PENDING");
    expect(states.at(-1)).toBe("COMPLETED");
    expect(code).toBe(0);
  });

  test("ends at once when it is so already", async () => {
    expect((await watching("acme/shop#7", "--until", "DOD_PENDING").ended).code).toBe(0);
  });

  test("ends with 1 when the time is over", async () => {
    const { code, stderr } = await watching("acme/shop#7", "--until", "COMPLETED", "--timeout", "1s").ended;
    expect(stderr).toContain("within 1s");
    expect(code).toBe(1);
  });

  test("Ctrl-C is the ordinary end; without a change it follows all", async () => {
    const { child, ended } = watching();
    await until("it listens", () => streams.length > 0);
    announce({ state: "FINAL_PENDING" }, "6");
    await until("it has asked for the change", () => asked.some((request) => request.path.endsWith("/shop/7")));
    child.kill("SIGINT");
    const { code, stdout } = await ended;
    expect(stdout).toContain("acme/shop#7 FINAL_PENDING");
    expect(code).toBe(0);
  });

  test("a lost connection is made anew", async () => {
    const { child, ended } = watching("acme/shop#7");
    await until("it listens", () => streams.length > 0);
    announce({ state: "FINAL_PENDING" }, "6");
    await until("it has seen the move", () => asked.filter((request) => request.path.endsWith("/shop/7")).length > 1);
    streams[0]?.destroy();
    await until("it listens again", () => streams.length > 1);
    child.kill("SIGTERM");
    expect((await ended).stderr).toContain("trying again");
  });
});

test("a server that is not there: 3, and what to do", async () => {
  const { code, stderr } = await tollgate(["changes", "list", "--server", "http://127.0.0.1:9"]);
  expect(stderr).toContain("Is the server running?");
  expect(code).toBe(3);
});

test("something else that answers is no Tollgate: 3", async () => {
  pages = [[{ nothing: "of ours" } as unknown as Change]];
  expect((await run("list")).code).toBe(3);
});
