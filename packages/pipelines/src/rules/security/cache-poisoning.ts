import type { Job, Step, Workflow } from "../../dialects/github/workflow.ts";
import { defineRule } from "../../findings/rule.ts";
import { valueAt } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import { actionOf, inputOf, jobsOf } from "./places.ts";
import { publishes } from "./publishing.ts";

/** Whether a step restores a cache, by its inputs; of actions that cache unless told otherwise only a clear no counts. */
const RESTORES: Readonly<Record<string, (input: (name: string) => string) => boolean>> = {
  "actions/cache": (input) => input("lookup-only") !== "true",
  "actions/cache/restore": (input) => input("lookup-only") !== "true",
  "actions/setup-dotnet": (input) => input("cache") === "true",
  "actions/setup-go": (input) => input("cache") !== "false",
  "actions/setup-java": (input) => input("cache") !== "",
  "actions/setup-node": (input) => input("cache") !== "",
  "actions/setup-python": (input) => input("cache") !== "",
  "actions-rust-lang/setup-rust-toolchain": (input) => input("cache") !== "false",
  "astral-sh/setup-uv": (input) => input("enable-cache") === "true",
  "denoland/setup-deno": (input) => input("cache") === "true",
  "docker/build-push-action": (input) => /type=gha/.test(input("cache-from")),
  "gradle/actions/setup-gradle": (input) => input("cache-disabled") !== "true",
  "gradle/gradle-build-action": (input) => input("cache-disabled") !== "true",
  "hendrikmuhs/ccache-action": () => true,
  "mozilla-actions/sccache-action": () => true,
  "pnpm/action-setup": (input) => input("cache") === "true",
  "ruby/setup-ruby": (input) => input("bundler-cache") === "true",
  "swatinem/rust-cache": (input) => input("lookup-only") !== "true",
};

/** What others may have put into a cache, on the way into a release. */
export const cachePoisoning = defineRule<WorkflowSubject, "security/cache-poisoning">({
  codes: {
    "security/cache-poisoning": {
      title: "Release is built with a cache that others can fill",
      severity: "warning",
      confidence: "medium",
      explanation:
        "Every run on the default branch, with whatever code its dependencies bring, writes the cache that this job restores. Code that gets into one of them is then built into what is published. Build releases without a cache: leave the step out, or switch it off by its input.",
      bad: `on:
  release:
    types: [published]
permissions: {}
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-node@v4
        with:
          cache: npm
      - run: npm ci
      - run: npm publish
`,
      good: `on:
  release:
    types: [published]
permissions: {}
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-node@v4
      - run: npm ci
      - run: npm publish
`,
      source: "https://adnanthekhan.com/2024/05/06/the-monsters-in-your-build-cache-github-actions-cache-poisoning/",
    },
  },
  check({ workflow }, report) {
    const event = releaseEvent(workflow);
    for (const job of jobsOf(workflow)) {
      const publisher = publisherOf(job);
      if (event === undefined && publisher === undefined) continue;
      for (const step of job.steps) {
        if (step.uses === undefined || !restores(step) || isConditional(step)) continue;
        const path =
          publisher === undefined ? `this workflow publishes (${event})` : `the job publishes by ${publisher}`;
        const message = `A cache that other runs fill is restored here, and ${path}. Build what is published without a cache.`;
        report("security/cache-poisoning", step.uses.span, message, {
          confidence: publisher !== undefined ? "medium" : "low",
        });
      }
    }
  },
});

function restores(step: Step): boolean {
  const restored = RESTORES[actionOf(step) ?? ""];
  return restored?.((name) => (inputOf(step, name) ?? "").trim()) === true;
}

/** By what a job publishes, where it does so without asking for the event first. */
function publisherOf(job: Job): string | undefined {
  for (const step of job.steps) {
    const found = publishes(step);
    if (found !== undefined) return found.what;
  }
  return undefined;
}

/** An event that only stands before a publication: a release, or the push of a tag and of nothing else. */
function releaseEvent({ events }: Workflow): string | undefined {
  const [first] = events;
  const others = events.filter(({ name }) => name !== "workflow_dispatch");
  const release = others.every(({ name, settings }) => {
    if (name === "release") return true;
    return name === "push" && valueAt(settings, "tags") !== undefined && valueAt(settings, "branches") === undefined;
  });
  if (first === undefined || others.length === 0 || !release) return undefined;
  return others[0]?.name === "release" ? "release" : "push of tags";
}

/** Whether a condition may keep the cache away from releases. */
function isConditional({ condition }: Step): boolean {
  return condition !== undefined && /github\.(?:event|ref)|inputs\./.test(condition.text);
}
