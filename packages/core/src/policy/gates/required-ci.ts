import { z } from "zod";
import type { Check, RequiredCheck } from "../../vocabulary/fact.ts";
import type { Outcome } from "../../vocabulary/outcome.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { defineGate } from "../gate.ts";

/** GitHub's conclusions that let a required check through; the same three count for GitHub itself. */
const GOOD = new Set(["success", "neutral", "skipped"]);
const BAD = new Set(["failure", "cancelled", "timed_out", "action_required", "startup_failure", "stale", "error"]);
/** With more than these, checks that passed are told in one line. */
const MAX_LISTED_PASSES = 10;

export const requiredCi = defineGate({
  name: "quality/required-ci",
  step: "progress",
  purpose: "The checks that the branch's rules require have passed on this commit.",
  reads: ["checks", "requiredChecks"],
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
  judge({ checks, requiredChecks }, { when_none_required, also_require }, { ownContexts }) {
    // I8: our own contexts wait for this very gate. Left out of both lists, or the change would never move.
    // GitHub's names of statuses ignore case.
    const own = new Set(ownContexts.map((name) => name.toLowerCase()));
    const reported = checks.filter((check) => !own.has(check.name.toLowerCase()));
    const required = distinct([...requiredChecks, ...also_require.map((name) => ({ name, appId: null }))]).filter(
      (check) => !own.has(check.name.toLowerCase()),
    );
    if (required.length > 0) {
      return summary(
        "required check",
        required.map((check) => judgeRequired(check, reported)),
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

function distinct(checks: readonly RequiredCheck[]): RequiredCheck[] {
  return [...new Map(checks.map((check) => [`${check.appId ?? ""}/${check.name}`, check])).values()];
}

/**
 * A check tied to an App counts only as that App reports it. One that anybody may report is judged over everybody's
 * reports, not the newest: two reporters of one name are two opinions, and the later good one must not hide the bad.
 */
function judgeRequired(required: RequiredCheck, reported: readonly Check[]): Verdict {
  const named = reported.filter((check) => check.name === required.name);
  const counting = required.appId === null ? named : named.filter((check) => check.appId === required.appId);
  const [only] = counting;
  if (only !== undefined) {
    return counting.length === 1
      ? judgeReport(only)
      : group(`${required.name}: ${counting.length} reporters`, counting.map(judgeReport));
  }
  if (named.some((check) => check.appId === null)) {
    return verdict(
      "error",
      `${required.name}: reported, but the forge does not tell by which App; App ${required.appId} is required`,
      "An admin lets the branch's rule take this check from any source, or that App reports it as a check run.",
    );
  }
  const elsewhere =
    named.length > 0 ? `App ${required.appId} has not reported it, only another one` : "nobody has reported it yet";
  return verdict("pending", `${required.name}: waits for CI; ${elsewhere}`, "CI reports it by itself when it has run.");
}

function judgeReport(check: Check): Verdict {
  if (check.status !== "completed") {
    return verdict("pending", `${check.name}: ${check.status === "queued" ? "queued" : "running"}`);
  }
  const conclusion = check.conclusion ?? "no conclusion";
  if (GOOD.has(conclusion)) return verdict("pass", `${check.name}: ${conclusion}`);
  if (BAD.has(conclusion)) {
    return verdict(
      "fail",
      `${check.name}: ${conclusion.replaceAll("_", " ")}`,
      conclusion === "action_required"
        ? "Somebody with write access does what the check asks for, on its page."
        : "The author reads its log and pushes a repair; a re-run is enough where the change is not the cause.",
    );
  }
  return verdict(
    "error",
    `${check.name}: completed with "${conclusion}", which is no known conclusion`,
    "Run the check again; if it stays, its reporter is at fault.",
  );
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
