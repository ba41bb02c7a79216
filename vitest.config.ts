import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/{src,test}/**/*.test.ts", "apps/*/test/**/*.test.ts", "scripts/**/*.test.ts"],
    exclude: ["**/*.slow.test.ts", "**/node_modules/**"],
    globalSetup: ["packages/server/test/support/postgres.global.ts"],
    maxWorkers: 2,
    // Hundreds of processes read the same sources: what the first has made of a file, the others take. By contents.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, ".cache", "compiled") },
    // Real processes on a shared machine: in CI what fails once is tried once more, and told; at a desk nothing is hidden.
    retry: process.env.CI === undefined ? 0 : 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
