import { defineRule } from "../../findings/rule.ts";
import { entryOf, textOf, valueAt } from "../../source/tree.ts";
import type { DependabotSubject } from "../../validate/subject.ts";
import { GOOD } from "./schema.ts";
import { updatesOf } from "./updates.ts";

/** Days in which most malicious releases are found and withdrawn. */
const WAIT_DAYS = 7;
const REGISTRY = `registries:\n  internal:\n    type: npm-registry\n    url: https://npm.example\n    token: \${{ secrets.NPM_TOKEN }}\n${GOOD}    registries: [internal]\n`;
const SOURCE = "https://docs.github.com/code-security/reference/supply-chain-security/dependabot-options-reference";

/** What in a `dependabot.yml` lets foreign code, or strangers, in. */
export const SECURITY = defineRule({
  codes: {
    "dependabot/code-execution": {
      title: "Dependabot may run code of dependencies",
      severity: "warning",
      confidence: "high",
      explanation:
        "With `insecure-external-code-execution: allow`, scripts of the dependencies that are being updated run where the credentials of private registries are. Remove it unless a manifest cannot be read otherwise.",
      bad: `${GOOD}    insecure-external-code-execution: allow\n`,
      good: GOOD,
      source: SOURCE,
    },
    "dependabot/cooldown": {
      title: "New releases are taken at once",
      severity: "info",
      confidence: "medium",
      explanation: `Malicious releases are mostly found within days. A cooldown of ${WAIT_DAYS} days (\`cooldown: default-days: ${WAIT_DAYS}\`) keeps version updates from proposing them; security updates do not wait.`,
      bad: GOOD.replace(/ {4}cooldown:\n.*\n/, ""),
      good: GOOD,
      source: SOURCE,
    },
    "dependabot/plain-credential": {
      title: "Credential of a registry stands in the clear",
      severity: "error",
      confidence: "high",
      explanation:
        "Everybody who can read the repository, now or in its history, can use the credential. Store it as a Dependabot secret, refer to it, and replace it where it is valid.",
      bad: REGISTRY.replace(/token: .*/, "token: 8f14e45fceea167a"),
      good: REGISTRY,
      source: SOURCE,
    },
  },
  check(subject: DependabotSubject, report) {
    for (const { node, span } of updatesOf(subject)) {
      const execution = entryOf(node, "insecure-external-code-execution");
      if (execution !== undefined && textOf(execution.value) === "allow") {
        const message = "Code of the dependencies may run while they are updated. Remove this, or write deny.";
        report("dependabot/code-execution", execution.key.span, message);
      }
      const cooldown = entryOf(node, "cooldown");
      const days = valueAt(cooldown?.value, "default-days");
      // Updates that are switched off need no waiting.
      if (
        textOf(valueAt(node, "open-pull-requests-limit")) === "0" ||
        node.entries.some(({ key }) => key.text === "<<")
      ) {
        continue;
      }
      if (cooldown === undefined) {
        const message = `New releases are proposed at once. Let them age: add cooldown with default-days: ${WAIT_DAYS}.`;
        report("dependabot/cooldown", span, message);
      } else if (days?.kind === "scalar" && typeof days.value === "number" && days.value < WAIT_DAYS) {
        const message = `New releases are proposed after ${days.value} days; most malicious ones are found within ${WAIT_DAYS}.`;
        report("dependabot/cooldown", days.span, message);
      }
    }
    const registries = valueAt(subject.document.root, "registries");
    for (const { value } of registries?.kind === "mapping" ? registries.entries : []) {
      for (const name of ["password", "token", "key", "auth-key"]) {
        const secret = valueAt(value, name);
        const text = textOf(secret)?.trim() ?? "";
        if (secret === undefined || text === "" || text.includes("${{")) continue;
        const message = `"${name}" stands here in the clear. Store it as a Dependabot secret, and write \${{ secrets.NAME }}.`;
        report("dependabot/plain-credential", secret.span, message);
      }
    }
  },
});
