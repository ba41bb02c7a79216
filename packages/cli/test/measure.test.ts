import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newMeasurements } from "@tollgate/client/measurements";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { tollgate } from "./support/run.ts";

// What the command asks for is in sight here; what a server does with it is tested there.
const HEAD = "8c1f0d2b9a4e5f60718293a4b5c6d7e8f9012345";
const asked: { path: string; body: unknown }[] = [];
let server: Server;
let url = "";
let folder = "";
let isHead = true;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tollgate-measure-"));
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece) => {
      text += piece;
    });
    request.on("end", () => {
      asked.push({ path: request.url ?? "", body: JSON.parse(text) });
      const reports = [{ kind: "tests", says: "2 tests, 0 did not pass, 0 skipped" }];
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ commit: HEAD, name: "default", status: "stored", isHead, reports }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  asked.length = 0;
  isHead = true;
});

const run = (...args: string[]) => tollgate(["changes", "measure", "acme/shop#7", "--server", url, ...args]);

test("says so where the commit is not the head, since CI often knows the merge alone", async () => {
  isHead = false;
  const { code, stdout, stderr } = await run("--commit", HEAD, "--metric", "n=1");
  expect([code, stdout]).toEqual([0, expect.stringContaining("2 tests")]);
  expect(stderr).toContain("8c1f0d2b9a4e is not the head of acme/shop#7");
  expect(stderr).toContain("github.event.pull_request.head.sha");
  isHead = true;
  expect((await run("--commit", HEAD, "--metric", "n=1")).stderr).toBe("");
});

test("hands over reports and numbers of the commit, as the API takes them", async () => {
  const junit = join(folder, "junit.xml");
  writeFileSync(junit, "<testsuites/>");
  const lcov = join(folder, "lcov.info");
  writeFileSync(lcov, "SF:a\n");
  const args = [
    "--report",
    `junit=${junit}`,
    "--report",
    `lcov=${lcov}`,
    "--metric",
    "size=1.5:kB",
    "--metric",
    "n=-2",
  ];
  const { code, stdout } = await run("--commit", HEAD, ...args);
  expect([code, stdout]).toEqual([0, expect.stringContaining("2 tests, 0 did not pass")]);
  expect(asked.every(({ path }) => path === "/api/v1/changes/github/acme/shop/7/measurements")).toBe(true);
  expect(asked.map(({ body }) => body)).toEqual([
    { commit: HEAD, name: "junit.xml", format: "junit", content: "<testsuites/>" },
    { commit: HEAD, name: "lcov.info", format: "lcov", content: "SF:a\n" },
    {
      commit: HEAD,
      measurements: [
        { metric: "size", value: 1.5, unit: "kB" },
        { metric: "n", value: -2 },
      ],
    },
  ]);
  for (const { body } of asked) expect(newMeasurements.safeParse(body).success).toBe(true);
});

test.each([
  [["--metric", "a=1"], "40 digits"],
  [["--commit", HEAD.slice(1), "--metric", "a=1"], "40 digits"],
  [["--commit", HEAD], "nothing to hand over"],
  [["--commit", HEAD, "--report", "word=x"], "no format=file"],
  [["--commit", HEAD, "--report", "junit=/no/such/file"], "cannot be read"],
  [["--commit", HEAD, "--metric", "a=much"], "no name=value"],
])("%j is wrong use, and nothing is sent", async (args, said) => {
  const { code, stderr } = await run(...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  expect(asked).toEqual([]);
});
