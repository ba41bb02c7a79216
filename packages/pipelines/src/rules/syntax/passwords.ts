import { defineRule } from "../../findings/rule.ts";
import { textOf, valueAt } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

const head = (password: string): string =>
  `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    container:\n      image: registry.example/tools:3\n      credentials:\n        username: reader\n        password: ${password}\n    steps:\n      - run: make\n`;

/** Passwords that stand in the file. */
export const passwords = defineRule<WorkflowSubject, "syntax/plain-password">({
  codes: {
    "syntax/plain-password": {
      title: "Password stands in the file",
      severity: "error",
      confidence: "high",
      explanation:
        "Everybody who can read the repository, and its history for ever, can read the password. Store it as a secret, refer to it as `${{ secrets.NAME }}`, and change it where it was in use.",
      bad: head("hunter2"),
      good: head("${{ secrets.REGISTRY_PASSWORD }}"),
      source:
        "https://docs.github.com/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions",
    },
  },
  check({ workflow }, report) {
    for (const { container, services } of workflow.jobs) {
      for (const one of container === undefined ? services : [container, ...services]) {
        const password = valueAt(one.credentials, "password");
        const text = textOf(password);
        if (password === undefined || text === undefined || text === "" || text.includes("${{")) continue;
        const whose = one === container ? "the container" : `the service "${one.name}"`;
        report(
          "syntax/plain-password",
          password.span,
          `The password of ${whose} stands in the file. Store it as a secret and write \${{ secrets.NAME }}.`,
        );
      }
    }
  },
});
