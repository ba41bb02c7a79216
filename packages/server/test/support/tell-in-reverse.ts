import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "./world.ts";

/** Of the deliveries that are held, lets those of one action go, and those of another some time after; no others. */
export async function tellInReverse(
  { github }: World,
  { first, last, pauseMs }: { readonly first: string; readonly last: string; readonly pauseMs: number },
): Promise<void> {
  const late: number[] = [];
  github.webhooks.release((held) => {
    late.push(...held.filter(({ action }) => action === last).map(({ id }) => id));
    return held.filter(({ action }) => action === first);
  });
  await sleep(pauseMs);
  for (const id of late) github.webhooks.redeliver(id);
}
