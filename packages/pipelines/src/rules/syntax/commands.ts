import { defineRule } from "../../findings/rule.ts";
import { spanWithin } from "../../source/align.ts";
import { type StepSubject, stepListsOf } from "./steps.ts";

interface Command {
  /** What to write in its place. */
  readonly instead: string;
  /** Whether GitHub has switched it off. */
  readonly gone: boolean;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  "set-output": { instead: 'echo "name=value" >> "$GITHUB_OUTPUT"', gone: false },
  "save-state": { instead: 'echo "name=value" >> "$GITHUB_STATE"', gone: false },
  "set-env": { instead: 'echo "name=value" >> "$GITHUB_ENV"', gone: true },
  "add-path": { instead: 'echo "path" >> "$GITHUB_PATH"', gone: true },
};

const PATTERN = /::(set-output|save-state|set-env)\s+name=[^:\n]*::|::(add-path)::/g;

const head = (script: string): string =>
  `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - id: made\n        run: ${script}\n`;

/** Workflow commands that are printed and should be written to files. */
export const commands = defineRule<StepSubject, "syntax/deprecated-command">({
  codes: {
    "syntax/deprecated-command": {
      title: "Workflow command is deprecated",
      severity: "warning",
      confidence: "high",
      explanation:
        "Commands that set outputs, state, variables or the path by printing can be set off by whatever a step prints. `set-env` and `add-path` are switched off, the others will be. Append to the files `$GITHUB_OUTPUT`, `$GITHUB_STATE`, `$GITHUB_ENV` and `$GITHUB_PATH`.",
      bad: head("echo '::set-output name=version::3'"),
      good: head('echo "version=3" >> "$GITHUB_OUTPUT"'),
      source: "https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/",
    },
  },
  check(subject, report) {
    for (const { steps } of stepListsOf(subject)) {
      for (const { run } of steps) {
        for (const found of run?.text.matchAll(PATTERN) ?? []) {
          const name = found[1] ?? found[2] ?? "";
          const command = COMMANDS[name];
          if (run === undefined || command === undefined) continue;
          const state = command.gone ? "is switched off" : "is deprecated";
          report(
            "syntax/deprecated-command",
            spanWithin(subject.document, run, found.index, found.index + found[0].length),
            `The workflow command "${name}" ${state}. Write ${command.instead} in its place.`,
          );
        }
      }
    }
  },
});
