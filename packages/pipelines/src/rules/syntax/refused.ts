import { isSurelyTaken } from "../../dialects/github/taken.ts";
import { refusalsOf } from "../../dialects/github/template.ts";
import { defineRule } from "../../findings/rule.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

const head = (runner: string): string =>
  `on: push\njobs:\n  build:\n    runs-on: ${runner}\n    steps:\n      - run: make\n`;

/**
 * What GitHub takes although its parser's schema says otherwise: an event that the schema lists under a wrong name, and
 * the placeholders of templates. Inputs without settings are taken as well; whatever else is empty has been told by
 * then.
 */
const TAKEN = /^Unexpected value '(?:repository_dispatch|\$[a-z]+(?:-[a-z]+)+)'$/;
const EMPTY = "Unexpected value ''";

/** GitHub's own parser, asked when all other rules are content: what it refuses must not pass. */
export const refused = defineRule<WorkflowSubject, "syntax/refused-by-github">({
  onlyWithoutErrors: true,
  codes: {
    "syntax/refused-by-github": {
      title: "GitHub's parser refuses the file",
      severity: "error",
      confidence: "high",
      explanation:
        "GitHub's own parser does not take the file, for a reason that no other rule here explains. Its message is passed on.",
      bad: head("${{ '' }}"),
      good: head("ubuntu-latest"),
      source: "https://github.com/actions/languageservices/tree/main/workflow-parser",
    },
  },
  check({ document }, report) {
    // The parser takes longer than most other rules together: where it has nothing to say, it is not asked.
    if (document.root === undefined || isSurelyTaken(document.root)) return;
    for (const { message, span } of refusalsOf(document.root)) {
      if (TAKEN.test(message) || (message === EMPTY && span.start === span.end)) continue;
      report(
        "syntax/refused-by-github",
        span,
        `GitHub refuses this: ${message.replace(/\.?$/, ".")} See the workflow syntax.`,
      );
    }
  },
});
