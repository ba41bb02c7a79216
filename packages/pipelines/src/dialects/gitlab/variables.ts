import { expression, literal, type OutMap } from "../../migrate/output.ts";
import { runStep, script } from "../../migrate/steps.ts";
import { equal } from "../../migrate/translation.ts";
import { all as allOf, type Entry, own, textAt } from "../../migrate/values.ts";
import type { Shared } from "./job.ts";

/** What GitHub has for the variables of GitLab. */
const VARIABLES: Readonly<Record<string, string>> = {
  CI_COMMIT_BRANCH: "${{ github.ref_type == 'branch' && github.ref_name || '' }}",
  CI_COMMIT_REF_NAME: "${{ github.head_ref || github.ref_name }}",
  CI_COMMIT_SHA: "${{ github.sha }}",
  CI_COMMIT_TAG: "${{ github.ref_type == 'tag' && github.ref_name || '' }}",
  CI_DEFAULT_BRANCH: "${{ github.event.repository.default_branch }}",
  CI_JOB_ID: "${{ github.run_id }}",
  CI_JOB_NAME: "${{ github.job }}",
  CI_JOB_TOKEN: "${{ github.token }}",
  CI_MERGE_REQUEST_IID: "${{ github.event.pull_request.number }}",
  CI_PIPELINE_ID: "${{ github.run_id }}",
  CI_PIPELINE_IID: "${{ github.run_number }}",
  CI_PROJECT_DIR: "${{ github.workspace }}",
  CI_PROJECT_NAME: "${{ github.event.repository.name }}",
  CI_PROJECT_NAMESPACE: "${{ github.repository_owner }}",
  CI_PROJECT_PATH: "${{ github.repository }}",
  CI_PROJECT_URL: "${{ github.server_url }}/${{ github.repository }}",
};

/** The texts of variables, those of a later entry before those of an earlier one. */
export function variablesOf(...held: readonly (Entry | undefined)[]): ReadonlyMap<string, string> {
  const pairs = held.flatMap((one) => (one?.value.kind === "map" ? one.value.entries : []));
  return new Map(
    pairs.flatMap(({ key, value }): [string, string][] => {
      const text = value.kind === "text" ? value : textAt(value, "value");
      return text === undefined ? [] : [[key, text.text]];
    }),
  );
}

/** Sets the variables of a job; returns the lines that work out those which refer to others. */
export function environment(
  { translation, globals }: Shared,
  job: OutMap,
  held: Entry | undefined,
): { text: string; claims: readonly ReturnType<typeof equal>[] }[] {
  const lines: { text: string; claims: readonly ReturnType<typeof equal>[] }[] = [];
  const env = job.map("env");
  for (const source of [globals, held]) {
    for (const pair of source?.value.kind === "map" ? source.value.entries : []) {
      const value = pair.value.kind === "text" ? pair.value : textAt(pair.value, "value");
      if (value === undefined) continue;
      const more = pair.value.kind === "map" ? allOf(pair.value).filter((at) => !own(value).includes(at)) : [];
      const claim = equal("gitlab/variable", value.text, source, pair, value, ...more);
      if (/\$/.test(value.text)) {
        const text = value.text.replaceAll('"', '\\"');
        lines.push({
          text: `echo "${pair.key}=${text}" >> "$GITHUB_ENV"`,
          claims: [{ ...claim, rule: "gitlab/variable-expanded", has: text }],
        });
      } else env.set(pair.key, literal(value.text).carries(claim));
    }
  }
  for (const name of new Set(translation.document.text.match(/\bCI_[A-Z_]+\b/g) ?? [])) {
    const value = VARIABLES[name];
    if (value !== undefined && env.get(name) === undefined) env.set(name, expression(value));
  }
  if (env.entries.length === 0)
    job.entries.splice(
      job.entries.findIndex(([key]) => key === "env"),
      1,
    );
  return lines;
}

/** A step that sets what only a shell can work out. */
export function setStep(lines: ReturnType<typeof environment>): OutMap {
  const step = runStep("Set environment", `${lines.map(({ text }) => text).join("\n")}\n`);
  script(step).carries(...lines.flatMap(({ claims }) => claims));
  return step;
}
