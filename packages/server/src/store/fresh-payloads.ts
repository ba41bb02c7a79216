import type { NewDelivery } from "./deliveries.ts";

/** Most bytes of payloads that are kept. */
const MOST_BYTES = 32 * 1024 * 1024;

type Address = Pick<NewDelivery, "provider" | "deliveryId">;

/**
 * Payloads that this process has just stored, so that the worker beside the intake need not have them read, unpacked and
 * sent back to it. What is not here is in the database.
 */
export class FreshPayloads {
  /** Oldest first. */
  readonly #payloads = new Map<string, Buffer>();
  #bytes = 0;

  keep(deliveries: readonly NewDelivery[]): void {
    for (const delivery of deliveries) {
      const key = keyOf(delivery);
      // Twice in one batch: the first one was stored.
      if (this.#payloads.has(key)) continue;
      this.#payloads.set(key, delivery.payload);
      this.#bytes += delivery.payload.length;
    }
    for (const [key, payload] of this.#payloads) {
      if (this.#bytes <= MOST_BYTES) return;
      this.#payloads.delete(key);
      this.#bytes -= payload.length;
    }
  }

  /** Gives a payload out, once. */
  take(address: Address): Buffer | null {
    const key = keyOf(address);
    const payload = this.#payloads.get(key);
    if (payload === undefined) return null;
    this.#payloads.delete(key);
    this.#bytes -= payload.length;
    return payload;
  }
}

function keyOf({ provider, deliveryId }: Address): string {
  return `${provider} ${deliveryId}`;
}
