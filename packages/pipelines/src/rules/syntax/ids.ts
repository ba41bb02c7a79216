import { defineRule } from "../../findings/rule.ts";
import type { YamlScalar } from "../../source/tree.ts";
import { type StepSubject, stepListsOf } from "./steps.ts";

const FORM = /^[a-z_][a-z0-9_-]{0,98}$/i;

/** Ids of jobs and steps. A job's id that is there twice is a key that is there twice. */
export const ids = defineRule<StepSubject, "syntax/invalid-id" | "syntax/duplicate-id">({
  codes: {
    "syntax/invalid-id": {
      title: "Id has characters that are not allowed",
      severity: "error",
      confidence: "high",
      explanation:
        "The id of a job or a step begins with a letter or `_` and goes on with letters, digits, `-` and `_`; expressions refer to it as `needs.<id>` and `steps.<id>`. Ids that begin with two `_` are GitHub's own. Text for people belongs in `name`.",
      bad: "on: push\njobs:\n  build v1.2:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n",
      good: "on: push\njobs:\n  build:\n    name: build v1.2\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n",
      source: "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_id",
    },
    "syntax/duplicate-id": {
      title: "Two steps have one id",
      severity: "error",
      confidence: "high",
      explanation:
        "Steps of one job need different ids, and upper and lower case do not tell them apart. GitHub refuses the file.",
      bad: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - id: make\n        run: make\n      - id: Make\n        run: make check\n",
      good: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - id: make\n        run: make\n      - id: check\n        run: make check\n",
      source: "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsid",
    },
  },
  check(subject, report) {
    const form = (what: string, id: YamlScalar): void => {
      const fault = !FORM.test(id.text)
        ? "It must begin with a letter or _, have only letters, digits, - and _, and fewer than 100 of them."
        : id.text.startsWith("__")
          ? "Those that begin with __ are GitHub's own."
          : undefined;
      if (fault !== undefined)
        report("syntax/invalid-id", id.span, `"${id.text}" cannot be the id of a ${what}. ${fault}`);
    };
    for (const { job, steps } of stepListsOf(subject)) {
      if (job !== undefined && job.id !== "") form("job", job.key);
      const first = new Map<string, YamlScalar>();
      for (const { id } of steps) {
        // Of an expression it is told that none is allowed.
        if (id === undefined || id.text === "" || id.text.includes("${{")) continue;
        form("step", id);
        const before = first.get(id.text.toLowerCase());
        if (before === undefined) first.set(id.text.toLowerCase(), id);
        else {
          const { line } = subject.document.lines.position(before.span.start);
          const how = before.text === id.text ? "" : `, as "${before.text}" (case does not count)`;
          report(
            "syntax/duplicate-id",
            id.span,
            `The step at line ${line} has the id "${id.text}" already${how}. Rename one.`,
          );
        }
      }
    }
  },
});
