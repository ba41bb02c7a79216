import { defineRule } from "../../findings/rule.ts";
import { itemsOf, type YamlNode, type YamlScalar } from "../../source/tree.ts";
import { type StepSubject, stepListsOf } from "./steps.ts";

const head = (versions: string): string =>
  `on: push\njobs:\n  test:\n    strategy:\n      matrix:\n        python: ${versions}\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/setup-python@v7\n        with:\n          python-version: \${{ matrix.python }}\n`;

/** Versions that YAML takes for numbers. */
export const versions = defineRule<StepSubject, "syntax/number-loses-zero">({
  codes: {
    "syntax/number-loses-zero": {
      title: "Version loses its last zero",
      severity: "warning",
      confidence: "high",
      explanation:
        "Without quotes `3.10` is a number, the same as `3.1`, and that is what the job gets. Write versions in quotes.",
      bad: head("[3.9, 3.10]"),
      good: head('["3.9", "3.10"]'),
      source: "https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations",
    },
  },
  check(subject, report) {
    const told = new Set<number>();
    const check = (node: YamlNode): void => {
      if (node.kind === "mapping") for (const { value } of node.entries) check(value);
      else if (node.kind === "sequence") for (const { value } of node.items) check(value);
      else if (losesZero(node) && !told.has(node.span.start)) {
        told.add(node.span.start);
        const message = `Without quotes ${node.text} is the number ${node.value}, and that is what is used. Write "${node.text}".`;
        const edits = [{ ...node.span, text: `"${node.text}"` }];
        report("syntax/number-loses-zero", node.span, message, {
          fix: { title: "Write it in quotes", safe: false, edits },
        });
      }
    };
    for (const { job, steps } of stepListsOf(subject)) {
      const { axes, include } = job?.strategy?.matrix ?? {};
      for (const { value } of axes ?? []) check(value);
      for (const item of itemsOf(include)) check(item);
      for (const { with: inputs } of steps)
        for (const { name, value } of inputs?.entries ?? []) if (/version/i.test(name)) check(value);
    }
  },
});

/** A number that stands for no amount: of `0.50` or `2.0` nothing is lost. */
function losesZero({ style, text, value }: YamlScalar): boolean {
  return style === "plain" && typeof value === "number" && /^[1-9]\d*\.\d*[1-9]0+$/.test(text);
}
