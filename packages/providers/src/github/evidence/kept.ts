interface Entry<V> {
  readonly at: number;
  readonly size: number;
  readonly value: Promise<V>;
}

export interface KeptOptions<V> {
  readonly most: number;
  /** What an entry counts for `most`; default 1, so that entries are counted. */
  readonly size?: (value: V) => number;
  /** Milliseconds after which it is asked for again; default never. */
  readonly forMs?: number;
  readonly now?: () => number;
}

/** Answers kept by what they answer, the least recently asked for dropped first. Failures are not kept. */
export class Kept<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #options: KeptOptions<V>;
  #size = 0;

  constructor(options: KeptOptions<V>) {
    this.#options = options;
  }

  /** The answer for this key; those who ask at the same time share one question. */
  get(key: string, ask: () => Promise<V>): Promise<V> {
    const now = this.#options.now?.() ?? 0;
    const found = this.#entries.get(key);
    if (found !== undefined && now - found.at < (this.#options.forMs ?? Number.POSITIVE_INFINITY)) {
      this.#entries.delete(key);
      this.#entries.set(key, found);
      return found.value;
    }
    this.#drop(key);
    const entry: Entry<V> = { at: now, size: 0, value: ask() };
    this.#entries.set(key, entry);
    entry.value.then(
      (value) => {
        if (this.#entries.get(key) !== entry) return;
        const size = this.#options.size?.(value) ?? 1;
        this.#entries.set(key, { ...entry, size });
        this.#size += size;
        for (const oldest of this.#entries.keys()) {
          if (this.#size <= this.#options.most) break;
          this.#drop(oldest);
        }
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return entry.value;
  }

  #drop(key: string): void {
    this.#size -= this.#entries.get(key)?.size ?? 0;
    this.#entries.delete(key);
  }
}
