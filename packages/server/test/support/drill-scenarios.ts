// The table of the drills: what happens to a pull request, and what its contexts must show when all is over. Written by
// hand from the rules in DESIGN.md, not computed: a table that asked the code under test would agree with its mistakes.
import {
  approve,
  build,
  buildRun,
  close,
  closeTwin,
  deleteComment,
  dismiss,
  edit,
  finalWord,
  forceBack,
  looksAt,
  open,
  openFromFork,
  openTwin,
  push,
  reopen,
  requestChanges,
  type Scenario,
  type Step,
  sees,
  seesReady,
} from "./drill-steps.ts";

const DONE = ["pass", "pass", "pass", "pass", "pass"] as const;
const WAITS = ["pass", "pass", "pass", "pass", "pending"] as const;
/** Nobody's head: everything that was green goes back to pending. */
const NOBODYS = ["pending", "pending", "pending", "pending", "pending"] as const;

export const SCENARIOS: readonly Scenario[] = [
  {
    name: "well kept, waits for the final word",
    steps: [open(), build("success"), approve()],
    expected: WAITS,
  },
  {
    name: "well kept, the final word given",
    steps: [open(), build("success"), approve(), seesReady, finalWord("approve")],
    expected: DONE,
  },
  {
    name: "an empty description",
    steps: [open({ body: "" }), build("success"), approve()],
    expected: ["fail", "pass", "pass", "pass", "fail"],
  },
  {
    name: "an empty description put right",
    steps: [open({ body: "" }), approve(), build("success"), edit({ body: "It gave up too early. Fixes #3" })],
    expected: WAITS,
  },
  {
    name: "a good description taken away",
    steps: [open(), build("success"), approve(), seesReady, edit({ body: "" })],
    expected: ["fail", "pass", "pass", "pass", "fail"],
  },
  {
    name: "CI fails",
    steps: [open(), build("pending"), approve(), build("failure")],
    expected: ["pass", "pass", "fail", "pass", "fail"],
  },
  {
    name: "CI fails, then passes",
    steps: [open(), build("failure"), approve(), build("pending"), build("success")],
    expected: WAITS,
  },
  {
    name: "CI fails after the final word",
    steps: [
      open(),
      buildRun("success"),
      approve(),
      seesReady,
      finalWord("approve"),
      sees(...DONE),
      buildRun("failure"),
    ],
    expected: ["pass", "pass", "fail", "pass", "fail"],
  },
  {
    name: "the approval dismissed",
    steps: [open(), build("success"), approve(), looksAt, dismiss],
    expected: ["pass", "pass", "pass", "pending", "pending"],
  },
  {
    name: "the approval dismissed after the final word",
    steps: [open(), build("success"), approve(), seesReady, finalWord("approve"), sees(...DONE), dismiss],
    expected: ["pass", "pass", "pass", "pending", "pending"],
  },
  {
    name: "changes asked for",
    steps: [open(), build("success"), approve("otto"), requestChanges()],
    expected: ["pass", "pass", "pass", "fail", "fail"],
  },
  {
    name: "a push after the approval",
    steps: [open(), build("success"), approve(), looksAt, push],
    expected: ["pass", "pass", "pending", "pending", "pending"],
    left: NOBODYS,
  },
  {
    name: "a push after the final word, approved again",
    steps: [
      open(),
      build("success"),
      approve(),
      seesReady,
      finalWord("approve"),
      sees(...DONE),
      push,
      build("success"),
      approve(),
    ],
    expected: WAITS,
    left: NOBODYS,
  },
  {
    name: "a push and a force-push back",
    steps: [
      open(),
      build("success"),
      approve(),
      seesReady,
      finalWord("approve"),
      sees(...DONE),
      push,
      looksAt,
      forceBack,
    ],
    expected: DONE,
    left: NOBODYS,
  },
  {
    name: "refused",
    steps: [open(), build("success"), approve(), seesReady, finalWord("reject", "otto")],
    expected: ["pass", "pass", "pass", "pass", "fail"],
  },
  {
    name: "refused after the final word",
    steps: [
      open(),
      build("success"),
      approve(),
      seesReady,
      finalWord("approve"),
      sees(...DONE),
      finalWord("reject", "otto"),
    ],
    expected: ["pass", "pass", "pass", "pass", "fail"],
  },
  {
    name: "the final word by the author",
    steps: [open({ author: "cora" }), build("success"), approve(), seesReady, finalWord("approve", "cora")],
    expected: WAITS,
  },
  {
    name: "the comment with the final word deleted",
    steps: [open(), build("success"), approve(), seesReady, finalWord("approve"), sees(...DONE), deleteComment],
    expected: WAITS,
  },
  {
    name: "closed",
    steps: [open(), build("success"), approve(), seesReady, close],
    expected: NOBODYS,
  },
  {
    name: "closed and opened again",
    steps: [open(), build("success"), approve(), looksAt, close, reopen],
    expected: WAITS,
  },
  {
    name: "one head, a strict and a lenient base",
    // The lenient one alone would be green; the head belongs to both.
    steps: [open({ body: "" }), openTwin({ base: "lenient" }), build("success")],
    expected: ["fail", "pass", "pass", "pending", "fail"],
  },
  {
    name: "one head, the strict one closed",
    steps: [
      open({ base: "lenient", body: "" }),
      looksAt,
      openTwin({ base: "main", body: "" }),
      build("success"),
      closeTwin,
    ],
    expected: DONE,
  },
  {
    name: "from a lenient base to a strict one",
    steps: [open({ base: "lenient", body: "" }), build("success"), sees(...DONE), edit({ base: "main" })],
    expected: ["fail", "pass", "pass", "pending", "fail"],
  },
  {
    name: "another base after the final word",
    steps: [
      open(),
      build("success"),
      approve(),
      seesReady,
      finalWord("approve"),
      sees(...DONE),
      edit({ base: "release" }),
    ],
    expected: WAITS,
  },
  {
    name: "a draft, the final word too early",
    steps: [open({ draft: true }), build("success"), approve(), looksAt, finalWord("approve")],
    expected: WAITS,
  },
  {
    name: "a draft made ready",
    steps: [
      open({ draft: true }),
      build("success"),
      approve(),
      edit({ draft: false }),
      seesReady,
      finalWord("approve"),
    ],
    expected: DONE,
  },
  {
    name: "from a fork",
    steps: [openFromFork({ author: "eve" }), approve(), buildRun(null), buildRun("success")],
    expected: WAITS,
  },
];

/** What happens before an outage, and what happens during it, when nothing that Tollgate says can be seen. */
export interface Eventful extends Scenario {
  readonly events: readonly Step[];
}

const READY = [open(), build("success"), approve(), seesReady] as const;
const GREEN = [...READY, finalWord("approve"), sees(...DONE)] as const;

export const EVENTS: readonly Eventful[] = [
  {
    name: "a push",
    steps: READY,
    events: [push],
    expected: ["pass", "pass", "pending", "pending", "pending"],
    left: NOBODYS,
  },
  { name: "an approval", steps: [open(), build("success"), looksAt], events: [approve()], expected: WAITS },
  {
    name: "an approval dismissed",
    steps: GREEN,
    events: [dismiss],
    expected: ["pass", "pass", "pass", "pending", "pending"],
  },
  { name: "the final word", steps: READY, events: [finalWord("approve")], expected: DONE },
  {
    name: "the final word, then a push and CI",
    steps: READY,
    events: [finalWord("approve"), push, build("success")],
    expected: ["pass", "pass", "pass", "pending", "pending"],
    left: NOBODYS,
  },
  {
    name: "refused",
    steps: GREEN,
    events: [finalWord("reject", "otto")],
    expected: ["pass", "pass", "pass", "pass", "fail"],
  },
  {
    name: "CI fails",
    steps: GREEN,
    events: [build("pending"), build("failure")],
    expected: ["pass", "pass", "fail", "pass", "fail"],
  },
  {
    name: "another pull request with the same head",
    steps: [open({ base: "lenient", body: "" }), build("success"), sees(...DONE)],
    events: [openTwin({ body: "" })],
    expected: ["fail", "pass", "pass", "pending", "fail"],
  },
  { name: "closed", steps: GREEN, events: [close], expected: NOBODYS },
  { name: "opened", steps: [], events: [open(), build("success"), approve()], expected: WAITS },
  {
    name: "opened, pushed, changes asked for",
    steps: [],
    events: [open({ body: "" }), push, requestChanges(), build("success")],
    expected: ["fail", "pass", "pass", "fail", "fail"],
  },
  {
    name: "opened from a fork",
    steps: [],
    events: [openFromFork({ author: "eve" }), buildRun(null), buildRun("failure"), approve()],
    expected: ["pass", "pass", "fail", "pass", "fail"],
  },
];
