import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { LACKING } from "./support/lacking-payloads.ts";
import {
  deliveries,
  dump,
  EXAMPLES,
  jobs,
  open,
  seedChanges,
  send,
  signature,
  subjects,
  table,
} from "./support/official.ts";

describe("all 329 official example payloads", () => {
  it("are taken, make their subjects and hints, and change nothing when they come again", async () => {
    const { database, post, take } = await open("http");
    await seedChanges(database);
    const first = deliveries(EXAMPLES, "example");
    expect(first).toHaveLength(329);
    expect(new Set(await post(first))).toEqual(new Set([202]));
    await take();
    const { rows } = await database.pool.query(
      "select count(*)::int as n, count(processed_at)::int as processed, count(parked_at)::int as parked from deliveries",
    );
    expect(rows[0]).toEqual({ n: 329, processed: 329, parked: 0 });
    expect(await table(database, first)).toMatchInlineSnapshot(`
      {
        "branch_protection_rule.created": [
          "change octo-org/octo-repo 900 <- rules closing=unknown by no version [requiredChecks,branchRules]",
          "change wolfy1339/octoherd-script-replace-pika-with-esbuild 900 <- rules closing=unknown by no version [requiredChecks,branchRules]",
        ],
        "branch_protection_rule.deleted": [
          "change octo-org/octo-repo 900 <- rules closing=unknown by no version [requiredChecks,branchRules]",
        ],
        "branch_protection_rule.edited": [
          "change octo-org/octo-repo 900 <- rules closing=unknown by no version [requiredChecks,branchRules]",
        ],
        "check_run.completed": [
          "commit Codertocat/Hello-World ec26c3e <- check:29310/Octocoders-linter#118578147 closing=no by order+value [checks,tests,coverage,lint,benchmarks,measurements,codeScanning]",
          "commit Codertocat/Hello-World ec26c3e <- check:29310/Octocoders-linter#118578147 closing=yes by order+value [checks,tests,coverage,lint,benchmarks,measurements,codeScanning] fail",
        ],
        "check_run.created": [
          "commit Codertocat/Hello-World ec26c3e <- check:29310/Octocoders-linter#118578147 closing=yes by order+value [checks]",
        ],
        "check_run.rerequested": [
          "change github/hello-world 901 <- check:2/randscape#5 closing=unknown by order+value [checks]",
        ],
        "code_scanning_alert.closed_by_user": [
          "change Codertocat/Hello-World 900 <- code-scanning closing=no by no version [codeScanning]",
          "change Codertocat/Hello-World 901 <- code-scanning closing=no by no version [codeScanning]",
        ],
        "code_scanning_alert.fixed": [
          "change Codertocat/Hello-World 11 <- code-scanning closing=no by no version [codeScanning]",
        ],
        "member.edited": [
          "change Codertocat/Hello-World 900 <- roles closing=unknown by no version [reviews]",
          "change Codertocat/Hello-World 901 <- roles closing=unknown by no version [reviews]",
        ],
        "merge_group.checks_requested": [
          "group octo-org/octo-repo 2ffea6d <- group:2ffea6d closing=no by anyRead",
        ],
        "pull_request.closed": [
          "change Codertocat/Hello-World 2 <- pull closing=yes by at+value",
        ],
        "pull_request.converted_to_draft": [
          "change Codertocat/Hello-World 2 <- pull closing=yes by at+value [draft]",
        ],
        "pull_request.opened": [
          "change Codertocat/Hello-World 2 <- pull closing=no by at+value",
        ],
        "pull_request.ready_for_review": [
          "change Codertocat/Hello-World 2 <- pull closing=no by at+value [draft]",
        ],
        "pull_request.reopened": [
          "change Codertocat/Hello-World 2 <- pull closing=unknown by at+value",
        ],
        "pull_request.synchronize": [
          "change Codertocat/Hello-World 2 <- head closing=yes by at+value [headSha,size,reviews,checks,lastPusher,linkedItems,mergeability,threads,files,codeOwners,secrets,workflows,codeScanning,dependencies,tests,coverage,lint,benchmarks,measurements]",
        ],
        "pull_request_review.dismissed": [
          "change Codertocat/Hello-World 2 <- review:237895671 closing=yes by order+value [reviews]",
        ],
        "pull_request_review.submitted": [
          "change Codertocat/Hello-World 2 <- review:237895671 closing=no by order+value [reviews,threads]",
        ],
        "pull_request_review_thread.resolved": [
          "change Codertocat/Hello-World 2 <- thread:PRRT_kwDOFd42Pc4rQOUv closing=no by value [threads]",
          "change octo-org/octo-repo 118 <- thread:PRRT_kwDOEL39TM4w7XDQ closing=no by value [threads]",
        ],
        "pull_request_review_thread.unresolved": [
          "change Codertocat/Hello-World 2 <- thread:PRRT_kwDOFd42Pc4rQOUv closing=yes by value [threads]",
        ],
        "repository.edited": [
          "change Octocoders/Hello-World 900 <- policy closing=unknown by no version",
        ],
        "status": [
          "change Codertocat/Hello-World 901 <- status:default closing=no by at+value [checks]",
        ],
      }
    `);
    const { rows: reach } = await database.pool.query(
      "select name || ' ' || state as text from repositories order by 1",
    );
    expect(reach.map((row) => row.text)).toMatchInlineSnapshot(`
      [
        "Codertocat/Hello-World active",
        "Codertocat/Space active",
        "Octocoders/Hello-World active",
        "octocat/Hello-World removed",
      ]
    `);

    expect(await jobs(database)).toMatchInlineSnapshot(`
      [
        "reconcile all",
        "reconcile-repository github:Codertocat/Hello-World",
        "reconcile-repository github:Codertocat/Space",
        "reconcile-repository github:Octocoders/Hello-World",
      ]
    `);

    const before = await dump(database);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(["public.deliveries", "public.subjects", "public.hints", "public.targets", "pgboss.job"]),
    );
    expect(new Set(await post(first))).toEqual(new Set([202]));
    await take();
    expect(await dump(database)).toEqual(before);

    // The same happenings under new delivery ids: the same subjects, dirty once more.
    const known = await subjects(database);
    expect(new Set(await post(deliveries(EXAMPLES, "again")))).toEqual(new Set([202]));
    await take();
    expect(await subjects(database)).toEqual(known);
    const after = await dump(database);
    for (const name of [
      "public.changes",
      "public.contexts",
      "public.events",
      "public.repositories",
      "public.targets",
    ]) {
      expect([name, after[name]]).toEqual([name, before[name]]);
    }
  }, 120_000);

  it("with the workers running and GitHub away, they come again and nothing is decided", async () => {
    const { database, post } = await open("all");
    const first = deliveries(EXAMPLES, "example");
    const taken = async () => {
      const { rows } = await database.pool.query(
        "select count(*) filter (where processed_at is null)::int as waiting, count(*)::int as n from deliveries",
      );
      expect(rows[0]).toEqual({ waiting: 0, n: 329 });
    };
    expect(new Set(await post(first))).toEqual(new Set([202]));
    await eventually(taken);
    // The members of a group are subjects as well, made when the group is looked at.
    await eventually(async () => expect(await subjects(database)).toContain("github octo-org/octo-repo change 104"));
    const known = await subjects(database);
    const { rows: hints } = await database.pool.query("select count(*)::int as n from hints");
    expect(new Set(await post(first))).toEqual(new Set([202]));
    await sleep(500);
    await taken();
    expect(await subjects(database)).toEqual(known);
    expect((await database.pool.query("select count(*)::int as n from hints")).rows).toEqual(hints);
    // Without one answer of GitHub there are no decisions, and nothing green is wanted anywhere.
    expect((await dump(database))["public.events"]).toEqual([]);
    const { rows: wanted } = await database.pool.query("select distinct desired->>'outcome' as outcome from contexts");
    expect(wanted).toEqual([{ outcome: "pending" }]);
  }, 120_000);
});

it("what the examples lack", async () => {
  const { database, post, take } = await open("http");
  await seedChanges(database);
  const all = deliveries(LACKING, "lacking");
  expect(new Set(await post(all))).toEqual(new Set([202]));
  await take();
  expect(await table(database, all)).toMatchInlineSnapshot(`
    {
      "check_run.completed": [
        "change acme/shop 7 <- check:15368/build#11 closing=yes by order+value [checks,tests,coverage,lint,benchmarks,measurements,codeScanning] fail",
      ],
      "merge_group.checks_requested": [
        "group acme/shop c3c3c3c <- group:c3c3c3c closing=no by anyRead",
      ],
      "merge_group.destroyed": [
        "group acme/shop c3c3c3c <- group:c3c3c3c closing=no by value",
      ],
      "pull_request.dequeued": [
        "change acme/shop 7 <- queue closing=no by no version",
      ],
      "pull_request.edited": [
        "change acme/shop 7 <- pull closing=yes by at+value",
      ],
      "pull_request.enqueued": [
        "change acme/shop 7 <- queue closing=no by no version",
      ],
      "pull_request.opened": [
        "change acme/shop 8 <- head closing=no by value",
      ],
      "repository_ruleset.created": [
        "change acme/shop 7 <- rules closing=unknown by no version [requiredChecks,branchRules]",
        "change acme/shop 900 <- rules closing=unknown by no version [requiredChecks,branchRules]",
      ],
      "repository_ruleset.deleted": [
        "change acme/shop 7 <- rules closing=unknown by no version [requiredChecks,branchRules]",
        "change acme/shop 900 <- rules closing=unknown by no version [requiredChecks,branchRules]",
      ],
      "repository_ruleset.edited": [
        "change acme/shop 7 <- rules closing=unknown by no version [requiredChecks,branchRules]",
        "change acme/shop 900 <- rules closing=unknown by no version [requiredChecks,branchRules]",
      ],
    }
  `);
  const before = await dump(database);
  expect(new Set(await post(all))).toEqual(new Set([202]));
  await take();
  expect(await dump(database)).toEqual(before);
});

it("forged, unsigned, broken and oversized ones are refused, and leave nothing", async () => {
  const { url, database, take } = await open("http");
  const before = await dump(database);
  const good = JSON.stringify(EXAMPLES.find(({ event }) => event === "pull_request")?.payload);
  const named = { "x-github-delivery": "refused", "x-github-event": "pull_request" };
  const large = Buffer.alloc(25 * 1024 * 1024 + 1, " ");
  const cases: [string, number, string | Uint8Array, Record<string, string | null>][] = [
    ["forged", 401, good, { "x-hub-signature-256": signature(good, "a guess") }],
    ["changed on its way", 401, good.replace("Codertocat", "Mallory"), { "x-hub-signature-256": signature(good) }],
    ["unsigned", 401, good, { "x-hub-signature-256": null }],
    [
      "signed the old way only",
      401,
      good,
      { "x-hub-signature-256": null, "x-hub-signature": signature(good, undefined, "sha1") },
    ],
    ["a signature of another form", 401, good, { "x-hub-signature-256": signature(good).replace("sha256=", "") }],
    ["cut off", 400, good.slice(0, -1), {}],
    ["no object", 400, `[${good}]`, {}],
    ["empty", 400, "", {}],
    ["without its event", 400, good, { "x-github-event": null }],
    ["without its id", 400, good, { "x-github-delivery": null }],
    ["oversized", 413, large, {}],
    ["oversized and unsigned", 413, large, { "x-hub-signature-256": null }],
  ];
  const seen: [string, number][] = [];
  for (const [name, , body, headers] of cases) seen.push([name, await send(url, body, { ...named, ...headers })]);
  expect(seen).toEqual(cases.map(([name, status]) => [name, status]));
  await take();
  expect(await dump(database)).toEqual(before);
  expect(await send(url, good, named)).toBe(202);
});
