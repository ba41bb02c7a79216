import type { Assessment } from "../risk/rigour.ts";
import type { Facts } from "../vocabulary/fact.ts";
import type { Hint } from "../vocabulary/hint.ts";
import type { Role } from "../vocabulary/role.ts";
import { type ContextKey, DEFAULT_CONTEXT_NAMES } from "../vocabulary/step.ts";
import { type InPhase, type Overdue, phaseOf } from "./patience.ts";
import type { Lifecycle } from "./reading.ts";
import type { RequestType } from "./requests.ts";
import type { JudgedGate, ReviewState } from "./review.ts";

/** How a final word came in. A comment is a level: once it is edited or deleted, the word no longer stands. */
export type Via =
  | { readonly kind: "comment"; readonly commentId: string }
  | { readonly kind: "api"; readonly commandId: string };

/** A person's decision on one commit towards one base. */
export interface FinalWord {
  readonly decision: "approve" | "reject";
  readonly sha: string;
  readonly baseRef: string;
  readonly by: string;
  readonly via: Via;
  readonly at: string;
  readonly note: string;
  /** False while the comment that gave it is edited or gone. */
  readonly standing: boolean;
}

/** An answer to a command, for our comment. */
export interface Reply {
  readonly by: string;
  readonly request: RequestType | "unknown";
  readonly text: string;
  readonly at: string;
}

/** Which policy judged, and where it came from. */
export interface PolicySource {
  readonly digest: string;
  readonly commit: string | null;
  readonly branch: string | null;
  /** Problems of newer policy files that are not in force because of them; empty when the newest are. */
  readonly problems: readonly string[];
  /** The files of an earlier revision hold instead of those at the tip. `at`: since when, ISO 8601. */
  readonly rolledBack?: { readonly revision: number; readonly reason: string; readonly at: string };
}

export interface JudgedData {
  readonly head: string;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly title: string;
  readonly author: string;
  readonly url: string;
  readonly gates: readonly JudgedGate[];
  /**
   * Only where a push would open something: what gates that go by the head would say of a new one, nothing being given
   * to it yet. See `explain/after-push.ts`.
   */
  readonly afterPush?: readonly JudgedGate[];
  /** What is waited for longer than the policy has patience; only where something is. */
  readonly overdue?: readonly Overdue[];
  /** How risky it is and how strictly it was taken; judgements of earlier versions do not say. */
  readonly assessed?: Assessment;
  readonly policy: PolicySource;
  readonly final: { readonly required: boolean; readonly role: Role };
  readonly contextNames: Readonly<Record<ContextKey, string>>;
  readonly shadow: boolean;
  readonly authorCanWrite: boolean | null;
  /** Why it is not known which other pull requests share the head (I1); null where it is. */
  readonly blind: string | null;
  /** What was judged. Stored apart by content; see `store/append.ts`. */
  readonly facts: Partial<Facts>;
  /** Facts that the forge announced to have changed and no read has shown yet. */
  readonly doubts: readonly Doubt[];
  /** Names of ours on the head besides the policy's: they were left out of required CI as well. */
  readonly otherContexts: readonly string[];
  /** When the read began that was judged. ISO 8601. */
  readonly readAt: string;
}

/** A hint that closed gates, as far as judging needed it, and the delivery that brought it. */
export interface Doubt extends Pick<Hint, "object" | "says" | "facts" | "closing" | "outcome"> {
  readonly deliveryId: string | null;
}

/** What can happen to a change. `by` fields are personal and are stored apart. */
export type ChangeEvent =
  | { readonly type: "change.opened"; readonly number: number; readonly head: string; readonly baseRef: string }
  | { readonly type: "change.head-moved"; readonly from: string; readonly to: string }
  | { readonly type: "change.retargeted"; readonly from: string; readonly to: string }
  | { readonly type: "change.lifecycle"; readonly from: Lifecycle | null; readonly to: Lifecycle }
  | ({ readonly type: "change.judged" } & JudgedData)
  | ({ readonly type: "final.given"; readonly key: string } & Omit<FinalWord, "standing">)
  | { readonly type: "final.withdrawn" | "final.restored"; readonly commentId: string; readonly reason: string }
  | { readonly type: "command.answered"; readonly key: string; readonly request: RequestType; readonly by: string }
  | {
      readonly type: "command.refused";
      readonly key: string;
      readonly request: RequestType | "unknown";
      readonly by: string;
      readonly reason: string;
    }
  | { readonly type: "change.errored"; readonly reason: string; readonly remedy: string }
  | {
      readonly type: "context.corrected";
      readonly sha: string;
      readonly name: string;
      readonly observed: string;
      readonly by: string;
    }
  | { readonly type: "review.moved"; readonly from: ReviewState; readonly to: ReviewState };

/** The state of a change: the fold of its events. */
export interface ChangeState {
  readonly number: number;
  readonly head: string | null;
  readonly baseRef: string;
  readonly lifecycle: Lifecycle;
  /** Every head ever read, in the order of their first sight. */
  readonly heads: readonly string[];
  /** The last judgement; null until the current head was judged. */
  readonly judged: JudgedData | null;
  /** Final words of all heads: each counts only for its own head and base. */
  readonly words: readonly FinalWord[];
  /** Keys of comment commands that were answered or refused. */
  readonly processed: readonly string[];
  readonly replies: readonly Reply[];
  readonly error: { readonly reason: string; readonly remedy: string } | null;
  /** Where the review of each head stood when it was last judged. */
  readonly byHead: Readonly<Record<string, ReviewState>>;
  /** The phase that the review of the current head is in; null until it was judged. */
  readonly phase: InPhase | null;
}

export const INITIAL_STATE: ChangeState = {
  number: 0,
  head: null,
  baseRef: "",
  lifecycle: "open",
  heads: [],
  judged: null,
  words: [],
  processed: [],
  replies: [],
  error: null,
  byHead: {},
  phase: null,
};

/** How many answers our comment shows. */
const REPLIES_SHOWN = 5;

/** The state after an event. Total: an event of an unknown type changes nothing. */
export function evolve(state: ChangeState, event: ChangeEvent, at: string): ChangeState {
  switch (event.type) {
    case "change.opened":
      return { ...state, number: event.number, head: event.head, baseRef: event.baseRef, heads: [event.head] };
    case "change.head-moved":
      return {
        ...state,
        head: event.to,
        heads: state.heads.includes(event.to) ? state.heads : [...state.heads, event.to],
        judged: null,
        error: null,
        phase: null,
      };
    case "change.retargeted":
      return { ...state, baseRef: event.to, judged: null };
    case "change.lifecycle":
      return { ...state, lifecycle: event.to };
    case "change.judged": {
      const { type: _, facts: __, ...judged } = event;
      return { ...state, judged: { ...judged, facts: {} }, error: null };
    }
    case "final.given": {
      const { type: _, key, ...word } = event;
      const text =
        word.decision === "approve"
          ? `The final word for ${word.sha.slice(0, 12)} is given.`
          : `${word.sha.slice(0, 12)} is refused${word.note === "" ? "" : `: ${word.note}`}.`;
      return reply({ ...state, words: [...state.words, { ...word, standing: true }] }, key, {
        by: word.by,
        request: `${word.decision}-final`,
        text,
        at,
      });
    }
    case "final.withdrawn":
    case "final.restored":
      return {
        ...state,
        words: state.words.map((word) =>
          word.via.kind === "comment" && word.via.commentId === event.commentId
            ? { ...word, standing: event.type === "final.restored" }
            : word,
        ),
      };
    case "command.answered":
      return reply(state, event.key, { by: event.by, request: event.request, text: "", at });
    case "command.refused":
      return reply(state, event.key, { by: event.by, request: event.request, text: event.reason, at });
    case "change.errored":
      return { ...state, error: { reason: event.reason, remedy: event.remedy } };
    case "review.moved":
      if (state.head === null) return state;
      return {
        ...state,
        byHead: { ...state.byHead, [state.head]: event.to },
        phase: phaseAfter(state.phase, event.to, at),
      };
    default:
      return state;
  }
}

/** Within one phase its time goes on; an error stands outside of all. */
function phaseAfter(before: InPhase | null, to: ReviewState, at: string): InPhase | null {
  const name = phaseOf(to) ?? before?.name;
  if (name === undefined || before?.name === name) return before;
  return { name, since: at };
}

function reply(state: ChangeState, key: string, answer: Reply): ChangeState {
  return {
    ...state,
    processed: state.processed.includes(key) ? state.processed : [...state.processed, key],
    replies: [...state.replies, answer].slice(-REPLIES_SHOWN),
  };
}

/** The word that counts now: the last one that stands, for exactly this head and base. */
export function currentWord(state: ChangeState): FinalWord | null {
  return (
    state.words.findLast((word) => word.standing && word.sha === state.head && word.baseRef === state.baseRef) ?? null
  );
}

/** The names of the contexts that a change writes; the default ones until it was judged. */
export function contextNamesOf(state: ChangeState): Readonly<Record<ContextKey, string>> {
  return state.judged?.contextNames ?? DEFAULT_CONTEXT_NAMES;
}
