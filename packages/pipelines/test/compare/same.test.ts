import { describe, expect, test } from "vitest";
import { parse, parseDocument, stringify } from "yaml";
import { compare } from "../../src/compare/compare.ts";
import { summarize } from "../../src/compare/comparison.ts";
import { told } from "../../src/compare/shown.ts";
import { fromGithub } from "../../src/model/from-github.ts";
import { readDocument } from "../../src/source/document.ts";
import { cleanFiles, hasData } from "../support/data.ts";

/** Keys of every mapping in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

const quiet = { merge: false, logLevel: "silent" } as const;
const WAYS: Readonly<Record<string, (text: string) => string>> = {
  "with itself": (text) => text,
  "with itself as JSON": (text) => JSON.stringify(parse(text, quiet)),
  "written again by a library": (text) => stringify(parse(text, quiet), { lineWidth: 60 }),
  "indented otherwise": (text) => parseDocument(text, quiet).toString({ indent: 4, lineWidth: 0 }),
  "with all keys in another order": (text) => stringify(reversed(parse(text, quiet))),
};

describe.skipIf(!hasData("workflows"))("a workflow is the same", () => {
  const files = hasData("workflows") ? cleanFiles() : [];

  test.each(Object.entries(WAYS))("%s", (_, rewrite) => {
    const different = files.flatMap(({ name, path, text, project }) => {
      const pipeline = (written: string) => fromGithub(readDocument(path, written), project);
      const comparison = compare(pipeline(text), pipeline(rewrite(text)));
      return told(comparison).map(({ verdict, what }) => `${name}: ${verdict} ${what}`);
    });
    expect(different).toEqual([]);
    expect(files.length).toBeGreaterThan(400);
  });

  test("and something was compared", () => {
    const counts = files.flatMap(({ path, text, project }) => {
      const pipeline = fromGithub(readDocument(path, text), project);
      // One file of the data is the settings of a tool.
      return pipeline.jobs.length === 0 ? [] : [summarize([compare(pipeline, pipeline)]).same];
    });
    expect(counts.length).toBeGreaterThan(400);
    // At the least a trigger, a job, its machine and its condition.
    expect(Math.min(...counts)).toBeGreaterThan(3);
  });
});
