import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare } from "../../src/compare/compare.ts";
import { told } from "../../src/compare/shown.ts";
import { fromGithub } from "../../src/model/from-github.ts";
import { projectOf } from "../../src/project/project.ts";
import { readDocument } from "../../src/source/document.ts";
import { cleanFiles, hasData } from "../support/data.ts";

const path = ".github/workflows/ci.yml";

/** Words that readers look for, in places where they do not belong. */
const KEYS =
  "on push pull_request schedule cron workflow_call inputs outputs secrets value default jobs a b needs if uses with strategy matrix include exclude os steps run env permissions contents concurrency group cancel-in-progress container services image defaults shell runs-on environment name timeout-minutes continue-on-error".split(
    " ",
  );
const TEXTS = [
  "${".concat("{ inputs.a }}"),
  "${".concat("{ needs.a.outputs.b }}"),
  "${".concat("{ secrets.x && !y }}"),
  "${".concat("{ broken"),
  "./.github/workflows/ci.yml",
  "./.github/workflows/b.yml",
  "./a",
  "a",
  "b",
  "inherit",
  "write-all",
  "always() && a",
  "0 4 * * *",
  "**",
  "!a",
];
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(...TEXTS),
    fc.constantFrom(null, true, 3, ""),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie("tree"), { maxKeys: 6, noNullPrototype: true }),
  ),
}));

test("whatever stands in a file, it is read, compared, and the same as itself", () => {
  const around = { on: { workflow_call: { inputs: { a: {} }, outputs: { b: { value: TEXTS[1] } } } } };
  const some = fc.dictionary(fc.constantFrom(...KEYS), tree, { maxKeys: 8, noNullPrototype: true });
  fc.assert(
    fc.property(some, some, some, (first, second, other) => {
      const project = projectOf({
        [path]: JSON.stringify(first),
        ".github/workflows/b.yml": JSON.stringify({ ...other, ...around }),
        "a/action.yml": JSON.stringify({ runs: { ...other, using: "composite" }, inputs: { a: {} } }),
      });
      const pipeline = (root: unknown) => fromGithub(readDocument(path, JSON.stringify(root)), project);
      compare(pipeline(first), pipeline(second));
      expect(told(compare(pipeline(first), pipeline(first)))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

describe.skipIf(!hasData("workflows"))("real files", () => {
  test("with bytes changed, cut out or doubled are read or refused, never a crash", () => {
    const files = cleanFiles();
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.nat(200),
        fc.constantFrom("", "{", "- ", "\t", "&a ", "*a", "'"),
        (which, where, cut, put) => {
          const { text, project } = files[which % files.length] ?? { text: "", project: projectOf({}) };
          const at = where % Math.max(1, text.length);
          const changed = text.slice(0, at) + put + text.slice(at + cut);
          const pipeline = (source: string) => fromGithub(readDocument(path, source), project);
          compare(pipeline(text), pipeline(changed));
        },
      ),
      { numRuns: 300 },
    );
  });
});
