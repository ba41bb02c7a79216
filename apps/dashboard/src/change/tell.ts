import type { Change, Event } from "@tollgate/client/change";
import { REVIEW_STATES, type ReviewState } from "@tollgate/core/change/review";
import { opens } from "@tollgate/core/vocabulary/outcome";
import { textOf } from "../api.ts";
import { plural, TONE_WORD, type Tone, toneOfState } from "../words.ts";

/** An event in words. */
export interface Told {
  readonly event: Event;
  readonly tone: Tone;
  readonly text: string;
  /** The commit it is about; empty: none. */
  readonly sha: string;
  readonly details: readonly string[];
}

/** Tells events, the newest first. The move that a decision amounts to is told with it. */
export function tellAll(events: readonly Event[]): readonly Told[] {
  const judged = events.filter((event) => event.type === "change.judged");
  // That a new change is open says nothing that its first sight does not.
  const news = events.filter(
    (event) => event.type !== "change.lifecycle" || event.data.from !== null || event.data.to !== "open",
  );
  return news.map((event) => {
    const before = event.type === "change.judged" ? judged[judged.indexOf(event) + 1] : undefined;
    return { event, sha: "", details: [], ...tell(event, before) };
  });
}

/** A gate as an event has it. */
type Judged = Pick<Change["gates"][number], "name" | "verdict">;

type Telling = {
  readonly tone: Tone;
  readonly text: string;
  readonly sha?: string;
  readonly details?: readonly string[];
};

function tell(event: Event, before: Event | undefined): Telling {
  const by = textOf(event, "by", "personal") || "Somebody";
  const from = textOf(event, "from");
  const to = textOf(event, "to");
  switch (event.type) {
    case "change.opened":
      return { tone: "skip", text: "Seen for the first time, at", sha: textOf(event, "head") };
    case "change.head-moved":
      return { tone: "skip", text: "A new head was pushed:", sha: to };
    case "change.retargeted":
      return { tone: "skip", text: `Goes to ${to} now, before to ${from}` };
    case "change.lifecycle":
      return { tone: "skip", text: from === "" ? `Is ${to}` : `Was ${from}, is ${to}` };
    case "change.judged":
      return judgement(event, before);
    case "final.given": {
      const approved = textOf(event, "decision") === "approve";
      const note = textOf(event, "note");
      const text = approved ? `${by} gave the final word for` : `${by} refused`;
      return { tone: approved ? "pass" : "fail", text, sha: textOf(event, "sha"), details: note === "" ? [] : [note] };
    }
    case "final.withdrawn":
      return { tone: "fail", text: "A final word no longer stands", details: [textOf(event, "reason")] };
    case "final.restored":
      return { tone: "pass", text: "A final word stands again", details: [textOf(event, "reason")] };
    case "command.answered":
      return { tone: "skip", text: `${by} asked: ${textOf(event, "request")}` };
    case "command.refused":
      return { tone: "fail", text: `${by} asked, and was refused`, details: [textOf(event, "reason")] };
    case "change.errored":
      return {
        tone: "error",
        text: "Tollgate could not judge it",
        details: [textOf(event, "reason"), textOf(event, "remedy")].filter((text) => text !== ""),
      };
    case "context.corrected":
      return {
        tone: "error",
        text: `The check ${textOf(event, "name")} was changed by somebody else and is put right`,
        sha: textOf(event, "sha"),
      };
    case "review.moved":
      return moved(from, to);
    default:
      return { tone: "skip", text: event.type };
  }
}

function moved(from: string, to: string): Telling {
  const state = REVIEW_STATES.find((one) => one === to);
  if (state === undefined) return { tone: "skip", text: `Moved from ${from} to ${to}` };
  const [tone, word] = toneOfState(state as ReviewState);
  return { tone, text: `${word}`, details: [] };
}

/** A decision, told by what it changed: gates that are as they were are no news. */
function judgement(event: Event, before: Event | undefined): Telling {
  const gates = gatesOf(event);
  const same = before !== undefined && before.data.head === event.data.head;
  const old = new Map(same ? gatesOf(before).map((gate) => [gate.name, gate]) : []);
  const changed = gates.filter((gate) => old.get(gate.name)?.verdict.title !== gate.verdict.title);
  // Of a first judgement only what stands in the way is news.
  const told = same ? changed : changed.filter((gate) => !opens(gate.verdict.outcome));
  const through = changed.length - told.length;
  const details = told.map((gate) => {
    const was = old.get(gate.name)?.verdict.outcome;
    const is = gate.verdict.outcome;
    const outcome = was === undefined || was === is ? TONE_WORD[is] : `${TONE_WORD[was]} → ${TONE_WORD[is]}`;
    return `${gate.name}: ${outcome}. ${gate.verdict.title}`;
  });
  if (through > 0) details.push(`${plural(through, "gate")} ${through === 1 ? "passes" : "pass"}`);
  const text = same ? "Judged again" : "Judged";
  if (details.length > 0) return { tone: "skip", text, sha: textOf(event, "head"), details };
  return { tone: "skip", text: "Judged again; the gates are as before", sha: textOf(event, "head") };
}

function gatesOf(event: Event): readonly Judged[] {
  return Array.isArray(event.data.gates) ? (event.data.gates as Judged[]) : [];
}
