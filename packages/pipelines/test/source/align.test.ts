import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanWithin } from "../../src/source/align.ts";
import { readDocument } from "../../src/source/document.ts";
import { valueAt, type YamlScalar } from "../../src/source/tree.ts";

/** The source of a needle that stands once in a scalar. */
function found(text: string, needle: string): string {
  const document = readDocument("f.yml", text);
  const scalar = valueAt(document.root, "a") as YamlScalar;
  const from = scalar.text.indexOf(needle);
  const span = spanWithin(document, scalar, from, from + needle.length);
  return text.slice(span.start, span.end);
}

describe("spanWithin", () => {
  it.each([
    ["plain", "a: one NEEDLE two\n"],
    ["plain on several lines", "a: one\n  two NEEDLE\n  three\n"],
    ["single quotes", "a: 'it''s ''a'' NEEDLE'\n"],
    ["double quotes", 'a: "tab\\t \\"quoted\\" \\u00fc NEEDLE"\n'],
    ["double quotes on several lines", 'a: "one\n  two \\\n  NEEDLE"\n'],
    ["literal", "a: |\n  one\n    NEEDLE\n"],
    ["literal with blank lines and a comment", "a: |- # why\n\n  one\n\n\n  two NEEDLE\n"],
    ["literal with its indentation", "a: |2\n    one\n  NEEDLE\n"],
    ["folded", "a: >-\n  one\n  two\n\n  three NEEDLE\n"],
    ["folded with deeper lines", "a: >\n  one\n    two\n    NEEDLE\n  three\n"],
    ["line ends of two characters", "a: |\r\n  one\r\n  NEEDLE\r\n"],
  ])("finds a word in %s", (_, text) => {
    expect(found(text, "NEEDLE")).toBe("NEEDLE");
  });

  const line = fc.string({ unit: fc.constantFrom(..."ab c'\"\\#:-{}$"), maxLength: 12 });

  it("finds a word anywhere in a literal block", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), line, fc.array(line, { maxLength: 3 }), (before, start, after) => {
        const lines = ["first", ...before, `${start}NEEDLE`, ...after];
        const text = `a: |\n${lines.map((one) => (one === "" ? "" : `  ${one}`)).join("\n")}\n`;
        expect(found(text, "NEEDLE")).toBe("NEEDLE");
      }),
    );
  });

  it("finds a word anywhere in quotes", () => {
    fc.assert(
      fc.property(line, line, (before, after) => {
        expect(found(`a: ${JSON.stringify(`${before}NEEDLE${after}`)}\n`, "NEEDLE")).toBe("NEEDLE");
        const escaped = [...`${before}ü\u{1f600}`].map(
          (char) => `\\U${char.codePointAt(0)?.toString(16).padStart(8, "0")}`,
        );
        expect(found(`a: "${escaped.join("")}NEEDLE"\n`, "NEEDLE")).toBe("NEEDLE");
        expect(found(`a: '${`${before}NEEDLE${after}`.replaceAll("'", "''")}'\n`, "NEEDLE")).toBe("NEEDLE");
      }),
    );
  });
});
