import type { Command } from "commander";
import type { CompareFlags } from "../compare/run.ts";
import { leaf } from "../tree.ts";

export function registerCompare(root: Command): void {
  leaf(
    root,
    "compare",
    "What a change of workflows means: what is lost, weaker, unknown, gained, stronger or the same.",
    [
      "compare main:.github/workflows .github/workflows",
      "compare HEAD:.github/workflows/ci.yml .github/workflows/ci.yml --format markdown",
      "compare HEAD~1:.github/workflows HEAD:.github/workflows --format html --output difference.html",
    ],
    ["html", "markdown"],
  )
    .argument("<old>", "a file, a folder, or a path in a commit: main:.github/workflows/ci.yml")
    .argument("<new>", "the same; files of two folders are compared by their names")
    .option("--output <file>", "write the answer there instead of printing it")
    .action(async (old: string, now: string, flags: CompareFlags) => {
      const { compareSides } = await import("../compare/run.ts");
      compareSides(old, now, flags);
    });
}
