import { actionFacts } from "../../actions/facts.ts";
import type { Step } from "../../dialects/github/workflow.ts";
import type { Fix } from "../../findings/finding.ts";
import { defineRule } from "../../findings/rule.ts";
import type { SourceDocument } from "../../source/document.ts";
import { WorkflowSubject } from "../../validate/subject.ts";
import { actionOf, inputNodeOf, inputOf, type SecuritySubject, type StepPlace, stepsOf } from "./places.ts";

const SOURCE = "https://unit42.paloaltonetworks.com/github-repo-artifacts-leak-tokens/";

/** The token that a checkout leaves in the workspace. */
export const checkoutCredentials = defineRule<
  SecuritySubject,
  "security/persisted-credentials" | "security/credentials-in-artifact"
>({
  codes: {
    "security/persisted-credentials": {
      title: "Checkout leaves the token in the workspace",
      severity: "info",
      confidence: "medium",
      explanation:
        "`actions/checkout` writes the token into the configuration of git, where every later step of the job can read it. Set `persist-credentials: false`; where later steps push or fetch with it, `persist-credentials: true` says that it is wanted.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: make
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - run: make
`,
      source: SOURCE,
    },
    "security/credentials-in-artifact": {
      title: "Artifact holds the token of the checkout",
      severity: "warning",
      confidence: "high",
      explanation:
        "The whole workspace is uploaded after a checkout that left the token in `.git/config`. Whoever may read the artifact, in a public repository everybody, can use the token while the job still runs. Set `persist-credentials: false`, and upload only what is needed. Newer releases (checkout from v6, upload-artifact from v4.4) keep the token or hidden files out, so there it is no finding.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/upload-artifact@v3
        with:
          path: .
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/upload-artifact@v3
        with:
          path: .
`,
      source: SOURCE,
    },
  },
  check(subject, report) {
    for (const place of stepsOf(subject)) {
      const { step } = place;
      if (actionOf(step) !== "actions/checkout" || step.uses === undefined || !canRefuse(step.uses.text)) continue;
      // Stated either way, it is meant.
      if (inputNodeOf(step.with, "persist-credentials") !== undefined) {
        const stated = inputOf(step, "persist-credentials")?.trim().toLowerCase();
        if (stated !== "true") continue;
      }
      const upload = uploadAfter(place);
      if (upload !== undefined) {
        const fix = persistFix(subject.document, place);
        const message = `The token that this checkout leaves in .git/config is uploaded with "${upload}". Set persist-credentials: false.`;
        report("security/credentials-in-artifact", step.uses.span, message, fix === undefined ? {} : { fix });
      } else if (inputNodeOf(step.with, "persist-credentials") === undefined && subject instanceof WorkflowSubject) {
        const fix = persistFix(subject.document, place);
        const message =
          "This checkout leaves the token where every later step can read it. Set persist-credentials: false, or true where it is needed.";
        report("security/persisted-credentials", step.uses.span, message, fix === undefined ? {} : { fix });
      }
    }
  },
});

/** Whether this release of the checkout knows the input; the first one did not. */
function canRefuse(uses: string): boolean {
  return actionFacts(uses.trim())?.inputs.some(({ name }) => name === "persist-credentials") !== false;
}

/** The path of a later step that uploads the workspace with its hidden files. */
function uploadAfter({ siblings, index, step: checkout }: StepPlace): string | undefined {
  if (majorOf(checkout) !== undefined && Number(majorOf(checkout)) >= 6) return undefined;
  const folder = clean(inputOf(checkout, "path") ?? ".");
  for (const step of siblings.slice(index + 1)) {
    if (actionOf(step) !== "actions/upload-artifact") continue;
    const major = majorOf(step);
    // From 4.4 on hidden files, and so .git, stay out unless they are asked for.
    const hidden = inputOf(step, "include-hidden-files")?.trim() === "true";
    if (!hidden && (major === undefined || Number(major) >= 4)) continue;
    const paths = (inputOf(step, "path") ?? "").split("\n").map((path) => path.trim());
    if (paths.some((path) => /^!.*\.git(?:\/|$)/.test(path))) continue;
    const found = paths.find((path) => path !== "" && (clean(path) === "." || clean(path) === folder));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The major version that a step's ref names, as digits; undefined for hashes and branches. */
function majorOf(step: Step): string | undefined {
  return /@v?(\d{1,3})(?:\.\d+)*$/.exec(step.uses?.text.trim() ?? "")?.[1];
}

function clean(path: string): string {
  const plain = path
    .trim()
    .replace(/^\$\{\{\s*github\.workspace\s*\}\}\/?/, "")
    .replace(/^\.\//, "")
    .replace(/\/(?:\*\*?\/?\*?)?$/, "");
  return plain === "" || plain === "*" || plain === "**" || plain === "**/*" ? "." : plain;
}

/** Things that a later step may do with git, or run without this file showing what they do. */
const MAY_USE_GIT =
  /\bgit\b|\bgh\b|\bhub\b|\b(?:make|just|task|rake|nox|tox|invoke)\b|release|publish|deploy|version|changeset|submodule|\.(?:sh|py|js|mjs|cjs|ts|rb|pl|ps1)\b|\.\/|\b(?:npm|pnpm|yarn|bun)\s+run\b/i;
/** Actions that do not use git with the token. */
const NO_GIT =
  /^actions\/(?:setup-[a-z]+|cache(?:\/.+)?|upload-artifact|download-artifact|upload-pages-artifact|configure-pages|dependency-review-action)$|^github\/codeql-action\/|^codecov\/codecov-action$|^docker\/|^(?:golangci\/golangci-lint-action|swatinem\/rust-cache|dtolnay\/rust-toolchain|actions-rs\/toolchain|pnpm\/action-setup|ruby\/setup-ruby|shivammathur\/setup-php|astral-sh\/setup-uv|gradle\/actions\/(?:setup-gradle|wrapper-validation)|step-security\/harden-runner)$/;

const lastUses = new WeakMap<readonly Step[], number>();

/** The index of the last step that may use git with the token; -1 where none does. */
function lastUseOfGit(steps: readonly Step[]): number {
  const known = lastUses.get(steps);
  if (known !== undefined) return known;
  const last = steps.findLastIndex((step) => {
    const action = actionOf(step);
    if (action === "actions/checkout") return false;
    if (step.uses !== undefined) return action === undefined || !NO_GIT.test(action);
    return MAY_USE_GIT.test(step.run?.text ?? "");
  });
  lastUses.set(steps, last);
  return last;
}

function persistFix(document: SourceDocument, place: StepPlace): Fix | undefined {
  const { step, siblings, index } = place;
  if (step.uses === undefined) return undefined;
  const stated = inputNodeOf(step.with, "persist-credentials");
  const edit = stated !== undefined ? { ...stated.span, text: "false" } : insertion(document, step);
  if (edit === undefined) return undefined;
  const needless = lastUseOfGit(siblings) <= index;
  const submodules = inputOf(step, "submodules") !== undefined || inputOf(step, "lfs") !== undefined;
  return {
    title: "Set persist-credentials: false",
    safe: needless && !submodules && stated === undefined,
    edits: [edit],
  };
}

/** Where a new input can stand, in the manner in which the step is written. */
function insertion(document: SourceDocument, step: Step): { start: number; end: number; text: string } | undefined {
  const { uses } = step;
  if (uses === undefined) return undefined;
  const { text, lines } = document;
  const entry = step.node.entries.find(({ key }) => key.text === "uses");
  if (entry === undefined || entry.alias !== undefined) return undefined;
  if (text[step.node.span.start] === "{") {
    if (step.with !== undefined) return undefined;
    return { start: uses.span.end, end: uses.span.end, text: ", with: { persist-credentials: false }" };
  }
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  if (step.with === undefined) {
    const at = lines.position(uses.span.end).line;
    const end = lines.startOf(at) + lines.line(at).length;
    const indent = " ".repeat(lines.position(entry.key.span.start).column - 1);
    return { start: end, end, text: `${newline}${indent}with:${newline}${indent}  persist-credentials: false` };
  }
  const given = step.node.entries.find(({ key }) => key.text === "with");
  const first = step.with.entries[0];
  if (given === undefined || given.alias !== undefined || first === undefined) return undefined;
  const { start } = first.key.span;
  if (text[step.with.node.span.start] === "{") return { start, end: start, text: "persist-credentials: false, " };
  const indent = " ".repeat(lines.position(start).column - 1);
  return { start, end: start, text: `persist-credentials: false${newline}${indent}` };
}
