// Does the suite see? For each invariant of the design one defect is planted in the code, the tests that should notice
// are run, and the code is restored. A defect that no test turns red is a hole in the suite: the script then ends with 1.
//
//   npm run test:defects            all of them
//   npm run test:defects -- I4 I9   only these
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { DEFECTS, type Defect } from "./defects.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(root, "node_modules/vitest/vitest.mjs");

function runTests(defect: Defect): { failed: boolean; seconds: number; said: string } {
  const started = Date.now();
  const slow = defect.tests.some((test) => test.includes(".slow."));
  const args = [
    vitest,
    "run",
    ...(slow ? ["--config", "vitest.slow.config.ts"] : []),
    "--bail",
    "1",
    "--reporter",
    "dot",
  ];
  const filter = defect.named === undefined ? [] : ["-t", defect.named];
  const done = spawnSync(process.execPath, [...args, ...filter, ...defect.tests], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  // A file that does not even load says that the defect was planted badly, not that it was seen.
  const unloadable = /FAIL\s+(?:\|\w+\|\s+)?\S+\s+\[ /.exec(done.stdout + done.stderr);
  if (unloadable !== null) throw new Error(`${defect.invariant}: the code with "${defect.says}" does not load`);
  const said = /FAIL\s+(.*)/.exec(done.stdout + done.stderr)?.[1] ?? "";
  return { failed: done.status !== 0, seconds: Math.round((Date.now() - started) / 1000), said };
}

function plant(defect: Defect): () => void {
  const path = join(root, defect.file);
  const before = readFileSync(path, "utf8");
  const parts = before.split(defect.find);
  if (parts.length !== 2)
    throw new Error(`${defect.file}: the text to replace stands ${parts.length - 1} times in it, not once`);
  writeFileSync(path, parts.join(defect.replace));
  return () => writeFileSync(path, before);
}

const wanted = new Set(process.argv.slice(2));
const chosen = DEFECTS.filter((defect) => wanted.size === 0 || wanted.has(defect.invariant));
const rows: string[] = [];
let holes = 0;
for (const defect of chosen) {
  const restore = plant(defect);
  process.once("SIGINT", restore);
  let result: ReturnType<typeof runTests>;
  try {
    result = runTests(defect);
  } finally {
    restore();
    process.removeListener("SIGINT", restore);
  }
  if (!result.failed) holes += 1;
  const row = `${result.failed ? "seen  " : "MISSED"}  ${defect.invariant.padEnd(4)} ${defect.says} (${result.seconds} s)`;
  rows.push(result.failed ? `${row}\n          by ${result.said}` : row);
  process.stdout.write(`${rows.at(-1)}\n`);
}
process.stdout.write(`\n${chosen.length - holes} of ${chosen.length} planted defects were seen\n`);
process.exit(holes === 0 ? 0 : 1);
