import type { Variables } from "../../dialects/github/workflow.ts";
import { defineRule } from "../../findings/rule.ts";
import { type StepSubject, stepListsOf } from "./steps.ts";

/** Names of environment variables. */
export const variables = defineRule<StepSubject, "syntax/invalid-variable">({
  codes: {
    "syntax/invalid-variable": {
      title: "Name of an environment variable cannot be used",
      severity: "error",
      confidence: "high",
      explanation:
        "Shells cannot read a variable whose name has `=`, `&` or white space, and some systems refuse to set it. Use letters, digits and `_`.",
      bad: "on: push\nenv:\n  BUILD MODE: fast\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n",
      good: "on: push\nenv:\n  BUILD_MODE: fast\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n",
    },
  },
  check(subject, report) {
    const check = (env: Variables | undefined): void => {
      for (const { key, name } of env?.entries ?? []) {
        if (name.includes("${{") || !/[=&\s]/.test(name)) continue;
        const message = `"${name}" cannot be the name of a variable: it has "=", "&" or white space. Use letters, digits and _.`;
        report("syntax/invalid-variable", key.span, message);
      }
    };
    if ("workflow" in subject) {
      check(subject.workflow.env);
      for (const { env, container, services } of subject.workflow.jobs) {
        check(env);
        for (const { env: inside } of container === undefined ? services : [container, ...services]) check(inside);
      }
    }
    for (const { steps } of stepListsOf(subject)) for (const { env } of steps) check(env);
  },
});
