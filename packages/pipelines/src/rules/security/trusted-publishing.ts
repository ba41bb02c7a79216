import type { Step } from "../../dialects/github/workflow.ts";
import { defineRule } from "../../findings/rule.ts";
import { spanWithin } from "../../source/align.ts";
import { textOf } from "../../source/tree.ts";
import { actionOf, inputNodeOf, type SecuritySubject, type StepPlace, scriptLines, stepsOf } from "./places.ts";

/** Commands, and the variables that hand them a long-lived token. */
const BY_TOKEN: readonly { readonly command: RegExp; readonly variables: readonly string[] }[] = [
  {
    command: /\b(?:npm|pnpm|yarn|bun)(?:\s+npm)?\s+publish\b/,
    variables: ["NODE_AUTH_TOKEN", "NPM_TOKEN", "NPM_CONFIG_TOKEN"],
  },
  { command: /\bcargo\s+publish\b/, variables: ["CARGO_REGISTRY_TOKEN"] },
  { command: /\btwine\s+upload\b/, variables: ["TWINE_PASSWORD"] },
  {
    command: /\b(?:uv|poetry|flit|hatch)\s+publish\b/,
    variables: ["UV_PUBLISH_TOKEN", "POETRY_PYPI_TOKEN_PYPI", "FLIT_PASSWORD", "HATCH_INDEX_AUTH"],
  },
  { command: /\bgem\s+push\b/, variables: ["GEM_HOST_API_KEY", "RUBYGEMS_API_KEY"] },
];
/** Inputs that hand an action a long-lived token, and those that name another registry than the public one. */
const ACTIONS: Readonly<Record<string, { readonly token: string; readonly elsewhere: readonly string[] }>> = {
  "pypa/gh-action-pypi-publish": { token: "password", elsewhere: ["repository-url", "repository_url"] },
  "js-devtools/npm-publish": { token: "token", elsewhere: ["registry"] },
  "rubygems/configure-rubygems-credentials": { token: "api-token", elsewhere: ["gem-server"] },
};

/** Publishing with a token that anyone who gets hold of it can use. */
export const trustedPublishing = defineRule<SecuritySubject, "security/use-trusted-publishing">({
  codes: {
    "security/use-trusted-publishing": {
      title: "Published with a long-lived token",
      severity: "info",
      confidence: "medium",
      explanation:
        "A token that is kept as a secret can publish from anywhere, until somebody replaces it. The registries of npm, Python, Ruby and Rust packages also trust a workflow by itself: with `id-token: write` the job gets a token of minutes, and there is no secret to steal.",
      bad: `on: push
permissions: {}
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1
        with:
          password: \${{ secrets.PYPI_TOKEN }}
`,
      good: `on: push
permissions: {}
jobs:
  publish:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1
`,
      source: "https://repos.openssf.org/trusted-publishers-for-all-package-repositories.html",
    },
  },
  check(subject, report) {
    const { document } = subject;
    for (const place of stepsOf(subject)) {
      const { step } = place;
      const rule = ACTIONS[actionOf(step) ?? ""];
      const token = rule === undefined ? undefined : inputNodeOf(step.with, rule.token);
      if (rule !== undefined && token?.text.includes("secrets.") === true && step.uses !== undefined) {
        if (rule.elsewhere.some((name) => inputNodeOf(step.with, name) !== undefined)) continue;
        const message = `${actionOf(step)} is given a long-lived token. Let the registry trust this workflow instead, with id-token: write and no ${rule.token}.`;
        report("security/use-trusted-publishing", token.span, message);
      }
      for (const { line, at } of scriptLines(textOf(step.run) ?? "")) {
        const found = commandByToken(place, line);
        if (found === undefined || step.run === undefined) continue;
        const start = at + line.indexOf(found.command);
        const message = `"${found.command}" uses the long-lived token in ${found.variable}. Let the registry trust this workflow instead, with id-token: write and no token.`;
        report(
          "security/use-trusted-publishing",
          spanWithin(document, step.run, start, start + found.command.length),
          message,
        );
      }
    }
  },
});

function commandByToken(place: StepPlace, line: string): { command: string; variable: string } | undefined {
  // Another registry than the public one may know nothing of it.
  if (/--(?:registry|repository|repository-url|index|host|dry-run)\b/.test(line)) return undefined;
  for (const { command, variables } of BY_TOKEN) {
    const found = command.exec(line)?.[0];
    if (found === undefined) continue;
    for (const env of [place.step.env, place.job?.env, place.workflow?.env]) {
      const entry = env?.entries.find(({ name }) => variables.includes(name.toUpperCase()));
      if (textOf(entry?.value)?.includes("secrets.") !== true || entry === undefined) continue;
      // A package registry of GitHub takes the run's own token, which is short-lived.
      if (/secrets\.GITHUB_TOKEN/i.test(textOf(entry.value) ?? "") || usesOtherRegistry(place.siblings))
        return undefined;
      return { command: found, variable: entry.name };
    }
  }
  return undefined;
}

function usesOtherRegistry(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    const url = inputNodeOf(step.with, "registry-url")?.text;
    return url !== undefined && !url.includes("npmjs");
  });
}
