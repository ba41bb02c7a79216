/** An answer kept for conditional requests: GitHub does not count a 304 against the budget. */
export interface KeptAnswer {
  readonly etag: string;
  readonly text: string;
  readonly link: string | null;
}

/** Least recently used answers, bounded by the bytes of their texts. */
export class EtagCache {
  readonly #entries = new Map<string, KeptAnswer>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes = 32 * 1024 * 1024) {
    this.#maxBytes = maxBytes;
  }

  get(key: string): KeptAnswer | undefined {
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    return entry;
  }

  set(key: string, answer: KeptAnswer): void {
    this.delete(key);
    const size = sizeOf(key, answer);
    // One huge answer must not push all the others out.
    if (size > this.#maxBytes / 8) return;
    this.#entries.set(key, answer);
    this.#bytes += size;
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#entries.delete(oldest);
      this.#bytes -= sizeOf(oldest, entry);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= sizeOf(key, entry);
  }
}

function sizeOf(key: string, answer: KeptAnswer): number {
  // Strings take up to two bytes a character.
  return 2 * (key.length + answer.text.length + answer.etag.length) + 200;
}
