import { z } from "zod";
import type { KnownChecks } from "../../vocabulary/evidence.ts";
import type { Check, Observed, RequiredCheck } from "../../vocabulary/fact.ts";
import type { Outcome } from "../../vocabulary/outcome.ts";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Opening, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { defineGate } from "../gate.ts";
import { nearest } from "../nearest.ts";
import { BY_CI, BY_PUSH, closed } from "../openings.ts";

/** GitHub's conclusions that let a required check through; the same three count for GitHub itself. */
const GOOD = new Set(["success", "neutral", "skipped"]);
const BAD = new Set(["failure", "cancelled", "timed_out", "action_required", "startup_failure", "stale", "error"]);
/** With more than these, checks that passed are told in one line. */
const MAX_LISTED_PASSES = 10;
/** On fewer commits than these, that nobody reported a check says nothing: it may run for some changes only. */
const LEAST_COMMITS = 3;

export const requiredCi = defineGate({
  name: "quality/required-ci",
  step: "progress",
  category: "critical",
  tiers: TIERS,
  purpose: "The checks that the branch's rules require have passed on this commit.",
  reads: ["checks", "requiredChecks", "knownChecks"],
  mayLack: ["knownChecks"],
  params: z.strictObject({
    when_none_required: z
      .enum(["all", "nothing"])
      .default("all")
      .describe("What counts where neither the branch's rules nor this policy require a check: all reported, or none."),
    also_require: z
      .array(z.string().min(1).max(255))
      .max(100)
      .default([])
      .describe("Names of checks that are required besides those of the branch's rules."),
  }),
  gathers({ also_require }, { checks, requiredChecks }) {
    // Only what has not reported can be something that never will.
    if (!checks.known || !requiredChecks.known) return [];
    const required = [...requiredChecks.value, ...anyApp(also_require)];
    return required.every((check) => reportsOf(check, checks.value).length > 0) ? [] : ["knownChecks"];
  },
  judge({ checks, requiredChecks, knownChecks }, { when_none_required, also_require }, { ownContexts }) {
    // I8: our own contexts wait for this very gate. Left out of both lists, or the change would never move.
    // GitHub's names of statuses ignore case.
    const own = new Set(ownContexts.map((name) => name.toLowerCase()));
    const reported = checks.filter((check) => !own.has(check.name.toLowerCase()));
    const required = distinct([...requiredChecks, ...anyApp(also_require)]).filter(
      (check) => !own.has(check.name.toLowerCase()),
    );
    if (required.length > 0) {
      // Under another name than any that is required, one of these may be what a missing check is called by now.
      const names = new Set(required.map(({ name }) => name));
      const others = reported.map(({ name }) => name).filter((name) => !names.has(name));
      return summary(
        "required check",
        required.map((check) => judgeRequired(check, reported) ?? judgeMissing(check, reported, others, knownChecks)),
      );
    }
    if (when_none_required === "nothing") return verdict("skip", "No check is required");
    if (reported.length === 0) return verdict("skip", "No check is required, and none was reported");
    return summary(
      "reported check",
      reported.map(judgeReport),
      "The branch requires none, so every reported one counts",
    );
  },
});

function anyApp(names: readonly string[]): readonly RequiredCheck[] {
  return names.map((name) => ({ name, appId: null }));
}

/** The reports that count for a required check. */
function reportsOf({ name, appId }: RequiredCheck, reported: readonly Check[]): readonly Check[] {
  return reported.filter((check) => check.name === name && (appId === null || check.appId === appId));
}

function distinct(checks: readonly RequiredCheck[]): RequiredCheck[] {
  return [...new Map(checks.map((check) => [`${check.appId ?? ""}/${check.name}`, check])).values()];
}

/**
 * A check tied to an App counts only as that App reports it. One that anybody may report is judged over everybody's
 * reports, not the newest: two reporters of one name are two opinions, and the later good one must not hide the bad.
 * @returns null where nobody who counts has reported it
 */
function judgeRequired(required: RequiredCheck, reported: readonly Check[]): Verdict | null {
  const counting = reportsOf(required, reported);
  const [only] = counting;
  if (only !== undefined) {
    return counting.length === 1
      ? judgeReport(only)
      : group(`${required.name}: ${counting.length} reporters`, counting.map(judgeReport));
  }
  if (reported.some((check) => check.name === required.name && check.appId === null)) {
    return closed(
      "error",
      `${required.name}: reported, but the forge does not tell by which App; App ${required.appId} is required`,
      "An admin lets the branch's rule take this check from any source, or that App reports it as a check run.",
      changeOfRule(required.name),
    );
  }
  return null;
}

/** A check that nobody who counts has reported: it may be on its way, or never come. */
function judgeMissing(
  { name, appId }: RequiredCheck,
  reported: readonly Check[],
  others: readonly string[],
  known: Observed<KnownChecks>,
): Verdict {
  const wrongApp = reported.some((check) => check.name === name);
  const lately = known.known && known.value.commits >= LEAST_COMMITS ? known.value : null;
  const named = lately?.checks.filter((check) => check.name === name) ?? [];
  const comes = named.some((check) => appId === null || check.appId === null || check.appId === appId);
  if (lately !== null && !comes) {
    const byAnother = wrongApp || named.length > 0;
    const missing = byAnother ? `App ${appId} never reports it, only another one does` : "nobody reports it";
    const like = byAnother ? null : nearest(name, new Set([...others, ...lately.checks.map((check) => check.name)]));
    const perhaps = like === null ? "" : `, though "${like}"${others.includes(like) ? " is reported here" : " was"}`;
    const rename =
      like === null ? "corrects its name there" : `writes "${like}" there, if that is what it is called now`;
    const remedy = byAnother
      ? `An admin lets the branch's rule take ${name} from the App that reports it.`
      : `Whoever may change the branch's rule, or \`also_require\` of the policy, ${rename}, or takes it out; or its workflow runs for every change: without filters on paths or branches, and on \`merge_group\` where there is a merge queue.`;
    return closed(
      "pending",
      `${name}: may never come; ${missing} on the last ${lately.commits} commits${perhaps}`,
      remedy,
      changeOfRule(name),
    );
  }
  const elsewhere = wrongApp ? `App ${appId} has not reported it, only another one` : "nobody has reported it yet";
  return closed("pending", `${name}: waits for CI; ${elsewhere}`, "CI reports it by itself when it has run.", BY_CI);
}

function changeOfRule(name: string): Opening {
  return { count: 1, ways: [{ id: `rule:${name}`, by: "operator", who: [] }] };
}

function judgeReport(check: Check): Verdict {
  if (check.status !== "completed") {
    const title = `${check.name}: ${check.status === "queued" ? "queued" : "running"}`;
    return { outcome: "pending", title, opensBy: BY_CI };
  }
  const conclusion = check.conclusion ?? "no conclusion";
  if (GOOD.has(conclusion)) return verdict("pass", `${check.name}: ${conclusion}`);
  if (BAD.has(conclusion)) {
    const asked = conclusion === "action_required";
    return closed(
      "fail",
      `${check.name}: ${conclusion.replaceAll("_", " ")}`,
      asked
        ? "Somebody with write access does what the check asks for, on its page."
        : "The author reads its log and pushes a repair; a re-run is enough where the change is not the cause.",
      asked ? byPerson(`answer:${check.name}`) : BY_PUSH,
    );
  }
  return closed(
    "error",
    `${check.name}: completed with "${conclusion}", which is no known conclusion`,
    "Somebody with write access runs the check again; if it stays, its reporter is at fault.",
    byPerson(`rerun:${check.name}`),
  );
}

function byPerson(id: string): Opening {
  return { count: 1, ways: [{ id, by: "person", who: [] }] };
}

const SAID: readonly (readonly [Outcome, string])[] = [
  ["fail", "failed"],
  ["error", "cannot be judged"],
  ["pending", "not finished"],
  ["pass", "passed"],
];

function summary(noun: string, parts: readonly Verdict[], why?: string): Verdict {
  const counts = SAID.flatMap(([outcome, said]) => {
    const count = parts.filter((part) => part.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${said}`];
  });
  const head = parts.length === 1 ? `1 ${noun}` : `${parts.length} ${noun}s`;
  const passed = parts.filter((part) => part.outcome === "pass");
  const shown =
    passed.length <= MAX_LISTED_PASSES
      ? parts
      : [...parts.filter((part) => part.outcome !== "pass"), verdict("pass", `${passed.length} checks passed`)];
  return group(`${head}: ${counts.join(", ")}${why === undefined ? "" : `. ${why}`}`, shown);
}
