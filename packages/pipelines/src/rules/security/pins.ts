import { exactTag, type Release, releaseByTag, releaseOf, releasesOf } from "../../actions/facts.ts";
import { type DockerReference, isCommit, type RepositoryReference, repositoryOf } from "../../actions/reference.ts";
import { embeddedIn } from "../../expressions/embedded.ts";
import type { Fix } from "../../findings/finding.ts";
import { defineRule } from "../../findings/rule.ts";
import { commentOf, type SourceDocument } from "../../source/document.ts";
import { kept } from "../../source/kept.ts";
import type { YamlScalar } from "../../source/tree.ts";
import { WorkflowSubject } from "../../validate/subject.ts";
import { knownBadOf } from "./known-bad.ts";
import { jobsOf, type SecuritySubject, usesOf } from "./places.ts";

const SOURCE = "https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions";
/** Whoever owns these runs the machine anyway. */
const OWN_PLATFORM: ReadonlySet<string> = new Set(["actions", "github"]);

/** Code of others that may change between two runs without a change in this file. */
export const pins = defineRule<
  SecuritySubject,
  "security/unpinned-action" | "security/unpinned-image" | "security/unknown-pin" | "security/pin-comment"
>({
  codes: {
    "security/unpinned-action": {
      title: "Action is not pinned to a commit",
      severity: "warning",
      confidence: "high",
      explanation:
        "A tag or branch can be moved to other code at any time, by the owner or by whoever took over the account; the next run then executes it with the rights and secrets of the job. The full hash of a commit cannot be moved. Keep the version in a comment behind it: Dependabot and Renovate update both. Actions of GitHub itself are told as information only.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: pnpm/action-setup@v4
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: pnpm/action-setup@fe02b34f77f8bc703788d5817da081398fad5dd2 # v4.0.0
`,
      source: SOURCE,
    },
    "security/unpinned-image": {
      title: "Container image is not pinned to a digest",
      severity: "info",
      confidence: "high",
      explanation:
        "The tag of an image can be moved to another one. `image@sha256:...` always is the same image; without a tag, or with `latest`, it changes with every release (told as a warning).",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    container: node:24
    steps:
      - run: npm test
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    container: node@sha256:5b3c1f0e4a0a2b7f0f8f8d4f5fbe1c1a1e8f1b9e5a0c6d7e8f9a0b1c2d3e4f5a
    steps:
      - run: npm test
`,
    },
    "security/unknown-pin": {
      title: "Pinned commit is no known release",
      severity: "info",
      confidence: "low",
      explanation:
        "The commit is none of the releases of this action that this program knows. It may be newer than the program's table, or a commit between releases; it may also stand only in somebody's fork, for GitHub finds those under the name of the original too. Compare it with the action's list of releases.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@0123456789012345678901234567890123456789
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11d5960a326750d5838078e36cf38b85af677262 # v4.4.0
`,
    },
    "security/pin-comment": {
      title: "Version in the comment is not that of the pinned commit",
      severity: "warning",
      confidence: "high",
      explanation:
        "People, Dependabot and scanners read the version in the comment behind a pinned commit. If it disagrees with the commit, they judge another version than the one that runs.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11d5960a326750d5838078e36cf38b85af677262 # v3.6.0
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11d5960a326750d5838078e36cf38b85af677262 # v4.4.0
`,
    },
  },
  check(subject, report) {
    const { document } = subject;
    for (const { scalar, reference } of usesOf(subject)) {
      if (embeddedIn(scalar.text).length > 0) continue;
      if (reference.kind === "docker") {
        const told = imageFault(reference.image);
        if (told !== undefined) report("security/unpinned-image", scalar.span, told.message, told);
      }
      if (reference.kind !== "repository") continue;
      if (!isCommit(reference.ref)) {
        const fix = pinFix(document, scalar, reference);
        report("security/unpinned-action", scalar.span, unpinned(reference), {
          ...(fix === undefined ? {} : { fix }),
          severity: OWN_PLATFORM.has(reference.owner.toLowerCase()) ? "info" : "warning",
        });
        continue;
      }
      const repository = repositoryOf(reference);
      const release = releaseOf(repository, reference.ref);
      const comment = versionComment(document, scalar);
      const named = comment === undefined ? undefined : exactRelease(repository, comment.version);
      if (release === undefined && comment !== undefined && named !== undefined) {
        const message = `The comment says ${comment.version}, but that release of ${repository} is ${named.commit.slice(0, 12)}. Correct whichever is wrong.`;
        const span = { start: comment.start, end: comment.start + comment.version.length };
        report("security/pin-comment", span, message, { confidence: "medium" });
      } else if (release === undefined) {
        if (releasesOf(repository) !== undefined && !isNewer(repository, comment?.version)) {
          const message = `${reference.ref.slice(0, 12)} is no release of ${repository} that is known here. Check that this commit belongs to one of its releases, and not to a fork.`;
          report("security/unknown-pin", scalar.span, message);
        }
      } else if (comment !== undefined && !agrees(comment.version, release.tags, repository)) {
        const tag = exactTag(release) ?? "";
        const message = `The comment says ${comment.version}, but ${reference.ref.slice(0, 12)} is ${tag} of ${repository}. Correct whichever is wrong.`;
        const fix: Fix = {
          title: `Say ${tag} in the comment`,
          // The commit may be the mistake.
          safe: false,
          edits: [{ start: comment.start, end: comment.start + comment.version.length, text: tag }],
        };
        report("security/pin-comment", { start: comment.start, end: comment.start + comment.version.length }, message, {
          fix,
        });
      }
    }
    if (!(subject instanceof WorkflowSubject)) return;
    for (const job of jobsOf(subject.workflow)) {
      for (const { image } of [...(job.container === undefined ? [] : [job.container]), ...job.services]) {
        if (image === undefined || image.value === null || embeddedIn(image.text).length > 0) continue;
        const told = imageFault(image.text);
        if (told !== undefined) report("security/unpinned-image", image.span, told.message, told);
      }
    }
  },
});

function unpinned(reference: RepositoryReference): string {
  const { owner, name, ref } = reference;
  const what = reference.path.startsWith(".github/workflows/") ? "workflow" : "action";
  const release = releaseByTag(repositoryOf(reference), ref);
  const exact = release === undefined ? undefined : exactTag(release);
  const bad = knownBadOf(reference) !== undefined;
  const known = release === undefined || bad ? "the full hash of a commit" : `${release.commit} (${exact ?? ref})`;
  return `The ${what} ${owner}/${name} runs whatever "${ref}" points to at that time. Pin it to ${known}.`;
}

/** Pins to the commit that the tag stood for when the table was made, with the version in a comment. */
function pinFix(document: SourceDocument, scalar: YamlScalar, reference: RepositoryReference): Fix | undefined {
  // A release that must not be used is not to be kept for good.
  if (knownBadOf(reference) !== undefined) return undefined;
  const release = releaseByTag(repositoryOf(reference), reference.ref);
  const tag = release === undefined ? undefined : exactTag(release);
  if (release === undefined || tag === undefined) return undefined;
  const { start, end } = scalar.span;
  const written = document.text.slice(start, end);
  const ref = written.lastIndexOf(`@${reference.ref}`);
  // Written over several lines, or inside of a flow collection: no comment can stand behind it.
  const line = document.lines.position(start).line;
  const rest = document.text.slice(end, document.lines.startOf(line) + document.lines.line(line).length);
  if (ref < 0 || written.includes("\n") || !/^\s*(?:#.*)?$/.test(rest)) return undefined;
  const comment = versionComment(document, scalar);
  const replaced =
    comment === undefined
      ? { start: end, end, text: ` # ${tag}` }
      : { start: comment.start, end: comment.start + comment.version.length, text: tag };
  const at = start + ref + 1;
  return {
    title: `Pin ${reference.owner}/${reference.name} to the commit of ${tag}`,
    safe: true,
    edits: [{ start: at, end: at + reference.ref.length, text: release.commit }, replaced],
  };
}

interface VersionComment {
  readonly version: string;
  /** Offset of the version in the file. */
  readonly start: number;
}

/** A version at the beginning of the comment behind a `uses`: `# v4.2.2`, `# tag=v4`, `# pin@v3`. */
function versionComment(document: SourceDocument, scalar: YamlScalar): VersionComment | undefined {
  const { line } = document.lines.position(scalar.span.end);
  const written = commentOf(document.lines, line);
  const comment = written !== undefined && written.span.start >= scalar.span.end ? written : undefined;
  const found =
    comment === undefined
      ? null
      : /^(\s*(?:(?:tag|pin|ratchet)[=:@]\s*|@)?)(v?\d+(?:\.\d+){0,2}(?:-[\w.]+)?)(?=\s|$)/.exec(comment.text);
  const [, before = "", version] = found ?? [];
  return comment === undefined || version === undefined
    ? undefined
    : { version, start: comment.span.start + 1 + before.length };
}

/** The release with an exact version, which other than `v4` does not move on. */
function exactRelease(repository: string, version: string): Release | undefined {
  const plain = plainTag(version);
  if (!/^\d+\.\d+\.\d+$/.test(plain)) return undefined;
  return releaseByTag(repository, `v${plain}`) ?? releaseByTag(repository, plain);
}

/** Whether a comment's version is one of the release's, or the beginning of one (`v4` for `v4.2.2`). */
function agrees(version: string, tags: readonly string[], repository: string): boolean {
  const plain = plainTag(version);
  const named = tags.map(plainTag);
  if (named.some((tag) => tag === plain || tag.startsWith(`${plain}.`))) return true;
  // A tag that only moving names stand for says nothing about exact ones, and a version that is not known may be right.
  return versionsOf(repository)?.all.has(plain) !== true;
}

function plainTag(tag: string): string {
  return tag.startsWith("v") ? tag.slice(1) : tag;
}

/** The versions that a repository has released, without `v`; undefined for repositories that are not known. */
const versionsOf = kept((repository) => {
  const releases = releasesOf(repository);
  if (releases === undefined) return undefined;
  const all = new Set(releases.flatMap(({ tags }) => tags.map(plainTag)));
  const numbered = [...all].filter((version) => /^\d+(\.\d+)*$/.test(version)).map(numbersOf);
  return { all, latest: numbered.reduce((a, b) => (isAbove(b, a) ? b : a), []) };
});

function numbersOf(version: string): readonly number[] {
  return version.split(".").map(Number);
}

/** Whether a version is later than another, by its first three numbers. */
function isAbove(version: readonly number[], other: readonly number[]): boolean {
  for (let i = 0; i < 3; i++) {
    const difference = (version[i] ?? 0) - (other[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/** Whether a version is later than every release that is known: the table is older than the pin. */
function isNewer(repository: string, version: string | undefined): boolean {
  if (version === undefined) return false;
  const known = versionsOf(repository);
  return known === undefined || isAbove(numbersOf(plainTag(version)), known.latest);
}

function imageFault(written: DockerReference["image"]): { message: string; severity: "warning" | "info" } | undefined {
  const image = written.replace(/^docker:\/\//, "");
  if (image === "" || image.includes("@sha256:")) return undefined;
  const tag = /:([^:/]*)$/.exec(image)?.[1];
  // `action/invalid-reference` tells an empty one.
  if (tag === "") return undefined;
  const remedy = `Pin it to its digest (${tag === undefined ? image : image.slice(0, -tag.length - 1)}@sha256:...)`;
  return tag === undefined || tag === "latest"
    ? { message: `The image ${image} is whatever was published last. ${remedy}.`, severity: "warning" }
    : { message: `The image ${image} is whatever its tag points to at that time. ${remedy}.`, severity: "info" };
}
