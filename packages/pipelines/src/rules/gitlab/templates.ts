import { extendsOf, type GitlabJob } from "../../dialects/gitlab/config.ts";
import { defineRule } from "../../findings/rule.ts";
import { itemsOf, textOf, valueAt, type YamlNode } from "../../source/tree.ts";
import type { GitlabSubject } from "../../validate/subject.ts";
import { hint } from "./hint.ts";

const COMMON = ".common:\n  script:\n    - make\n";

/** What jobs take from templates: `extends` and `!reference`. */
export const TEMPLATES = defineRule<
  GitlabSubject,
  "gitlab/unknown-extends" | "gitlab/cyclic-extends" | "gitlab/unknown-reference"
>({
  codes: {
    "gitlab/unknown-extends": {
      title: "Job extends nothing",
      severity: "error",
      confidence: "high",
      explanation:
        "`extends` names a job or template of this file or of those that it includes. Nothing is said where files are included that are not known here.",
      bad: `${COMMON}build:\n  extends: .comon\n`,
      good: `${COMMON}build:\n  extends: .common\n`,
      source: "https://docs.gitlab.com/ci/yaml/#extends",
    },
    "gitlab/cyclic-extends": {
      title: "Templates extend each other",
      severity: "error",
      confidence: "high",
      explanation: "A job that extends itself by way of others has no end; GitLab refuses the file.",
      bad: ".a:\n  extends: .b\n  script: make\n.b:\n  extends: .a\nbuild:\n  extends: .a\n",
      good: ".a:\n  extends: .b\n  script: make\n.b:\n  stage: build\nbuild:\n  extends: .a\n",
      source: "https://docs.gitlab.com/ci/yaml/#extends",
    },
    "gitlab/unknown-reference": {
      title: "Reference to nothing",
      severity: "error",
      confidence: "high",
      explanation:
        "`!reference [name, key]` stands for what is written at that key of a job or template; there is nothing.",
      bad: `${COMMON}build:\n  script:\n    - !reference [.common, scripts]\n`,
      good: `${COMMON}build:\n  script:\n    - !reference [.common, script]\n`,
      source: "https://docs.gitlab.com/ci/yaml/yaml_optimization/#reference-tags",
    },
  },
  check({ document, config }, report) {
    if (!config.open) {
      const names = [...config.byName.keys()];
      for (const job of config.jobs) {
        for (const template of extendsOf(job)) {
          if (template.text.includes("$") || config.byName.has(template.text)) continue;
          report(
            "gitlab/unknown-extends",
            template.span,
            `"${job.name}" extends "${template.text}", which does not exist. ${hint(template.text, names)}`,
          );
        }
      }
      references(document.root, (node) => {
        const [name, ...path] = itemsOf(node).map((item) => textOf(item) ?? "");
        if (name === undefined || [name, ...path].some((part) => part.includes("$"))) return;
        const held = config.byName.get(name);
        const before = config.root?.entries.find(({ key }) => key.text === name)?.value;
        // What comes of `extends` is not there for references, but what comes of merges is.
        const found =
          held === undefined
            ? valueAt(before, ...path)
            : path.length === 0
              ? held.node
              : valueAt(held.keys.get(path[0] ?? "")?.value, ...path.slice(1));
        if (found !== undefined || (held === undefined && before === undefined && config.names.has(name))) return;
        const known = held === undefined ? [...config.names] : [...held.keys.keys()];
        const missing = held === undefined ? name : path.join(", ");
        report(
          "gitlab/unknown-reference",
          node.span,
          `There is no "${missing}"${held === undefined ? "" : ` in "${name}"`} to refer to. ${hint(missing, known)}`,
        );
      });
    }
    const done = new Set<GitlabJob>();
    for (const start of config.jobs) {
      const way: GitlabJob[] = [];
      // One chain at a time: of several templates the walk goes on with each.
      const visit = (job: GitlabJob): void => {
        const at = way.indexOf(job);
        if (at >= 0) {
          const names = [...way.slice(at), job].map(({ name }) => `"${name}"`).join(" -> ");
          report(
            "gitlab/cyclic-extends",
            (way[at] ?? job).key.span,
            `These extend each other: ${names}. Remove one of these.`,
          );
          return;
        }
        if (done.has(job) || !job.own || way.length > 100) return;
        way.push(job);
        for (const { text } of extendsOf(job)) {
          const next = config.byName.get(text);
          if (next !== undefined) visit(next);
        }
        way.pop();
        done.add(job);
      };
      visit(start);
    }
  },
});

/** Every `!reference`, once. */
function references(root: YamlNode | undefined, tell: (node: YamlNode) => void): void {
  const done = new Set<YamlNode>();
  const walk = (node: YamlNode | undefined): void => {
    if (node === undefined || node.kind === "scalar" || done.has(node)) return;
    done.add(node);
    if (node.kind === "sequence" && node.tag === "!reference") tell(node);
    else if (node.kind === "sequence") for (const { value } of node.items) walk(value);
    else for (const { value } of node.entries) walk(value);
  };
  walk(root);
}
