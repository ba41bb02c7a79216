import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { note } from "../output/terminal.ts";
import type { Input } from "./collect.ts";
import { type JudgedFile, judge, type Order, type Task, unreadable } from "./judge.ts";
import { Projects } from "./project.ts";
import { type Answer, type AnsweredFile, type Share, type SharedResult, workOff } from "./share.ts";

/** For fewer files a thread is not worth its start: a quarter of a second of processor time. */
const FILES_PER_THREAD = 100;
/** Each holds 40 MiB for a hundred files, 140 MiB for a thousand in one folder. */
const MOST_THREADS = 8;

/** How many threads so many files are worth on this machine, the one that asks included. */
export function threadsFor(files: number): number {
  return Math.max(1, Math.min(availableParallelism(), MOST_THREADS, Math.floor(files / FILES_PER_THREAD)));
}

/** A file with what was found in it. */
export type JudgedInput = JudgedFile & { readonly input: Input };

type Put = (at: number, file: SharedResult) => void;

/** Threads that judge files: the one that asks, and helpers, which are there until `close`. */
export class Crew {
  readonly #helpers: Helper[];
  #runs = 0;

  /** @param threads how many judge, the one that asks included */
  constructor(threads: number) {
    this.#helpers = Array.from({ length: threads - 1 }, () => new Helper());
  }

  /** Judges each file on its own. The answers are in the order of the files. */
  async judge(inputs: readonly Input[], order: Order): Promise<readonly JudgedInput[]> {
    const results: JudgedInput[] = [];
    const readable: Readable[] = [];
    for (const [index, input] of inputs.entries()) {
      if ("text" in input.content) readable.push({ index, input, text: input.content.text });
      else results[index] = { input, ...unreadable(input.path, input.content.unreadable) };
    }
    if (this.#helpers.length > 0) await this.#together(readable, order, results);
    const projects = new Projects(order.demands);
    // Alone all of them; else what a thread had taken when it ended.
    for (const { index, input, text } of readable) {
      results[index] ??= { input, ...judge(taskOf(input), text, projects, order) };
    }
    return results;
  }

  async #together(readable: Readable[], order: Order, results: JudgedInput[]): Promise<void> {
    readable.sort((a, b) => b.text.length - a.text.length);
    const share = shareOf(++this.#runs, readable, order);
    let open = readable.length;
    const all = Promise.withResolvers<void>();
    const put: Put = (at, file) => {
      const one = readable[at];
      if (one === undefined) return;
      results[one.index] = { input: one.input, text: one.text, ...file };
      open--;
      if (open === 0) all.resolve();
    };
    const helped = Promise.all(this.#helpers.map((helper) => helper.work(share, put)));
    workOff(share, put);
    // Not for helpers that are still starting when nothing is left to do.
    await Promise.race([all.promise, helped]);
  }

  async close(): Promise<void> {
    await Promise.all(this.#helpers.map((helper) => helper.close()));
  }
}

/** Another thread. One that ends early leaves what it had taken to whoever asked. */
class Helper {
  readonly #worker = new Worker(new URL("./worker.ts", import.meta.url));
  #put: Put = () => {};
  #run = 0;
  #rest = Promise.withResolvers<void>();
  #ended = false;

  constructor() {
    this.#worker.on("message", ({ run, files, rests }: Answer) => {
      if (run !== this.#run) return;
      for (const [at, file] of JSON.parse(files) as AnsweredFile[]) this.#put(at, file);
      if (rests) this.#rest.resolve();
    });
    const end = () => {
      this.#ended = true;
      this.#rest.resolve();
    };
    this.#worker.on("error", (error) => {
      note(`A thread ended early (${error.message}); its files are judged by another.`);
      end();
    });
    this.#worker.on("exit", end);
  }

  /** Takes part in a run; resolves when nothing is left to take, or the thread has ended. */
  work(share: Share, put: Put): Promise<void> {
    this.#put = put;
    this.#run = share.run;
    this.#rest = Promise.withResolvers<void>();
    if (this.#ended) this.#rest.resolve();
    else this.#worker.postMessage(share);
    return this.#rest.promise;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

interface Readable {
  readonly index: number;
  readonly input: Input;
  readonly text: string;
}

function taskOf({ path, absolute, kind }: Input): Task {
  return { path, absolute, kind: kind.name };
}

function shareOf(run: number, files: readonly Readable[], order: Order): Share {
  const bytes = files.map(({ text }) => Buffer.from(text));
  const texts = new Uint8Array(new SharedArrayBuffer(bytes.reduce((sum, { length }) => sum + length, 0)));
  let end = 0;
  const tasks = files.map(({ input }, at) => {
    const start = end;
    const content = bytes[at] ?? Buffer.alloc(0);
    texts.set(content, start);
    end += content.length;
    return { ...taskOf(input), start, end };
  });
  return { run, tasks, order, next: new Int32Array(new SharedArrayBuffer(4)), texts };
}
