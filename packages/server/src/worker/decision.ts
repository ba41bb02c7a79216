import { type Asked, decide, isRefusal, type Misunderstood } from "@tollgate/core/change/decide";
import type { ChangeReading } from "@tollgate/core/change/reading";
import { type ChangeEvent, type ChangeState, contextNamesOf, evolve } from "@tollgate/core/change/state";
import { type ReviewSummary, summarize } from "@tollgate/core/change/summary";
import type { ReceivedHint } from "@tollgate/core/vocabulary/hint";
import { GATE_LIST } from "./context.ts";
import type { PolicyInForce } from "./policies.ts";

/** Folds several decisions of one evaluation: what each decides upon is the state after those before it. */
export class Decision {
  readonly events: ChangeEvent[] = [];
  /** The one `now` of the evaluation; it is stored with its events. */
  readonly now: string = new Date().toISOString();
  #state: ChangeState;

  constructor(state: ChangeState) {
    this.#state = state;
  }

  get state(): ChangeState {
    return this.#state;
  }

  get summary(): ReviewSummary {
    return summarize(this.#state);
  }

  contextNames(): readonly string[] {
    return Object.values(contextNamesOf(this.#state));
  }

  /**
   * Judges a read. Hints that it does not show put what they touch in doubt.
   * @param otherContexts names of ours on the head, whoever's policy they come from: none of them is CI (I8)
   */
  observe(
    reading: ChangeReading,
    { policy, source }: Pick<PolicyInForce, "policy" | "source">,
    unsettled: readonly ReceivedHint[],
    otherContexts: readonly string[],
  ): void {
    // Many hints say the same of one object, above all while nothing can be read.
    const told = unsettled.filter((hint) => hint.closing !== "no");
    const doubts = [...new Map(told.map((hint) => [`${hint.object}\n${hint.says}\n${hint.outcome}`, hint])).values()];
    this.#apply(
      decide(
        this.#state,
        { type: "observe", reading, policy, source, doubts, gates: GATE_LIST, otherContexts },
        this.now,
      ),
    );
  }

  /** @returns why it is refused, or null */
  ask(asked: Asked | Misunderstood): string | null {
    const decided = decide(this.#state, asked, this.now);
    if (isRefusal(decided)) return decided.refused;
    this.#apply(decided);
    return null;
  }

  fail(reason: string, remedy: string): void {
    this.#apply(decide(this.#state, { type: "fail", reason, remedy }, this.now));
  }

  #apply(decided: ReturnType<typeof decide>): void {
    if (isRefusal(decided)) throw new Error(`a decision that cannot be refused was: ${decided.refused}`);
    for (const event of decided) {
      this.events.push(event);
      this.#state = evolve(this.#state, event, this.now);
    }
  }
}
