import { ACTION } from "../../dialects/github/schema.ts";
import { advice } from "../../findings/nearest.ts";
import { defineRule, type Report } from "../../findings/rule.ts";
import { entryOf, textOf, type YamlMapping } from "../../source/tree.ts";
import type { ActionSubject } from "../../validate/subject.ts";

const SOURCE = "https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#runs";
const GOOD = "name: Greet\ndescription: Greets.\nruns:\n  using: node24\n  main: dist/index.js\n";
const GOOD_FILES = { "action.yml": GOOD, "dist/index.js": "console.log('hello')\n" };

/** The type of GitHub's schema that says what `runs` may hold, by the kind of action. */
const TYPES = { docker: "container-runs-strict", node: "node-runs-strict", composite: "composite-runs-strict" };
const OLD: ReadonlySet<string> = new Set(["node12", "node16"]);

/** How an action is run. */
export const RUNS = defineRule({
  codes: {
    "action/unknown-runtime": {
      title: "Action names a runtime that GitHub does not have",
      severity: "error",
      confidence: "high",
      explanation: `\`runs.using\` is \`composite\`, \`docker\` or a Node that runners have. GitHub refuses to load an action with another one.`,
      bad: GOOD.replace("node24", "node14"),
      good: GOOD,
      source: SOURCE,
    },
    "action/retired-runtime": {
      title: "Action declares a runtime that is gone",
      severity: "warning",
      confidence: "high",
      explanation:
        "GitHub's runners no longer have Node 12 and 16. The action is run on a newer Node, with a warning in every run that uses it. Test it on the newer one and declare that.",
      bad: GOOD.replace("node24", "node16"),
      good: GOOD,
      source: "https://github.blog/changelog/2025-09-19-deprecation-of-node-20-on-github-actions-runners/",
    },
    "action/misplaced-runs-key": {
      title: "Key of runs does not go with this kind of action",
      severity: "error",
      confidence: "high",
      explanation:
        "JavaScript actions have `main`, `pre` and `post`; Docker actions have `image`, `args`, `env` and entrypoints; composite actions have `steps`. GitHub refuses to load an action that mixes them.",
      bad: `${GOOD}  env:\n    GREETING: hello\n`,
      good: GOOD,
      source: SOURCE,
    },
    "action/missing-runs-key": {
      title: "Action does not say what to run",
      severity: "error",
      confidence: "high",
      explanation:
        "`runs` needs `using`, and beside it `main` for a JavaScript action, `image` for a Docker action, `steps` for a composite action.",
      bad: GOOD.replace("  main: dist/index.js\n", ""),
      good: GOOD,
      source: SOURCE,
    },
    // A warning: the file may be built by an earlier step.
    "action/file-not-found": {
      title: "File that the action runs does not exist",
      severity: "warning",
      confidence: "medium",
      explanation:
        "The files of `runs` are looked for beside the `action.yml`. What is not in the repository can only be there when an earlier step of the job has built it.",
      bad: { "action.yml": GOOD, "dist/main.js": "console.log('hello')\n" },
      good: GOOD_FILES,
      source: SOURCE,
    },
  },
  check({ document, project, action }: ActionSubject, report) {
    const { runs, using } = action;
    if (runs === undefined) return;
    const kind = kindOf(using?.text ?? "");
    // The first releases of GitHub's own actions were plugins of the runner.
    if (using === undefined) {
      const runsKey = entryOf(action.root, "runs")?.key.span ?? runs.span;
      if (entryOf(runs, "plugin") === undefined) {
        report("action/missing-runs-key", runsKey, '"runs" has no "using". Add it: node24, docker or composite.');
      }
      return;
    }
    if (kind === undefined) {
      const current = runtimes().filter((name) => !OLD.has(name));
      const message = `GitHub has no runtime "${using.text}". Write one of ${current.join(", ")}.`;
      report("action/unknown-runtime", using.span, message);
    } else if (OLD.has(using.text.toLowerCase())) {
      const message = `GitHub no longer has "${using.text}", and runs the action on a newer Node. Test it there, then write node24.`;
      report("action/retired-runtime", using.span, message);
    }
    // What stands beside a Node that does not exist is still that of a JavaScript action.
    keys(runs, kind ?? (/^node/i.test(using.text) ? "node" : undefined), report);
    if (!project.complete) return;
    const folder = document.path.includes("/") ? document.path.replace(/\/[^/]*$/, "/") : "";
    for (const { key, value } of runs.entries) {
      const text = textOf(value);
      const isFile =
        ["main", "pre", "post"].includes(key.text) ||
        (key.text === "image" && text !== undefined && !text.startsWith("docker://"));
      if (text === undefined || !isFile || text.includes("${{")) continue;
      const path = `${folder}${text}`.replace(/(^|\/)(?:\.\/)+/g, "$1");
      // What lies outside of the action's folder, or is asked of the container, is not followed.
      if (path.includes("..") || project.text(path) !== undefined || (key.text === "image" && kind !== "docker"))
        continue;
      report(
        "action/file-not-found",
        value.span,
        `There is no file "${path}" for "${key.text}". Add it, or correct the path.`,
      );
    }
  },
});

type Kind = keyof typeof TYPES;

function runtimes(): readonly string[] {
  return ACTION.shape("using").constants;
}

/** GitHub compares runtimes without case. */
function kindOf(using: string): Kind | undefined {
  const name = using.toLowerCase();
  if (name === "docker" || name === "composite") return name;
  return runtimes().includes(name) ? "node" : undefined;
}

const NAMES: Readonly<Record<Kind, string>> = { docker: "Docker", node: "JavaScript", composite: "composite" };

function keys(
  runs: YamlMapping,
  kind: Kind | undefined,
  report: Report<"action/misplaced-runs-key" | "action/missing-runs-key">,
): void {
  const shape = kind === undefined ? undefined : ACTION.shape(TYPES[kind]).mappings[0];
  if (kind === undefined || shape === undefined) return;
  const known = [...shape.properties.keys()];
  for (const { key } of runs.entries) {
    if (known.includes(key.text)) continue;
    const message = `A ${NAMES[kind]} action has no "${key.text}" in "runs". ${advice(key.text, known)}`;
    report("action/misplaced-runs-key", key.span, message);
  }
  for (const { key } of runs.entries) {
    const [, phase] = /^(pre|post)-if$/.exec(key.text) ?? [];
    const needed = kind === "docker" ? `${phase}-entrypoint` : phase;
    if (
      phase === undefined ||
      needed === undefined ||
      !known.includes(key.text) ||
      entryOf(runs, needed) !== undefined
    ) {
      continue;
    }
    const message = `"${key.text}" says when "${needed}" runs, and there is none. Add it, or remove this.`;
    report("action/misplaced-runs-key", key.span, message);
  }
  for (const [name, { required }] of shape.properties) {
    if (!required || name === "using" || entryOf(runs, name) !== undefined) continue;
    const using = entryOf(runs, "using")?.key.span ?? runs.span;
    report("action/missing-runs-key", using, `A ${NAMES[kind]} action needs "${name}" in "runs". Add it.`);
  }
}
