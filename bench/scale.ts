import { openBrowser } from "../apps/dashboard/test/support/browser.ts";
import { buildDashboard } from "../scripts/build-dashboard.mjs";
import { settled } from "./decision.ts";
import { drive } from "./support/drive.ts";
import { memoryOf } from "./support/machine.ts";
import { type Benchmark, mib, ms, percentile, type RunOptions, type Section, sorted, whole } from "./support/result.ts";
import { seed } from "./support/seed.ts";
import { ADMIN, type Database, openDatabase, type Server, startServerProcess } from "./support/server-process.ts";
import { Watch } from "./support/watch.ts";

const MODELS = 10;
const AIM_MS = 100;
/** Number of the first change that is added; the sizes are multiples of it. */
const FIRST = 1_000;
const SIZES = [1_000, 10_000, 100_000];

type Times = ReadonlyMap<string, Float64Array>;

/** What the dashboard and the command line ask for. */
function questions(size: number): readonly (readonly [string, (round: number) => string])[] {
  const one = (round: number) => {
    const number = FIRST + 20 * ((round * 7919) % Math.floor(size / 20));
    return `/api/v1/changes/github/acme/product-${number % 50}/${number}`;
  };
  const rows = "/api/v1/change-rows?limit=50";
  return [
    ["list, newest first", () => rows],
    ["list, open and failing", () => `${rows}&lifecycle=open&outcome=fail,pending`],
    ["list, oldest first", () => `${rows}&sort=created`],
    ["list, one repository", (round) => `${rows}&repository=acme/product-${round % 50}`],
    ["list, searched by a word", (round) => `${rows}&q=${["upload", "parser", "person-17", "timeout"][round % 4]}`],
    ["list, searched by two words", (round) => `${rows}&q=part%20${1 + ((round * 37) % size)}`],
    ["one change", one],
    ["explain", (round) => `${one(round)}/explain`],
    ["its events", (round) => `${one(round)}/events`],
  ];
}

async function ask(url: string, path: string): Promise<unknown> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${ADMIN}` } });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${path} answered ${response.status} ${JSON.stringify(body)}`);
  return body;
}

async function api(url: string, size: number, rounds: number): Promise<Times> {
  const times = new Map<string, number[]>();
  const timed = async (name: string, path: string): Promise<unknown> => {
    const began = performance.now();
    const body = await ask(url, path);
    const all = times.get(name) ?? [];
    times.set(name, all);
    all.push(performance.now() - began);
    return body;
  };
  for (const [name, path] of questions(size)) {
    // Once for the plans and caches that every server that runs for a minute has.
    for (let round = 0; round < 3; round++) await ask(url, path(round));
    for (let round = 0; round < rounds; round++) await timed(name, path(round));
  }
  let cursor: string | null = null;
  for (let page = 0; page < rounds; page++) {
    const path: string = `/api/v1/change-rows?limit=200${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;
    ({ nextCursor: cursor } = (await timed("list, page after page", path)) as { nextCursor: string | null });
  }
  return new Map([...times].map(([name, all]) => [name, sorted(all)]));
}

/** From the click, or the address, to the change or the first row on the screen. */
async function pages(url: string, rounds: number): Promise<Times> {
  if (!(await buildDashboard({ say: () => {} }))) throw new Error("the dashboard cannot be built");
  const opened = await openBrowser();
  try {
    const context = await opened.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await context.request.post(`${url}/api/v1/session`, { data: { token: ADMIN } });
    const list: number[] = [];
    const change: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      let began = performance.now();
      await page.goto(`${url}/changes?view=all`);
      await page.locator("[data-open]").first().waitFor();
      const listed = performance.now() - began;
      began = performance.now();
      await page
        .locator("[data-open]")
        .nth(round % 10)
        .click();
      await page.locator("h1, h2").first().waitFor();
      await page.waitForURL(/\/changes\/github\//);
      if (round === 0) continue;
      list.push(listed);
      change.push(performance.now() - began);
    }
    return new Map([
      ["page: the list, loaded anew", sorted(list)],
      ["page: a click on a change", sorted(change)],
    ]);
  } finally {
    await opened.close();
  }
}

interface Memory {
  readonly server: number | null;
  readonly database: number | null;
}

function memory(server: Server, database: Database): Memory {
  return { server: memoryOf(server.pid), database: memoryOf(database.pid) };
}

async function run({ quick, say }: RunOptions): Promise<Section> {
  const sizes = quick ? [500, 2_000] : SIZES;
  const database = await openDatabase();
  const measured: { readonly size: number; readonly api: Times; readonly memory: Memory; readonly bytes: number }[] =
    [];
  let shown: Times = new Map();
  const kept: [string, Memory][] = [];
  try {
    let server = await startServerProcess(database, { changes: MODELS });
    await settled(database.pool, MODELS);
    kept.push(["at rest, ten changes", memory(server, database)]);
    const watch = await Watch.open(database);
    await drive(server.url, watch, { rate: 500, seconds: quick ? 3 : 20, changes: MODELS, firstStep: 0 });
    kept.push(["after 500 deliveries a second", memory(server, database)]);
    await watch.close();
    let from = FIRST;
    for (const size of sizes) {
      await server.close();
      await seed(database.pool, from, FIRST + size - 1);
      from = FIRST + size;
      server = await startServerProcess(database, { changes: MODELS, role: "http" });
      const times = await api(server.url, size, quick ? 20 : 200);
      const { rows } = await database.pool.query<{ bytes: string }>(
        "select pg_database_size(current_database()) as bytes",
      );
      measured.push({ size, api: times, memory: memory(server, database), bytes: Number(rows[0]?.bytes) });
      say(`  ${whole(size)}: ${[...times].map(([name, all]) => `${name} ${ms(percentile(all, 0.99))}`).join(", ")}`);
      if (size === sizes.at(-1)) shown = await pages(server.url, quick ? 3 : 20);
    }
    await server.close();
  } finally {
    await database.close();
  }
  const largest = measured.at(-1);
  const all = [...(largest?.api ?? []), ...shown];
  const worst = (times: Iterable<[string, Float64Array]>) =>
    [...times].map(([name, of]) => ({ name, p99: percentile(of, 0.99) })).sort((a, b) => b.p99 - a.p99)[0];
  const events = whole((largest?.size ?? 0) * 10);
  const latency = (what: string, times: Times) => {
    const slowest = worst(times);
    return {
      what: `${what} at ${whole(largest?.size ?? 0)} changes and ${events} events, p99 of the slowest`,
      got: `${ms(slowest?.p99 ?? Number.NaN)} (${slowest?.name})`,
      aim: `under ${AIM_MS} ms`,
      met: (slowest?.p99 ?? Number.POSITIVE_INFINITY) < AIM_MS,
    };
  };
  const bytes = (value: number | null) => (value === null ? "not told here" : mib(value));
  if (largest !== undefined)
    kept.push([`at rest, ${whole(largest.size)} changes, after the questions below`, largest.memory]);
  return {
    figures: [
      latency("API", largest?.api ?? new Map()),
      latency("pages in Chromium", shown),
      ...kept.map(([when, { server, database: postgres }]) => ({
        what: `memory ${when}`,
        got: `server ${bytes(server)}`,
        beside: `PostgreSQL ${bytes(postgres)}`,
      })),
    ],
    tables: [
      {
        title: "The slope: p50 and p99 as the data grows",
        head: ["", ...measured.map(({ size }) => `${whole(size)} changes`)],
        rows: [
          ...all.map(([name]) => [
            name,
            ...measured.map(({ api: times, size }) => {
              const of = times.get(name) ?? (size === largest?.size ? shown.get(name) : undefined);
              return of === undefined ? "" : `${ms(percentile(of, 0.5))}, ${ms(percentile(of, 0.99))}`;
            }),
          ]),
          ["database on disk", ...measured.map(({ bytes: size }) => mib(size))],
        ],
      },
    ],
  };
}

export const scale: Benchmark = {
  name: "scale",
  title: "Memory, and latency as the data grows",
  how: "The server writes ten changes itself; they are copied until there are 1,000, 10,000 and 100,000, each with ten events, contexts and a subject, one in twenty of them open. Each question is asked 200 times over HTTP, one after the other; pages are loaded in a real Chromium. Memory is what each process has for itself, shared pages counted once (PSS).",
  run,
};
