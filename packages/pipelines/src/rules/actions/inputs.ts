import type { ActionInterface } from "../../actions/facts.ts";
import { interfaceOf, takesAnyInput } from "../../actions/interface.ts";
import { DEPRECATED_INPUTS } from "../../actions/known.ts";
import { actionReference } from "../../actions/reference.ts";
import type { Step } from "../../dialects/github/workflow.ts";
import { advice, renaming } from "../../findings/nearest.ts";
import { defineRule } from "../../findings/rule.ts";
import type { YamlScalar } from "../../source/tree.ts";
import type { StepSubject } from "../syntax/steps.ts";
import { usesOf } from "./uses.ts";

const SOURCE = "https://docs.github.com/actions/reference/metadata-syntax-for-github-actions#inputs";

/** What a step hands to an action, against what the action takes. */
export const INPUTS = defineRule({
  codes: {
    "action/unknown-input": {
      title: "Action has no such input",
      severity: "error",
      confidence: "high",
      explanation:
        "The action's metadata does not name this input, so the value goes nowhere: GitHub only warns in the log, and the action behaves as if it was not given. Mostly the name is mistyped, or belongs to another version of the action.",
      bad: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/setup-node@v4\n        with:\n          node_version: 22\n",
      good: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/setup-node@v4\n        with:\n          node-version: 22\n",
      source: SOURCE,
    },
    "action/missing-input": {
      title: "Action is used without an input that it requires",
      severity: "error",
      confidence: "high",
      explanation:
        "The action's metadata marks the input as required and gives no default. GitHub runs the action all the same, and it fails, or works on an empty value.",
      bad: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/cache@v4\n        with:\n          path: ~/.npm\n",
      good: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/cache@v4\n        with:\n          path: ~/.npm\n          key: npm-${{ hashFiles('package-lock.json') }}\n",
      source: SOURCE,
    },
    "action/deprecated-input": {
      title: "Input of the action is deprecated",
      severity: "warning",
      confidence: "high",
      explanation:
        "The action's metadata says that the input will go away, and mostly what to write instead. Until then each run warns.",
      bad: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: gradle/actions/setup-gradle@v3\n        with:\n          arguments: build\n",
      good: "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: gradle/actions/setup-gradle@v3\n      - run: ./gradlew build\n",
      source: SOURCE,
    },
  },
  check(subject: StepSubject, report) {
    for (const { step, uses } of usesOf(subject)) {
      const known = interfaceOf(uses.text, subject.project);
      for (const { key, message } of knownDeprecations(step, uses.text)) {
        report("action/deprecated-input", key.span, message, { confidence: "medium" });
      }
      // Where an expression makes all of `with`, the names are not known.
      if (known === undefined || (step.with !== undefined && step.with.node.kind !== "mapping")) continue;
      const given = step.with?.entries ?? [];
      // The table holds what was released when it was made; a moving tag may have got more since.
      const confidence = actionReference(uses.text)?.kind === "local" ? "high" : "medium";
      for (const { key, name } of given) {
        const input = known.inputs.find((one) => one.name.toLowerCase() === name.toLowerCase());
        if (input?.deprecated !== undefined) {
          const message = `The input "${name}" of "${uses.text}" is deprecated: ${input.deprecated.trim()}`;
          report("action/deprecated-input", key.span, message, { confidence });
        } else if (input === undefined && !isSpecial(name, known) && !takesAnyInput(uses.text)) {
          const names = known.inputs.filter(({ deprecated }) => deprecated === undefined).map((one) => one.name);
          const message = `"${uses.text}" has no input "${name}", the value goes nowhere. ${advice(name, names)}`;
          const fix = renaming(key.span, name, names);
          report("action/unknown-input", key.span, message, { confidence, ...(fix === undefined ? {} : { fix }) });
        }
      }
      const missing = known.inputs.filter(
        ({ name, required, hasDefault, deprecated }) =>
          required &&
          !hasDefault &&
          deprecated === undefined &&
          !given.some((one) => one.name.toLowerCase() === name.toLowerCase()),
      );
      for (const { name } of missing) {
        const message = `"${uses.text}" requires the input "${name}". Give it below "with".`;
        report("action/missing-input", uses.span, message, { confidence });
      }
    }
  },
});

/** What is known of an owner's actions that the table of facts does not have. */
function knownDeprecations({ with: given }: Step, uses: string): { key: YamlScalar; message: string }[] {
  const reference = actionReference(uses);
  const owner = reference?.kind === "repository" ? reference.owner.toLowerCase() : undefined;
  return (given?.entries ?? []).flatMap(({ key, name }) =>
    DEPRECATED_INPUTS.filter((one) => one.owner === owner && one.input === name.toLowerCase()).map(({ message }) => ({
      key,
      message: `The input "${name}" of "${uses}" is deprecated: ${message}.`,
    })),
  );
}

/** GitHub itself reads these for actions that run in a container. */
function isSpecial(name: string, { using }: ActionInterface): boolean {
  return using?.toLowerCase() === "docker" && ["args", "entrypoint"].includes(name.toLowerCase());
}
