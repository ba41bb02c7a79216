import { defineRule } from "../../findings/rule.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import { reportAt } from "./judged.ts";

const EXAMPLE = (ref: string) => `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@${ref}
`;

/** Expressions at keys that GitHub reads as they are. */
export const notAllowed = defineRule({
  codes: {
    "expression/not-allowed": {
      title: "No expression is allowed at this key",
      severity: "error",
      confidence: "high",
      explanation:
        "GitHub reads some keys before anything is evaluated: triggers, permissions, ids, `needs`, and what `uses` names. It refuses a file with an expression there. Write the value itself.",
      bad: EXAMPLE(`\${{ github.ref_name }}`),
      good: EXAMPLE("v5"),
      source: "https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#context-availability",
    },
  },
  check(subject: WorkflowSubject, report) {
    const tell = reportAt(subject, report);
    for (const site of subject.sites) {
      const { availability, embedded, parsed, path } = site;
      if (availability !== undefined || !embedded.closed || !parsed.ok || !isKnown(path)) continue;
      // A text alone is no expression for GitHub, but a way to write the text.
      if (site.whole && parsed.tree.kind === "literal" && typeof parsed.tree.value === "string") continue;
      const message = `No expression is allowed at ${site.key}: GitHub reads it before anything is evaluated. Write the value itself.`;
      tell(
        site,
        "expression/not-allowed",
        { start: embedded.start - embedded.at, end: embedded.end - embedded.at },
        message,
      );
    }
  },
});

/**
 * Whether a key is one that GitHub knows and nothing else is said about: permissions and ids of jobs have names of
 * their own, and of an unknown key that is what is said.
 */
function isKnown([first, , third, fourth]: readonly string[]): boolean {
  if (first !== "jobs") return first === "name" || first === "on" || first === "defaults";
  if (third === "steps") return fourth === "uses" || fourth === "shell" || fourth === "id";
  return third === "needs" || third === "uses" || third === "secrets";
}
