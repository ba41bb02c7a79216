import type { Rule } from "../../findings/rule.ts";
import type { ActionSubject, WorkflowSubject } from "../../validate/subject.ts";
import { appToken } from "./app-token.ts";
import { cachePoisoning } from "./cache-poisoning.ts";
import { checkoutCredentials } from "./checkout-credentials.ts";
import { conditions } from "./conditions.ts";
import { deployments } from "./deployments.ts";
import { environmentFiles } from "./environment-files.ts";
import { injection } from "./injection.ts";
import { insecureCommands } from "./insecure-commands.ts";
import { knownBad } from "./known-bad.ts";
import { obfuscation } from "./obfuscation.ts";
import { permissions } from "./permissions.ts";
import { pins } from "./pins.ts";
import type { SecuritySubject } from "./places.ts";
import { plainCredentials } from "./plain-credentials.ts";
import { secrets } from "./secrets.ts";
import { selfHosted } from "./self-hosted.ts";
import { trustedPublishing } from "./trusted-publishing.ts";
import { untrustedCheckout } from "./untrusted-checkout.ts";

/** Rules over steps and what stands in them, for workflows and composite actions. */
const STEP_RULES: readonly Rule<SecuritySubject>[] = [
  pins,
  knownBad,
  injection,
  environmentFiles,
  checkoutCredentials,
  secrets,
  conditions,
  insecureCommands,
  trustedPublishing,
  appToken,
  obfuscation,
  plainCredentials,
];

/** Rules about what lets strangers in, or secrets out. A new rule: its file, and a line here. */
export const SECURITY_RULES: readonly Rule<WorkflowSubject>[] = [
  ...STEP_RULES,
  untrustedCheckout,
  permissions,
  cachePoisoning,
  selfHosted,
  deployments,
];

/** The same for `action.yml`. */
export const ACTION_SECURITY_RULES: readonly Rule<ActionSubject>[] = STEP_RULES;
