import { defineRule, type Judged } from "../../findings/rule.ts";
import type { SourceFault } from "../../source/document.ts";

const HEAD = "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n";

const CODES: Readonly<Record<SourceFault["kind"], YamlCode>> = {
  syntax: "syntax/unreadable",
  "too-large": "syntax/unreadable",
  "unknown-anchor": "syntax/unknown-anchor",
  "recursive-alias": "syntax/recursive-alias",
  "unused-anchor": "syntax/unused-anchor",
};

type YamlCode = "syntax/unreadable" | "syntax/unknown-anchor" | "syntax/recursive-alias" | "syntax/unused-anchor";

/** What is wrong with a file as YAML. */
export const yaml = defineRule<Judged, YamlCode>({
  codes: {
    "syntax/unreadable": {
      title: "File is not valid YAML",
      severity: "error",
      confidence: "high",
      explanation:
        "The file cannot be read, so nothing in it is done. Mostly a line is not indented as its neighbours are, or text has a character that means something in YAML: quote it.",
      bad: `${HEAD}      - run: echo a: b\n`,
      good: `${HEAD}      - run: "echo a: b"\n`,
      source: "https://yaml.org/spec/1.2.2/",
    },
    "syntax/unknown-anchor": {
      title: "Alias of no anchor",
      severity: "error",
      confidence: "high",
      explanation:
        "`*name` stands for what was given the anchor `&name` earlier in the file; there is none. Text that begins with `*` must be quoted.",
      bad: `${HEAD}      - run: make\n        env: *settings\n`,
      good: `${HEAD}      - run: make\n        env: &settings\n          MODE: fast\n      - run: make check\n        env: *settings\n`,
    },
    "syntax/recursive-alias": {
      title: "Alias stands inside of what it refers to",
      severity: "error",
      confidence: "high",
      explanation: "What an alias stands for would contain itself without end.",
      bad: `${HEAD}      - &step\n        run: make\n        env: *step\n`,
      good: `${HEAD}      - run: make\n        env: &settings\n          MODE: fast\n      - run: make check\n        env: *settings\n`,
    },
    "syntax/unused-anchor": {
      title: "Anchor is never used",
      severity: "warning",
      confidence: "high",
      explanation: "No alias refers to this anchor: one of them is misspelt, or it is left over.",
      bad: `${HEAD}      - run: make\n        env: &settings\n          MODE: fast\n`,
      good: `${HEAD}      - run: make\n        env:\n          MODE: fast\n`,
    },
  },
  check({ document }, report) {
    for (const { kind, span, message } of document.faults) report(CODES[kind], span, message);
  },
});
