import fc from "fast-check";
import { expect, test } from "vitest";
import type { Edit, Fix } from "../../src/findings/finding.ts";
import { applyFixes } from "../../src/findings/fixes.ts";

const textOf = fc.string({ maxLength: 60 });

const editIn = (length: number) =>
  fc
    .tuple(fc.nat(length), fc.nat(length), fc.string({ maxLength: 5 }))
    .map(([a, b, text]): Edit => ({ start: Math.min(a, b), end: Math.max(a, b), text }));

const cases = textOf.chain((text) =>
  fc.record({
    text: fc.constant(text),
    fixes: fc.array(
      fc
        .array(editIn(text.length), { minLength: 1, maxLength: 3 })
        .map((edits): Fix => ({ title: "Change it", safe: true, edits })),
      { maxLength: 8 },
    ),
  }),
);

test("what is applied never overlaps, and every fix is either applied or left", () => {
  fc.assert(
    fc.property(cases, ({ text, fixes }) => {
      const { applied, left } = applyFixes(text, fixes);
      expect(applied.length + left.length).toBe(fixes.length);
      expect(new Set([...applied, ...left])).toEqual(new Set(fixes));
      const edits = unique(applied.flatMap((fix) => fix.edits)).sort((a, b) => a.start - b.start || a.end - b.end);
      for (const [index, edit] of edits.entries()) {
        const next = edits[index + 1];
        if (next !== undefined) expect(edit.end).toBeLessThanOrEqual(next.start);
      }
    }),
  );
});

test("the text between the edits is what it was", () => {
  fc.assert(
    fc.property(cases, ({ text, fixes }) => {
      const { text: after, applied } = applyFixes(text, fixes);
      let from = 0;
      let at = 0;
      for (const edit of unique(applied.flatMap((fix) => fix.edits)).sort(
        (a, b) => a.start - b.start || a.end - b.end,
      )) {
        const kept = text.slice(from, edit.start);
        expect(after.slice(at, at + kept.length)).toBe(kept);
        at += kept.length;
        expect(after.slice(at, at + edit.text.length)).toBe(edit.text);
        at += edit.text.length;
        from = edit.end;
      }
      expect(after.slice(at)).toBe(text.slice(from));
    }),
  );
});

test("rounds of finding and fixing come to an end, and then nothing changes any more", () => {
  // A rule that wants no two equal letters in a row: its findings overlap wherever there are three.
  const findings = (text: string): Fix[] =>
    [...text].flatMap((letter, index) =>
      text[index + 1] === letter
        ? [{ title: "Once is enough", safe: true, edits: [{ start: index, end: index + 2, text: letter }] }]
        : [],
    );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 40 }), (text) => {
      let now = text;
      for (let round = 0; findings(now).length > 0; round++) {
        expect(round).toBeLessThan(text.length);
        const { text: next, applied } = applyFixes(now, findings(now));
        expect(applied.length).toBeGreaterThan(0);
        now = next;
      }
      expect(now).toBe(text.replace(/(.)\1+/g, "$1"));
      expect(applyFixes(now, [])).toEqual({ text: now, applied: [], left: [] });
    }),
  );
});

test("a fix is applied as a whole or not at all", () => {
  const both: Fix = {
    title: "Change two places",
    safe: true,
    edits: [
      { start: 0, end: 1, text: "A" },
      { start: 4, end: 5, text: "E" },
    ],
  };
  const second: Fix = { title: "Change the end", safe: true, edits: [{ start: 4, end: 6, text: "!" }] };
  expect(applyFixes("abcdef", [second, both])).toEqual({ text: "AbcdEf", applied: [both], left: [second] });
});

test("the same edit of two fixes is made once", () => {
  const one: Fix = { title: "One", safe: true, edits: [{ start: 1, end: 1, text: "-" }] };
  const two: Fix = { title: "Two", safe: true, edits: [{ start: 1, end: 1, text: "-" }] };
  expect(applyFixes("ab", [one, two])).toEqual({ text: "a-b", applied: [one, two], left: [] });
});

test("a fix that points outside of the text is left", () => {
  const outside: Fix = { title: "Outside", safe: true, edits: [{ start: 1, end: 9, text: "" }] };
  expect(applyFixes("ab", [outside])).toEqual({ text: "ab", applied: [], left: [outside] });
});

function unique(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map((edit) => [`${edit.start} ${edit.end} ${edit.text}`, edit])).values()];
}
