// Measures, prints, and writes docs/performance.md.
//
//   npm run bench                     all of it, about fifteen minutes; writes the page
//   npm run bench -- --minutes 10     with ten minutes of steady load instead of one
//   npm run bench -- --only intake    one or more by name, separated by commas; prints, writes nothing
//   npm run bench -- --quick          a small and short run, to try the benchmarks themselves; prints, writes nothing
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BENCHMARKS } from "./list.ts";
import { load, thisMachine } from "./support/machine.ts";
import { type Measured, renderPage, renderText } from "./support/render.ts";
import { closeAll, openDatabase } from "./support/server-process.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    quick: { type: "boolean", default: false },
    minutes: { type: "string", default: "1" },
  },
});
const names = values.only?.split(",");
const unknown = names?.find((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
const minutes = Number(values.minutes);
if (unknown !== undefined || !(minutes > 0)) {
  const known = BENCHMARKS.map(({ name }) => name).join(", ");
  process.stderr.write(
    unknown !== undefined
      ? `There is no benchmark ${unknown}. There are: ${known}.\n`
      : "--minutes takes a number above 0.\n",
  );
  process.exit(2);
}
let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    interrupted = true;
    void closeAll().finally(() => process.exit(130));
  });
}

async function postgresVersion(): Promise<string> {
  const database = await openDatabase();
  const { rows } = await database.pool.query<{ server_version: string }>("show server_version");
  await database.close();
  return rows[0]?.server_version ?? "of unknown version";
}

const directory = mkdtempSync(join(tmpdir(), "tollgate-bench-results-"));
const measured: Measured[] = [];
try {
  for (const benchmark of BENCHMARKS) {
    if (names !== undefined && !names.includes(benchmark.name)) continue;
    process.stdout.write(`\n${benchmark.title} ...\n`);
    const loadBefore = load();
    const section = await benchmark.run({
      quick: values.quick,
      minutes,
      say: (text) => process.stdout.write(`${text}\n`),
    });
    const { name, title, how } = benchmark;
    const one = { benchmark: { name, title, how }, section, loadBefore, loadAfter: load() };
    measured.push(one);
    process.stdout.write(`\n${renderText(one)}`);
    writeFileSync(join(directory, `${name}.json`), JSON.stringify(one, null, 2));
  }
  if (names === undefined && !values.quick) {
    const page = renderPage(
      {
        machine: thisMachine(),
        postgres: await postgresVersion(),
        command: `npm run bench${minutes === 1 ? "" : ` -- --minutes ${minutes}`}`,
        notes: readFileSync(new URL("notes.md", import.meta.url), "utf8"),
      },
      measured,
    );
    writeFileSync(new URL("../docs/performance.md", import.meta.url), page);
    process.stdout.write("\ndocs/performance.md is written\n");
  }
} catch (error) {
  // What an interruption takes away fails; the process ends when all is closed.
  if (interrupted) await new Promise(() => {});
  throw error;
} finally {
  await closeAll();
  rmSync(directory, { recursive: true, force: true });
}
