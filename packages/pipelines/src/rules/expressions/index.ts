import type { Rule } from "../../findings/rule.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import type { ExpressionSubject } from "./judged.ts";
import { expressionNames } from "./names.ts";
import { notAllowed } from "./not-allowed.ts";
import { expressionSyntax } from "./syntax.ts";
import { expressionTypes } from "./types.ts";
import { unknownValue } from "./unknown-value.ts";

/** Rules about the expressions of an `action.yml`, and of workflows as well. A new rule: its file, and a line here. */
export const ACTION_EXPRESSION_RULES: readonly Rule<ExpressionSubject>[] = [
  expressionSyntax,
  expressionNames,
  expressionTypes,
  unknownValue,
];

/** Rules about expressions: their syntax, names and types. */
export const EXPRESSION_RULES: readonly Rule<WorkflowSubject>[] = [...ACTION_EXPRESSION_RULES, notAllowed];
