import type { RunDefaults } from "../../dialects/github/workflow.ts";
import { advice } from "../../findings/nearest.ts";
import { defineRule } from "../../findings/rule.ts";
import type { YamlScalar } from "../../source/tree.ts";
import { type System, systemsOf } from "./labels.ts";
import { type StepSubject, stepListsOf } from "./steps.ts";

const EVERYWHERE = ["bash", "pwsh", "python"];
const WINDOWS = [...EVERYWHERE, "cmd", "powershell"];
const OTHERS = [...EVERYWHERE, "sh"];
const ALL = [...WINDOWS, "sh"];

const head = (shell: string): string =>
  `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n        shell: ${shell}\n`;
const SOURCE = "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell";

/** Names of shells, and where they are to be had. */
export const shells = defineRule<StepSubject, "syntax/unknown-shell" | "syntax/shell-of-other-system">({
  codes: {
    "syntax/unknown-shell": {
      title: "Shell does not exist",
      severity: "error",
      confidence: "high",
      explanation:
        "GitHub knows a few shells by name. Any other program is written as a command with `{0}` where the file of the script goes: `perl {0}`, `bash -e {0}`.",
      bad: head("fish"),
      good: head("fish {0}"),
      source: SOURCE,
    },
    "syntax/shell-of-other-system": {
      title: "Shell belongs to another system",
      severity: "error",
      confidence: "high",
      explanation:
        "`cmd` and `powershell` are there on Windows only, `sh` everywhere else. `bash`, `pwsh` and `python` are there on all.",
      bad: head("powershell"),
      good: head("pwsh"),
      source: SOURCE,
    },
  },
  check(subject, report) {
    const check = (shell: YamlScalar | undefined, systems: readonly System[]): void => {
      if (shell === undefined) return;
      const { text, span } = shell;
      const name = text.toLowerCase();
      if (text === "" || text.includes("${{") || text.includes("{0}")) return;
      if (!ALL.includes(name)) {
        const hint = /\s/.test(text.trim()) ? `Write where the script goes: "${text.trim()} {0}".` : advice(text, ALL);
        report("syntax/unknown-shell", span, `There is no shell "${text}". ${hint}`);
        return;
      }
      const [system] = systems;
      if (system === undefined) return;
      // One system that has it is enough: where a matrix has several, a condition may pick the right one.
      if (systems.some((one) => (one === "windows" ? WINDOWS : OTHERS).includes(name))) return;
      const there = system === "windows" ? WINDOWS : OTHERS;
      const where = system === "windows" ? "Windows" : "Linux or macOS";
      // GitHub's own Windows machines have one that came with Git; others need not.
      const more = system === "windows" ? ({ severity: "warning" } as const) : {};
      report("syntax/shell-of-other-system", span, `There is no "${text}" on ${where}. ${advice(text, there)}`, more);
    };
    const defaults = ({ shell }: RunDefaults, systems: readonly System[]): void => check(shell, systems);
    if ("workflow" in subject) defaults(subject.workflow.defaults, []);
    for (const { job, steps } of stepListsOf(subject)) {
      const inContainer = job?.container !== undefined;
      const systems: System[] = inContainer ? ["linux"] : job === undefined ? [] : systemsOf(job);
      if (job !== undefined) defaults(job.defaults, systems);
      for (const { shell } of steps) check(shell, systems);
    }
  },
});
