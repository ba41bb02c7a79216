import { relate, STATUS } from "../model/formula.ts";
import type { Condition } from "../model/pipeline.ts";
import { type Context, ruling, seenAt } from "./context.ts";

// In a job something has always ended in one of these ways; a job may also have been skipped.
const OF_STEPS = { [STATUS]: ["success", "failure", "cancelled"] };

/** Says what became of when a job or a step runs. */
export function compareConditions(old: Condition, now: Condition, of: "job" | "step", context: Context): void {
  const seen = ({ at, text }: Condition) => seenAt(at, text === "" ? "always, unless something failed before" : text);
  const statement = { construct: "condition", old: seen(old), new: seen(now) } as const;
  context.say({ ...statement, ...judged(old, now, of, context) });
}

function judged(old: Condition, now: Condition, of: "job" | "step", context: Context) {
  if (
    context.areSame(`\${{ ${old.text} }}`, `\${{ ${now.text} }}`) &&
    (old.formula === undefined) === (now.formula === undefined)
  ) {
    return ruling("same", "It runs in the same cases.");
  }
  if (old.formula === undefined || now.formula === undefined) {
    return ruling("unknown", "The condition is another, and cannot be read on one side.");
  }
  switch (relate(old.formula, context.renamedFormula(now.formula), of === "step" ? OF_STEPS : {}, context.room)) {
    case "same":
      return ruling("same", "It is written otherwise, but holds in the same cases.");
    case "narrower":
      return ruling(
        "weaker",
        `The ${of} runs in fewer cases: whenever it runs now it ran before, but not the other way round.`,
      );
    case "wider":
      return ruling("stronger", `The ${of} runs in more cases: in all in which it ran before, and in others.`);
    case "different":
      return ruling("unknown", "It runs in other cases, neither provably more nor provably fewer.");
    case "undecided":
      return ruling("unknown", "The condition is another, and has too many parts to try all of their values.");
  }
}
