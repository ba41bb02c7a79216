import type { Rule } from "../../findings/rule.ts";
import type { JenkinsSubject } from "../../validate/subject.ts";
import { SECRETS } from "./secrets.ts";
import { SETTINGS } from "./settings.ts";
import { STAGES } from "./stages.ts";
import { STRUCTURE } from "./structure.ts";

/** Rules about declarative Jenkinsfiles. A new rule: its file, and a line here. */
export const JENKINS_FILE_RULES: readonly Rule<JenkinsSubject>[] = [STRUCTURE, STAGES, SETTINGS, SECRETS];
