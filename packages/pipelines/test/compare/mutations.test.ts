import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { compare } from "../../src/compare/compare.ts";
import type { Comparison } from "../../src/compare/comparison.ts";
import type { Verdict } from "../../src/compare/verdict.ts";
import { fromGithub } from "../../src/model/from-github.ts";
import { LONE_FILE } from "../../src/project/project.ts";
import { readDocument } from "../../src/source/document.ts";
import { cleanFiles, hasData } from "../support/data.ts";
import { type Expected, MUTATIONS, type Mutation, type Tree } from "./mutations.ts";

/** Files that each class is tried on at most; every file would take a minute. */
const ENOUGH = 40;

/** What is wrong with an answer; nothing where it is right. */
function judge({ entries }: Comparison, expected: Expected): string[] {
  const constructs = [expected.construct].flat();
  const named = entries.filter(
    ({ construct, verdict, what, marked }) =>
      constructs.includes(construct) &&
      verdict === expected.verdict &&
      what.includes(expected.name ?? "") &&
      (expected.marked === undefined || marked === true),
  );
  const other = entries.filter(
    (entry) => entry.verdict !== "same" && !named.includes(entry) && !expected.also?.includes(entry.construct),
  );
  const told = other.map(({ verdict, what, path }) => `also ${verdict}: ${what} in ${path.join(", ")}`);
  return named.length === 0 ? [`not named ${expected.verdict}`, ...told] : told;
}

const OPPOSITE: Readonly<Record<Verdict, Verdict>> = {
  lost: "gained",
  gained: "lost",
  weaker: "stronger",
  stronger: "weaker",
  unknown: "unknown",
  same: "same",
};

/** The change taken back has the opposite verdict. */
function judgeBack({ entries }: Comparison, { construct, verdict }: Expected): string[] {
  const back = entries.some(
    (entry) => [construct].flat().includes(entry.construct) && entry.verdict === OPPOSITE[verdict],
  );
  return back ? [] : [`taken back it is not ${OPPOSITE[verdict]}`];
}

function pipeline(text: string) {
  return fromGithub(readDocument(".github/workflows/ci.yml", text), LONE_FILE);
}

/** The same choices on each run: which of several is taken depends on the file alone. */
function picker(seed: number) {
  let state = seed;
  return <Item>(items: readonly Item[]): Item | undefined => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return items[state % Math.max(1, items.length)];
  };
}

describe.skipIf(!hasData("workflows"))(
  "each class of change is named, with the right verdict, and nothing else is",
  () => {
    // Without aliases a change stays where it is made.
    const files = (hasData("workflows") ? cleanFiles() : []).map(({ name, text }) => {
      const tree = JSON.stringify(parse(text, { merge: false, logLevel: "silent" }));
      return { name, tree, before: pipeline(tree) };
    });

    test.each(Object.entries(MUTATIONS))("%s", (_, mutation: Mutation) => {
      const wrong: string[] = [];
      let tried = 0;
      for (const [index, { name, tree, before }] of files.entries()) {
        if (tried === ENOUGH) break;
        const changed = JSON.parse(tree) as Tree;
        const expected = mutation(changed, picker(index + 1));
        if (expected === undefined) continue;
        tried++;
        const after = pipeline(stringify(changed));
        const faults = [...judge(compare(before, after), expected), ...judgeBack(compare(after, before), expected)];
        if (faults.length > 0) wrong.push(`${name}: ${faults.join("; ")}`);
      }
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(0);
    });
  },
);
