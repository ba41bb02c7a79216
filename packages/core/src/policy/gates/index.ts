import type { Gate } from "../gate.ts";
import { approvals } from "./approvals.ts";
import { changeSize } from "./change-size.ts";
import { description } from "./description.ts";
import { linkedWorkItem } from "./linked-work-item.ts";
import { requiredCi } from "./required-ci.ts";
import { title } from "./title.ts";

/**
 * Every gate there is, in the order people read them. A new gate is its own file here, one line in this list, its
 * fixtures in `test/policy/gates/`, and whether the built-in template uses it in `policy/builtin.ts`.
 */
export const GATES: readonly Gate[] = [description, linkedWorkItem, title, changeSize, requiredCi, approvals];

/** The gate of that name, if there is one. */
export function gateNamed(name: string): Gate | undefined {
  return GATES.find((gate) => gate.name === name);
}
