import { extended } from "../../dialects/gitlab/config.ts";
import {
  DEFAULT_KEYS,
  GLOBAL_KEYS,
  INCLUDE_KEYS,
  JOB_KEYS,
  RESERVED_NAMES,
  WORKFLOW_KEYS,
} from "../../dialects/gitlab/keywords.ts";
import { advice, renaming } from "../../findings/nearest.ts";
import { defineRule } from "../../findings/rule.ts";
import { entryOf, type YamlEntry, type YamlNode } from "../../source/tree.ts";
import type { GitlabSubject } from "../../validate/subject.ts";

export const GITLAB_GOOD = "build:\n  script:\n    - make\n";
const SOURCE = "https://docs.gitlab.com/ci/yaml/";
const LONGEST_NAME = 255;

type Code =
  | "gitlab/unreadable"
  | "gitlab/unknown-key"
  | "gitlab/duplicate-key"
  | "gitlab/no-script"
  | "gitlab/reserved-name";

/** Whether the file is YAML, and which keys stand in it. */
export const KEYS = defineRule<GitlabSubject, Code>({
  codes: {
    "gitlab/unreadable": {
      title: "GitLab's configuration is not YAML",
      severity: "error",
      confidence: "high",
      explanation: "GitLab cannot read the file, and starts no pipeline.",
      bad: "build:\n  script: [make\n",
      good: GITLAB_GOOD,
      source: SOURCE,
    },
    "gitlab/unknown-key": {
      title: "GitLab has no such keyword",
      severity: "error",
      confidence: "high",
      explanation:
        "GitLab refuses the whole file when a job, `default` or `workflow` holds a key that it does not know.",
      bad: "build:\n  scripts:\n    - make\n  script: make\n",
      good: GITLAB_GOOD,
      source: SOURCE,
    },
    "gitlab/duplicate-key": {
      title: "Key or job is written twice",
      severity: "error",
      confidence: "high",
      explanation:
        "Of two jobs with one name, or two equal keys in one mapping, GitLab takes the last and drops the first without a word.",
      bad: `${GITLAB_GOOD}build:\n  script: make all\n`,
      good: `${GITLAB_GOOD}build-all:\n  script: make all\n`,
      source: "https://docs.gitlab.com/ci/jobs/#job-names",
    },
    "gitlab/no-script": {
      title: "Job has nothing to do",
      severity: "error",
      confidence: "high",
      explanation:
        "A job needs `script`, `run` or `trigger`, of its own or from what it extends. The name of a template, which is not run, begins with a dot.",
      bad: "build:\n  stage: build\n",
      good: ".common:\n  stage: build\nbuild:\n  extends: .common\n  script: make\n",
      source: "https://docs.gitlab.com/ci/yaml/#script",
    },
    "gitlab/reserved-name": {
      title: "No job may have this name",
      severity: "error",
      confidence: "high",
      explanation: `Some names mean something else in GitLab's configuration, and none may have more than ${LONGEST_NAME} characters.`,
      bad: "nil:\n  script: make\n",
      good: GITLAB_GOOD,
      source: "https://docs.gitlab.com/ci/jobs/#job-names",
    },
  },
  check({ document, config }, report) {
    const [fault] = document.faults.filter(({ kind }) => kind !== "unused-anchor");
    if (fault !== undefined || document.root?.kind !== "mapping") {
      const message = fault?.message ?? "This is no mapping of keys to values. Write at least one job with a script.";
      report("gitlab/unreadable", fault?.span ?? { start: 0, end: 0 }, message);
      return;
    }
    const told = new Set<number>();
    const unknown = ({ key }: YamlEntry, where: string, known: readonly string[]): void => {
      if (told.has(key.span.start)) return;
      told.add(key.span.start);
      const fix = renaming(key.span, key.text, known);
      const message = `GitLab knows no "${key.text}" in ${where}. ${advice(key.text, known)}`;
      report("gitlab/unknown-key", key.span, message, fix === undefined ? {} : { fix });
    };
    const among = (node: YamlNode | undefined, where: string, known: readonly string[]): void => {
      for (const entry of node?.kind === "mapping" ? node.entries : [])
        if (entry.key.text !== "<<" && !known.includes(entry.key.text)) unknown(entry, where, known);
    };
    for (const entry of document.root.entries) {
      const { key, value } = entry;
      const name = key.text;
      if (GLOBAL_KEYS.includes(name) || name === "<<" || name.startsWith(".")) continue;
      if (RESERVED_NAMES.includes(name) || name.length > LONGEST_NAME)
        report("gitlab/reserved-name", key.span, `No job may be called "${name.slice(0, 40)}". Give it another name.`);
      else if (value.kind !== "mapping") unknown(entry, "the file (a job would be a mapping)", GLOBAL_KEYS);
    }
    among(entryOf(document.root, "default")?.value, "default", DEFAULT_KEYS);
    among(entryOf(document.root, "workflow")?.value, "workflow", WORKFLOW_KEYS);
    const include = entryOf(document.root, "include")?.value;
    for (const one of include?.kind === "sequence" ? include.items.map(({ value }) => value) : [include])
      among(one, "include", INCLUDE_KEYS);
    duplicates(document.root, (key, other) =>
      report(
        "gitlab/duplicate-key",
        key.key.span,
        `"${key.key.text}" stands here twice; GitLab takes the last one only. Remove or rename one${other}.`,
      ),
    );
    for (const job of config.jobs) {
      if (job.hidden || RESERVED_NAMES.includes(job.name)) continue;
      const { parts, keys, whole } = extended(job, config);
      for (const part of parts) {
        if (!part.own) continue;
        for (const entry of part.keys.values())
          if (!JOB_KEYS.includes(entry.key.text)) unknown(entry, `the job "${job.name}"`, JOB_KEYS);
      }
      // With unknown files around it, it may only add to a job of theirs.
      const held = ["script", "run", "trigger"].some((key) => keys.has(key));
      // A misspelt key would be told twice.
      const misspelt = parts.some(
        (part) => part.own && [...part.keys.values()].some(({ key }) => told.has(key.span.start)),
      );
      if (!held && whole && !config.open && !misspelt && isLast(job.name, job.key.span.start, config.byName)) {
        const message = `"${job.name}" has no script. Add one, or begin its name with a dot if it is a template.`;
        report("gitlab/no-script", job.key.span, message);
      }
    }
  },
});

/** Of two jobs with one name the last counts. */
function isLast(name: string, start: number, all: GitlabSubject["config"]["byName"]): boolean {
  return (all.get(name)?.key.span.start ?? start) === start;
}

/** Every key that its mapping holds before already; what stands behind aliases is walked once. */
function duplicates(root: YamlNode, tell: (entry: YamlEntry, other: string) => void): void {
  const done = new Set<YamlNode>();
  const walk = (node: YamlNode): void => {
    if (node.kind === "scalar" || done.has(node)) return;
    done.add(node);
    if (node.kind === "sequence") {
      for (const { value } of node.items) walk(value);
      return;
    }
    const seen = new Set<string>();
    for (const entry of node.entries) {
      if (entry.key.text !== "<<" && seen.has(entry.key.text)) tell(entry, node === root ? " of these jobs" : "");
      seen.add(entry.key.text);
      walk(entry.value);
    }
  };
  walk(root);
}
