import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Benchmark, median, type RunOptions, type Section } from "./support/result.ts";

const MAIN = fileURLToPath(new URL("../packages/cli/src/main.ts", import.meta.url));
const SCRIPTS = fileURLToPath(new URL("../scripts/run.mjs", import.meta.url));
const DEMO = [SCRIPTS, "demo", "--port", "0", "--format", "json"];
const LONGEST_MS = 60_000;

/** Starts a command and waits until it says that it is ready. @returns the seconds it took */
async function startOnce(
  args: readonly string[],
  isReady: (printed: string) => boolean,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    while (!isReady(printed)) {
      if (child.exitCode !== null) throw new Error(`${args[1]} ended with ${child.exitCode}`);
      if (performance.now() - began > LONGEST_MS) throw new Error(`${args[1]} was not ready within ${LONGEST_MS} ms`);
      await sleep(5);
    }
    return (performance.now() - began) / 1000;
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
}

async function run({ quick, say }: RunOptions): Promise<Section> {
  const times = { first: [] as number[], again: [] as number[], demo: [] as number[] };
  const directory = mkdtempSync(join(tmpdir(), "tollgate-bench-start-"));
  const ready = join(directory, "ready.json");
  const taking = () => existsSync(ready) && readFileSync(ready, "utf8") !== "";
  const environment = {
    GITHUB_TOKEN: "not-used",
    GITHUB_WEBHOOK_SECRET: "not-used",
    GITHUB_API_URL: "http://127.0.0.1:9",
  };
  try {
    for (let round = 0; round < (quick ? 1 : 5); round++) {
      const dataDir = join(directory, `data-${round}`);
      const serve = [MAIN, "serve", "--port", "0", "--ready-file", ready, "--data-dir", dataDir];
      times.first.push(await startOnce(serve, taking, environment));
      rmSync(ready, { force: true });
      times.again.push(await startOnce(serve, taking, environment));
      rmSync(ready, { force: true });
      times.demo.push(await startOnce(DEMO, (printed) => printed.includes('"type":"ready"'), {}));
      say(
        `  ${times.first.at(-1)?.toFixed(1)} s / ${times.again.at(-1)?.toFixed(1)} s / ${times.demo.at(-1)?.toFixed(1)} s`,
      );
    }
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
  const figure = (what: string, of: readonly number[], aim: number) => ({
    what,
    got: `${median(of).toFixed(1)} s`,
    beside: `from ${Math.min(...of).toFixed(1)} to ${Math.max(...of).toFixed(1)} s in ${of.length} starts`,
    aim: `${aim} s`,
    met: median(of) <= aim,
  });
  return {
    figures: [
      figure("`tollgate serve` for the first time: the database is made, then requests are taken", times.first, 3),
      figure("`tollgate serve` on data that is there", times.again, 3),
      figure("`npm start`: the demo with its simulated GitHub", times.demo, 8),
    ],
  };
}

export const start: Benchmark = {
  name: "start",
  title: "Cold start, installed",
  how: "Real processes are started as people start them, and the time is taken until they say that they are ready (a ready file, a line of the demo): from then on requests are taken.",
  run,
};
