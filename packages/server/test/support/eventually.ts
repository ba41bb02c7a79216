import { setTimeout as sleep } from "node:timers/promises";

/** Tries again until the check no longer throws; fails with its last error when it never stops doing so in time. */
export async function eventually(check: () => unknown, withinMs = 15_000, everyMs = 50): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(everyMs);
    }
  }
}
