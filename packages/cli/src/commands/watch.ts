import type { Change } from "@tollgate/client/change";
import type { ChangeAddress, TollgateClient } from "@tollgate/client/client";
import { parseChange } from "../change-reference.ts";
import { CliFailure, EXIT } from "../failure.ts";
import { reference } from "../output/change.ts";
import { endWith, note, paintErr, paintOut, print } from "../output/terminal.ts";
import { duration, oneLine, pad } from "../output/text.ts";
import { connect, type RemoteFlags } from "../remote.ts";
import type { Formatted } from "../tree.ts";

export interface WatchFlags extends RemoteFlags, Formatted {
  readonly until?: string;
  readonly timeout?: string;
}

/** Prints a line whenever a change moves. Ctrl-C is the ordinary end. */
export async function watch(typed: string | undefined, flags: WatchFlags): Promise<void> {
  if (flags.until !== undefined && typed === undefined) {
    throw new CliFailure(EXIT.wrong, "--until needs a change.", 'Name it: changes watch "owner/name#7" --until STATE');
  }
  const timeout = flags.timeout === undefined ? undefined : duration(flags.timeout);
  if (flags.timeout !== undefined && timeout === undefined) {
    throw new CliFailure(EXIT.wrong, `--timeout ${flags.timeout} is no length of time.`, "Write it like 30m or 90s.");
  }
  const end = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    end.abort();
  }, timeout ?? 0);
  if (timeout === undefined) clearTimeout(timer);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end.abort());
  try {
    const client = await connect(flags);
    if (typed === undefined) await watchAll(client, flags, end.signal);
    else await watchOne(client, parseChange(typed), flags, end.signal);
  } finally {
    clearTimeout(timer);
    end.abort();
  }
  if (!late) return;
  note(paintErr("yellow", `Not so within ${flags.timeout}.`));
  endWith(EXIT.negative);
}

async function watchOne(client: TollgateClient, address: ChangeAddress, flags: WatchFlags, signal: AbortSignal) {
  // The place in the log comes before the first look: what happens in between is in the stream.
  const cursor = await lastCursor(client, address);
  let change = await client.change(address);
  tell(change, flags);
  if (change.state === flags.until) return;
  const start = cursor === undefined ? ({ from: "start" } as const) : { cursor };
  for await (const _ of client.events({ ...start, stream: change.id, signal, reconnecting })) {
    const next = await client.change(address);
    if (next.version === change.version) continue;
    change = next;
    tell(change, flags);
    if (change.state === flags.until) return;
  }
}

async function lastCursor(client: TollgateClient, address: ChangeAddress): Promise<string | undefined> {
  let last: string | undefined;
  for (let page: string | null | undefined; page !== null; ) {
    const { items, nextCursor } = await client.listEvents(address, { limit: 200, ...(page ? { cursor: page } : {}) });
    last = items.at(-1)?.cursor ?? last;
    page = nextCursor;
  }
  return last;
}

async function watchAll(client: TollgateClient, flags: WatchFlags, signal: AbortSignal): Promise<void> {
  // Asked once, so that a wrong token or address ends the command instead of being tried again for ever.
  await client.listChanges({ limit: 1 });
  note(paintErr("dim", "Waiting for changes to move; Ctrl-C ends."));
  const seen = new Map<string, number>();
  for await (const { stream } of client.events({ from: "now", signal, reconnecting })) {
    if (!/^[a-z][a-z0-9-]*:[^/]+\/[^/]+#\d+$/.test(stream)) continue;
    const change = await client.change(parseChange(stream));
    if (seen.get(change.id) === change.version) continue;
    seen.set(change.id, change.version);
    tell(change, flags);
  }
}

function reconnecting(error: unknown): void {
  if (error !== null) note(paintErr("dim", "The connection was lost; trying again."));
}

/** One line of text, or one line of JSON: both can be followed. */
function tell(change: Change, flags: WatchFlags): void {
  if (flags.format === "json") {
    print(JSON.stringify(change));
    return;
  }
  const time = new Date().toTimeString().slice(0, 8);
  const waits = change.waitingFor[0];
  print(
    `${paintOut("dim", time)} ${paintOut("bold", reference(change))} ${pad(change.state, 16)} ${oneLine(waits ?? change.title)}`,
  );
}
