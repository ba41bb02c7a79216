import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Peer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a peer in a process of its own; it ends with us. */
export async function openPeer(name: "probot" | "bare"): Promise<Peer> {
  const child = fork(fileURLToPath(new URL("peer.ts", import.meta.url)), [name]);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await Promise.race([
    new Promise<string>((resolve) => child.once("message", (message) => resolve((message as { url: string }).url))),
    ended.then(() => {
      throw new Error(`${name} ended before it took requests`);
    }),
  ]);
  return {
    url,
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
