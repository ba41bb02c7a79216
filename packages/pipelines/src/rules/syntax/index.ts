import type { Rule } from "../../findings/rule.ts";
import type { ActionSubject, WorkflowSubject } from "../../validate/subject.ts";
import { commands } from "./commands.ts";
import { conditions } from "./conditions.ts";
import { events } from "./events.ts";
import { ids } from "./ids.ts";
import { inputs } from "./inputs.ts";
import { limits } from "./limits.ts";
import { matrix } from "./matrix.ts";
import { needs } from "./needs.ts";
import { passwords } from "./passwords.ts";
import { patterns } from "./patterns.ts";
import { permissions } from "./permissions.ts";
import { refused } from "./refused.ts";
import { runners } from "./runners.ts";
import { schedule } from "./schedule.ts";
import { workflowSchema } from "./schema.ts";
import { shells } from "./shells.ts";
import { variables } from "./variables.ts";
import { versions } from "./versions.ts";
import { yaml } from "./yaml.ts";

/** Rules about what is no valid workflow. A new rule: its file, and a line here. */
export const SYNTAX_RULES: readonly Rule<WorkflowSubject>[] = [
  yaml,
  workflowSchema,
  events,
  inputs,
  schedule,
  patterns,
  ids,
  needs,
  limits,
  matrix,
  versions,
  variables,
  permissions,
  passwords,
  runners,
  shells,
  conditions,
  commands,
  refused,
];

/** Those of them that also hold for an `action.yml`; its schema is asked by the rules about actions. */
export const SYNTAX_ACTION_RULES: readonly Rule<ActionSubject>[] = [
  yaml,
  ids,
  versions,
  variables,
  shells,
  conditions,
  commands,
];
