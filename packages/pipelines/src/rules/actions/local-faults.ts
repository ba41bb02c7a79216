import { type LocalAction, localAction } from "../../actions/interface.ts";
import { actionReference } from "../../actions/reference.ts";
import type { Severity } from "../../findings/finding.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Project } from "../../project/project.ts";
import { ActionSubject, type WorkflowSubject } from "../../validate/subject.ts";
import { ACTION_DEFINITION_RULES } from "../action-files/index.ts";
import { usesOf } from "./uses.ts";

interface Fault {
  readonly line: number;
  readonly message: string;
  readonly severity: Severity;
}

const faults = new WeakMap<LocalAction, readonly Fault[]>();

const WORKFLOW =
  "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: ./.github/actions/greet\n";
const ACTION =
  "name: Greet\ndescription: Greets.\nruns:\n  using: composite\n  steps:\n    - run: echo hello\n      shell: bash\n";

/** Faults of the repository's own actions, told where they are used: there the run fails. */
export const LOCAL_FAULTS = defineRule({
  codes: {
    "action/broken-local-action": {
      title: "Action of this repository is faulty",
      severity: "error",
      confidence: "high",
      explanation:
        "The action that this step uses stands in this repository, and something is wrong with its `action.yml`. The finding is told once in a workflow, at the first step that uses the action, and in the action's own file with its place; it is as severe as there.",
      bad: {
        ".github/workflows/ci.yml": WORKFLOW,
        ".github/actions/greet/action.yml": ACTION.replace("composite", "compost"),
      },
      good: { ".github/workflows/ci.yml": WORKFLOW, ".github/actions/greet/action.yml": ACTION },
      source: "https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax",
    },
  },
  check(subject: WorkflowSubject, report) {
    const told = new Set<LocalAction>();
    for (const { uses } of usesOf(subject)) {
      const reference = actionReference(uses.text);
      if (reference?.kind !== "local" || reference.path === undefined) continue;
      const local = localAction(reference.path, subject.project);
      if (local === undefined || told.has(local)) continue;
      told.add(local);
      for (const { line, message, severity } of faultsOf(local, subject.project)) {
        report("action/broken-local-action", uses.span, `${local.file}:${line}: ${message}`, { severity });
      }
    }
  },
});

function faultsOf(local: LocalAction, project: Project): readonly Fault[] {
  const known = faults.get(local);
  if (known !== undefined) return known;
  const { document } = local.action;
  const found: Fault[] = document.faults.map(({ span, message }) => ({
    line: document.lines.position(span.start).line,
    message,
    severity: "error",
  }));
  const subject = new ActionSubject(document, project);
  for (const rule of ACTION_DEFINITION_RULES) {
    rule.check(subject, (code, span, message, more) => {
      const severity = more?.severity ?? rule.codes[code]?.severity ?? "error";
      if (severity !== "info") found.push({ line: document.lines.position(span.start).line, message, severity });
    });
  }
  found.sort((a, b) => a.line - b.line);
  faults.set(local, found);
  return found;
}
