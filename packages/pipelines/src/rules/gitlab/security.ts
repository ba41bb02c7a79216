import { mergedKeys } from "../../dialects/gitlab/config.ts";
import { defineRule, type Report } from "../../findings/rule.ts";
import { entryOf, itemsOf, textOf, valueAt, written, type YamlEntry, type YamlNode } from "../../source/tree.ts";
import type { GitlabSubject } from "../../validate/subject.ts";
import { isPlainCredential, isSecretName } from "../credentials.ts";
import { GITLAB_GOOD } from "./keys.ts";

type Code =
  | "gitlab/plain-credential"
  | "gitlab/debug-trace"
  | "gitlab/unpinned-include"
  | "gitlab/moving-image"
  | "gitlab/downloaded-script"
  | "gitlab/printed-secret";

const DOWNLOADED = /\b(?:curl|wget)\b[^|;&\n]{0,300}\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b/;
const PRINTED = /(?:^|[;&|]\s*|\b(?:then|do)\s+)(?:echo|printf)\b[^|>;&\n]{0,300}\$\{?(\w+)/;

/** What strangers could read or change. */
export const SECURITY = defineRule<GitlabSubject, Code>({
  codes: {
    "gitlab/plain-credential": {
      title: "Credential stands in the file",
      severity: "error",
      confidence: "medium",
      explanation:
        "Everybody who can read the repository, and its history for ever, can read it. Store it as a masked variable of the project, and change it where it was in use.",
      bad: `variables:\n  DEPLOY_PASSWORD: hunter2-and-more\n${GITLAB_GOOD}`,
      good: `variables:\n  DEPLOY_USER: robot\n${GITLAB_GOOD}`,
      source: "https://docs.gitlab.com/ci/variables/#cicd-variable-security",
    },
    "gitlab/debug-trace": {
      title: "Log shows every variable",
      severity: "warning",
      confidence: "high",
      explanation:
        "With `CI_DEBUG_TRACE` the log holds the values of all variables, secrets too. Remove it when the search for the fault is over.",
      bad: `variables:\n  CI_DEBUG_TRACE: "true"\n${GITLAB_GOOD}`,
      good: GITLAB_GOOD,
      source: "https://docs.gitlab.com/ci/variables/variables_troubleshooting/#enable-debug-logging",
    },
    "gitlab/unpinned-include": {
      title: "Included file can change at any time",
      severity: "warning",
      confidence: "high",
      explanation:
        "Whoever can change the other project or server decides what these jobs do with your secrets. Name a commit as `ref` of a project; give a remote file an `integrity` hash.",
      bad: `include:\n  - project: group/shared\n    file: ci.yml\n${GITLAB_GOOD}`,
      good: `include:\n  - project: group/shared\n    ref: 8b7c1c3c5f0d4a9f9f4b4a6f1d2e3c4b5a697887\n    file: ci.yml\n${GITLAB_GOOD}`,
      source: "https://docs.gitlab.com/ci/yaml/#include",
    },
    "gitlab/moving-image": {
      title: "Image can change at any time",
      severity: "info",
      confidence: "high",
      explanation:
        "Without a tag, and with `latest`, each run may get another image. Name a version, or better a digest.",
      bad: `${GITLAB_GOOD}  image: node\n`,
      good: `${GITLAB_GOOD}  image: node:24.1.0\n`,
      source: "https://docs.gitlab.com/ci/yaml/#image",
    },
    "gitlab/downloaded-script": {
      title: "Script is run as it is downloaded",
      severity: "info",
      confidence: "high",
      explanation:
        "Whoever controls the server, or the way to it, runs commands in the job. Download a fixed version, compare its hash, then run it.",
      bad: "build:\n  script:\n    - curl -sSf https://example.org/install.sh | sh\n",
      good: GITLAB_GOOD,
    },
    "gitlab/printed-secret": {
      title: "Secret is printed",
      severity: "info",
      confidence: "medium",
      explanation:
        "GitLab hides only values that are marked as masked, and only as they are written. Do not print secrets at all.",
      bad: "build:\n  script:\n    - echo $CI_JOB_TOKEN\n",
      good: GITLAB_GOOD,
      source: "https://docs.gitlab.com/ci/variables/#mask-a-cicd-variable",
    },
  },
  check({ document, config }, report) {
    const { root } = document;
    includes(root, report);
    const done = new Set<YamlEntry>();
    for (const part of [root, valueAt(root, "default"), ...config.jobs.map(({ node }) => node)]) {
      for (const entry of mergedKeys(part).values()) {
        if (done.has(entry)) continue;
        done.add(entry);
        const name = entry.key.text;
        if (name === "variables") variables(entry, report);
        else if (name === "image") image(entry.value, report);
        else if (name === "services")
          for (const item of entry.value.kind === "sequence" ? entry.value.items : []) image(item.value, report);
        else if (/^(?:before_|after_)?script$/.test(name))
          for (const line of itemsOf(entry.value)) command(line, report);
      }
    }
  },
});

function includes(root: YamlNode | undefined, report: Report<Code>): void {
  const include = entryOf(root, "include")?.value;
  for (const item of include?.kind === "mapping" ? [include] : itemsOf(include)) {
    const remote = item.kind === "scalar" ? item : valueAt(item, "remote");
    const project = entryOf(item, "project");
    if (remote !== undefined && /^https?:/.test(textOf(remote) ?? "") && valueAt(item, "integrity") === undefined)
      report(
        "gitlab/unpinned-include",
        remote.span,
        "This file of another server can change at any time. Give its hash as integrity.",
      );
    if (project !== undefined && valueAt(item, "ref") === undefined)
      report(
        "gitlab/unpinned-include",
        project.value.span,
        "Without a ref the newest version of that project's file is taken. Name a commit or a protected tag as ref.",
      );
  }
}

function variables(entry: YamlEntry, report: Report<Code>): void {
  for (const variable of mergedKeys(entry.value).values()) {
    const name = variable.key.text;
    const held = variable.value.kind === "mapping" ? valueAt(variable.value, "value") : variable.value;
    const text = textOf(held);
    if (held === undefined || text === undefined) continue;
    if (/^CI_DEBUG_(?:TRACE|SERVICES)$/.test(name) && /^(?:true|1)$/i.test(text))
      report(
        "gitlab/debug-trace",
        variable.key.span,
        `With ${name} the log shows every variable, secrets too. Remove it.`,
      );
    else if (isPlainCredential(name, text))
      report(
        "gitlab/plain-credential",
        held === variable.value ? written(variable) : held.span,
        `The value of ${name} stands in the file. Store it as a masked variable of the project.`,
      );
  }
}

function image(node: YamlNode, report: Report<Code>): void {
  const named = node.kind === "mapping" ? valueAt(node, "name") : node;
  const text = textOf(named);
  if (named === undefined || text === undefined || text === "" || /[$@\s]/.test(text)) return;
  const tag = /:([^:/]+)$/.exec(text)?.[1];
  if (tag === undefined || tag === "latest")
    report(
      "gitlab/moving-image",
      named.span,
      `The image "${text}" can be another one in each run. Name a version or a digest.`,
    );
}

function command(node: YamlNode, report: Report<Code>): void {
  const text = textOf(node);
  if (text === undefined) return;
  if (DOWNLOADED.test(text))
    report(
      "gitlab/downloaded-script",
      node.span,
      "This runs what a server answers, unseen. Download a fixed version, and compare its hash.",
    );
  for (const line of text.split("\n")) {
    const name = PRINTED.exec(line)?.[1];
    if (name === undefined || !isSecretName(name)) continue;
    report(
      "gitlab/printed-secret",
      node.span,
      `This prints ${name}. Remove it; masking does not hide every form of it.`,
    );
    return;
  }
}
