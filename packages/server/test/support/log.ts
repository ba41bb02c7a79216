import type { StoreLog } from "../../src/store/errors.ts";

export const silent: StoreLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A log that keeps its messages for the test to look at. */
export function recordingLog(): StoreLog & { readonly messages: string[] } {
  const messages: string[] = [];
  const keep = (_fields: object, message: string) => void messages.push(message);
  return { messages, info: keep, warn: keep, error: keep };
}
