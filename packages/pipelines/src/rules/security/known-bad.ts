import { exactTag, releaseOf } from "../../actions/facts.ts";
import { isCommit, type RepositoryReference, repositoryOf } from "../../actions/reference.ts";
import { defineRule } from "../../findings/rule.ts";
import { KNOWN_BAD_ACTIONS, type KnownBadAction, type VersionRange } from "./known-bad-actions.ts";
import { type SecuritySubject, usesOf } from "./places.ts";

/** Actions with published advisories. */
export const knownBad = defineRule<SecuritySubject, "security/compromised-action" | "security/vulnerable-action">({
  codes: {
    "security/compromised-action": {
      title: "Action is known to have been compromised",
      severity: "error",
      confidence: "high",
      explanation:
        "Attackers put code into this action that steals secrets. A commit that holds it, or a tag that was never given back, is an error; a version tag that was moved and later restored is a warning, for it shows that the tags of this action cannot be trusted. Use a later release by its commit, and replace every secret that a run of that time could read.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: tj-actions/changed-files@0e58ed8671d6b60d0890c21b07f8835ace038e67
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: tj-actions/changed-files@v47.0.0
`,
      source: "https://github.com/advisories?query=type%3Areviewed+ecosystem%3Aactions",
    },
    "security/vulnerable-action": {
      title: "Action has a known vulnerability",
      severity: "warning",
      confidence: "medium",
      explanation:
        "An advisory says that this version of the action can be turned against the workflows that use it. Whether yours can depends on how it is used; a later release is the remedy in any case.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v4.1.0
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v4.3.0
`,
      source: "https://github.com/advisories?query=type%3Areviewed+ecosystem%3Aactions",
    },
  },
  check(subject, report) {
    for (const { scalar, reference } of usesOf(subject)) {
      const found = reference.kind === "repository" ? knownBadOf(reference) : undefined;
      if (reference.kind !== "repository" || found === undefined) continue;
      const { bad, degree } = found;
      const message = `${reference.owner}/${reference.name} ${bad.what} (${bad.advisory}). ${bad.remedy}.`;
      if (bad.kind === "compromised") {
        const severity = degree === "malicious" ? "error" : "warning";
        report("security/compromised-action", scalar.span, message, { severity });
      } else {
        report("security/vulnerable-action", scalar.span, message);
      }
    }
  },
});

const BY_ACTION = Map.groupBy(KNOWN_BAD_ACTIONS, ({ action }) => action);

/** The advisory for a release of an action; of several, which have one remedy, the newest. */
export function knownBadOf(
  reference: RepositoryReference,
): { readonly bad: KnownBadAction; readonly degree: "malicious" | "affected" } | undefined {
  const repository = repositoryOf(reference);
  for (const bad of BY_ACTION.get(repository) ?? []) {
    const degree = degreeOf(bad, reference.ref, repository);
    if (degree !== undefined) return { bad, degree };
  }
  return undefined;
}

/** Whether a ref is the malicious code itself, or one of the releases that an advisory names. */
function degreeOf(bad: KnownBadAction, ref: string, repository: string): "malicious" | "affected" | undefined {
  const commit = ref.toLowerCase();
  if (bad.commits?.includes(commit) || bad.tags?.includes(ref)) return "malicious";
  const release = isCommit(ref) ? releaseOf(repository, ref) : undefined;
  // Whoever pinned a good commit was not harmed by the moving of tags.
  if (isCommit(ref) && (release === undefined || bad.kind === "compromised")) return undefined;
  const version = release === undefined ? ref : (exactTag(release) ?? ref);
  return bad.ranges.some((range) => isWithin(version, range)) ? "affected" : undefined;
}

/** Whether a version lies in a range; `v4` stands for the newest release of that line. */
function isWithin(version: string, { from, before }: VersionRange): boolean {
  const parts = /^v?(\d+(?:\.\d+){0,2})$/.exec(version)?.[1]?.split(".").map(Number);
  if (parts === undefined) return false;
  const newest = [0, 1, 2].map((i) => parts[i] ?? Number.POSITIVE_INFINITY);
  return order(newest, numbers(from)) >= 0 && order(newest, numbers(before)) < 0;
}

function numbers(version: string): number[] {
  const parts = version.split(".").map(Number);
  return [0, 1, 2].map((i) => parts[i] ?? 0);
}

function order(a: readonly number[], b: readonly number[]): number {
  for (const i of [0, 1, 2]) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
