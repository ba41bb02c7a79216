/** A defect to plant: one replacement in one file, and the tests that should notice. */
export interface Defect {
  /** The invariant of ARCHITECTURE.md that it breaks. */
  readonly invariant: string;
  readonly says: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  readonly tests: readonly string[];
  /** Only tests whose name matches. */
  readonly named?: string;
}

const SCENARIOS = "packages/server/test/scenarios";

export const DEFECTS: readonly Defect[] = [
  {
    invariant: "I1",
    says: "a context is made from the first change of its commit alone",
    file: "packages/core/src/change/contexts.ts",
    find: "const outcome = combine(values.map((value) => value.outcome));",
    replace: 'const outcome = values[0]?.outcome ?? "pending";',
    tests: [`${SCENARIOS}/heads.test.ts`, "packages/core/test/change/laws.test.ts"],
  },
  {
    invariant: "I2",
    says: "an evaluation marks as done what came while it ran",
    file: "packages/server/src/store/sequences.ts",
    find: "set done_seq = greatest(done_seq, $3), attempts = 0",
    replace: "set done_seq = greatest(wanted_seq, $3), attempts = 0",
    tests: ["packages/server/test/store/sequences.test.ts"],
  },
  {
    invariant: "I2",
    says: "success is written although a closing hint came above the decision",
    file: "packages/server/src/worker/perform.ts",
    find: "return rows[0]?.ahead ?? false;",
    replace: "return false;",
    tests: [`${SCENARIOS}/hints.test.ts`],
  },
  {
    invariant: "I2",
    says: "a hint that changes a verdict is decided without a read",
    file: "packages/core/src/change/foresee.ts",
    find: "return judged(facts) === judged(last.facts);",
    replace: "return judged(facts) === judged(facts);",
    tests: ["packages/core/test/change/foresee.test.ts"],
  },
  {
    invariant: "I3",
    says: "a write whose outcome is unknown is taken for done as it was before",
    file: "packages/server/src/worker/perform.ts",
    find: "update contexts c set performed_digest = null from unnest",
    replace: "update contexts c set name = c.name from unnest",
    tests: [`${SCENARIOS}/writes.test.ts`],
  },
  {
    invariant: "I4",
    says: "every read settles every hint, however old its answer is",
    file: "packages/core/src/vocabulary/hint.ts",
    find: 'if (comparison === "newer-or-same") return true;',
    replace: "if (comparison !== undefined) return true;",
    tests: [`${SCENARIOS}/hints.test.ts`, "packages/core/test/vocabulary"],
  },
  {
    invariant: "I5",
    says: "a final word counts for every head",
    file: "packages/core/src/change/state.ts",
    find: "word.standing && word.sha === state.head && word.baseRef === state.baseRef",
    replace: "word.standing && word.baseRef === state.baseRef",
    tests: ["packages/core/test/change", `${SCENARIOS}/heads.test.ts`],
  },
  {
    invariant: "I6",
    says: "a final word for a commit that was replaced is taken",
    file: "packages/core/src/change/decide.ts",
    find: "if (resolved.sha !== state.head) {",
    replace: 'if (resolved.sha === "") {',
    tests: ["packages/core/test/change"],
  },
  {
    invariant: "I7",
    says: "a deleted comment's decision stands",
    file: "packages/core/src/change/decide.ts",
    find: "const stands = comment !== undefined && !isEdited(comment);",
    replace: "const stands = true;",
    tests: ["packages/core/test/change", `${SCENARIOS}/words.test.ts`],
  },
  {
    invariant: "I8",
    says: "Tollgate waits for its own contexts",
    file: "packages/core/src/policy/gates/required-ci.ts",
    find: "const reported = checks.filter((check) => !own.has(check.name.toLowerCase()));",
    replace: "const reported = checks;",
    tests: ["packages/core/test/policy"],
  },
  {
    invariant: "I9",
    says: "events are read before those of older transactions can have appeared",
    file: "packages/server/src/views/events.ts",
    find: "tx < pg_snapshot_xmin(pg_current_snapshot())",
    replace: "true",
    tests: ["packages/server/test/http"],
  },
  {
    invariant: "I10",
    says: "an evaluation that changes nothing appends an event",
    file: "packages/core/src/change/decide.ts",
    find: "return core(before) !== core(after);",
    replace: 'return core(before) !== "";',
    tests: ["packages/core/test/change"],
  },
  {
    invariant: "I11",
    says: "a foreign write to our context goes unnoticed",
    file: "packages/server/src/worker/ingest.ts",
    find: "await verifyContexts(client, provider, repository, sha);",
    replace: "",
    tests: [`${SCENARIOS}/writes.test.ts`],
  },
  {
    invariant: "I12",
    says: "a subject that can never be evaluated is tried for ever instead of parked",
    file: "packages/server/src/store/sequences.ts",
    find: "set lease_owner = null, lease_until = null, parked_at = clock_timestamp(), parked_reason = $3",
    replace: "set lease_owner = null, lease_until = null, parked_reason = $3",
    tests: ["packages/server/test/store/sequences.test.ts", `${SCENARIOS}/letters.test.ts`],
  },
];
