import type { Rule } from "../../findings/rule.ts";
import type { GitlabSubject } from "../../validate/subject.ts";
import { EFFECT } from "./effect.ts";
import { GRAPH } from "./graph.ts";
import { KEYS } from "./keys.ts";
import { SECURITY } from "./security.ts";
import { TEMPLATES } from "./templates.ts";
import { VALUES } from "./values.ts";

/** Rules about `.gitlab-ci.yml`. A new rule: its file, and a line here. */
export const GITLAB_FILE_RULES: readonly Rule<GitlabSubject>[] = [KEYS, VALUES, TEMPLATES, GRAPH, EFFECT, SECURITY];
