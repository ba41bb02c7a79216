import type { Job } from "../../dialects/github/workflow.ts";
import { advice } from "../../findings/nearest.ts";
import { defineRule } from "../../findings/rule.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

const job = (id: string, needs: string): string =>
  `  ${id}:\n${needs === "" ? "" : `    needs: ${needs}\n`}    runs-on: ubuntu-latest\n    steps:\n      - run: make ${id}\n`;
const SOURCE = "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds";
const GOOD = `on: push\njobs:\n${job("build", "")}${job("test", "build")}`;

/** The graph of jobs. Ids are compared without case, as GitHub does. */
export const needs = defineRule<
  WorkflowSubject,
  "syntax/unknown-need" | "syntax/duplicate-need" | "syntax/cyclic-need"
>({
  codes: {
    "syntax/unknown-need": {
      title: "Job waits for one that does not exist",
      severity: "error",
      confidence: "high",
      explanation: "`needs` names the ids of jobs of the same workflow. GitHub refuses a file that names another.",
      bad: `on: push\njobs:\n${job("build", "")}${job("test", "bild")}`,
      good: GOOD,
      source: SOURCE,
    },
    "syntax/duplicate-need": {
      title: "Job waits for another one twice",
      severity: "warning",
      confidence: "high",
      explanation: "The second mention does nothing. Perhaps another job was meant; upper and lower case do not count.",
      bad: `on: push\njobs:\n${job("build", "")}${job("test", "[build, BUILD]")}`,
      good: GOOD,
      source: SOURCE,
    },
    "syntax/cyclic-need": {
      title: "Jobs wait for each other",
      severity: "error",
      confidence: "high",
      explanation: "Each of the jobs waits until another one has ended, so none can begin. GitHub refuses the file.",
      bad: `on: push\njobs:\n${job("build", "test")}${job("test", "build")}`,
      good: GOOD,
      source: SOURCE,
    },
  },
  check({ workflow: { jobs } }, report) {
    const byId = new Map(jobs.map((one) => [one.id.toLowerCase(), one]));
    for (const one of jobs) {
      const named = new Set<string>();
      for (const need of one.needs) {
        const id = need.text.toLowerCase();
        if (need.text.includes("${{") || id === "") continue;
        if (named.has(id)) {
          report(
            "syntax/duplicate-need",
            need.span,
            `"${one.id}" waits for "${need.text}" already. Remove it (case does not count).`,
          );
        } else if (!byId.has(id)) {
          const others = jobs.filter((other) => other !== one).map((other) => other.id);
          report(
            "syntax/unknown-need",
            one.key.span,
            `"${one.id}" waits for "${need.text}", which is no job of this workflow. ${advice(need.text, others)}`,
          );
        }
        named.add(id);
      }
    }
    for (const cycle of cyclesOf(jobs, byId)) {
      const [first] = cycle;
      if (first === undefined) continue;
      const way = [...cycle, first].map(({ id }) => `"${id}"`).join(" -> ");
      report(
        "syntax/cyclic-need",
        first.key.span,
        `These jobs wait for each other: ${way}. Remove one of these needs.`,
      );
    }
  },
});

/** A dense graph has more cycles than anybody reads; without these few the rest mostly falls apart. */
const MOST_CYCLES = 10;

/** The cycles that a walk along `needs` meets, each once, beginning with its first job in the text. */
function cyclesOf(jobs: readonly Job[], byId: ReadonlyMap<string, Job>): Job[][] {
  const cycles: Job[][] = [];
  const done = new Set<Job>();
  for (const start of jobs) {
    // Depth first without recursion: a graph may be as deep as it has jobs.
    const path: { job: Job; next: number }[] = done.has(start) ? [] : [{ job: start, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const need = top.job.needs[top.next++];
      const target = need === undefined ? undefined : byId.get(need.text.toLowerCase());
      if (need === undefined) {
        done.add(top.job);
        path.pop();
      } else if (target !== undefined && !done.has(target)) {
        const at = path.findIndex((step) => step.job === target);
        if (at < 0) path.push({ job: target, next: 0 });
        else cycles.push(path.slice(at).map((step) => step.job));
        if (cycles.length >= MOST_CYCLES) return cycles;
      }
    }
  }
  return cycles;
}
