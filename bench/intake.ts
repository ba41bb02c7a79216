import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "./support/http.ts";
import { examples, headersOf, sign } from "./support/payloads.ts";
import { openPeer, type Peer } from "./support/peer-process.ts";
import { type Benchmark, median, type RunOptions, type Section, whole } from "./support/result.ts";
import { openDatabase, startServerProcess } from "./support/server-process.ts";

const CONNECTIONS = 48;

interface Prepared {
  readonly event: string;
  readonly body: Buffer;
  readonly signature: string;
}

/** How many are answered with `expected` in so many seconds, by as many connections as can be kept busy. */
async function flood(
  url: string,
  path: string,
  payloads: readonly Prepared[],
  seconds: number,
  expected: number,
  prefix: string,
): Promise<number> {
  const client = await Client.open(url, CONNECTIONS);
  let sent = 0;
  let good = 0;
  const end = performance.now() + seconds * 1000;
  const one = async () => {
    while (performance.now() < end) {
      const index = sent++;
      const { event, body, signature } = payloads[index % payloads.length] as Prepared;
      const status = await client.post(path, headersOf(event, `${prefix}-${index}`, body, signature), body);
      if (status !== expected) throw new Error(`${path} answered ${status}, not ${expected}`);
      good++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  client.close();
  return good / seconds;
}

/** How often a second the disk confirms 8 KiB, as a database's commit asks for. */
function diskLimit(): number {
  const directory = mkdtempSync(join(tmpdir(), "tollgate-bench-disk-"));
  const file = openSync(join(directory, "file"), "w");
  const block = Buffer.alloc(8192, 1);
  let count = 0;
  const began = performance.now();
  for (; performance.now() - began < 1_000; count++) {
    writeSync(file, block, 0, block.length, (count % 1024) * block.length);
    fdatasyncSync(file);
  }
  const rate = (count * 1000) / (performance.now() - began);
  closeSync(file);
  rmSync(directory, { recursive: true });
  return rate;
}

async function run({ quick, say }: RunOptions): Promise<Section> {
  const payloads = examples().map(({ event, payload }): Prepared => {
    const body = Buffer.from(JSON.stringify(payload));
    return { event, body, signature: sign(body) };
  });
  const bytes = payloads.reduce((sum, { body }) => sum + body.length, 0) / payloads.length;
  const database = await openDatabase();
  const peers: Peer[] = [];
  try {
    // Taking in alone, as the others do: what comes after is the other benchmark.
    const server = await startServerProcess(database, { changes: 0, environment: {}, role: "http" });
    peers.push(await openPeer("probot"), await openPeer("bare"));
    const contenders = [
      { name: "Tollgate, on disk before it answers", url: server.url, path: "/webhooks/github", expected: 202 },
      {
        name: "probot, a handler that does nothing",
        url: peers[0]?.url ?? "",
        path: "/api/github/webhooks",
        expected: 200,
      },
      { name: "bare node:http, signature checked", url: peers[1]?.url ?? "", path: "/", expected: 202 },
    ];
    const rounds = quick ? 2 : 5;
    const seconds = quick ? 2 : 5;
    const rates = contenders.map((): number[] => []);
    // In turns, so that what else the machine does hits all alike; the first round only warms up.
    for (let round = 0; round <= rounds; round++) {
      for (const [index, { url, path, expected }] of contenders.entries()) {
        const rate = await flood(url, path, payloads, seconds, expected, `flood-${round}`);
        if (round > 0) rates[index]?.push(rate);
      }
      say(`  round ${round}: ${rates.map((of) => whole(of.at(-1) ?? Number.NaN)).join(" / ")}`);
    }
    await server.close();
    const [ours = 0, probot = 0, bare = 0] = rates.map(median);
    const stored = await database.pool.query<{ count: string }>("select count(*) from deliveries");
    const disk = diskLimit();
    return {
      figures: [
        {
          what: "signed webhooks accepted a second, each committed to disk before its 202",
          got: whole(ours),
          beside: `probot's handler that does nothing ${whole(probot)}; bare node:http ${whole(bare)}`,
          aim: "at least probot's",
          met: ours >= probot,
        },
        {
          what: "the disk's own limit: confirmed writes of 8 KiB a second, one after the other",
          got: whole(disk),
          beside: `many deliveries share one commit; ${whole(Number(stored.rows[0]?.count ?? 0))} were stored in this run`,
        },
      ],
      tables: [
        {
          title: `Each round of ${seconds} s, ${CONNECTIONS} connections, GitHub's ${payloads.length} example payloads (${whole(bytes)} bytes on average), a second`,
          head: ["", ...Array.from({ length: rounds }, (_, index) => String(index + 1)), "median"],
          rows: contenders.map(({ name }, index) => [
            name,
            ...(rates[index] ?? []).map(whole),
            whole(median(rates[index] ?? [])),
          ]),
        },
      ],
    };
  } finally {
    for (const peer of peers) await peer.close();
    await database.close();
  }
}

export const intake: Benchmark = {
  name: "intake",
  title: "Taking webhooks in",
  how: "The same payloads with the same signatures are sent to three servers in turns, each a process of its own, by as many connections as keep it busy. Tollgate (role http) checks the signature, stores the delivery in its PostgreSQL with fsync on, and answers 202 after the commit. probot checks the signature and calls a handler that does nothing; the bare server checks the signature and answers. The sender shares the machine with all of them.",
  run,
};
