import type { Rule } from "../../findings/rule.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import { DUPLICATE_CHECKS } from "./duplicate-checks.ts";
import { REQUIRED_CHECKS } from "./required-checks.ts";
import { UNCALLED } from "./uncalled.ts";

/** Rules about what lies between files. A new rule: its file, and a line here. */
export const PROJECT_RULES: readonly Rule<WorkflowSubject>[] = [REQUIRED_CHECKS, DUPLICATE_CHECKS, UNCALLED];
