import { localAction } from "../../actions/interface.ts";
import { actionReference } from "../../actions/reference.ts";
import type { Step } from "../../dialects/github/workflow.ts";
import { embeddedIn } from "../../expressions/embedded.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Project } from "../../project/project.ts";
import type { YamlScalar } from "../../source/tree.ts";
import { type StepSubject, stepListsOf } from "../syntax/steps.ts";

/** A step that uses an action, with its `uses`. */
export interface Use {
  readonly step: Step;
  readonly uses: YamlScalar;
}

/** The steps that use an action, in the order of the text; one that aliases repeat stands here once. */
export function usesOf(subject: StepSubject): Use[] {
  const all = stepListsOf(subject).flatMap(({ steps }) => usesIn(steps));
  return [...new Map(all.map((use) => [use.step.node, use])).values()];
}

/** Where an expression stands in `uses`, nothing is known of it. */
function usesIn(steps: readonly Step[]): Use[] {
  return steps.flatMap((step) =>
    step.uses === undefined || embeddedIn(step.uses.text).length > 0 ? [] : [{ step, uses: step.uses }],
  );
}

const FORMS = "Write owner/name@ref, owner/name/path@ref, ./path/in/this/repository or docker://image:tag.";

/** The form of `uses`, and whether an action of this repository exists. */
export const USES = defineRule({
  codes: {
    "action/invalid-reference": {
      title: "Action cannot be found under this name",
      severity: "error",
      confidence: "high",
      explanation:
        "`uses` of a step names an action of a public repository with the ref to take (`actions/checkout@v4`), one of this repository by a path that begins with `./`, or an image (`docker://alpine:3.20`). GitHub refuses a workflow with any other form.",
      bad: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout\n",
      good: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n",
      source: "https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#jobsjob_idstepsuses",
    },
    "action/local-not-found": {
      title: "Action is not in this repository",
      severity: "warning",
      confidence: "medium",
      explanation:
        "A path in `uses` is looked for in the workspace when the step runs. The repository has no `action.yml`, `action.yaml` or `Dockerfile` there, so the step fails unless an earlier step puts one there.",
      bad: {
        ".github/workflows/ci.yml":
          "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: ./.github/actions/setpu\n",
        ".github/actions/setup/action.yml":
          "name: Setup\ndescription: Sets up.\nruns:\n  using: composite\n  steps:\n    - run: make setup\n      shell: bash\n",
      },
      good: {
        ".github/workflows/ci.yml":
          "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: ./.github/actions/setup\n",
        ".github/actions/setup/action.yml":
          "name: Setup\ndescription: Sets up.\nruns:\n  using: composite\n  steps:\n    - run: make setup\n      shell: bash\n",
      },
    },
  },
  check(subject: StepSubject, report) {
    const seen = new Set<YamlScalar>();
    for (const { steps } of stepListsOf(subject)) {
      // What another checkout brings cannot be seen here; a composite action runs in whatever its caller checked out.
      const foreign = !("workflow" in subject) || steps.some(bringsOtherFiles);
      for (const { uses } of usesIn(steps)) {
        if (seen.has(uses)) continue;
        seen.add(uses);
        const wrong = malformed(uses.text);
        if (wrong !== undefined) report("action/invalid-reference", uses.span, `${wrong} ${FORMS}`);
        else if (!foreign && isMissing(uses.text, subject.project)) {
          const message = `This repository has no action in "${uses.text}". Correct the path, or add an action.yml there.`;
          report("action/local-not-found", uses.span, message);
        }
      }
    }
  },
});

/** What is wrong with the form; undefined where nothing is. */
function malformed(uses: string): string | undefined {
  const reference = actionReference(uses);
  if (/^[^@]*\.github\/workflows\/[^/@]+\.ya?ml(?:@.*)?$/.test(uses)) {
    return `"${uses}" is a workflow: a job calls it with "uses" of its own, a step cannot.`;
  }
  if (reference?.kind === "local") return undefined;
  if (reference?.kind === "docker") {
    if (reference.image === "") return `"${uses}" names no image.`;
    return reference.tag === "" ? `The tag of the image is empty in "${uses}".` : undefined;
  }
  if (reference !== undefined) {
    const { owner, name } = reference;
    const odd = [owner, name].find((part) => !/^[\w.-]+$/.test(part));
    return odd === undefined ? undefined : `"${odd}" cannot be the name of an owner or a repository.`;
  }
  const at = uses.indexOf("@");
  if (at === uses.length - 1) return `The ref behind the "@" is empty in "${uses}".`;
  if (at >= 0) return `"${uses}" does not say whose action it is: the owner is missing.`;
  return `"${uses}" does not say which ref to take, and a path in this repository begins with "./".`;
}

function isMissing(uses: string, project: Project): boolean {
  const reference = actionReference(uses);
  if (!project.complete || reference?.kind !== "local" || reference.path === undefined) return false;
  const dockerfile = reference.path === "" ? "Dockerfile" : `${reference.path}/Dockerfile`;
  return localAction(reference.path, project) === undefined && project.text(dockerfile) === undefined;
}

function bringsOtherFiles({ uses, with: inputs, run }: Step): boolean {
  if (run !== undefined) return /\bgit\s+(?:clone|checkout|worktree|submodule)\b/.test(run.text);
  const reference = actionReference(uses?.text ?? "");
  if (reference?.kind !== "repository" || reference.name.toLowerCase() !== "checkout") return false;
  const told = ["repository", "path", "ref", "submodules"];
  return (inputs?.entries ?? []).some(({ name }) => told.includes(name.toLowerCase()));
}
