import { defineRule } from "../../findings/rule.ts";
import { actionOf, inputOf, type SecuritySubject, stepsOf } from "./places.ts";

/** Tokens of GitHub Apps that may do more than the job needs. */
export const appToken = defineRule<SecuritySubject, "security/app-token-permissions">({
  codes: {
    "security/app-token-permissions": {
      title: "Token of an App has all of its rights",
      severity: "info",
      confidence: "medium",
      explanation:
        "Without `permission-...` inputs the token may do whatever the installation of the App may, and with `owner` but no `repositories` in every repository of that owner. Ask for what the job needs.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/create-github-app-token@v2
        with:
          app-id: \${{ vars.APP_ID }}
          private-key: \${{ secrets.APP_KEY }}
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/create-github-app-token@v2
        with:
          app-id: \${{ vars.APP_ID }}
          private-key: \${{ secrets.APP_KEY }}
          permission-contents: read
`,
      source: "https://github.com/actions/create-github-app-token",
    },
  },
  check(subject, report) {
    for (const { step } of stepsOf(subject)) {
      if (actionOf(step) !== "actions/create-github-app-token" || step.uses === undefined) continue;
      const given = step.with?.entries.map(({ name }) => name.toLowerCase()) ?? [];
      const wide = inputOf(step, "owner") !== undefined && inputOf(step, "repositories") === undefined;
      if (!given.some((name) => name.startsWith("permission-"))) {
        const where = wide ? ", in every repository of the owner" : "";
        const message = `The token may do whatever the App may${where}. Ask for what is needed: permission-contents: read.`;
        report("security/app-token-permissions", step.uses.span, message);
      } else if (wide) {
        const message = "The token holds for every repository of the owner. Name them in repositories.";
        report("security/app-token-permissions", step.uses.span, message);
      }
    }
  },
});
