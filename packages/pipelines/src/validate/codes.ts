import type { CodeInfo } from "../findings/rule.ts";
import { IGNORE_CODES } from "./ignores.ts";
import { ACTION_RULES, DEPENDABOT_RULES, GITLAB_RULES, JENKINS_RULES, WORKFLOW_RULES } from "./rules.ts";

/** Every code that a finding may have, with what its page says, by name. */
export function allCodes(): ReadonlyMap<string, CodeInfo> {
  const rules = [...WORKFLOW_RULES, ...ACTION_RULES, ...DEPENDABOT_RULES, ...GITLAB_RULES, ...JENKINS_RULES];
  const codes = [{ codes: IGNORE_CODES }, ...rules].flatMap((rule) => Object.entries<CodeInfo>(rule.codes));
  return new Map(codes.sort(([a], [b]) => (a < b ? -1 : 1)));
}
