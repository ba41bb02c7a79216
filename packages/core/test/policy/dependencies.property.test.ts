import fc from "fast-check";
import { expect, test } from "vitest";
import { runGate } from "../../src/policy/gate.ts";
import { dependencies } from "../../src/policy/gates/dependencies.ts";
import { type DependencyChange, SEVERITIES } from "../../src/vocabulary/evidence.ts";
import { type Facts, known } from "../../src/vocabulary/fact.ts";
import { opens } from "../../src/vocabulary/outcome.ts";

const change: fc.Arbitrary<DependencyChange> = fc.record({
  change: fc.constantFrom("added", "added", "removed"),
  ecosystem: fc.constant("npm"),
  name: fc.constantFrom("a", "b", "c"),
  version: fc.constant("1.0.0"),
  manifest: fc.constantFrom("package-lock.json", "web/package-lock.json"),
  license: fc.constant("MIT"),
  scope: fc.constantFrom("runtime", "development", "unknown"),
  vulnerabilities: fc.array(
    fc.nat(3).map((n) => ({ id: `G-${n}`, severity: SEVERITIES[n] ?? "low", summary: "a flaw", url: null })),
    { maxLength: 3 },
  ),
});
const params = fc.record({
  high: fc.option(fc.nat(2)),
  medium: fc.nat(2),
  ignore: fc.array(
    fc.record({
      id: fc.constantFrom("G-1", "G-2"),
      until: fc.constantFrom("2026-01-01", "2026-06-30"),
      reason: fc.constant("only parses our own files"),
    }),
    { maxLength: 2 },
  ),
});

function opensFor(changes: readonly DependencyChange[], written: unknown, now: string): boolean {
  const facts = { dependencies: known(changes) } as unknown as Facts;
  return opens(runGate(dependencies, facts, dependencies.params.parse(written), { ownContexts: [], now }).outcome);
}

test("one more dependency that is added never opens, and no order matters", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 5 }), change, params, (changes, more, written) => {
      const now = "2026-01-01T12:00:00Z";
      const before = opensFor(changes, written, now);
      if (!before) expect(opensFor([...changes, { ...more, change: "added" }], written, now)).toBe(false);
      expect(opensFor(changes.toReversed(), written, now)).toBe(before);
    }),
  );
});

test("as days pass what is ignored ends, and nothing else changes: what was closed does not open", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 5 }), params, (changes, written) => {
      const days = ["2025-12-31", "2026-01-01", "2026-01-02", "2026-06-30", "2026-07-01"];
      const open = days.map((day) => opensFor(changes, written, `${day}T23:59:59.999Z`));
      open.forEach((now, index) => {
        if (now) expect(open.slice(0, index)).not.toContain(false);
      });
      expect(open[3]).toBe(open[2]);
    }),
  );
});
