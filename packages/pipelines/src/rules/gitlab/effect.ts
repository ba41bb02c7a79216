import { extended } from "../../dialects/gitlab/config.ts";
import { defineRule } from "../../findings/rule.ts";
import { entryOf, textOf, valueAt, type YamlEntry } from "../../source/tree.ts";
import type { GitlabSubject } from "../../validate/subject.ts";
import { GITLAB_GOOD } from "./keys.ts";

const SOURCE = "https://docs.gitlab.com/ci/yaml/#rules";

/** When jobs run, and what GitLab keeps only for old files. */
export const EFFECT = defineRule<GitlabSubject, "gitlab/rules-with-only" | "gitlab/never-runs" | "gitlab/deprecated">({
  codes: {
    "gitlab/rules-with-only": {
      title: "Rules beside only or except",
      severity: "error",
      confidence: "high",
      explanation: "GitLab refuses a job that has both. Write what `only` and `except` say as rules.",
      bad: `${GITLAB_GOOD}  only: [main]\n  rules:\n    - if: $CI_COMMIT_TAG\n`,
      good: `${GITLAB_GOOD}  rules:\n    - if: $CI_COMMIT_TAG\n`,
      source: SOURCE,
    },
    "gitlab/never-runs": {
      title: "Rules never let the job run",
      severity: "warning",
      confidence: "high",
      explanation:
        "Where every rule says `when: never`, nothing is left that could start the job: one that no rule is about is not added either.",
      bad: `${GITLAB_GOOD}  rules:\n    - if: $CI_COMMIT_TAG\n      when: never\n`,
      good: `${GITLAB_GOOD}  rules:\n    - if: $CI_COMMIT_TAG\n      when: never\n    - when: on_success\n`,
      source: SOURCE,
    },
    "gitlab/deprecated": {
      title: "Keyword is kept for old files only",
      severity: "info",
      confidence: "high",
      explanation:
        "`only` and `except` are followed by `rules`, `types` by `stages`; image, services, cache, before_script and after_script at the top belong below `default`.",
      bad: `image: ruby:3.4.1\n${GITLAB_GOOD}`,
      good: `default:\n  image: ruby:3.4.1\n${GITLAB_GOOD}`,
      source: "https://docs.gitlab.com/ci/yaml/deprecated_keywords/",
    },
  },
  check({ document, config }, report) {
    for (const { key } of config.root?.entries ?? []) {
      if (key.text === "types")
        report("gitlab/deprecated", key.span, '"types" is no longer known to GitLab. Write "stages".', {
          severity: "warning",
        });
      else if (/^(?:image|services|cache|before_script|after_script)$/.test(key.text))
        report("gitlab/deprecated", key.span, `"${key.text}" at the top is deprecated. Write it below "default".`);
    }
    const never = (entry: YamlEntry | undefined): boolean =>
      entry?.value.kind === "sequence" &&
      entry.value.items.length > 0 &&
      entry.value.items.every(({ value }) => textOf(valueAt(value, "when")) === "never");
    const workflow = entryOf(valueAt(document.root, "workflow"), "rules");
    if (workflow !== undefined && never(workflow))
      report(
        "gitlab/never-runs",
        workflow.key.span,
        "Every rule says never, so that no pipeline ever starts. Add a rule that lets one run.",
      );
    const told = new Set<YamlEntry>();
    for (const job of config.jobs) {
      if (job.hidden) continue;
      const { keys } = extended(job, config);
      const rules = keys.get("rules");
      const old = [keys.get("only"), keys.get("except")].filter((entry) => entry !== undefined);
      const empty = rules?.value.kind === "scalar" && rules.value.value === null;
      for (const entry of old) {
        if (rules !== undefined && !empty && !(entry.value.kind === "scalar" && entry.value.value === null)) {
          const at = [...job.keys.values()].includes(entry) ? entry.key.span : job.key.span;
          report(
            "gitlab/rules-with-only",
            at,
            `"${job.name}" has "${entry.key.text}" beside "rules"; GitLab refuses both together. Write it as a rule.`,
          );
        } else if ([...job.keys.values()].includes(entry) && !told.has(entry)) {
          told.add(entry);
          report("gitlab/deprecated", entry.key.span, `"${entry.key.text}" is deprecated. Write it as "rules".`);
        }
      }
      if (rules !== undefined && never(rules) && !told.has(rules)) {
        told.add(rules);
        const at = [...job.keys.values()].includes(rules) ? rules.key.span : job.key.span;
        report(
          "gitlab/never-runs",
          at,
          `Every rule of "${job.name}" says never, so it does not run. Add a rule that lets it run, or remove the job.`,
        );
      }
    }
  },
});
