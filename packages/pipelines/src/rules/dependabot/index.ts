import type { Rule } from "../../findings/rule.ts";
import type { DependabotSubject } from "../../validate/subject.ts";
import { SCHEMA } from "./schema.ts";
import { SECURITY } from "./security.ts";
import { UPDATES } from "./updates.ts";

/** Rules about `.github/dependabot.yml`. A new rule: its file, and a line here. */
export const DEPENDABOT_FILE_RULES: readonly Rule<DependabotSubject>[] = [SCHEMA, UPDATES, SECURITY];
