/** Versions from one (inclusive) to another (exclusive), without `v`. */
export interface VersionRange {
  readonly from: string;
  readonly before: string;
}

/** A public action of which some releases must not be used. */
export interface KnownBadAction {
  /** `owner/name` in lower case. */
  readonly action: string;
  /** `compromised`: somebody put malicious code in. `vulnerable`: its own code can be turned against its users. */
  readonly kind: "compromised" | "vulnerable";
  /** Advisory, and CVE where it has one. */
  readonly advisory: string;
  /** What happened, continuing "tj-actions/changed-files ...". */
  readonly what: string;
  /** What to do. */
  readonly remedy: string;
  readonly ranges: readonly VersionRange[];
  /** Commits that hold the malicious code. */
  readonly commits?: readonly string[];
  /** Tags that pointed to it and were never given back. */
  readonly tags?: readonly string[];
}

/**
 * Actions with published advisories that matter in a workflow. Source of each: its advisory, by its number, at
 * https://github.com/advisories; commits also from the reports linked there. Newest first.
 */
export const KNOWN_BAD_ACTIONS: readonly KnownBadAction[] = [
  {
    action: "aquasecurity/trivy-action",
    kind: "compromised",
    advisory: "GHSA-69fq-xp46-6x23, CVE-2026-33634",
    what: "had nearly all its tags before 0.35.0 moved to code that stole secrets, in March 2026",
    remedy: "Use 0.35.0 or later, pinned to its commit, and replace the secrets of runs from 19 to 23 March 2026",
    ranges: [{ from: "0", before: "0.35.0" }],
  },
  {
    action: "aquasecurity/setup-trivy",
    kind: "compromised",
    advisory: "GHSA-69fq-xp46-6x23, CVE-2026-33634",
    what: "had its tags before 0.2.6 moved to code that stole secrets, in March 2026",
    remedy: "Use 0.2.6 or later, pinned to its commit, and replace the secrets of runs from 19 to 23 March 2026",
    ranges: [{ from: "0", before: "0.2.6" }],
    commits: ["8afa9b9f9183b4e00c46e2b82d34047e3c177bd0"],
  },
  {
    action: "xygeni/xygeni-action",
    kind: "compromised",
    advisory: "GHSA-f8q5-h5qh-33mh",
    what: "had its tag v5 moved to malicious code in March 2026; the tag was removed and does not come back",
    remedy: "Pin a later release to its commit, and replace the secrets of runs from 3 to 9 March 2026",
    ranges: [],
    tags: ["v5"],
  },
  {
    action: "aquasecurity/trivy-action",
    kind: "vulnerable",
    advisory: "GHSA-9p44-j4g5-cfx5, CVE-2026-26189",
    what: "from 0.31.0 to 0.33 runs commands that stand in its inputs",
    remedy: "Use 0.35.0 or later",
    ranges: [{ from: "0.31.0", before: "0.34.0" }],
  },
  {
    action: "sonarsource/sonarqube-scan-action",
    kind: "vulnerable",
    advisory: "GHSA-5xq9-5g24-4g6f, CVE-2025-59844",
    what: "before 6.0.0 runs commands that stand in its input args",
    remedy: "Use v6 or later",
    ranges: [{ from: "4.0.0", before: "6.0.0" }],
  },
  {
    action: "pypa/gh-action-pypi-publish",
    kind: "vulnerable",
    advisory: "GHSA-vxmw-7h4f-hqxh",
    what: "before 1.13.0 expands values of the event in its scripts",
    remedy: "Use v1.13.0 or later",
    ranges: [{ from: "0", before: "1.13.0" }],
  },
  {
    action: "tj-actions/branch-names",
    kind: "vulnerable",
    advisory: "GHSA-gq52-6phf-x2r6, CVE-2025-54416",
    what: "before 9.0.0 runs commands that stand in the name of a branch",
    remedy: "Use v9 or later",
    ranges: [{ from: "0", before: "9.0.0" }],
  },
  {
    action: "tj-actions/changed-files",
    kind: "compromised",
    advisory: "GHSA-mrrh-fwg8-r2c3, CVE-2025-30066",
    what: "had all its tags before 46.0.1 moved to code that printed secrets into the log, on 14 and 15 March 2025",
    remedy: "Use v46.0.1 or later, pinned to its commit, and replace the secrets of runs of those days",
    ranges: [{ from: "0", before: "46.0.1" }],
    commits: ["0e58ed8671d6b60d0890c21b07f8835ace038e67"],
  },
  {
    action: "reviewdog/action-setup",
    kind: "compromised",
    advisory: "GHSA-qmg3-hpqr-gqvc, CVE-2025-30154",
    what: "had its tag v1 moved to code that printed secrets into the log, on 11 March 2025",
    remedy: "Pin a later release to its commit, and replace the secrets of runs of that day",
    ranges: [],
    commits: ["f0d342d24037bb11d26b9bd8496e0808ba32e9ec"],
  },
  {
    action: "github/codeql-action",
    kind: "vulnerable",
    advisory: "GHSA-vqf5-2xx6-9wfm, CVE-2025-24362",
    what: "from 2.26.11 and 3.26.11 on, up to 3.28.2, may put the environment of a failed run, with its token, into an artifact",
    remedy: "Use v3.28.3 or later",
    ranges: [
      { from: "3.26.11", before: "3.28.3" },
      { from: "2.26.11", before: "3.0.0" },
    ],
  },
  {
    action: "dawidd6/action-download-artifact",
    kind: "vulnerable",
    advisory: "GHSA-5xr6-xhww-33m4",
    what: "before version 6 takes artifacts from forks, so that strangers choose what is downloaded",
    remedy: "Use v6 or later",
    ranges: [{ from: "0", before: "6" }],
  },
  {
    action: "actions/download-artifact",
    kind: "vulnerable",
    advisory: "GHSA-cxww-7g56-2vh6, CVE-2024-42471",
    what: "from 4.0.0 to 4.1.2 lets an artifact write files outside of its folder",
    remedy: "Use v4.1.3 or later",
    ranges: [{ from: "4.0.0", before: "4.1.3" }],
  },
  {
    action: "rlespinasse/github-slug-action",
    kind: "vulnerable",
    advisory: "GHSA-7f32-hm4h-w77q",
    what: "in old releases lets printed text set environment variables",
    remedy: "Use a later release",
    ranges: [
      { from: "0", before: "1.1.1" },
      { from: "2.0.0", before: "2.1.1" },
    ],
  },
  {
    action: "gradle/gradle-build-action",
    kind: "vulnerable",
    advisory: "GHSA-h3qr-39j9-4r5v, CVE-2023-30853",
    what: "before 2.4.2 may save secrets in the cache, where pull requests can read them",
    remedy: "Use gradle/actions/setup-gradle",
    ranges: [{ from: "0", before: "2.4.2" }],
  },
  {
    action: "tj-actions/changed-files",
    kind: "vulnerable",
    advisory: "GHSA-mcph-m25j-8j63, CVE-2023-51664",
    what: "before version 41 gives names of files that a script then runs as commands",
    remedy: "Use v46.0.1 or later, pinned to its commit",
    ranges: [{ from: "0", before: "41" }],
  },
  {
    action: "hashicorp/vault-action",
    kind: "vulnerable",
    advisory: "GHSA-4mgv-m5cm-f9h7, CVE-2021-32074",
    what: "before 2.2.0 shows secrets of several lines in the log",
    remedy: "Use v2.2.0 or later",
    ranges: [{ from: "0", before: "2.2.0" }],
  },
];
