import { nearest } from "../../findings/nearest.ts";
import { defineRule } from "../../findings/rule.ts";
import { entryOf, textOf, valueAt, type YamlNode, type YamlScalar } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import { HOSTED, isKnownLabel, type LabelSet, labelSetsOf, RETIRED, systemOf, systemsOf } from "./labels.ts";

const head = (label: string): string =>
  `on: push\njobs:\n  build:\n    runs-on: ${label}\n    steps:\n      - run: make\n`;
const SOURCE = "https://docs.github.com/actions/reference/runners/github-hosted-runners";

type RunnerCode =
  | "syntax/invalid-runner-group"
  | "syntax/unknown-runner"
  | "syntax/retired-runner"
  | "syntax/conflicting-runner"
  | "syntax/container-needs-linux";

/** The labels by which jobs ask for a machine. */
export const runners = defineRule<WorkflowSubject, RunnerCode>({
  codes: {
    "syntax/invalid-runner-group": {
      title: "Name of a group of runners cannot be read",
      severity: "error",
      confidence: "high",
      explanation:
        "A group is named alone, or with where it belongs: `organization/name` or `enterprise/name` (`org/` and `ent/` for short).",
      bad: head("\n      group: team/large"),
      good: head("\n      group: organization/large"),
      source: "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idruns-on",
    },
    "syntax/unknown-runner": {
      title: "No machine of GitHub's has this label",
      severity: "warning",
      confidence: "medium",
      explanation:
        "A job waits for a machine with all of its labels, and is cancelled after a day without one. If the label is one of your own runners, write `self-hosted` before it. A label that looks like one of GitHub's own is told as an error.",
      bad: head("ubuntu-lates"),
      good: head("ubuntu-latest"),
      source: SOURCE,
    },
    "syntax/retired-runner": {
      title: "Machines with this label are no more",
      severity: "warning",
      confidence: "high",
      explanation: "GitHub has removed this image: the job waits until it is cancelled. Take a newer one.",
      bad: head("ubuntu-18.04"),
      good: head("ubuntu-24.04"),
      source: "https://github.com/actions/runner-images",
    },
    "syntax/conflicting-runner": {
      title: "No machine can have both labels",
      severity: "error",
      confidence: "high",
      explanation:
        "A machine must have all labels of `runs-on`. To run the job on each of several machines, list them in a matrix.",
      bad: head("[ubuntu-latest, windows-latest]"),
      good: "on: push\njobs:\n  build:\n    strategy:\n      matrix:\n        os: [ubuntu-latest, windows-latest]\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: make\n",
      source: SOURCE,
    },
    "syntax/container-needs-linux": {
      title: "Containers run on Linux only",
      severity: "error",
      confidence: "high",
      explanation:
        "GitHub starts the container of a job, and its services, on Linux machines only: elsewhere the job fails before its first step.",
      bad: head("windows-latest\n    container: node:22"),
      good: head("ubuntu-latest\n    container: node:22"),
      source:
        "https://docs.github.com/actions/how-tos/write-workflows/choose-where-workflows-run/run-jobs-in-a-container",
    },
  },
  check({ workflow }, report) {
    for (const job of workflow.jobs) {
      const used = entryOf(job.node, "container") ?? entryOf(job.node, "services");
      const systems = systemsOf(job);
      if (used === undefined || systems.length === 0 || systems.includes("linux")) continue;
      // An expression may leave it out where it cannot be.
      if (textsIn(used.value).some((text) => text.includes("${{"))) continue;
      const message = `"${used.key.text}" needs Linux, and this job runs elsewhere. Take another machine, or do without.`;
      report("syntax/container-needs-linux", used.key.span, message);
    }
    for (const { runsOn } of workflow.jobs) {
      const group = valueAt(runsOn, "group");
      const text = textOf(group);
      if (group === undefined || text === undefined || text === "" || text.includes("${{")) continue;
      if (/^(?:(?:org|organization|ent|enterprise)\/)?[^/]+$/.test(text)) continue;
      const message = `"${text}" cannot be the name of a group: write its name alone, or organization/name or enterprise/name.`;
      report("syntax/invalid-runner-group", group.span, message);
    }
    const told = new Set<YamlScalar>();
    const inConflict = new Set<YamlScalar>();
    for (const set of workflow.jobs.flatMap((job) => labelSetsOf(job) ?? [])) {
      const own = set.grouped || set.labels.some(({ text }) => /^self-hosted$/i.test(text));
      for (const label of set.labels) {
        const { text, span } = label;
        if (text === "" || text.includes("${{") || told.has(label)) continue;
        told.add(label);
        if (RETIRED.has(text.toLowerCase()) && !own) {
          report(
            "syntax/retired-runner",
            span,
            `GitHub has no "${text}" any more: the job would wait in vain. Take a newer image.`,
          );
        } else if (!own && !isKnownLabel(text)) {
          const meant = nearest(text, HOSTED);
          const likely = looksHosted(text) || (meant !== undefined && !isNamedAfterHosted(text));
          const hint =
            meant === undefined
              ? 'If it is one of your own, write "self-hosted" before it.'
              : `Did you mean "${meant}"?`;
          const message = `No machine of GitHub's has the label "${text}". ${hint}`;
          report("syntax/unknown-runner", span, message, likely ? { severity: "error" } : {});
        }
      }
      conflict(set, (label, other) => {
        if (inConflict.has(label)) return;
        inConflict.add(label);
        const message = `No machine is both "${other.text}" and "${label.text}". To run on each, list them in a matrix.`;
        report("syntax/conflicting-runner", label.span, message);
      });
    }
  },
});

/** The image of a container, or those of services. */
function textsIn(node: YamlNode): string[] {
  if (node.kind === "scalar") return [node.text];
  if (node.kind === "sequence") return [];
  return node.entries.flatMap(({ key, value }) =>
    key.text === "image" || value.kind === "mapping" ? textsIn(value) : [],
  );
}

/** Whether somebody who wrote it thought of a machine of GitHub's: `linux-latest`, `macos-10.13`. */
function looksHosted(label: string): boolean {
  return /^(?:linux|ubuntu|mac|macos|osx|win|windows)-(?:latest|\d+(?:\.\d+)?)$/i.test(label);
}

/** Whether it is a label of GitHub's with more behind it, as organisations name larger machines: `ubuntu-latest-m`. */
function isNamedAfterHosted(label: string): boolean {
  const name = label.toLowerCase();
  return [...HOSTED, ...RETIRED].some((hosted) => name.startsWith(`${hosted}-`) || name.startsWith(`${hosted}_`));
}

/** The labels that exclude one before them: another system, or another image of the same. */
function conflict({ labels }: LabelSet, tell: (label: YamlScalar, other: YamlScalar) => void): void {
  for (const [index, label] of labels.entries()) {
    const system = systemOf(label.text);
    const other = labels.slice(0, index).find((before) => {
      const its = systemOf(before.text);
      if (system === undefined || its === undefined) return false;
      return system !== its || (isImage(label) && isImage(before) && imageOf(label) !== imageOf(before));
    });
    if (other !== undefined) tell(label, other);
  }
}

function isImage({ text }: YamlScalar): boolean {
  return HOSTED.includes(text.toLowerCase()) && !text.toLowerCase().endsWith("-latest");
}

function imageOf({ text }: YamlScalar): string {
  return text.toLowerCase();
}
