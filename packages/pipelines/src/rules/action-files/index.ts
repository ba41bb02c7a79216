import type { Rule } from "../../findings/rule.ts";
import type { ActionSubject } from "../../validate/subject.ts";
import { INPUTS } from "../actions/inputs.ts";
import { RELEASES } from "../actions/releases.ts";
import { USES } from "../actions/uses.ts";
import { actionSchema } from "../syntax/schema.ts";
import { INTERFACE } from "./interface.ts";
import { RUNS } from "./runs.ts";

/** What makes an action itself unusable; told also where it is used. */
export const ACTION_DEFINITION_RULES: readonly Rule<ActionSubject>[] = [actionSchema, RUNS, INTERFACE];

/** Rules about `action.yml` files. A new rule: its file, and a line here. */
export const ACTION_FILE_RULES: readonly Rule<ActionSubject>[] = [...ACTION_DEFINITION_RULES, USES, INPUTS, RELEASES];
