// The story of the demo, as data: what happens when, and what is said about it. `play.ts` carries it out.
import type { ReviewState } from "@tollgate/core/change/review";
import { POLICY_FILE, portalPolicy } from "./organisation.ts";

/** A pull request of the story. */
export interface StoryPull {
  readonly repository: string;
  readonly title: string;
  readonly author: string;
  readonly body: string;
  readonly head: string;
  readonly base?: string;
  /** The head is in this fork. */
  readonly fork?: string;
  /** The head is the one of this other pull request. */
  readonly sharesHeadWith?: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Something that people, CI or the network do. */
export type Act =
  | { readonly do: "open"; readonly ci?: "green" | "red" }
  | { readonly do: "push"; readonly message: string; readonly files: Readonly<Record<string, string>> }
  | { readonly do: "approve"; readonly by: string; readonly body?: string }
  | { readonly do: "describe"; readonly body: string }
  /** The final word, as a comment on GitHub. */
  | { readonly do: "final"; readonly by: string }
  | { readonly do: "merge" }
  /** A commit to the repository's default branch. */
  | {
      readonly do: "write";
      readonly repository: string;
      readonly by: string;
      readonly message: string;
      readonly files: Readonly<Record<string, string>>;
      /** Whether Tollgate will find something wrong with the policy then. */
      readonly breaks: boolean;
    }
  /** GitHub answers with errors, and webhooks are lost, for so long. */
  | { readonly do: "outage"; readonly seconds: number }
  /** Nobody does anything. */
  | { readonly do: "wait" };

/** Where a change is expected to stand, sooner or later. */
export interface Standing {
  readonly state: ReviewState;
  readonly lifecycle?: "open" | "merged";
}

export interface StoryStep {
  /** Seconds since the story began. */
  readonly at: number;
  /** The pull request it is about; a key of {@link PULLS}. */
  readonly pull?: string;
  readonly act: Act;
  readonly say: string;
  /** The next step of this pull request waits until Tollgate has seen so much. */
  readonly leadsTo?: Standing;
}

export const PULLS: Readonly<Record<string, StoryPull>> = {
  signature: {
    repository: "acme/payment-gateway",
    title: "fix(webhooks): verify the signature before the payload is parsed",
    author: "ada",
    body: "A payload was parsed before anybody knew where it came from. Now the raw bytes are verified first, in constant time, and only then parsed.\n\nCloses #1",
    head: "verify-first",
    files: {
      "src/webhooks.ts":
        "export function receive(body: Buffer, signature: string, secret: string): Payment {\n  if (!verify(body, signature, secret)) throw new Refused(401);\n  return parse(body);\n}\n",
    },
  },
  refunds: {
    repository: "acme/payment-gateway",
    title: "feat(refunds): retry refunds with an idempotency key",
    author: "bruno",
    body: "A refund whose answer was lost is sent again with the same key, so that the bank pays it out once.\n\nCloses #2",
    head: "refund-retry",
    files: {
      "src/refunds.ts":
        "export async function refund(payment: Payment): Promise<Receipt> {\n  return retry(3, () => bank.refund(payment.id, { key: crypto.randomUUID() }));\n}\n",
    },
  },
  stock: {
    repository: "acme/order-service",
    title: "fix(stock): release the reservation when a payment times out",
    author: "chen",
    body: "The reservation was only released by the customer. A timer does it now, ten minutes after the payment began.\n\nCloses #1",
    head: "release-stock",
    files: { "src/stock.ts": "export const RESERVED_MINUTES = 10;\n" },
  },
  search: {
    repository: "acme/order-service",
    title: "perf(search): replace offset paging by keyset paging",
    author: "ada",
    body: "Page 400 read 40,000 rows to show a hundred. The last key of a page now finds the next one.\n\nCloses #2",
    head: "keyset-paging",
    files: { "src/search.sql": "select * from orders where (placed_at, id) < ($1, $2) order by 1 desc limit 100;\n" },
  },
  exports: {
    repository: "acme/order-service",
    title: "feat(exports): stream exports instead of collecting them",
    author: "emil",
    body: "Rows go to the client as the database sends them, so memory no longer grows with the export.\n\nCloses #3",
    head: "stream-exports",
    files: { "src/exports.ts": "export const rows = (query: Query) => pipeline(cursor(query), toCsv());\n" },
  },
  preview: {
    repository: "acme/order-service",
    title: "feat(exports): show streamed exports on preview",
    author: "emil",
    body: "The same commit for the testers, while it is reviewed for main. Belongs to #3.",
    head: "stream-exports",
    base: "preview",
    sharesHeadWith: "exports",
    files: {},
  },
  avatars: {
    repository: "acme/web-portal",
    title: "Load avatars when they scroll into view",
    author: "bruno",
    body: "The member list asked for four hundred pictures at once; the browser now asks for those it shows.\n\nCloses #1",
    head: "lazy-avatars",
    files: { "src/avatar.html": '<img class="avatar" loading="lazy" alt="">\n' },
  },
  forms: {
    repository: "acme/web-portal",
    title: "Keep the input of a form when the session is renewed",
    author: "chen",
    body: "The renewal reloaded the page. It now happens in the background, and the form stays as it is.\n\nCloses #2",
    head: "keep-forms",
    files: { "src/session.ts": "setInterval(renewInBackground, 5 * 60_000);\n" },
  },
  focus: {
    repository: "acme/web-portal",
    title: "Show a focus ring on buttons in high contrast mode",
    author: "farah",
    body: "",
    head: "focus-ring",
    fork: "farah/web-portal",
    files: { "src/buttons.css": "button:focus-visible { outline: 2px solid Highlight }\n" },
  },
  quantiles: {
    repository: "acme/forecast-lab",
    title: "WIP: forecast quantiles instead of the mean",
    author: "dana",
    body: "A first try with quantile regression; the figures are in the notebook. See #1.",
    head: "quantiles",
    files: { "notebooks/quantiles.py": "model = QuantileRegressor(quantile=0.9)\n" },
  },
};

export const STORY: readonly StoryStep[] = [
  {
    at: 0,
    pull: "signature",
    act: { do: "open" },
    say: "ada opens a change of the strictest repository: it needs CI, two approvals and a final word",
  },
  {
    at: 4,
    pull: "avatars",
    act: { do: "open" },
    say: "bruno opens a change where one approval is enough",
  },
  {
    at: 8,
    pull: "quantiles",
    act: { do: "open" },
    say: "dana opens unfinished work; the repository is in shadow mode, so Tollgate says what it thinks and stops nothing",
    leadsTo: { state: "DOR_FAILED" },
  },
  {
    at: 12,
    pull: "refunds",
    act: { do: "open", ci: "red" },
    say: "bruno opens a change whose tests will fail",
    leadsTo: { state: "PROGRESS_BLOCKED" },
  },
  {
    at: 20,
    pull: "signature",
    act: { do: "approve", by: "bruno", body: "Constant time, good." },
    say: "bruno approves; one of two",
    leadsTo: { state: "DOD_PENDING" },
  },
  {
    at: 26,
    pull: "avatars",
    act: { do: "approve", by: "ada" },
    say: "ada approves; nothing is missing any more",
    leadsTo: { state: "COMPLETED" },
  },
  {
    at: 32,
    pull: "signature",
    act: { do: "approve", by: "chen" },
    say: "chen approves as well. It now waits for a person's final word: yours",
    leadsTo: { state: "FINAL_PENDING" },
  },
  {
    at: 38,
    pull: "avatars",
    act: { do: "merge" },
    say: "bruno merges it: every required check is green",
    leadsTo: { state: "COMPLETED", lifecycle: "merged" },
  },
  {
    at: 44,
    pull: "refunds",
    act: {
      do: "push",
      message: "Keep the key over all retries",
      files: {
        "src/refunds.ts":
          'export async function refund(payment: Payment): Promise<Receipt> {\n  const key = "refund-" + payment.id;\n  return retry(3, () => bank.refund(payment.id, { key }));\n}\n',
      },
    },
    say: "the tests have failed; bruno pushes a repair, and CI runs again",
    leadsTo: { state: "DOD_PENDING" },
  },
  {
    at: 50,
    pull: "stock",
    act: { do: "open" },
    say: "chen opens a change of order-service",
    leadsTo: { state: "DOD_PENDING" },
  },
  {
    at: 56,
    pull: "search",
    act: { do: "open" },
    say: "ada opens another one there",
    leadsTo: { state: "DOD_PENDING" },
  },
  {
    at: 64,
    pull: "stock",
    act: { do: "approve", by: "ada" },
    say: "ada approves; only the final word is missing",
    leadsTo: { state: "FINAL_PENDING" },
  },
  {
    at: 70,
    pull: "search",
    act: { do: "approve", by: "bruno" },
    say: "bruno approves",
    leadsTo: { state: "FINAL_PENDING" },
  },
  {
    at: 78,
    pull: "stock",
    act: {
      do: "push",
      message: "Make the time configurable",
      files: { "src/stock.ts": 'export const RESERVED_MINUTES = Number(process.env["RESERVED_MINUTES"] ?? 10);\n' },
    },
    say: "chen pushes after the approval: what ada saw is not what would be merged, so it counts no longer",
    leadsTo: { state: "DOD_PENDING" },
  },
  {
    at: 86,
    pull: "search",
    act: { do: "final", by: "dana" },
    say: "dana gives the final word with a comment on GitHub, for exactly this commit",
    leadsTo: { state: "COMPLETED" },
  },
  {
    at: 94,
    pull: "search",
    act: { do: "merge" },
    say: "ada merges it",
    leadsTo: { state: "COMPLETED", lifecycle: "merged" },
  },
  {
    at: 100,
    pull: "exports",
    act: { do: "open" },
    say: "emil opens a change for main",
    leadsTo: { state: "DOD_PENDING" },
  },
  {
    at: 108,
    pull: "preview",
    act: { do: "open" },
    say: "and the same commit for preview, which asks for less. A check belongs to the commit: it stays closed for both",
    leadsTo: { state: "COMPLETED", lifecycle: "open" },
  },
  { at: 116, pull: "refunds", act: { do: "approve", by: "ada" }, say: "ada approves the repaired change; one of two" },
  {
    at: 122,
    pull: "refunds",
    act: { do: "approve", by: "dana" },
    say: "dana approves too. This one waits for your word as well",
    leadsTo: { state: "FINAL_PENDING" },
  },
  {
    at: 130,
    pull: "focus",
    act: { do: "open" },
    say: "farah sends a change from a fork, with an empty description",
    leadsTo: { state: "DOR_FAILED" },
  },
  {
    at: 138,
    pull: "focus",
    act: { do: "approve", by: "gita", body: "Works for me." },
    say: "gita approves, but may not push here: that does not count",
  },
  {
    at: 144,
    pull: "focus",
    act: {
      do: "describe",
      body: "Windows draws no outline of its own in high contrast mode, so keyboard users saw no focus.\n\nCloses #3",
    },
    say: "farah describes the change; it gets on and waits for somebody who may approve",
    leadsTo: { state: "DOD_PENDING" },
  },
  {
    at: 152,
    act: { do: "outage", seconds: 30 },
    say: "GitHub has an outage: it answers 502, and its webhooks are lost",
  },
  {
    at: 156,
    pull: "forms",
    act: { do: "open" },
    say: "chen opens a change in the middle of it; nobody tells Tollgate",
  },
  { at: 164, pull: "forms", act: { do: "approve", by: "ada" }, say: "ada approves it, and CI is green; still no word" },
  {
    at: 182,
    pull: "forms",
    act: { do: "wait" },
    say: "the outage is over. Nothing is sent again: Tollgate finds the change with its next round of reading",
    leadsTo: { state: "COMPLETED" },
  },
  {
    at: 200,
    act: {
      do: "write",
      repository: "acme/web-portal",
      by: "emil",
      message: "Ask for an approval, explicitly",
      files: { [POLICY_FILE]: portalPolicy(true) },
      breaks: true,
    },
    say: "emil makes a slip in the policy of web-portal: the last good one stays in force, the checks say which line",
  },
  {
    at: 208,
    pull: "forms",
    act: { do: "merge" },
    say: "chen merges: the broken policy file stops nobody",
    leadsTo: { state: "COMPLETED", lifecycle: "merged" },
  },
  {
    at: 226,
    act: {
      do: "write",
      repository: "acme/web-portal",
      by: "emil",
      message: "Correct the name of the parameter",
      files: { [POLICY_FILE]: portalPolicy() },
      breaks: false,
    },
    say: "emil corrects the policy",
  },
];

/** Where every change of the story ends, as long as nobody else lends a hand. */
export const ENDINGS: Readonly<Record<string, Standing>> = {
  signature: { state: "FINAL_PENDING", lifecycle: "open" },
  refunds: { state: "FINAL_PENDING", lifecycle: "open" },
  stock: { state: "DOD_PENDING", lifecycle: "open" },
  search: { state: "COMPLETED", lifecycle: "merged" },
  exports: { state: "DOD_PENDING", lifecycle: "open" },
  preview: { state: "COMPLETED", lifecycle: "open" },
  avatars: { state: "COMPLETED", lifecycle: "merged" },
  forms: { state: "COMPLETED", lifecycle: "merged" },
  focus: { state: "DOD_PENDING", lifecycle: "open" },
  quantiles: { state: "DOR_FAILED", lifecycle: "open" },
};
