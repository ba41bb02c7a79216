import type pg from "pg";
import type { Logger } from "pino";
import { type Listener, listen } from "../store/listen.ts";
import { comparePlaces, EVENTS_CHANNEL, type Place, settledPlace } from "../views/events.ts";

/** How often the end of the log is looked up without being told, in ms: notifications are hints. */
const POLL_MS = 1_000;
/** The same while somebody was told of events that are not settled yet: another transaction holds them back. */
const UNSETTLED_POLL_MS = 100;
const UNSETTLED_POLLS = 20;

/**
 * The end of the event log, as one process knows it: a single query per change wakes any number of readers, and readers
 * that are up to date ask nothing. Works only while somebody reads.
 */
export class LogTail {
  readonly #pool: pg.Pool;
  readonly #log: Logger;
  readonly #waiting = new Set<() => void>();
  #settled: Place | null = null;
  #readers = 0;
  #listener: Listener | null = null;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #again = false;
  #hurried = 0;
  #failing = false;
  #stopped = false;

  constructor(pool: pg.Pool, log: Logger) {
    this.#pool = pool;
    this.#log = log;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** How many read at the moment. */
  get readers(): number {
    return this.#readers;
  }

  /** Registers a reader; call the function that it returns when it is done. */
  join(): () => void {
    this.#readers++;
    if (this.#readers === 1 && !this.#stopped) {
      this.#listener = listen(
        this.#pool,
        [EVENTS_CHANNEL],
        () => {
          this.#hurried = UNSETTLED_POLLS;
          void this.#look();
        },
        (error) => this.#log.warn({ err: error }, "the connection that hears of new events is broken"),
      );
      this.#schedule();
    }
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#readers--;
      if (this.#readers === 0) void this.#quiet();
    };
  }

  /** The end of the log, looked up now. */
  async end(): Promise<Place> {
    const place = await settledPlace(this.#pool);
    this.#advance(place);
    return this.#settled ?? place;
  }

  /** The end of the log as last seen; null before the first look. */
  get settled(): Place | null {
    return this.#settled;
  }

  /** Resolves when the log has moved past the place, after `ms`, at the signal, or when the tail stops. */
  async moved(past: Place, ms: number, signal: AbortSignal): Promise<void> {
    if (this.#stopped || signal.aborted) return;
    if (this.#settled !== null && comparePlaces(this.#settled, past) > 0) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#waiting.add(done);
      signal.addEventListener("abort", done);
    });
  }

  /** Ends every reader. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#quiet();
    await this.#looking;
  }

  async #quiet(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const listener = this.#listener;
    this.#listener = null;
    await listener?.close();
  }

  #schedule(): void {
    if (this.#readers === 0 || this.#stopped) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const pause = this.#hurried > 0 ? UNSETTLED_POLL_MS : POLL_MS;
    if (this.#hurried > 0) this.#hurried--;
    this.#timer = setTimeout(() => void this.#look(), pause);
  }

  /** One look at a time; being told during one makes another, since the first may have been too early. */
  async #look(): Promise<void> {
    if (this.#looking !== null) {
      this.#again = true;
      return;
    }
    this.#looking = (async () => {
      do {
        this.#again = false;
        try {
          this.#advance(await settledPlace(this.#pool));
          this.#failing = false;
        } catch (error) {
          if (!this.#failing) this.#log.warn({ err: error }, "the end of the event log cannot be read");
          this.#failing = true;
          break;
        }
      } while (this.#again && !this.#stopped);
      this.#looking = null;
      this.#schedule();
    })();
    await this.#looking;
  }

  #advance(place: Place): void {
    // Two looks may answer in the wrong order, and the end never moves back.
    if (this.#settled !== null && comparePlaces(place, this.#settled) <= 0) return;
    this.#settled = place;
    this.#hurried = 0;
    this.#wake();
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }
}
