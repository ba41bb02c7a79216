/** What must be true before a change may merge, over conditions that are true or not by now. */
export type Requirement =
  | { readonly kind: "condition"; readonly id: string }
  | { readonly kind: "all"; readonly of: readonly Requirement[] }
  | { readonly kind: "any"; readonly of: readonly Requirement[] }
  | { readonly kind: "at-least"; readonly count: number; readonly of: readonly Requirement[] };

/** Something that somebody can do, once. */
export interface Action {
  readonly id: string;
  /** A positive integer: what it asks of people. See {@link COSTS}. */
  readonly cost: number;
  /** The conditions that it makes true. */
  readonly makes: readonly string[];
  /** The conditions that it makes false: a push dismisses the approvals of the commit before. */
  readonly breaks: readonly string[];
}

/**
 * What an action asks of people, as weights: a few of one kind are still less than one of the next. Waiting costs
 * nobody anything but time; a bypass is the last resort.
 */
export const COSTS = { wait: 1, author: 20, person: 400, team: 8_000, bypass: 160_000 } as const;

/** Whether a requirement holds when exactly these conditions are true. */
export function holds(requirement: Requirement, isTrue: (condition: string) => boolean): boolean {
  switch (requirement.kind) {
    case "condition":
      return isTrue(requirement.id);
    case "all":
      return requirement.of.every((part) => holds(part, isTrue));
    case "any":
      return requirement.of.some((part) => holds(part, isTrue));
    case "at-least":
      return requirement.of.filter((part) => holds(part, isTrue)).length >= requirement.count;
  }
}
