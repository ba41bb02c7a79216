import { setTimeout as sleep } from "node:timers/promises";
import { DeliveryBatcher, NotStored } from "@tollgate/server/http/batcher";
import type { NewDelivery } from "@tollgate/server/store/deliveries";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

function delivery(deliveryId: string, bytes = 10): NewDelivery {
  return { provider: "github", deliveryId, event: "push", payload: Buffer.alloc(bytes) };
}

function databaseError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** `stored`, or the reason why not. */
async function outcome(added: Promise<void>): Promise<string> {
  try {
    await added;
    return "stored";
  } catch (error) {
    if (error instanceof NotStored) return error.reason;
    throw error;
  }
}

describe("group commit", () => {
  it("stores one that is alone at once, and those that come meanwhile together", async () => {
    const batches: string[][] = [];
    let release = () => {};
    const batcher = new DeliveryBatcher({
      store: async (deliveries) => {
        batches.push(deliveries.map((d) => d.deliveryId));
        if (batches.length === 1) await new Promise<void>((resolve) => (release = resolve));
      },
      committed: () => {},
    });
    const first = batcher.add(delivery("a"));
    await sleep(20);
    const others = ["b", "c", "d"].map((id) => batcher.add(delivery(id)));
    await sleep(20);
    expect(batches).toEqual([["a"]]);
    release();
    await Promise.all([first, ...others]);
    expect(batches).toEqual([["a"], ["b", "c", "d"]]);
    expect(batcher.waiting).toBe(0);
  });

  it("acknowledges nothing before the store returns", async () => {
    let release = () => {};
    const batcher = new DeliveryBatcher({
      store: () => new Promise<void>((resolve) => (release = resolve)),
      committed: () => {},
    });
    let acknowledged = false;
    const added = batcher.add(delivery("a")).then(() => (acknowledged = true));
    await sleep(50);
    expect(acknowledged).toBe(false);
    release();
    await added;
  });

  it("bounds what one statement holds, by count and by bytes", async () => {
    const sizes: number[] = [];
    const batcher = new DeliveryBatcher({
      store: async (deliveries) => void sizes.push(deliveries.length),
      committed: () => {},
      batchCount: 3,
      batchBytes: 100,
    });
    await Promise.all(["a", "b", "c", "d"].map((id) => batcher.add(delivery(id, 1))));
    await Promise.all([
      batcher.add(delivery("e", 90)),
      batcher.add(delivery("f", 90)),
      batcher.add(delivery("g", 900)),
    ]);
    expect(sizes).toEqual([3, 1, 1, 1, 1]);
  });

  it("refuses at once what does not fit the queue, by count and by bytes", async () => {
    const never = { store: () => new Promise<void>(() => {}), committed: () => {}, patienceMs: 300 };
    const byCount = new DeliveryBatcher({ ...never, maxCount: 2 });
    const waiting = [byCount.add(delivery("a")), byCount.add(delivery("b"))].map(outcome);
    expect(await outcome(byCount.add(delivery("c")))).toBe("queue-full");
    expect(await Promise.all(waiting)).toEqual(["database", "database"]);
    const byBytes = new DeliveryBatcher({ ...never, maxBytes: 100 });
    const large = outcome(byBytes.add(delivery("a", 1_000)));
    expect(await outcome(byBytes.add(delivery("b", 1)))).toBe("queue-full");
    expect(await large).toBe("database");
  });

  it("outlasts a short absence of the database", async () => {
    let attempts = 0;
    const batcher = new DeliveryBatcher({
      store: async () => {
        if (++attempts < 4) throw databaseError("ECONNREFUSED");
      },
      committed: () => {},
    });
    expect(await outcome(batcher.add(delivery("a")))).toBe("stored");
    expect(attempts).toBe(4);
  });

  it("gives up after its patience, and works again afterwards", async () => {
    let down = true;
    const batcher = new DeliveryBatcher({
      store: async () => {
        if (down) throw databaseError("57P01");
      },
      committed: () => {},
      patienceMs: 200,
    });
    const started = Date.now();
    expect(await outcome(batcher.add(delivery("a")))).toBe("database");
    expect(Date.now() - started).toBeLessThan(1_000);
    down = false;
    expect(await outcome(batcher.add(delivery("b")))).toBe("stored");
  });

  it("closes only when all that waits is stored, and takes nothing new", async () => {
    const stored: string[] = [];
    const batcher = new DeliveryBatcher({
      store: async (deliveries) => {
        await sleep(30);
        stored.push(...deliveries.map((d) => d.deliveryId));
      },
      committed: () => {},
    });
    const added = ["a", "b", "c"].map((id) => outcome(batcher.add(delivery(id))));
    const closing = batcher.close();
    expect(await outcome(batcher.add(delivery("d")))).toBe("stopping");
    await closing;
    expect(stored.sort()).toEqual(["a", "b", "c"]);
    expect(await Promise.all(added)).toEqual(["stored", "stored", "stored"]);
  });

  it("whatever fails and however often: acknowledged means stored, and only bad rows are refused for good", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ bad: fc.boolean(), pause: fc.nat({ max: 3 }) }), { minLength: 1, maxLength: 30 }),
        fc.array(fc.constantFrom("ok", "lost", "lost-after-commit"), { maxLength: 12 }),
        async (deliveries, weather) => {
          const stored = new Set<string>();
          const batcher = new DeliveryBatcher({
            store: async (batch) => {
              const now = weather.shift() ?? "ok";
              await sleep(0);
              if (now === "lost") throw databaseError("ECONNRESET");
              if (batch.some((d) => d.event === "bad")) throw databaseError("23514");
              for (const d of batch) stored.add(d.deliveryId);
              if (now === "lost-after-commit") throw new Error("Connection terminated unexpectedly");
            },
            committed: () => {},
            batchCount: 7,
            patienceMs: 10_000,
          });
          const outcomes = await Promise.all(
            deliveries.map(async ({ bad, pause }, n) => {
              await sleep(pause);
              return outcome(batcher.add({ ...delivery(`d${n}`), event: bad ? "bad" : "good" }));
            }),
          );
          outcomes.forEach((result, n) => {
            expect(result).toBe(deliveries[n]?.bad ? "row" : "stored");
            expect(stored.has(`d${n}`)).toBe(!deliveries[n]?.bad);
          });
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);
});
