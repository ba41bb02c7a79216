import { type ActionFacts, actionFacts, releaseOf } from "../../actions/facts.ts";
import { ARCHIVED, REFUSED } from "../../actions/known.ts";
import { actionReference, isCommit, type RepositoryReference, repositoryOf } from "../../actions/reference.ts";
import { defineRule } from "../../findings/rule.ts";
import type { StepSubject } from "../syntax/steps.ts";
import { usesOf } from "./uses.ts";

/** Runtimes that GitHub no longer has: it runs these actions on a newer Node, for which they were not made. */
const GONE: ReadonlySet<string> = new Set(["node12", "node16"]);
/** The next to go. */
const GOING: ReadonlySet<string> = new Set(["node20"]);

/** Releases of actions that are too old. */
export const RELEASES = defineRule({
  codes: {
    "action/old-runtime": {
      title: "Action was made for a runtime that is gone",
      severity: "warning",
      confidence: "high",
      explanation:
        "The action names Node 12 or 16, which GitHub has removed from its runners: it is run on a newer Node, with a warning, and may break there. Actions for Node 20 are told as information: since June 2026 they are run on Node 24. Take a newer release of the action.",
      bad: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v3\n",
      good: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n",
      source: "https://github.blog/changelog/2025-09-19-deprecation-of-node-20-on-github-actions-runners/",
    },
    "action/archived": {
      title: "Action is no longer maintained",
      severity: "warning",
      confidence: "high",
      explanation:
        "The action's repository is archived: it gets no fixes, and no newer runtime when GitHub removes the one it was made for. Use what has taken its place.",
      bad: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/setup-ruby@v1\n",
      good: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ruby/setup-ruby@v1\n",
    },
    // A warning, though GitHub.com fails the job: an Enterprise Server may have nothing newer.
    "action/refused-release": {
      title: "GitHub refuses to run this release of the action",
      severity: "warning",
      confidence: "high",
      explanation:
        'The service behind this release is switched off: on GitHub.com each job with it fails as it starts ("automatically failed because it uses a deprecated version"). Only an Enterprise Server may still need it. Take a newer release, and read in its notes what has changed.',
      bad: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/upload-artifact@v3\n        with:\n          path: dist\n",
      good: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/upload-artifact@v7\n        with:\n          path: dist\n",
      source: "https://github.blog/changelog/2024-04-16-deprecation-notice-v3-of-the-artifact-actions/",
    },
  },
  check(subject: StepSubject, report) {
    for (const { uses } of usesOf(subject)) {
      const reference = actionReference(uses.text);
      if (reference?.kind !== "repository") continue;
      const facts = actionFacts(uses.text);
      const archived = Object.hasOwn(ARCHIVED, repositoryOf(reference)) ? ARCHIVED[repositoryOf(reference)] : undefined;
      if (archived !== undefined) {
        const message = `"${named(reference)}" is no longer maintained. Use ${archived} instead.`;
        report("action/archived", uses.span, message);
        continue;
      }
      const refused = REFUSED.find(
        ({ repository, lastMajor }) =>
          repository === repositoryOf(reference) &&
          (majorOf(reference, facts) ?? Number.POSITIVE_INFINITY) <= lastMajor,
      );
      const newest = facts?.versions.at(-1);
      const take =
        newest === undefined || newest === facts?.version
          ? "No newer release is known: look for one, or for another action."
          : `Take ${named(reference)}@${newest}.`;
      if (refused !== undefined) {
        const message = `GitHub.com has refused to run this release of "${named(reference)}" since ${refused.since}. ${take}`;
        report("action/refused-release", uses.span, message);
      } else if (facts?.using !== undefined) {
        const runtime = facts.using.replace("node", "Node ");
        if (GONE.has(facts.using)) {
          const message = `"${uses.text}" was made for ${runtime}, which GitHub no longer has, and is run on a newer one. ${take}`;
          report("action/old-runtime", uses.span, message);
        } else if (GOING.has(facts.using) && newest !== facts.version) {
          const message = `"${uses.text}" was made for ${runtime} and is run on Node 24. ${take}`;
          report("action/old-runtime", uses.span, message, { severity: "info" });
        }
      }
    }
  },
});

function named({ owner, name, path }: RepositoryReference): string {
  return [owner, name, ...(path === "" ? [] : [path])].join("/");
}

/** The major version that a tag or a release's commit belongs to. `v3-node20` is a line of its own. */
function majorOf(reference: RepositoryReference, facts: ActionFacts | undefined): number | undefined {
  const tags = isCommit(reference.ref) ? releaseOf(repositoryOf(reference), reference.ref)?.tags : [reference.ref];
  const found = (tags ?? []).flatMap((tag) => /^v?(\d+)(?:\.\d+)*$/.exec(tag)?.[1] ?? [])[0];
  const version = found ?? facts?.version.replace(/^v/, "");
  return version === undefined ? undefined : Number(version);
}
