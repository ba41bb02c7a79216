import { randomUUID } from "node:crypto";
import { connect as connectSocket, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createPool } from "@tollgate/server/store/database";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { silent } from "../support/log.ts";
import { type Running, startServer } from "./support/harness.ts";

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function rowsOf(database: TestDatabase): Promise<string[]> {
  const { rows } = await database.pool.query("select delivery_id from deliveries order by 1");
  return rows.map((row) => row.delivery_id);
}

/** A server whose database is reached through a wire that can be cut, or go silent, while the real pool looks on. */
async function behindWire(): Promise<{ running: Running; database: TestDatabase; wire: Wire }> {
  const database = await createTestDatabase();
  const wire = await Wire.to(database.url);
  const pool = createPool(wire.url, silent, 4);
  const running = await startServer({
    database: { url: wire.url, pool, drop: async () => {} },
    deps: { limits: { deliveryPatienceMs: 1_000, closeMs: 2_000 } },
  });
  cleanups.push(
    () => database.drop(),
    async () => pool.end(),
    async () => wire.close(),
    () => running.stop(),
  );
  return { running, database, wire };
}

class Wire {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  state: "open" | "cut" | "silent" = "open";
  /** Called with what the client sends; answers whether it goes through. */
  onSend: (bytes: Buffer) => boolean = () => true;
  /** The same for what the database answers. */
  onAnswer: (bytes: Buffer) => boolean = () => true;

  static async to(url: string): Promise<Wire> {
    const target = new pg.Client({ connectionString: url });
    const { host, port } = target;
    const to = () => (host.startsWith("/") ? connectSocket(`${host}/.s.PGSQL.${port}`) : connectSocket(port, host));
    const sockets = new Set<Socket>();
    let wire: Wire | undefined;
    const server = createServer((client) => {
      const upstream = to();
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on("error", () => {});
        socket.on("close", () => {
          sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
      }
      if (wire?.state === "cut") return void client.destroy();
      client.on("data", (bytes) => wire?.state === "open" && wire.onSend(bytes) && upstream.write(bytes));
      upstream.on("data", (bytes) => wire?.state === "open" && wire.onAnswer(bytes) && client.write(bytes));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const { user, password, database } = target;
    const at = `127.0.0.1:${address.port}`;
    const through = `postgres://${encodeURIComponent(user ?? "")}:${encodeURIComponent(String(password ?? ""))}@${at}/${database}`;
    wire = new Wire(through, server, sockets);
    return wire;
  }

  private constructor(url: string, server: Server, sockets: Set<Socket>) {
    this.url = url;
    this.#server = server;
    this.#sockets = sockets;
  }

  cut(): void {
    this.state = "cut";
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}

describe("202 only after the commit", () => {
  it("database away: 503 with Retry-After and no row; back again: 202", async () => {
    const { running, database, wire } = await behindWire();
    wire.cut();
    const started = Date.now();
    const response = await running.deliver("{}", { "x-github-delivery": "while-away" });
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBeTruthy();
    expect(Date.now() - started).toBeLessThan(4_000);
    expect(await rowsOf(database)).toEqual([]);
    wire.state = "open";
    expect((await running.deliver("{}", { "x-github-delivery": "back" })).status).toBe(202);
    expect(await rowsOf(database)).toEqual(["back"]);
  });

  it("database silent: 503 within the patience, and the server recovers", async () => {
    const { running, database, wire } = await behindWire();
    expect((await running.deliver("{}", { "x-github-delivery": "before" })).status).toBe(202);
    wire.state = "silent";
    const started = Date.now();
    const answers = await Promise.all(["a", "b", "c"].map((id) => running.deliver("{}", { "x-github-delivery": id })));
    expect(answers.map((answer) => answer.status)).toEqual([503, 503, 503]);
    expect(Date.now() - started).toBeLessThan(4_000);
    expect(await rowsOf(database)).toEqual(["before"]);
    wire.state = "open";
    await sleep(2_500); // what hangs is given up by then
    expect((await running.deliver("{}", { "x-github-delivery": "after" })).status).toBe(202);
  });

  it("the answer of the commit is lost: tried again, one row, 202", async () => {
    const { running, database, wire } = await behindWire();
    let lost = 0;
    wire.onAnswer = (bytes) => {
      if (lost > 0 || (!bytes.includes("INSERT") && !bytes.includes("SELECT"))) return true;
      lost++;
      wire.cut();
      wire.state = "open";
      return false;
    };
    expect((await running.deliver("{}", { "x-github-delivery": "once" })).status).toBe(202);
    expect(lost).toBe(1);
    expect(await rowsOf(database)).toEqual(["once"]);
  });

  it("connections killed again and again under load: every 202 has its row", async () => {
    const { running, database } = await behindWire();
    const accepted = new Set<string>();
    const refused = new Set<string>();
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    let killing = true;
    const killer = (async () => {
      while (killing) {
        await admin.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
        );
        await sleep(60);
      }
    })();
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        for (let n = 0; n < 15; n++) {
          const id = randomUUID();
          const { status } = await running.deliver("{}", { "x-github-delivery": id });
          expect([202, 503]).toContain(status);
          (status === 202 ? accepted : refused).add(id);
        }
      }),
    );
    killing = false;
    await killer;
    await admin.end();
    const stored = new Set(await rowsOf(database));
    expect([...accepted].filter((id) => !stored.has(id))).toEqual([]);
    expect(accepted.size).toBeGreaterThan(0);
    expect(accepted.size + refused.size).toBe(300);
  });

  it("a poison row is refused alone; its neighbours are stored", async () => {
    const running = await startServer();
    cleanups.push(() => running.stop());
    await running.database.pool.query("alter table deliveries add constraint poison check (event <> 'poison')");
    const ids = Array.from({ length: 60 }, (_, n) => `${n % 20 === 7 ? "bad" : "good"}-${n}`);
    const answers = await Promise.all(
      ids.map(async (id) => {
        const event = id.startsWith("bad") ? "poison" : "push";
        return [id, (await running.deliver("{}", { "x-github-delivery": id, "x-github-event": event })).status];
      }),
    );
    for (const [id, status] of answers) expect([id, status]).toEqual([id, String(id).startsWith("bad") ? 503 : 202]);
    expect(await rowsOf(running.database)).toEqual(ids.filter((id) => id.startsWith("good")).sort());
    expect(await running.registry.metrics()).toContain('result="rejected-row"} 3');
  });

  it("stopping while deliveries wait: each is either stored and answered 202, or not answered so", async () => {
    const running = await startServer();
    cleanups.push(() => running.database.drop());
    const sent = Array.from({ length: 50 }, async (_, n) => {
      const id = `s-${n}`;
      const status = await running.deliver("{}", { "x-github-delivery": id }).then(
        (r) => r.status,
        () => 0,
      );
      return [id, status] as const;
    });
    await sleep(5);
    await running.server.close();
    const stored = new Set(await rowsOf(running.database));
    for (const [id, status] of await Promise.all(sent)) if (status === 202) expect(stored).toContain(id);
    await expect(fetch(`${running.url}/healthz`)).rejects.toThrow();
  });
});
