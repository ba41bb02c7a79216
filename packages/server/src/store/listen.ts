import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

export interface Listener {
  /** Resolves at the first connection. Never rejects: a database that is away is waited for. */
  readonly connected: Promise<void>;
  close(): Promise<void>;
}

/** The name of the connection by which each process of Tollgate is counted. */
export const REPLICA_NAME = "tollgate-replica";

/** How often the connection is tried out, in ms: one that died without a word is otherwise never noticed. */
const PROBE_MS = 15_000;
const PROBE_TIMEOUT_MS = 5_000;
/** Longest pause between two attempts to connect, in ms. */
const MAX_PAUSE_MS = 2_000;

/**
 * Listens for notifications on one connection of its own, for as long as it is open; a broken connection is made anew.
 * After each connection, the first included, `onNotify` is called once with the channel null: something may have been
 * missed. Notifications are hints, so a listener also needs a slow poll.
 * @param database a connection string, or a pool whose settings are taken; the pool itself lends no connection
 * @param onNotify must not throw
 * @param onTrouble told when a connection breaks or cannot be made
 * @param name what the database shows as the connection's name
 */
export function listen(
  database: string | pg.Pool,
  channels: readonly string[],
  onNotify: (channel: string | null, payload: string) => void,
  onTrouble: (error: unknown) => void = () => {},
  name = "tollgate-listen",
): Listener {
  const stopped = new AbortController();
  const { promise: connected, resolve: firstConnected } = Promise.withResolvers<void>();
  let current: pg.Client | null = null;
  let attempts = 0;

  const config: pg.ClientConfig = {
    ...(typeof database === "string" ? { connectionString: database } : settingsOf(database)),
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    application_name: name,
  };

  /** One connection, until it ends. */
  async function once(): Promise<void> {
    const client = new pg.Client(config);
    current = client;
    const ended = new Promise<void>((resolve) => client.once("end", () => resolve()));
    client.on("error", onTrouble);
    client.on("notification", ({ channel, payload }) => onNotify(channel, payload ?? ""));
    try {
      await client.connect();
      await client.query(channels.map((channel) => `listen ${client.escapeIdentifier(channel)}`).join("; "));
      if (stopped.signal.aborted) return;
      attempts = 0;
      firstConnected();
      onNotify(null, "");
      while (!stopped.signal.aborted) {
        const gone = await Promise.race([ended.then(() => true), sleep(PROBE_MS, false, { signal: stopped.signal })]);
        if (gone) return;
        const probe: pg.QueryConfig & { query_timeout: number } = { text: "select 1", query_timeout: PROBE_TIMEOUT_MS };
        await client.query(probe);
      }
    } catch (error) {
      if (!stopped.signal.aborted) onTrouble(error);
    } finally {
      current = null;
      // Not waited for: ending a connection that hangs may take as long as the hang.
      client.end().catch(() => {});
    }
  }

  const running = (async () => {
    while (!stopped.signal.aborted) {
      await once();
      if (stopped.signal.aborted) return;
      const pause = Math.min(MAX_PAUSE_MS, 50 * 2 ** attempts++);
      // Replicas that lost the same database do not come back in one instant.
      await sleep(pause / 2 + (Math.random() * pause) / 2, undefined, { signal: stopped.signal }).catch(() => {});
    }
  })();

  return {
    connected,
    async close() {
      stopped.abort();
      const client = current;
      if (client !== null) await Promise.race([client.end().catch(() => {}), sleep(1_000)]);
      await running;
    },
  };
}

/** The connection settings of a pool. Its password is not enumerable, so a plain copy would lose it. */
function settingsOf(pool: pg.Pool): pg.ClientConfig {
  const { options } = pool;
  return options.password === undefined ? { ...options } : { ...options, password: options.password };
}
