import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type ReceivedHint, settles } from "@tollgate/core/vocabulary/hint";
import { ForgeError, type Translation } from "@tollgate/providers/forge";
import { COMMENT_MARKER } from "@tollgate/providers/github/comment";
import { gitHubWebhooks } from "@tollgate/providers/github/webhook";
import { describe, expect, test } from "vitest";

interface Example {
  readonly name: string;
  readonly examples: readonly Record<string, unknown>[];
}
const file = createRequire(import.meta.url).resolve("@octokit/webhooks-examples/api.github.com/index.json");
const EXAMPLES = JSON.parse(readFileSync(file, "utf8")) as readonly Example[];

const APP = 4711;
const app = gitHubWebhooks(["s3cret"], APP);
const bytes = (payload: unknown) => new TextEncoder().encode(JSON.stringify(payload));
const translate = (event: string, payload: unknown, contextNames?: readonly string[]) =>
  app.translate(event, bytes(payload), contextNames === undefined ? undefined : { contextNames });

/** A translation in one line, as a table of tests can hold it. */
function summary(translation: Translation): string {
  const hint = (h: Translation["changes"][number]["hint"]) =>
    `${h.object} ${h.closing}${h.facts.length > 0 ? ` [${h.facts}]` : ""}${h.outcome === undefined ? "" : ` ${h.outcome}`}`;
  return [
    ...translation.changes.map((c) => `#${c.number}${c.ifOpen === true ? " if open" : ""}: ${hint(c.hint)}`),
    ...translation.commits.map((c) => `${c.sha.slice(0, 7)}${c.onDefaultBranch ? " on default" : ""}: ${hint(c.hint)}`),
    ...translation.groups.map(
      (g) =>
        `${g.group.baseRef}<-${g.group.members}: ${hint(g.hint).replace(/[0-9a-f]{40}/, (sha) => sha.slice(0, 7))}`,
    ),
    ...translation.repositories.map((r) => `all on ${r.baseRef ?? "any base"}: ${hint(r.hint)}`),
    ...translation.contexts.map((c) => `context ${c.name} ${c.value?.state} by ${c.value?.writer}`),
    ...translation.reach.map((r) =>
      r.kind === "installation" ? `installation ${r.state}` : r.kind === "renamed" ? `renamed from ${r.from}` : r.kind,
    ),
  ].join("; ");
}

describe("the official examples", () => {
  test("there are 329 of them, and none is refused", () => {
    let count = 0;
    for (const { name, examples } of EXAMPLES) {
      for (const example of examples) {
        count++;
        const translation = translate(name, example);
        // Pure: the same bytes mean the same.
        expect(translate(name, example)).toEqual(translation);
      }
    }
    expect(count).toBe(329);
  });

  test("what each kind that we act on means", () => {
    const table: Record<string, string[]> = {};
    for (const { name, examples } of EXAMPLES) {
      for (const example of examples) {
        const text = summary(translate(name, example));
        const key = typeof example.action === "string" ? `${name}.${example.action}` : name;
        table[key] = [...new Set([...(table[key] ?? []), text])];
      }
    }
    const acting = Object.fromEntries(Object.entries(table).filter(([, texts]) => texts.some((text) => text !== "")));
    expect(acting).toMatchInlineSnapshot(`
      {
        "branch_protection_rule.created": [
          "all on any base: rules unknown [requiredChecks,branchRules]",
        ],
        "branch_protection_rule.deleted": [
          "all on any base: rules unknown [requiredChecks,branchRules]",
        ],
        "branch_protection_rule.edited": [
          "all on any base: rules unknown [requiredChecks,branchRules]",
        ],
        "check_run.completed": [
          "ec26c3e: check:29310/Octocoders-linter#118578147 yes [checks,tests,coverage,lint,benchmarks,measurements,codeScanning] fail",
          "ec26c3e: check:29310/Octocoders-linter#118578147 no [checks,tests,coverage,lint,benchmarks,measurements,codeScanning]",
        ],
        "check_run.created": [
          "ec26c3e: check:29310/Octocoders-linter#118578147 yes [checks]",
        ],
        "check_run.rerequested": [
          "d6fde92 on default: check:2/randscape#5 unknown [checks]",
        ],
        "code_scanning_alert.closed_by_user": [
          "all on any base: code-scanning no [codeScanning]",
        ],
        "code_scanning_alert.fixed": [
          "#11: code-scanning no [codeScanning]",
        ],
        "installation.created": [
          "installation active; added",
        ],
        "installation.deleted": [
          "installation removed; removed",
        ],
        "installation.new_permissions_accepted": [
          "installation active",
        ],
        "installation.suspend": [
          "installation suspended",
        ],
        "installation.unsuspend": [
          "installation active",
        ],
        "installation_repositories.added": [
          "added",
        ],
        "installation_repositories.removed": [
          "removed",
        ],
        "member.edited": [
          "all on any base: roles unknown [reviews]",
        ],
        "merge_group.checks_requested": [
          "main<-104: group:2ffea6d no",
        ],
        "pull_request.closed": [
          "#2: pull yes",
        ],
        "pull_request.converted_to_draft": [
          "#2: pull yes [draft]",
        ],
        "pull_request.opened": [
          "#2: pull no",
        ],
        "pull_request.ready_for_review": [
          "#2: pull no [draft]",
        ],
        "pull_request.reopened": [
          "#2: pull unknown",
        ],
        "pull_request.synchronize": [
          "#2: head yes [headSha,size,reviews,checks,lastPusher,linkedItems,mergeability,threads,files,codeOwners,secrets,workflows,codeScanning,dependencies,tests,coverage,lint,benchmarks,measurements]",
        ],
        "pull_request_review.dismissed": [
          "#2: review:237895671 yes [reviews]",
        ],
        "pull_request_review.submitted": [
          "#2: review:237895671 no [reviews,threads]",
        ],
        "pull_request_review_thread.resolved": [
          "#118: thread:PRRT_kwDOEL39TM4w7XDQ no [threads]",
          "#2: thread:PRRT_kwDOFd42Pc4rQOUv no [threads]",
        ],
        "pull_request_review_thread.unresolved": [
          "#2: thread:PRRT_kwDOFd42Pc4rQOUv yes [threads]",
        ],
        "repository.created": [
          "added",
        ],
        "repository.edited": [
          "",
          "all on any base: policy unknown",
        ],
        "repository.renamed": [
          "renamed from Octocoders/Hello-World",
        ],
        "repository.transferred": [
          "renamed from octocat/Hello-World",
        ],
        "status": [
          "6113728 on default: status:default no [checks]",
        ],
        "team.removed_from_repository": [
          "all on any base: roles unknown [reviews]",
        ],
      }
    `);
  });
});

const repository = { full_name: "o/n", default_branch: "main" };
const sender = { login: "ada", type: "User" };
const SHA = "a".repeat(40);
const AT = "2026-01-02T03:04:05Z";
const pull = {
  number: 7,
  title: "T",
  body: "B",
  state: "open",
  merged_at: null,
  draft: false,
  updated_at: AT,
  head: { sha: SHA },
  base: { ref: "main" },
};
const bare = { number: 7, head: { sha: SHA }, base: { ref: "main" } };
const run = {
  id: 12,
  name: "build",
  status: "completed",
  conclusion: "failure",
  head_sha: SHA,
  external_id: "",
  app: { id: 15368, slug: "github-actions" },
  check_suite: { head_branch: null },
  pull_requests: [],
  output: { title: "bad" },
  completed_at: AT,
};
const comment = (body: string, more = {}) => ({
  repository,
  sender,
  issue: { number: 7, pull_request: {} },
  comment: { id: 9, body, updated_at: AT, user: sender },
  ...more,
});
const commit = (path: string) => ({ added: [], modified: [path], removed: [] });
const push = (more: object) => ({ ref: "refs/heads/main", commits: [], created: false, repository, ...more });

describe("what the examples lack", () => {
  const cases: [string, object, string][] = [
    [
      "pull_request",
      { action: "edited", pull_request: pull, changes: { base: { ref: { from: "x" } } }, repository, sender },
      "#7: pull yes",
    ],
    [
      "pull_request",
      { action: "edited", pull_request: pull, changes: { title: { from: "x" } }, repository, sender },
      "#7: pull unknown [title]",
    ],
    [
      "pull_request",
      { action: "edited", pull_request: pull, changes: { body: { from: "x" } }, repository, sender },
      "#7: pull unknown [body,linkedItems]",
    ],
    ["pull_request", { action: "edited", pull_request: pull, changes: {}, repository, sender }, ""],
    ["pull_request", { action: "enqueued", pull_request: pull, repository, sender }, "#7: queue no"],
    ["pull_request", { action: "dequeued", pull_request: pull, repository, sender }, "#7: queue no"],
    ["pull_request", { action: "labeled", pull_request: pull, repository, sender }, ""],
    ["pull_request", { action: "opened", pull_request: { number: 7 }, repository }, "#7: pull unknown"],
    ["pull_request", { action: "opened", pull_request: bare, repository }, "#7: head no"],
    [
      "pull_request",
      { action: "synchronize", pull_request: bare, repository },
      "#7: head yes [headSha,size,reviews,checks,lastPusher,linkedItems,mergeability,threads,files,codeOwners,secrets,workflows,codeScanning,dependencies,tests,coverage,lint,benchmarks,measurements]",
    ],
    ["pull_request", { action: "closed", pull_request: bare, repository }, "#7: pull yes"],
    ["status", { sha: SHA, context: "ci/x", state: "success", repository }, "aaaaaaa: status:ci/x no [checks]"],
    ["status", { sha: SHA, repository }, "aaaaaaa: checks unknown [checks]"],
    [
      "check_run",
      { action: "completed", check_run: { head_sha: SHA }, repository },
      "aaaaaaa: checks unknown [checks]",
    ],
    [
      "pull_request_review",
      {
        action: "submitted",
        review: { id: 5, state: "changes_requested", user: sender },
        pull_request: pull,
        repository,
      },
      "#7: review:5 yes [reviews,threads]",
    ],
    ["issue_comment", { action: "created", ...comment("hello") }, ""],
    ["issue_comment", { action: "created", ...comment("/tollgate status") }, "#7: comment:9 no"],
    ["issue_comment", { action: "created", ...comment(`yes\n/tollgate reject-final ${SHA}`) }, "#7: comment:9 unknown"],
    ["issue_comment", { action: "created", ...comment("see /tollgate status") }, ""],
    [
      "issue_comment",
      { action: "created", ...comment("/tollgate status", { issue: { number: 7 } }) },
      "#7 if open: comment:9 no",
    ],
    [
      "issue_comment",
      { action: "created", ...comment("/tollgate status", { issue: { number: 7, pull_request: null } }) },
      "",
    ],
    [
      "issue_comment",
      { action: "edited", ...comment("gone", { changes: { body: { from: "/tollgate approve-final x" } } }) },
      "#7: comment:9 unknown",
    ],
    ["issue_comment", { action: "deleted", ...comment("/tollgate approve-final x") }, "#7: comment:9 unknown"],
    ["issue_comment", { action: "created", ...comment(`${COMMENT_MARKER}\nhello`) }, ""],
    [
      "issue_comment",
      { action: "created", ...comment(`${COMMENT_MARKER}\n/tollgate reject-final x`) },
      "#7: comment:9 unknown",
    ],
    [
      "check_run",
      { action: "completed", check_run: run, repository },
      "aaaaaaa: check:15368/build yes [checks,tests,coverage,lint,benchmarks,measurements,codeScanning] fail",
    ],
    [
      "check_run",
      { action: "completed", check_run: { ...run, app: { id: APP } }, repository },
      "context build failure by ours",
    ],
    [
      "check_run",
      { action: "completed", check_run: { ...run, name: "qms/overall" }, repository },
      "context qms/overall failure by foreign",
    ],
    [
      "check_run",
      { action: "rerequested", check_run: { ...run, app: { id: APP } }, repository },
      "aaaaaaa: recheck no; context build failure by ours",
    ],
    ["check_suite", { action: "rerequested", check_suite: { head_sha: SHA, app: { id: 1 } }, repository }, ""],
    [
      "check_suite",
      { action: "rerequested", check_suite: { head_sha: SHA, app: { id: APP } }, repository },
      "aaaaaaa: recheck no",
    ],
    [
      "status",
      { id: 1, sha: SHA, context: "ci/x", state: "error", created_at: AT, branches: [], repository },
      "aaaaaaa: status:ci/x yes [checks] fail",
    ],
    [
      "status",
      { id: 1, sha: SHA, context: "qms/overall", state: "success", created_at: AT, sender, repository },
      "context qms/overall success by foreign",
    ],
    ["push", push({ commits: [commit("src/a.ts")] }), ""],
    ["push", push({ commits: [commit(".qms/review.yml")] }), "all on any base: policy:main unknown"],
    [
      "push",
      push({ ref: "refs/heads/release", commits: [commit(".qms/x.yml")] }),
      "all on release: policy:release unknown",
    ],
    ["push", push({ forced: true, commits: [commit("a")] }), "all on any base: policy:main unknown"],
    ["push", push({ ref: "refs/heads/x", deleted: true, forced: true }), ""],
    [
      "merge_group",
      {
        action: "destroyed",
        merge_group: {
          head_sha: SHA,
          head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${SHA}`,
          base_ref: "refs/heads/main",
        },
        repository,
      },
      "main<-7: group:aaaaaaa no",
    ],
    [
      "repository_ruleset",
      { action: "edited", repository },
      "all on any base: rules unknown [requiredChecks,branchRules]",
    ],
    ["repository_ruleset", { action: "edited", organization: {} }, ""],
    ["repository", { action: "archived", repository }, "removed"],
    [
      "repository",
      { action: "renamed", changes: { repository: { name: { from: "old" } } }, repository },
      "renamed from o/old",
    ],
    ["member", { action: "removed", repository }, "all on any base: roles unknown [reviews]"],
    ["something_new", { action: "x", repository }, ""],
  ];
  test.each(cases)("%s %o", (event, payload, expected) => {
    expect(summary(translate(event, payload))).toBe(expected);
  });

  test("a configured name is an echo too", () => {
    const payload = { action: "completed", check_run: { ...run, name: "team/gate" }, repository };
    expect(summary(translate("check_run", payload, ["team/gate"]))).toBe("context team/gate failure by foreign");
  });

  test("a body that is no JSON object is a protocol error", () => {
    for (const body of ["", "[]", "null", "{", "7"]) {
      expect(() => app.translate("push", new TextEncoder().encode(body))).toThrow(ForgeError);
    }
  });
});

describe("hints are settled by what reads show", () => {
  const received = (hint: Translation["changes"][number]["hint"]): ReceivedHint => ({
    ...hint,
    seq: 1,
    receivedAt: AT,
    deliveryId: null,
  });
  const hintOf = (event: string, payload: unknown) => {
    const translation = translate(event, payload);
    const hint = translation.changes[0]?.hint ?? translation.commits[0]?.hint;
    if (hint === undefined) throw new Error("no hint");
    return received(hint);
  };

  test("the re-run button by any read that began after it", () => {
    const hint = hintOf("check_run", {
      action: "rerequested",
      check_run: { ...run, app: { id: APP } },
      repository,
    });
    expect(settles({}, AT, hint)).toBe(true);
    expect(settles({}, "2026-01-02T03:04:04Z", hint)).toBe(false);
  });

  test("a review by its dismissal only", () => {
    const review = { id: 5, state: "dismissed", user: sender };
    const hint = hintOf("pull_request_review", { action: "dismissed", review, pull_request: pull, repository });
    expect(settles({ "review:5": { order: [1], value: "APPROVED" } }, AT, hint)).toBe(false);
    expect(settles({ "review:5": { order: [2], value: "DISMISSED" } }, AT, hint)).toBe(true);
  });

  test("a check by itself or a later run of that name", () => {
    const hint = hintOf("check_run", { action: "completed", check_run: run, repository });
    expect(settles({}, AT, hint)).toBe(false);
    expect(settles({ "check:15368/build": { order: [12, 1] } }, AT, hint)).toBe(false);
    expect(settles({ "check:15368/build": { order: [12, 2] } }, AT, hint)).toBe(true);
    expect(settles({ "check:15368/build": { order: [13, 0] } }, AT, hint)).toBe(true);
  });
});
