import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { BENCHMARKS } from "../bench/list.ts";
import { renderPage } from "../bench/support/render.ts";

const root = join(import.meta.dirname, "..");
const page = join(root, "docs/performance.md");

it("every benchmark is in the list, under the name of its file", () => {
  const files = readdirSync(join(root, "bench"))
    .filter((name) => name.endsWith(".ts") && name !== "run.ts" && name !== "list.ts")
    .map((name) => name.slice(0, -3));
  expect(files.sort()).toEqual(BENCHMARKS.map(({ name }) => name).sort());
});

it.skipIf(!existsSync(page))("the page belongs to the present benchmarks, both ways", () => {
  const text = readFileSync(page, "utf8");
  expect([...text.matchAll(/^<a id="([^"]+)"><\/a>$/gm)].map((match) => match[1])).toEqual(
    BENCHMARKS.map(({ name }) => name),
  );
  for (const { title, how } of BENCHMARKS) expect(text).toContain(`## ${title}\n\n${how}\n`);
  expect(text).toContain(readFileSync(join(root, "bench/notes.md"), "utf8").trim());
});

it("a missed aim is told as plainly as a met one", () => {
  const figures = [
    { what: "a", got: "1 s", aim: "3 s", met: true },
    { what: "b", got: "9 s", aim: "3 s", met: false },
  ];
  const machine = { cpu: "x", cores: 2, memoryGiB: 8, system: "s", node: "v1", date: "2026-01-01" };
  const text = renderPage({ machine, postgres: "18", command: "npm run bench", notes: "What was tried." }, [
    { benchmark: { name: "n", title: "N", how: "how" }, section: { figures }, loadBefore: 0, loadAfter: 1 },
  ]);
  expect(text).toContain("| a | **1 s** |  | 3 s: met |");
  expect(text).toContain("| b | **9 s** |  | 3 s: **missed** |");
  expect(text).toContain("What was tried.");
});
