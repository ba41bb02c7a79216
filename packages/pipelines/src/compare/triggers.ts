import type { Relation } from "../model/formula.ts";
import type { Filter, Trigger } from "../model/pipeline.ts";
import { type Context, type Ruling, ruling, seenAt, seenText, type Words } from "./context.ts";
import { relateCrons } from "./cron.ts";
import { relateFilters } from "./filters.ts";

// Started by strangers, and run with the repository's secrets and a token that may write.
const PRIVILEGED = ["pull_request_target", "workflow_run", "issue_comment", "issues", "discussion_comment"];

const INTERFACE: Words = {
  gained: ruling("gained", "Whoever starts or calls it can hand this over or take it."),
  lost: ruling("lost", "Whoever starts or calls it with this can no longer do so."),
  changed: ruling("unknown", "It is declared otherwise, so callers may have to change too."),
};

/** Says what became of everything that starts the pipeline. */
export function compareTriggers(old: readonly Trigger[], now: readonly Trigger[], context: Context): void {
  const news = new Map(now.map((trigger) => [trigger.event, trigger]));
  for (const before of old) {
    const after = news.get(before.event);
    const seen = seenAt(before.at, before.event);
    const base = { construct: "trigger", name: before.event, old: seen } as const;
    if (after === undefined) {
      context.say({ ...base, verdict: "lost", why: `It no longer runs on ${before.event}.` });
      continue;
    }
    context.say({ ...base, new: seenAt(after.at, after.event), verdict: "same", why: "It still runs on this." });
    compareTrigger(before, after, context.within(`trigger ${before.event}`));
  }
  const olds = new Set(old.map(({ event }) => event));
  for (const trigger of now.filter(({ event }) => !olds.has(event))) {
    const privileged = PRIVILEGED.includes(trigger.event);
    context.say({
      construct: "trigger",
      name: trigger.event,
      new: seenAt(trigger.at, trigger.event),
      verdict: "gained",
      why: privileged
        ? `It now also runs on ${trigger.event}, which strangers can cause and which runs with the repository's secrets.`
        : `It now also runs on ${trigger.event}.`,
      marked: privileged,
    });
  }
}

function compareTrigger(old: Trigger, now: Trigger, context: Context): void {
  for (const on of new Set([...old.filters, ...now.filters].map((filter) => filter.on))) {
    const find = ({ filters }: Trigger) => filters.find((filter) => filter.on === on);
    compareFilter(on, find(old), find(now), old, now, context);
  }
  compareCrons(old, now, context);
  context.variables("interface", old.interface, now.interface, INTERFACE);
}

function compareFilter(
  on: string,
  old: Filter | undefined,
  now: Filter | undefined,
  before: Trigger,
  after: Trigger,
  context: Context,
): void {
  context.say({
    construct: "filter",
    name: on,
    old: seenAt((old ?? before).at, words(old)),
    new: seenAt((now ?? after).at, words(now)),
    ...judged(relateFilters(old, now), on, old, now),
  });
}

function words(filter: Filter | undefined): string {
  if (filter === undefined) return "all";
  const patterns = filter.patterns.map(({ text }) => text).join(", ");
  if (filter.mode === "except") return `all but ${patterns}`;
  return patterns === "" ? "none" : patterns;
}

function judged(relation: Relation, on: string, old: Filter | undefined, now: Filter | undefined): Ruling {
  switch (relation) {
    case "same":
      return ruling("same", "The same events pass.");
    case "narrower":
      return now?.implied === true && now.patterns.length === 0
        ? ruling("weaker", `With a filter for the others alone, nothing with ${on} starts it any more.`)
        : ruling("weaker", "It runs in fewer cases: only a part of the events that passed before does so now.");
    case "wider":
      return old?.implied === true && old.patterns.length === 0
        ? ruling("stronger", `It runs in more cases: before, nothing with ${on} started it.`)
        : ruling("stronger", "It runs in more cases: all events that passed before still do, and others too.");
    default:
      return ruling("unknown", "Other events pass than before, neither only more nor only fewer.");
  }
}

function compareCrons(old: Trigger, now: Trigger, context: Context): void {
  const key = (cron: Trigger["crons"][number]) =>
    `${cron.text.trim().split(/\s+/).join(" ")} ${cron.timezone?.text ?? ""}`;
  const news = [...now.crons];
  const gone = old.crons.filter((cron) => {
    const index = news.findIndex((other) => key(other) === key(cron));
    const [found] = index < 0 ? [] : news.splice(index, 1);
    if (found !== undefined) {
      const [seen, other] = [seenText(cron), seenText(found)];
      context.say({ construct: "schedule", old: seen, new: other, verdict: "same", why: "It is as it was." });
    }
    return found === undefined;
  });
  const [before, ...moreOld] = gone;
  const [after, ...moreNew] = news;
  if (before !== undefined && after !== undefined && moreOld.length === 0 && moreNew.length === 0) {
    const sameZone = before.timezone?.text === after.timezone?.text;
    const relation = sameZone ? relateCrons(before.text, after.text) : "undecided";
    const verdicts = {
      same: "same",
      narrower: "weaker",
      wider: "stronger",
      different: "unknown",
      undecided: "unknown",
    } as const;
    const why = {
      same: "The times are the same.",
      narrower: "It runs at only a part of the times.",
      wider: "It runs at all of the times, and at others too.",
      different: "It runs at other times.",
      undecided: "It runs at other times, or in another time zone.",
    };
    context.say({
      construct: "schedule",
      old: seenText(before),
      new: seenText(after),
      verdict: verdicts[relation],
      why: why[relation],
    });
    return;
  }
  for (const cron of gone) {
    context.say({
      construct: "schedule",
      old: seenText(cron),
      verdict: "lost",
      why: "It no longer runs at this time.",
    });
  }
  for (const cron of news) {
    context.say({ construct: "schedule", new: seenText(cron), verdict: "gained", why: "It also runs at this time." });
  }
}
