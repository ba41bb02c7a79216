import type { Rule } from "../findings/rule.ts";
import { ACTION_FILE_RULES } from "../rules/action-files/index.ts";
import { ACTION_USE_RULES } from "../rules/actions/index.ts";
import { DEPENDABOT_FILE_RULES } from "../rules/dependabot/index.ts";
import { ACTION_EXPRESSION_RULES, EXPRESSION_RULES } from "../rules/expressions/index.ts";
import { GITLAB_FILE_RULES } from "../rules/gitlab/index.ts";
import { JENKINS_FILE_RULES } from "../rules/jenkins/index.ts";
import { PROJECT_RULES } from "../rules/project/index.ts";
import { ACTION_SECURITY_RULES, SECURITY_RULES } from "../rules/security/index.ts";
import { SYNTAX_ACTION_RULES, SYNTAX_RULES } from "../rules/syntax/index.ts";
import type { ActionSubject, DependabotSubject, GitlabSubject, JenkinsSubject, WorkflowSubject } from "./subject.ts";

/** Every rule over a workflow file. */
export const WORKFLOW_RULES: readonly Rule<WorkflowSubject>[] = [
  ...SYNTAX_RULES,
  ...EXPRESSION_RULES,
  ...ACTION_USE_RULES,
  ...SECURITY_RULES,
  ...PROJECT_RULES,
];

/** Every rule over an `action.yml`. */
export const ACTION_RULES: readonly Rule<ActionSubject>[] = [
  ...SYNTAX_ACTION_RULES,
  ...ACTION_FILE_RULES,
  ...ACTION_EXPRESSION_RULES,
  ...ACTION_SECURITY_RULES,
];

/** Every rule over a `dependabot.yml`. */
export const DEPENDABOT_RULES: readonly Rule<DependabotSubject>[] = DEPENDABOT_FILE_RULES;

/** Every rule over a `.gitlab-ci.yml`. */
export const GITLAB_RULES: readonly Rule<GitlabSubject>[] = GITLAB_FILE_RULES;

/** Every rule over a Jenkinsfile. */
export const JENKINS_RULES: readonly Rule<JenkinsSubject>[] = JENKINS_FILE_RULES;
