import { join } from "node:path";
import { defineConfig } from "vitest/config";

const ALL = ["packages/*/{src,test}/**/*.test.ts", "apps/*/test/**/*.test.ts", "scripts/**/*.test.ts"];
/** They hold a server to what it promises in seconds, so they run without the crowd. */
const TIMED = ["packages/server/test/scenarios/stranger.test.ts", "apps/dashboard/test/many.test.ts"];
/** Servers, processes and browsers: most of their time they wait, for polls, backoffs and each other. */
const WAITING = ["packages/{cli,providers,server}/test/**/*.test.ts", "apps/*/test/**/*.test.ts"];

export default defineConfig({
  test: {
    exclude: ["**/*.slow.test.ts", "**/node_modules/**"],
    globalSetup: ["packages/server/test/support/postgres.global.ts"],
    // Hundreds of processes read the same sources: what the first has made of a file, the others take. By contents.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, ".cache", "compiled") },
    // Real processes on a shared machine: in CI what fails once is tried once more, and told; at a desk nothing is hidden.
    retry: process.env.CI === undefined ? 0 : 1,
    // A second, the default, is soon over on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { test: { name: "waiting", include: WAITING, exclude: TIMED, maxWorkers: 4, sequence: { groupOrder: 0 } } },
      { test: { name: "timed", include: TIMED, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      // Pure code leaves nothing behind for the next file.
      {
        test: {
          name: "pure",
          include: ALL,
          exclude: [...WAITING, ...TIMED],
          maxWorkers: 2,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
