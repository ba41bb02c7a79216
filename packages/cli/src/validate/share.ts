import { type JudgedFile, judge, type Order, type Task } from "./judge.ts";
import { Projects } from "./project.ts";

/** Files that several threads judge together: each takes the next one when it is through with its last. */
export interface Share {
  /** Tells the answers of one run from those of another. */
  readonly run: number;
  /** The largest first, so that no thread is left with a large one at the end. */
  readonly tasks: readonly SharedTask[];
  readonly order: Order;
  /** The place in `tasks` of the next one that nobody has taken. Shared memory, as are the texts. */
  readonly next: Int32Array;
  /** All texts in UTF-8, one behind the other: held once, however many threads read them. */
  readonly texts: Uint8Array;
}

export interface SharedTask extends Task {
  /** Where its text stands in `texts`; the end is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** What a thread answers: the judged files, by their places in `tasks`. */
export interface Answer {
  readonly run: number;
  /** `AnsweredFile[]` as JSON, which the one that asks reads in a fraction of the time that it takes to copy objects. */
  readonly files: string;
  /** Whether nothing was left to take. */
  readonly rests: boolean;
}

export type AnsweredFile = readonly [at: number, file: SharedResult];

/** A text that was not changed is known to whoever asked. */
export type SharedResult = Omit<JudgedFile, "text"> & { readonly text?: string };

/** Judges files as long as there are some that nobody has taken. */
export function workOff({ tasks, order, next, texts }: Share, tell: (at: number, file: SharedResult) => void): void {
  const bytes = Buffer.from(texts.buffer, texts.byteOffset, texts.byteLength);
  const projects = new Projects(order.demands);
  for (;;) {
    const at = Atomics.add(next, 0, 1);
    const task = tasks[at];
    if (task === undefined) return;
    const { text, ...file } = judge(task, bytes.toString("utf8", task.start, task.end), projects, order);
    tell(at, file.fixed > 0 ? { ...file, text } : file);
  }
}
