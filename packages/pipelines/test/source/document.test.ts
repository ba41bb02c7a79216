import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { readDocument, type SourceDocument } from "../../src/source/document.ts";
import { valueAt, type YamlNode } from "../../src/source/tree.ts";

const at = ({ text }: SourceDocument, node: YamlNode | undefined): string | undefined =>
  node && text.slice(node.span.start, node.span.end);

const faultsOf = (text: string) =>
  readDocument("f.yml", text).faults.map(({ kind, span }) => [kind, text.slice(span.start, span.end)]);

/** A tree as plain data. */
function plain(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "sequence") return node.items.map(({ value }) => plain(value));
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
}

describe("a document", () => {
  it("has the values that were written, at spans that hold them", () => {
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("node"), { maxLength: 4 }),
        fc.dictionary(fc.string({ minLength: 1 }), tie("node"), { maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(value, (data) => {
        // A lone null is an empty file.
        const document = readDocument("f.yml", stringify({ data }));
        expect(document.faults).toEqual([]);
        const root = document.root;
        expect(root && plain(root)).toEqual({ data });
        const inside = (node: YamlNode, parent: { start: number; end: number }): void => {
          expect(node.span.start).toBeGreaterThanOrEqual(parent.start);
          expect(node.span.end).toBeLessThanOrEqual(parent.end);
          const children = node.kind === "sequence" ? node.items : node.kind === "mapping" ? node.entries : [];
          for (const child of children) inside(child.value, node.span);
        };
        if (root !== undefined) inside(root, { start: 0, end: document.text.length });
      }),
    );
  });

  it("knows where quoted, plain and block texts stand", () => {
    const document = readDocument("f.yml", "a: plain text # why\nb: 'it''s'\nc: |\n  one\n  two\nd: [1, x]\n");
    expect(at(document, valueAt(document.root, "a"))).toBe("plain text");
    expect(at(document, valueAt(document.root, "b"))).toBe("'it''s'");
    expect(at(document, valueAt(document.root, "c"))).toBe("|\n  one\n  two\n");
    expect(at(document, valueAt(document.root, "d"))).toBe("[1, x]");
    expect(document.comments.map(({ text }) => text)).toEqual([" why"]);
  });

  it("puts an empty value behind its colon", () => {
    const document = readDocument("f.yml", "a:\nb: 1\n");
    expect(valueAt(document.root, "a")?.span).toEqual({ start: 2, end: 2 });
  });

  it("keeps numbers and booleans as they are written", () => {
    const document = readDocument("f.yml", "a: 1.0\nb: 0x10\nc: True\nd: yes\n");
    const scalars = ["a", "b", "c", "d"].map((key) => valueAt(document.root, key));
    expect(scalars.map((node) => node?.kind === "scalar" && [node.value, node.text])).toEqual([
      [1, "1.0"],
      [16, "0x10"],
      [true, "True"],
      ["yes", "yes"],
    ]);
  });

  it("follows aliases, and says where they stand", () => {
    const document = readDocument("f.yml", "a: &x { k: 1 }\nb: *x\n");
    const entry = document.root?.kind === "mapping" ? document.root.entries[1] : undefined;
    expect(entry?.value).toBe(valueAt(document.root, "a"));
    expect(entry?.alias).toEqual({ start: 18, end: 20 });
    expect(document.faults).toEqual([]);
  });

  it("tells anchors apart that have one name", () => {
    expect(faultsOf("a: &x 1\nb: *x\nc: &x 2\n")).toEqual([["unused-anchor", "&x"]]);
    expect(faultsOf("a: &x 1\nb: &x 2\nc: *x\n")).toEqual([["unused-anchor", "&x"]]);
    const document = readDocument("f.yml", "a: &x 1\nb: *x\nc: &x 2\nd: *x\n");
    expect([plain(valueAt(document.root, "b") as YamlNode), plain(valueAt(document.root, "d") as YamlNode)]).toEqual([
      1, 2,
    ]);
  });

  it("finds aliases of nothing and of themselves, and anchors of nothing", () => {
    expect(faultsOf("a: *x\n")).toEqual([["unknown-anchor", "*x"]]);
    expect(faultsOf("a: *x\nb: &x 1\n").map(([kind]) => kind)).toEqual(["unknown-anchor", "unused-anchor"]);
    expect(faultsOf("a: &x { b: *x }\n")).toEqual([["recursive-alias", "*x"]]);
    expect(faultsOf("a: &x\nb: 1\n")).toEqual([["unused-anchor", "&x"]]);
  });

  it("reads a file up to its first fault of syntax no further than that", () => {
    const document = readDocument("f.yml", "a: b: c\n");
    expect(document.root).toBeUndefined();
    expect(document.faults.map(({ kind }) => kind)).toEqual(["syntax"]);
  });

  it("reads quoted texts whose further lines are not indented, as GitHub does", () => {
    const document = readDocument("f.yml", 'a:\n  - x\n  - "one\n  two\n\n  three"\nb: 1\n');
    expect(document.faults).toEqual([]);
    expect(document.root && plain(document.root)).toEqual({ a: ["x", "one two\nthree"], b: 1 });
    expect(document.lines.position(valueAt(document.root, "b")?.span.start ?? 0).line).toBe(7);
    expect(faultsOf('a: "open\nb: "closed"\n').map(([kind]) => kind)).toContain("syntax");
  });

  it("reads a block at the end of the file without a last line break as it is written", () => {
    const text = (source: string) => valueAt(readDocument("f.yml", source).root, "a");
    expect(text("a: |\n  x")).toMatchObject({ value: "x" });
    expect(text("a: |\n  x\n")).toMatchObject({ value: "x\n" });
  });

  it("refuses what is too large, too deep, or a bomb", () => {
    expect(faultsOf(`a: ${"x".repeat(1024 * 1024)}`).map(([kind]) => kind)).toEqual(["too-large"]);
    const deep = `${Array.from({ length: 120 }, (_, level) => `${" ".repeat(level)}a:`).join("\n")} 1\n`;
    expect(faultsOf(deep).map(([kind]) => kind)).toEqual(["too-large"]);
    const bomb = Array.from(
      { length: 9 },
      (_, n) => `k${n}: &k${n} [${n === 0 ? "1, 1" : Array(9).fill(`*k${n - 1}`)}]`,
    );
    expect(faultsOf(`${bomb.join("\n")}\n`).map(([kind]) => kind)).toEqual(["too-large"]);
  });
});
