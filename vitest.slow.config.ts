import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Kill and outage drills wait for leases, backoffs and poll deadlines, so they run apart and one at a time; with them goes
// what has a representative among the quick tests.
export default defineConfig({
  test: {
    include: ["packages/*/test/**/*.slow.test.ts"],
    globalSetup: ["packages/server/test/support/postgres.global.ts"],
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, ".cache", "compiled") },
    maxWorkers: 1,
    fileParallelism: false,
    // Real processes on a shared machine: in CI what fails once is tried once more, and told; at a desk nothing is hidden.
    retry: process.env.CI === undefined ? 0 : 1,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
