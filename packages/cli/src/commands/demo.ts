import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import type { Told } from "../demo/play.ts";
import type { Stage } from "../demo/stage.ts";
import { EXIT } from "../failure.ts";
import { note, paintErr, paintOut, print } from "../output/terminal.ts";
import { stopSignal } from "../stop.ts";
import { type Formatted, leaf } from "../tree.ts";

interface DemoFlags extends Formatted {
  readonly host?: string;
  readonly port?: string;
  readonly dataDir?: string;
  readonly fast?: true;
  readonly once?: true;
  readonly verbose?: true;
}

export function registerDemo(root: Command): void {
  leaf(root, "demo", "See Tollgate at work: an organisation of its own, a story of pull requests; until Ctrl-C.", [
    "demo",
    "demo --port 9000",
    "demo --fast --once --format json",
  ])
    .option("--host <host>", "address to listen on (default: 127.0.0.1)")
    .option("--port <port>", "port to listen on; 0 picks a free one (default: 8080)")
    .option(
      "--data-dir <dir>",
      "keep the data there, in a new folder or an earlier demo's (default: deleted at the end)",
    )
    .option("--fast", "tell the story without waiting, in seconds")
    .option("--once", "end when the story is told")
    .option("--verbose", "the server's log, on standard error")
    .action((flags: DemoFlags) => demo(flags));
}

async function demo(flags: DemoFlags): Promise<void> {
  const end = new AbortController();
  void stopSignal().then(() => end.abort());
  const closers: (() => Promise<void> | void)[] = [];
  const began = Date.now();
  try {
    const { startStage } = await import("../demo/stage.ts");
    const { host, port, dataDir } = flags;
    const stage = await startStage(
      {
        host,
        port,
        dataDir,
        verbose: flags.verbose === true,
        fast: flags.fast === true,
        progress: (what) => progress(what, flags),
        signal: end.signal,
      },
      closers,
    );
    greet(stage, Date.now() - began, flags);
    await perform(stage, flags, end.signal, closers);
    if (flags.once !== true) await untilAborted(end.signal);
  } catch (error) {
    if (!end.signal.aborted) throw error;
  } finally {
    if (end.signal.aborted && flags.format === "text") note(paintErr("dim", "Stopping, and clearing away ..."));
    await closeAll(closers);
  }
  process.exit(EXIT.fine);
}

/** The last one first, and all of them: one that fails keeps nothing else running. */
async function closeAll(closers: (() => Promise<void> | void)[]): Promise<void> {
  for (const close of closers.reverse()) {
    try {
      await close();
    } catch (error) {
      note(`${paintErr("red", "error:")} a part of the demo did not stop cleanly: ${(error as Error).message}`);
    }
  }
}

async function perform(
  stage: Stage,
  flags: DemoFlags,
  signal: AbortSignal,
  closers: (() => Promise<void> | void)[],
): Promise<void> {
  const { github, client } = stage;
  const fast = flags.fast === true;
  const [{ Ci }, { Play }, { Crowd }] = await Promise.all([
    import("../demo/ci.ts"),
    import("../demo/play.ts"),
    import("../demo/crowd.ts"),
  ]);
  const ci = new Ci(github, fast ? { lookMs: 50, runMs: 50 } : { lookMs: 500, runMs: 3_000 });
  closers.push(() => ci.stop());
  const say = (told: Told) => tell(told, stage, flags);
  const play = new Play({ github, client, ci, fast, tell: say, signal });
  const crowd = new Crowd({ github, client, play, tell: say, fast });
  closers.push(() => crowd.stop());
  await play.run();
  const waiting = play.pulls.get("signature");
  if (waiting !== undefined) {
    conclude(`${waiting.repository}#${waiting.number}`, github.pull(waiting).headSha.slice(0, 12), flags);
  }
}

/** `Starting the database ... 1.2 s`; on a terminal the dots stand there while it takes its time. */
function progress(what: string, { format }: Formatted): () => void {
  const began = Date.now();
  const terminal = process.stderr.isTTY === true;
  if (format === "text" && terminal) process.stderr.write(paintErr("dim", `${what} ... `));
  return () => {
    const seconds = `${((Date.now() - began) / 1000).toFixed(1)} s`;
    if (format === "text") note(paintErr("dim", terminal ? seconds : `${what} ... ${seconds}`));
  };
}

function greet(stage: Stage, ms: number, flags: DemoFlags): void {
  const { url, signInUrl, token, github, place } = stage;
  if (flags.format === "json") {
    const { directory, logFile } = place;
    line({ type: "ready", url, signInUrl, token, github: github.url, pid: process.pid, directory, logFile, ms });
    return;
  }
  print(`
Tollgate is ready. Open this address; it signs you in, once, within ten minutes:
  ${paintOut("bold", signInUrl)}

For a second terminal, or to sign in again with the token:
  export TOLLGATE_URL=${url} TOLLGATE_TOKEN=${token}
  npx tollgate changes list

The organisation lives in a GitHub simulated on this machine: ${github.url}/acme
Ctrl-C ends everything${place.kept ? `; the data stays in ${place.directory}` : " and leaves nothing behind"}.
${flags.fast === true ? "" : "The story takes four minutes.\n"}`);
}

function tell({ at, pull, text, first }: Told, { url }: Stage, { format }: Formatted): void {
  const page = pull === null ? null : `${url}/changes/github/${pull.repository}/${pull.number}`;
  if (format === "json") {
    line({ type: "step", at, change: pull === null ? null : `${pull.repository}#${pull.number}`, page, text });
    return;
  }
  const time = `${Math.floor(at / 60)}:${String(at % 60).padStart(2, "0")}`;
  const name = pull === null ? "" : `${paintOut("bold", `${pull.repository}#${pull.number}`)}  `;
  print(`${paintOut("dim", time)}  ${name}${text}`);
  if (first && page !== null) print(paintOut("dim", `      ${page}`));
}

function conclude(change: string, sha: string, { format, once }: DemoFlags): void {
  if (format === "json") line({ type: "end" });
  else if (once !== true) {
    print(`
The story is told; now it is yours. Give the final word with the button on a change's page, or:
  npx tollgate changes list --state FINAL_PENDING
  npx tollgate changes explain ${change}
  npx tollgate changes command approve-final ${change} --sha ${sha}
What you approve is merged by its author after some seconds; what you refuse is repaired and pushed again. On the
pages of the simulated GitHub you can comment, approve and push as anybody.`);
  }
}

/** One JSON document per line. */
function line(value: unknown): void {
  print(JSON.stringify(value));
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) await sleep(2 ** 30, undefined, { signal }).catch(() => {});
}
