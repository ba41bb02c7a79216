import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contextTitle,
  escapeMarkdown,
  renderGates,
  renderGatesText,
  renderVerdict,
  renderVerdictText,
} from "../../src/change/render.ts";
import type { JudgedGate } from "../../src/change/review.ts";
import { OUTCOMES } from "../../src/vocabulary/outcome.ts";
import { group, type Verdict, verdict } from "../../src/vocabulary/verdict.ts";

const gate = (name: string, judged: Verdict, blocking = true): JudgedGate => ({
  name,
  step: "ready",
  blocking,
  verdict: judged,
});
const SHORT = gate("dor/title", verdict("fail", "The title has 3 of at least 5 characters", "The author writes more."));
const GOOD = gate("dor/description", verdict("pass", "The description has 40 characters"));
const APPROVALS = gate(
  "dod/approvals",
  group("0 of 1 approval", [
    verdict("skip", "bob approved; not counted"),
    verdict("pending", "1 more approval", "Somebody approves."),
  ]),
);

describe("Markdown", () => {
  test("shows what stands in the way first, with its remedy and its parts", () => {
    expect(renderGates([GOOD, APPROVALS, SHORT])).toBe(
      [
        "- **FAIL** `dor/title`: The title has 3 of at least 5 characters",
        "  - To do: The author writes more.",
        "- **WAIT** `dod/approvals`: 0 of 1 approval",
        "  - **SKIP** bob approved; not counted",
        "  - **WAIT** 1 more approval",
        "    - To do: Somebody approves.",
        "- **PASS** `dor/description`: The description has 40 characters",
      ].join("\n"),
    );
  });

  test("says that an advisory gate does not stop the change", () => {
    expect(renderGates([{ ...SHORT, blocking: false }])).toContain("(advisory: it does not stop the change)");
  });

  test.each([
    ["@ada and @acme/team", "@\u200bada and @\u200bacme/team"],
    ["#12, acme/x#3, GH-4", "#\u200b12, acme/x#\u200b3, GH-\u200b4"],
    ["<img src=x onerror=1> &lt;", "&lt;img src=x onerror=1&gt; &amp;lt;"],
    ["[x](https://evil.example) www.evil.example", "\\[x\\](https:\u200b//evil.example) www\u200b.evil.example"],
    ["*a* _b_ ~c~ | $d$ \\", "\\*a\\* \\_b\\_ \\~c\\~ \\| \\$d\\$ \\\\"],
    ["run `tollgate doctor @x` now`", "run `tollgate doctor @x` now&#96;"],
    ["a\n\n# head\n- [ ] x", "a # head - \\[ \\] x"],
    ["a\u202eb\u0007c", "ab c"],
  ])("makes %j inert", (written, inert) => {
    expect(escapeMarkdown(written)).toBe(inert);
  });

  test("leaves no live mention, tag or line break of a user's text, whatever it is", () => {
    const text = fc.string({
      unit: fc.constantFrom("@", "a", "#", "1", "`", "<", "b", ">", "\n", "\\", "[", "]", "(", ")", "!", "&", ";"),
    });
    fc.assert(
      fc.property(text, (written) => {
        const inert = escapeMarkdown(written);
        const outside = inert.replaceAll(/`[^`]+`/g, " ");
        expect(outside).not.toMatch(/@[a-z]|(?<!&)#\d|[<>`]/);
        expect(inert).not.toContain("\n");
      }),
    );
  });

  test("is cut at whole lines, within the length, and says so", () => {
    const many = Array.from({ length: 500 }, (_, index) => verdict("fail", `check ${index} failed`));
    const cut = renderVerdict(group("500 checks", many), 2_000);
    expect(cut.length).toBeLessThanOrEqual(2_000);
    expect(cut).toMatch(/- \.\.\. \d+ more lines are not shown here; `tollgate changes explain` shows all$/);
    expect(renderVerdict(group("500 checks", many))).toContain("check 499");
  });

  test("does not indent for ever", () => {
    let deep = verdict("fail", "the bottom");
    for (let i = 0; i < 50; i++) deep = group(`level ${i}`, [deep]);
    expect(renderVerdict(deep)).toContain("... 1 more below");
    expect(renderVerdict(deep)).not.toContain("the bottom");
  });
});

describe("plain text", () => {
  test("is an indented tree", () => {
    expect(renderGatesText([APPROVALS])).toBe(
      [
        "WAIT  dod/approvals: 0 of 1 approval",
        "  SKIP  bob approved; not counted",
        "  WAIT  1 more approval",
        "        to do: Somebody approves.",
      ].join("\n"),
    );
  });

  test("gives a terminal nothing to obey", () => {
    expect(renderVerdictText(verdict("fail", "\u001b[2Jgone\r\n\u009bx"))).toBe("FAIL  [2Jgone x");
  });
});

describe("the title of a context", () => {
  test("names what stands in the way most, and how much else does", () => {
    expect(contextTitle([GOOD, APPROVALS, SHORT])).toBe(
      "dor/title: The title has 3 of at least 5 characters (and 1 more)",
    );
  });

  test("says what is open, or what the caller has to say then", () => {
    expect(contextTitle([GOOD])).toBe("The one gate passes");
    expect(contextTitle([GOOD, GOOD], "Waits for the final word")).toBe("Waits for the final word");
    expect(contextTitle([GOOD, { ...SHORT, blocking: false }])).toBe(
      "The one gate passes; 1 advisory gate does not pass",
    );
    expect(contextTitle([gate("x", verdict("skip", "s"))])).toBe("The one gate does not apply");
    expect(contextTitle([])).toBe("No gate stands in the way here");
  });

  test("titles an error as one, with its remedy", () => {
    const error = gate("dor/title", verdict("error", "title is unknown: no answer", 'Grant "Pull requests: read".'));
    expect(contextTitle([error])).toBe('Error: title is unknown: no answer - Grant "Pull requests: read".');
  });

  test("is one line of at most 140 characters and splits none of them", () => {
    const judged = fc.record({
      name: fc.constantFrom("dor/title", "dod/approvals"),
      step: fc.constantFrom("ready" as const, "done" as const),
      blocking: fc.boolean(),
      verdict: fc.record({
        outcome: fc.constantFrom(...OUTCOMES),
        title: fc.string({ unit: "binary", maxLength: 300 }),
      }),
    });
    fc.assert(
      fc.property(fc.array(judged, { maxLength: 5 }), (gates) => {
        const title = contextTitle(gates);
        expect(title.length).toBeLessThanOrEqual(140);
        expect(title).not.toMatch(/[\r\n]/);
        expect(title.isWellFormed()).toBe(true);
      }),
    );
  });
});
