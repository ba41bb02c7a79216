import { expect, test } from "vitest";
import { committed, GENERATED, orphans } from "../../../scripts/generate.ts";

test.each(Object.keys(GENERATED))("%s is fresh (npm run generate)", (path) => {
  expect(committed(path)).toBe(GENERATED[path]?.());
});

test("every page belongs to a code", () => {
  expect(orphans()).toEqual([]);
});
