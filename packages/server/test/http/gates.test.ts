import { SCHEMAS } from "@tollgate/client/schemas";
import { type ChangeState, INITIAL_STATE } from "@tollgate/core/change/state";
import { resolvePolicy } from "@tollgate/core/policy/resolve";
import type { Outcome } from "@tollgate/core/vocabulary/outcome";
import { afterAll, beforeAll, expect, it } from "vitest";
import { transaction } from "../../src/store/database.ts";
import { writeChange } from "../../src/views/change-row.ts";
import { type Running, startServer } from "./support/harness.ts";

let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.stop());

const policy = resolvePolicy([]).policy;
const TITLE = "dor/title";
const CI = "quality/required-ci";

interface Seen {
  readonly repository?: string;
  readonly head?: string;
  readonly lifecycle?: ChangeState["lifecycle"];
  /** Gates by their outcomes; a name with a question mark does not block. */
  readonly gates: Readonly<Record<string, Outcome>>;
}

const day = new Date().toISOString().slice(0, 10);
let version = 0;
const states = new Map<string, ChangeState>();

/** What an evaluation at that time of today makes of a change. */
async function judged(number: number, time: string, { repository = "acme/web", head = "1", ...seen }: Seen) {
  const gates = Object.entries(seen.gates).map(([name, outcome]) => ({
    name: name.replace("?", ""),
    step: "ready" as const,
    blocking: !name.endsWith("?"),
    verdict: { outcome, title: outcome },
  }));
  const state: ChangeState = {
    ...INITIAL_STATE,
    number,
    head,
    baseRef: "main",
    lifecycle: seen.lifecycle ?? "open",
    judged: {
      head,
      baseRef: "main",
      baseSha: "b",
      title: "t",
      author: "ada",
      url: "https://forge.example/x",
      gates,
      policy: { digest: "d", commit: null, branch: null, problems: [] },
      final: policy.final,
      contextNames: policy.contexts,
      shadow: false,
      authorCanWrite: true,
      blind: null,
      facts: {},
      doubts: [],
      otherContexts: [],
      readAt: `${day}T${time}Z`,
    },
  };
  version += 1;
  const address = { provider: "github", repository, number };
  const before = states.get(`${repository}#${number}`) ?? INITIAL_STATE;
  states.set(`${repository}#${number}`, state);
  await transaction(running.database.pool, (client) =>
    writeChange(client, address, before, state, version, `${day}T${time}Z`),
  );
}

async function records(query = "") {
  const response = await running.ask("GET", `/api/v1/gates${query}`);
  expect(response.status).toBe(200);
  return SCHEMAS.GateRecords.parse(await response.json());
}
const one = async (gate: string, query = "") => (await records(query)).items.find((item) => item.gate === gate);

it("counts heads by their last answer, the time until a gate opened, and what it holds now", async () => {
  expect(await records()).toEqual({ days: 30, items: [] });

  // Told twice, it counts once; waiting is no answer.
  await judged(1, "00:00:00", { gates: { [TITLE]: "fail", [CI]: "pending" } });
  await judged(1, "00:00:30", { gates: { [TITLE]: "fail", [CI]: "pending" } });
  expect(await one(TITLE)).toMatchObject({ changes: 1, answers: 1, passes: 0, passRate: 0, holds: 1 });
  expect(await one(CI)).toMatchObject({ changes: 1, answers: 0, passRate: null, medianSecondsToGreen: null, holds: 1 });

  // The answer of a head is its last one.
  await judged(1, "00:02:00", { gates: { [TITLE]: "pass", [CI]: "pass" } });
  expect(await one(TITLE)).toMatchObject({ answers: 1, passes: 1, passRate: 1, medianSecondsToGreen: 120, holds: 0 });

  // Another head is another answer, and being closed is counted from when it began, whatever head that was.
  await judged(1, "01:00:00", { head: "2", gates: { [TITLE]: "pass", [CI]: "fail" } });
  await judged(1, "01:10:00", { head: "3", gates: { [TITLE]: "pass", [CI]: "pending" } });
  await judged(1, "01:20:00", { head: "3", gates: { [TITLE]: "pass", [CI]: "pass" } });
  expect(await one(TITLE)).toMatchObject({ answers: 3, passes: 3 });
  expect(await one(CI)).toMatchObject({ answers: 3, passes: 2, medianSecondsToGreen: 1200, holds: 0 });

  // What opened at once has no time; what does not block holds nothing.
  await judged(2, "02:00:00", { repository: "acme/api", gates: { [TITLE]: "pass", [`${CI}?`]: "fail", own: "error" } });
  expect(await one(TITLE)).toMatchObject({ changes: 2, medianSecondsToGreen: 120 });
  expect(await one(CI)).toMatchObject({ changes: 2, answers: 4, passes: 2, holds: 0 });
  expect(await one(CI, "?repository=acme/api")).toMatchObject({ changes: 1, answers: 1, passes: 0 });
  expect(await one("own")).toMatchObject({ purpose: null, category: null, holds: 1 });
  expect((await records()).items.map(({ gate }) => gate)).toEqual([TITLE, CI, "own"]);
});

it("holds only open changes, and only by gates that the policy still has", async () => {
  const held = async () => {
    const response = await running.ask(
      "GET",
      `/api/v1/change-rows?gate=${encodeURIComponent(CI)}&repository=acme/held`,
    );
    return SCHEMAS.ChangeRowPage.parse(await response.json()).items.map(({ number }) => number);
  };
  const repository = "acme/held";
  await judged(7, "03:00:00", { repository, gates: { [CI]: "fail" } });
  await judged(8, "03:00:00", { repository, gates: { [CI]: "pending" } });
  expect((await held()).sort()).toEqual([7, 8]);
  await judged(7, "03:01:00", { repository, gates: { [CI]: "fail" }, lifecycle: "merged" });
  await judged(8, "03:01:00", { repository, gates: { [TITLE]: "pass" } });
  expect(await held()).toEqual([]);
  expect((await one(CI, "?repository=acme/held"))?.holds).toBe(0);
});
