import { describe, expect, it } from "vitest";
import { hasData } from "./support/data.ts";
import { compareMutants, type Row } from "./support/mutate.ts";

describe.skipIf(!hasData("workflows"))("broken workflows (skipped where the shared data is absent)", () => {
  it("are noticed at least as often as by actionlint, of every kind", async () => {
    const rows = await compareMutants(1, 8);
    const told = (row: Row) => `${row.mutator}: ${row.ours} of ${row.mutants}, they ${row.theirs}; ${row.missed}`;
    expect(rows.filter(({ ours, theirs }) => ours < theirs).map(told)).toEqual([]);
    const sum = (key: "mutants" | "ours") => rows.reduce((all, row) => all + row[key], 0);
    expect(sum("ours") / sum("mutants")).toBeGreaterThanOrEqual(0.987);
  });
});
