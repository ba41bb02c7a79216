// For finding out what is slow: with BENCH_STATEMENTS=1 the server tells at its end how often it sent each statement, and
// how long it waited for the answers.
import pg from "pg";

interface Told {
  count: number;
  ms: number;
}

export function countStatements(): void {
  const told = new Map<string, Told>();
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args;
    const text = (typeof first === "string" ? first : String((first as { text?: unknown }).text)).replace(/\s+/g, " ");
    const began = performance.now();
    const done = () => {
      const one = told.get(text) ?? { count: 0, ms: 0 };
      told.set(text, { count: one.count + 1, ms: one.ms + performance.now() - began });
    };
    const last = args.at(-1);
    if (typeof last === "function") {
      args[args.length - 1] = (...result: unknown[]) => {
        done();
        last(...result);
      };
      return original.apply(this, args);
    }
    const result = original.apply(this, args) as Promise<unknown>;
    result.then(done, done);
    return result;
  } as typeof pg.Client.prototype.query;
  process.on("exit", () => {
    for (const [text, { count, ms }] of [...told].sort((a, b) => b[1].ms - a[1].ms).slice(0, 60)) {
      process.stderr.write(`${ms.toFixed(0).padStart(8)} ms ${String(count).padStart(7)}  ${text.slice(0, 130)}\n`);
    }
  });
}
