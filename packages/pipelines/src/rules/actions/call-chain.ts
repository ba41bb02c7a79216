import { defineRule } from "../../findings/rule.ts";
import { calledWorkflow, callReference } from "../../project/called.ts";
import type { Project } from "../../project/project.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

/** The calling workflow and what it calls, and so on: no more levels than these (since November 2025; 4 before). */
const MAX_LEVELS = 10;
const SOURCE = "https://docs.github.com/actions/reference/workflows-and-actions/reusable-workflows";

const CALLER = "on: workflow_call\njobs:\n  next:\n    uses: ./.github/workflows/";

/** Chains of reusable workflows that GitHub refuses. */
export const CALL_CHAIN = defineRule({
  codes: {
    "action/call-cycle": {
      title: "Reusable workflows call each other in a circle",
      severity: "error",
      confidence: "high",
      explanation: "A workflow that calls itself, directly or through others, never ends. GitHub refuses it.",
      bad: { ".github/workflows/a.yml": `${CALLER}b.yml\n`, ".github/workflows/b.yml": `${CALLER}a.yml\n` },
      good: {
        ".github/workflows/a.yml": `${CALLER}b.yml\n`,
        ".github/workflows/b.yml":
          "on: workflow_call\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n",
      },
      source: SOURCE,
    },
    "action/call-too-deep": {
      title: "Reusable workflows are nested too deep",
      severity: "error",
      confidence: "medium",
      explanation: `GitHub follows at most ${MAX_LEVELS} levels, the calling workflow included, and refuses the rest. An Enterprise Server may allow fewer.`,
      bad: Object.fromEntries(
        Array.from({ length: 10 }, (_, level) => [
          `.github/workflows/${level}.yml`,
          `${CALLER}${level + 1}.yml\n`,
        ]).concat([
          [
            ".github/workflows/10.yml",
            "on: workflow_call\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n",
          ],
        ]),
      ),
      good: {
        ".github/workflows/0.yml": `${CALLER}1.yml\n`,
        ".github/workflows/1.yml":
          "on: workflow_call\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n",
      },
      source: SOURCE,
    },
  },
  check(subject: WorkflowSubject, report) {
    for (const { uses } of subject.workflow.jobs) {
      if (uses === undefined) continue;
      const cycle = circle(uses.text, subject.project, subject.document.path);
      const levels = 1 + levelsOf(uses.text, subject.project, new Map([[subject.document.path, 0]]));
      if (cycle !== undefined) {
        report("action/call-cycle", uses.span, `This calls itself: ${cycle.join(" -> ")}. Break the circle.`);
      } else if (levels > MAX_LEVELS) {
        const message = `With what it calls, this makes ${levels} levels of workflows; GitHub follows ${MAX_LEVELS}. Flatten the chain.`;
        report("action/call-too-deep", uses.span, message);
      }
    }
  },
});

/** The workflows that a call leads through on its shortest way back to where it began; undefined where it never does. */
function circle(uses: string, project: Project, start: string): readonly string[] | undefined {
  const seen = new Set<string>();
  let chains: { uses: string; chain: readonly string[] }[] = [{ uses, chain: [start] }];
  while (chains.length > 0) {
    const next: typeof chains = [];
    for (const { uses: call, chain } of chains) {
      const called = calledWorkflow(call, project);
      // What cannot be called ends the chain; that is told elsewhere.
      if (called?.call === undefined) continue;
      if (called.path === start) return [...chain, start];
      if (seen.has(called.path)) continue;
      seen.add(called.path);
      for (const job of called.workflow.jobs) {
        if (job.uses !== undefined) next.push({ uses: job.uses.text, chain: [...chain, called.path] });
      }
    }
    chains = next;
  }
  return undefined;
}

/** How many workflows follow one another from this call on; what calls itself again is not counted twice. */
function levelsOf(uses: string, project: Project, known: Map<string, number>): number {
  const called = calledWorkflow(uses, project);
  // Of a workflow elsewhere only itself is known.
  if (called === undefined) return callReference(uses) === undefined ? 0 : 1;
  const before = known.get(called.path);
  if (before !== undefined) return before;
  known.set(called.path, 0);
  const below = called.workflow.jobs.map((job) =>
    job.uses === undefined ? 0 : levelsOf(job.uses.text, project, known),
  );
  const levels = 1 + Math.max(0, ...below);
  known.set(called.path, levels);
  return levels;
}
