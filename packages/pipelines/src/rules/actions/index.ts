import type { Rule } from "../../findings/rule.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import { CALL_CHAIN } from "./call-chain.ts";
import { CALL_DEFINITIONS } from "./call-definitions.ts";
import { CALL_PERMISSIONS } from "./call-permissions.ts";
import { CALLS } from "./calls.ts";
import { INPUTS } from "./inputs.ts";
import { LOCAL_FAULTS } from "./local-faults.ts";
import { RELEASES } from "./releases.ts";
import { USES } from "./uses.ts";

/** Rules about how workflows use actions and reusable workflows. A new rule: its file, and a line here. */
export const ACTION_USE_RULES: readonly Rule<WorkflowSubject>[] = [
  USES,
  INPUTS,
  RELEASES,
  LOCAL_FAULTS,
  CALLS,
  CALL_CHAIN,
  CALL_DEFINITIONS,
  CALL_PERMISSIONS,
];
