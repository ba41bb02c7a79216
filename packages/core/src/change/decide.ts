import { judgeAfterPush } from "../explain/after-push.ts";
import type { Policy } from "../policy/policy.ts";
import { RISK_READS } from "../risk/classify.ts";
import { assess } from "../risk/rigour.ts";
import { byCodeUnit, isSameData } from "../vocabulary/canonical.ts";
import type { Facts, Observed } from "../vocabulary/fact.ts";
import { FACT_KEYS } from "../vocabulary/fact.ts";
import type { ReceivedHint } from "../vocabulary/hint.ts";
import { includesRole, type Role } from "../vocabulary/role.ts";
import { type GateList, judge } from "./judge.ts";
import { overdueAt } from "./patience.ts";
import { type ChangeReading, isOpen } from "./reading.ts";
import { readsOf } from "./reads.ts";
import { type ChangeRequest, REQUESTS, resolveSha } from "./requests.ts";
import {
  type ChangeEvent,
  type ChangeState,
  currentWord,
  evolve,
  type JudgedData,
  type PolicySource,
  type Via,
} from "./state.ts";
import { standingOf, summarize } from "./summary.ts";

/** Why something asked for is not done. The text is for the person who asked. */
export interface Refusal {
  readonly refused: string;
}

/** A fresh read, and what it is to be judged by. */
export interface Observation {
  readonly type: "observe";
  readonly reading: ChangeReading;
  readonly policy: Policy;
  readonly source: PolicySource;
  /** Closing hints that the read does not show yet. */
  readonly doubts: readonly ReceivedHint[];
  readonly gates: GateList;
  /** Names of our contexts on this commit besides those of the policy. */
  readonly otherContexts?: readonly string[];
}

/** Somebody asks for something. */
export interface Asked {
  readonly type: "ask";
  readonly request: ChangeRequest;
  /** Identifies the request for ever: a comment's line, or a command's id. */
  readonly key: string;
  readonly via: Via;
  readonly by: Asker;
  readonly people: People;
}

/** A line in a comment that is no command we know. */
export interface Misunderstood {
  readonly type: "misunderstood";
  readonly key: string;
  readonly by: string;
  readonly reason: string;
}

/** The evaluation itself failed, after its retries. */
export interface Failed {
  readonly type: "fail";
  readonly reason: string;
  readonly remedy: string;
}

export type ChangeCommand = Observation | Asked | Misunderstood | Failed;

export interface Asker {
  /** How they are called in texts: a login, or a token's subject. */
  readonly name: string;
  /** The forge login; null for a token without one. */
  readonly login: string | null;
  readonly kind: "user" | "bot";
  readonly role: Role;
}

/** Who had a hand in the change: none of them may give the final word. */
export interface People {
  readonly author: string;
  readonly commitPeople: Observed<readonly string[]>;
  readonly lastPusher: Observed<string>;
}

/** The people of a reading. */
export function peopleOf(reading: ChangeReading): People {
  return {
    author: reading.facts.author.known ? reading.facts.author.value.login : "",
    commitPeople: reading.commitPeople,
    lastPusher: reading.facts.lastPusher,
  };
}

/**
 * What happens to a change when it is read, asked or fails. Pure.
 * @param now ISO 8601, for the events
 * @returns events in order (none: nothing changed), or why it is refused
 */
export function decide(state: ChangeState, command: ChangeCommand, now: string): readonly ChangeEvent[] | Refusal {
  switch (command.type) {
    case "observe":
      return withMove(state, observe(state, command, now), now);
    case "ask": {
      const events = ask(state, command, now);
      return "refused" in events ? events : withMove(state, events, now);
    }
    case "misunderstood": {
      const { key, by, reason } = command;
      return [{ type: "command.refused", key, request: "unknown", by, reason }];
    }
    case "fail": {
      const { reason, remedy } = command;
      if (state.error?.reason === reason) return [];
      return withMove(state, [{ type: "change.errored", reason, remedy }], now);
    }
  }
}

/** Whether a decision refused. */
export function isRefusal(decision: readonly ChangeEvent[] | Refusal): decision is Refusal {
  return "refused" in decision;
}

/** Adds the move of the review that the events amount to, so that a timeline needs no fold. */
function withMove(state: ChangeState, events: readonly ChangeEvent[], now: string): readonly ChangeEvent[] {
  const from = standingOf(state).state;
  const after = events.reduce((folded, event) => evolve(folded, event, now), state);
  const to = standingOf(after).state;
  const moved = from !== to || (after.head !== state.head && after.byHead[after.head ?? ""] !== to);
  return moved ? [...events, { type: "review.moved", from, to }] : events;
}

function observe(
  state: ChangeState,
  { reading, policy, source, doubts, gates, otherContexts }: Observation,
  now: string,
): ChangeEvent[] {
  const events: ChangeEvent[] = [];
  let folded = state;
  const add = (event: ChangeEvent) => {
    events.push(event);
    folded = evolve(folded, event, now);
  };
  const { headSha, baseRef, lifecycle } = reading;
  if (state.head === null) add({ type: "change.opened", number: reading.number, head: headSha, baseRef });
  else if (state.head !== headSha) add({ type: "change.head-moved", from: state.head, to: headSha });
  if (folded.baseRef !== baseRef) add({ type: "change.retargeted", from: folded.baseRef, to: baseRef });
  if (state.head === null || state.lifecycle !== lifecycle) {
    add({ type: "change.lifecycle", from: state.head === null ? null : state.lifecycle, to: lifecycle });
  }
  for (const event of standing(folded, reading)) add(event);
  // A closed change is not judged any more; what was decided stays readable.
  if (!isOpen(lifecycle)) return events;
  const assessed = assess(policy, reading.facts);
  const judging = {
    policy,
    facts: reading.facts,
    gates,
    now: reading.startedAt,
    otherContexts: otherContexts ?? [],
    assessed,
  };
  const judgedGates = judge(policy, reading.facts, doubts, gates, reading.startedAt, otherContexts, assessed);
  const afterPush = judgeAfterPush(judgedGates, judging);
  const overdue = overdueAt(reading.startedAt, folded.phase, policy, judgedGates);
  const judged: JudgedData = {
    head: headSha,
    baseRef,
    baseSha: reading.baseSha,
    title: valueOr(reading.facts.title, ""),
    author: reading.facts.author.known ? reading.facts.author.value.login : "",
    url: reading.url,
    gates: judgedGates,
    ...(afterPush === undefined ? {} : { afterPush }),
    ...(overdue.length === 0 ? {} : { overdue }),
    assessed,
    policy: source,
    final: policy.final,
    contextNames: policy.contexts,
    shadow: policy.shadow,
    authorCanWrite: reading.authorRole.known ? includesRole(reading.authorRole.value, "developer") : null,
    blind: reading.siblings.known ? null : reading.siblings.reason,
    facts: factsRead(policy, reading.facts, gates),
    doubts: doubts.map(({ object, says, facts, closing, outcome, deliveryId }) => ({
      object,
      says,
      facts,
      closing,
      deliveryId,
      ...(outcome === undefined ? {} : { outcome }),
    })),
    otherContexts: [...(otherContexts ?? [])].sort(byCodeUnit),
    readAt: reading.startedAt,
  };
  if (folded.error !== null || changed(folded.judged, judged)) add({ type: "change.judged", ...judged });
  return events;
}

function valueOr<T>(fact: Observed<T>, otherwise: T): T {
  return fact.known ? fact.value : otherwise;
}

/** The facts that the policy's gates read, those that tell the risk, and those the final word rests on. */
function factsRead(policy: Policy, facts: Facts, gates: GateList): Partial<Facts> {
  const keys = new Set<string>(["title", "author", "headSha", "lastPusher", ...RISK_READS, ...readsOf(policy, gates)]);
  return Object.fromEntries(FACT_KEYS.filter((key) => keys.has(key)).map((key) => [key, facts[key]]));
}

/** Whether a judgement says anything that the last one did not. The base's tip and the clock move all the time. */
function changed(before: JudgedData | null, after: JudgedData): boolean {
  if (before === null) return true;
  const core = ({ facts: _, baseSha: __, readAt: ___, otherContexts: ____, policy, ...rest }: JudgedData) => ({
    ...rest,
    digest: policy.digest,
    problems: policy.problems,
    rolledBack: policy.rolledBack,
  });
  return !isSameData(core(before), core(after));
}

/** Final words follow their comments: edited or deleted they do not stand; seen again unedited they do. */
function standing(state: ChangeState, reading: ChangeReading): ChangeEvent[] {
  if (!reading.comments.known) return [];
  const comments = new Map(reading.comments.value.map((comment) => [comment.id, comment]));
  const events: ChangeEvent[] = [];
  for (const word of state.words) {
    if (word.via.kind !== "comment") continue;
    const comment = comments.get(word.via.commentId);
    const stands = comment !== undefined && !isEdited(comment);
    if (stands === word.standing) continue;
    const { commentId } = word.via;
    if (stands) events.push({ type: "final.restored", commentId, reason: "The comment stands as it was written." });
    else {
      const reason = comment === undefined ? "The comment was deleted." : "The comment was edited.";
      events.push({ type: "final.withdrawn", commentId, reason });
    }
  }
  return events;
}

/** Whether a comment differs from what its author first wrote: others may edit it too, so it decides nothing then. */
export function isEdited(comment: { readonly createdAt: string; readonly updatedAt: string }): boolean {
  // GitHub writes whole seconds; a server that writes more may take its two times a moment apart.
  return Date.parse(comment.updatedAt) - Date.parse(comment.createdAt) >= 1_000;
}

function ask(state: ChangeState, asked: Asked, now: string): readonly ChangeEvent[] | Refusal {
  const { request, key, by } = asked;
  if (state.processed.includes(key)) return [];
  const reason = refusal(state, asked);
  if (reason !== null) {
    if (asked.via.kind === "api") return { refused: reason };
    return [{ type: "command.refused", key, request: request.type, by: by.name, reason }];
  }
  if (request.type === "approve-final" || request.type === "reject-final") {
    const resolved = resolveSha(request.sha, state.heads);
    if (!resolved.ok) return { refused: resolved.reason };
    const unknownPusher = asked.people.lastPusher.known ? "" : "Who pushed last is not known.";
    return [
      {
        type: "final.given",
        key,
        decision: request.type === "approve-final" ? "approve" : "reject",
        sha: resolved.sha,
        baseRef: state.baseRef,
        by: by.name,
        via: asked.via,
        at: now,
        note: [request.note, unknownPusher].filter((part) => part !== "").join(" — "),
      },
    ];
  }
  return [{ type: "command.answered", key, request: request.type, by: by.name }];
}

/** Why a request is refused; null when it is not. */
function refusal(state: ChangeState, { request, by, people }: Asked): string | null {
  const needed = REQUESTS[request.type].role;
  const final = request.type === "approve-final" || request.type === "reject-final";
  const role = final ? (state.judged?.final.role ?? needed) : needed;
  if (!includesRole(by.role, role)) {
    return `${request.type} needs the role ${role}; ${by.name} has ${by.role === "none" ? "none here" : by.role}.`;
  }
  if (!final) return null;
  if (by.kind === "bot") return "The final word is a person's; a bot cannot give it.";
  const resolved = resolveSha(request.sha, state.heads);
  if (!resolved.ok) return resolved.reason;
  if (resolved.sha !== state.head) {
    return `${resolved.sha.slice(0, 12)} is not the head any more; that is ${state.head?.slice(0, 12)}. Look at it and name it.`;
  }
  const hand = handIn(by, people);
  if (hand !== null) return `${by.name} ${hand}: the final word is somebody else's.`;
  if (!isOpen(state.lifecycle)) return `The pull request is ${state.lifecycle}.`;
  return refusedNow(state, request.type, by);
}

function refusedNow(state: ChangeState, type: "approve-final" | "reject-final", by: Asker): string | null {
  const summary = summarize(state);
  const at = summary.state;
  if (state.lifecycle === "draft") return "The pull request is a draft: mark it ready for review first.";
  if (at === "FINAL_PENDING") return null;
  if (at === "COMPLETED") return type === "reject-final" ? null : "The final word for this commit is given already.";
  if (at === "FINAL_REJECTED") {
    const refuser = currentWord(state)?.by;
    return refuser === by.name
      ? null
      : `This commit was refused by ${refuser}: only they can take it back, or a new commit is pushed.`;
  }
  return `The review is at ${at}, not at FINAL_PENDING yet. ${summary.waitingFor[0] ?? ""}`.trim();
}

/** How somebody had a hand in the change; null when they had none. */
function handIn(by: Asker, people: People): string | null {
  const name = (by.login ?? by.name).toLowerCase();
  if (name === people.author.toLowerCase()) return "is the author";
  if (!people.commitPeople.known) {
    return `cannot be told from the authors of the commits (${people.commitPeople.reason})`;
  }
  if (people.commitPeople.value.some((person) => person.toLowerCase() === name)) return "wrote or committed part of it";
  if (people.lastPusher.known && people.lastPusher.value.toLowerCase() === name) return "pushed its head";
  return null;
}
