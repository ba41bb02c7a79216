import { extended, type GitlabConfig, type GitlabJob } from "../../dialects/gitlab/config.ts";
import { defineRule } from "../../findings/rule.ts";
import { itemsOf, textOf, valueAt, type YamlNode } from "../../source/tree.ts";
import type { GitlabSubject } from "../../validate/subject.ts";
import { hint } from "./hint.ts";

const job = (name: string, more: string): string => `${name}:\n  script: make ${name}\n${more}`;
const BUILD = job("build", "  stage: build\n");
const GOOD = `${BUILD}${job("check", "  stage: test\n  needs: [build]\n")}`;

type Code = "gitlab/unknown-stage" | "gitlab/unknown-need" | "gitlab/late-need" | "gitlab/cyclic-need";

/** Stages, and which jobs wait for which. */
export const GRAPH = defineRule<GitlabSubject, Code>({
  codes: {
    "gitlab/unknown-stage": {
      title: "Stage does not exist",
      severity: "error",
      confidence: "high",
      explanation:
        "A job's stage must be one of `stages`; without that list these are build, test and deploy. A job without a stage is in `test`. `.pre` and `.post` are always there.",
      bad: `stages: [build, test]\n${job("build", "  stage: biuld\n")}`,
      good: `stages: [build, test]\n${BUILD}`,
      source: "https://docs.gitlab.com/ci/yaml/#stage",
    },
    "gitlab/unknown-need": {
      title: "Job waits for one that does not exist",
      severity: "error",
      confidence: "high",
      explanation:
        "`needs` and `dependencies` name jobs of the same pipeline. One that is not always there is marked `optional: true`.",
      bad: `${BUILD}${job("check", "  needs: [bild]\n")}`,
      good: GOOD,
      source: "https://docs.gitlab.com/ci/yaml/#needs",
    },
    "gitlab/late-need": {
      title: "Job waits for one of a later stage",
      severity: "error",
      confidence: "high",
      explanation:
        "`needs` can name jobs of the same and of earlier stages, `dependencies` those of earlier stages only.",
      bad: `${job("build", "  stage: build\n  needs: [check]\n")}${job("check", "  stage: test\n")}`,
      good: GOOD,
      source: "https://docs.gitlab.com/ci/yaml/#needs",
    },
    "gitlab/cyclic-need": {
      title: "Jobs wait for each other",
      severity: "error",
      confidence: "high",
      explanation: "Each of the jobs waits until another one has ended, so none can begin. GitLab refuses the file.",
      bad: `${job("build", "  needs: [check]\n")}${job("check", "  needs: [build]\n")}`,
      good: GOOD,
      source: "https://docs.gitlab.com/ci/yaml/#needs",
    },
  },
  check({ config }, report) {
    const names = [...config.byName.values()].filter(({ hidden }) => !hidden).map(({ name }) => name);
    const stages = new Set(config.stages);
    const graph = new Map<GitlabJob, { needs: GitlabJob[] }>();
    for (const one of config.jobs) {
      if (one.hidden) continue;
      const { keys } = extended(one, config);
      const held = keys.get("stage");
      const stage = textOf(held?.value) ?? "test";
      if (
        !config.open &&
        !stage.includes("$") &&
        !stages.has(stage) &&
        (held === undefined || textOf(held.value) !== undefined)
      ) {
        const own = one.keys.get("stage");
        const message = `"${one.name}" is in the stage "${stage}"${held === undefined ? ", as every job that names none" : ""}; it is not in "stages". ${hint(stage, config.stages)}`;
        report("gitlab/unknown-stage", own?.value.span ?? one.key.span, message);
      }
      const needs: GitlabJob[] = [];
      graph.set(one, { needs });
      for (const key of ["needs", "dependencies"] as const) {
        const entry = one.keys.get(key) ?? keys.get(key);
        const span = one.keys.has(key) ? undefined : one.key.span;
        for (const item of entry?.value.kind === "sequence" ? itemsOf(entry.value) : []) {
          const name = needed(item);
          if (name === undefined) continue;
          const target = config.byName.get(name.text) ?? config.byName.get(name.plain);
          if (target !== undefined && !target.hidden) {
            if (key === "needs") needs.push(target);
            const late = later(stage, target, config, key);
            if (late !== undefined)
              report(
                "gitlab/late-need",
                span ?? name.node.span,
                `"${one.name}" is in the stage "${stage}" and cannot wait for "${target.name}" of the ${late}. Move one of them.`,
              );
          } else if (!config.open && !name.optional) {
            report(
              "gitlab/unknown-need",
              span ?? name.node.span,
              `"${one.name}" waits for "${name.text}", which is no job of this pipeline. ${hint(name.text, names)}`,
            );
          }
        }
      }
    }
    for (const cycle of cyclesOf(graph)) {
      const [first] = cycle;
      if (first === undefined) continue;
      const way = [...cycle, first].map(({ name }) => `"${name}"`).join(" -> ");
      report(
        "gitlab/cyclic-need",
        first.key.span,
        `These jobs wait for each other: ${way}. Remove one of these needs.`,
      );
    }
  },
});

/** GitLab takes no longer names of jobs. */
const LONGEST_NAME = 255;

/** The job of an entry of `needs`; undefined for those of other pipelines. */
function needed(item: YamlNode): { node: YamlNode; text: string; plain: string; optional: boolean } | undefined {
  const node = item.kind === "mapping" ? valueAt(item, "job") : item;
  const text = textOf(node);
  if (node === undefined || text === undefined || text.includes("$")) return undefined;
  if (item.kind === "mapping" && (valueAt(item, "project") ?? valueAt(item, "pipeline")) !== undefined)
    return undefined;
  // One of the jobs that `parallel` makes: `test: [linux, fast]`, `test 1/3`.
  const plain = text.length > LONGEST_NAME ? text : text.replace(/: \[.*\]$| \d+\/\d+$/, "");
  return { node, text, plain, optional: textOf(valueAt(item, "optional")) === "true" };
}

/** How the stage of a needed job is told where it is too late. */
function later(
  stage: string,
  target: GitlabJob,
  config: GitlabConfig,
  key: "needs" | "dependencies",
): string | undefined {
  const there = textOf(extended(target, config).keys.get("stage")?.value) ?? "test";
  const [from, to] = [config.stages.indexOf(stage), config.stages.indexOf(there)];
  // Which stages there are is not known with unknown files around.
  if (from < 0 || to < 0 || config.open) return undefined;
  if (to > from) return `later stage "${there}"`;
  return key === "dependencies" && to === from ? "same stage" : undefined;
}

/** More circles than that help nobody. */
const MOST_CYCLES = 10;

/** Circles that a walk along `needs` meets, each once; without recursion, as a chain may be as long as a file. */
function cyclesOf(graph: ReadonlyMap<GitlabJob, { readonly needs: readonly GitlabJob[] }>): GitlabJob[][] {
  const cycles: GitlabJob[][] = [];
  const done = new Set<GitlabJob>();
  for (const start of graph.keys()) {
    const path = done.has(start) ? [] : [{ job: start, next: 0 }];
    const on = new Set(path.map((step) => step.job));
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const target = graph.get(top.job)?.needs[top.next++];
      if (target === undefined) {
        done.add(top.job);
        on.delete(top.job);
        path.pop();
      } else if (on.has(target)) {
        cycles.push(path.slice(path.findIndex((step) => step.job === target)).map((step) => step.job));
        if (cycles.length >= MOST_CYCLES) return cycles;
      } else if (!done.has(target)) {
        path.push({ job: target, next: 0 });
        on.add(target);
      }
    }
  }
  return cycles;
}
