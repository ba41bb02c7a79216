import { contextAccesses, type Expression, walkExpression } from "../../expressions/tree.ts";
import { defineRule } from "../../findings/rule.ts";
import { type SecuritySubject, usesOf } from "./places.ts";
import { expressionsIn, placeOf, scalarsWithExpressions } from "./written.ts";

/** Functions that with constants give a constant. `fromJSON` is left out: it is how lists are written. */
const MAKES_TEXT: ReadonlySet<string> = new Set(["format", "join", "tojson"]);

/** Things written in a way that hides what they are from readers and scanners. */
export const obfuscation = defineRule<SecuritySubject, "security/obfuscated">({
  codes: {
    "security/obfuscated": {
      title: "Written in a way that hides what it is",
      severity: "info",
      confidence: "medium",
      explanation:
        "An action's path with `.` and empty parts, or an expression that only puts constants together, does the same as plain writing, but escapes the eye and simple scanners. Write it plainly; if nobody knows why it is written so, find out.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout/./@v4
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
`,
    },
  },
  check(subject, report) {
    const { document } = subject;
    for (const { scalar, reference } of usesOf(subject)) {
      if (reference.kind !== "repository") continue;
      const [path = ""] = scalar.text.trim().split("@");
      const plain = path.split("/").filter((part) => part !== "" && part !== ".");
      if (plain.length === path.split("/").length && !plain.includes("..")) continue;
      report(
        "security/obfuscated",
        scalar.span,
        `${path} is ${plain.join("/")} written in a hidden way. Write it plainly.`,
      );
    }
    for (const scalar of scalarsWithExpressions(document.root)) {
      for (const written of expressionsIn(scalar)) {
        let told = -1;
        walkExpression(written.tree, (expression) => {
          // What stands within is part of the same.
          if (!isHidden(expression) || expression.span.end <= told) return;
          told = expression.span.end;
          const text = written.source.slice(expression.span.start, expression.span.end);
          const message = `${text} is always the same. Write its value.`;
          report("security/obfuscated", placeOf(document, written, expression.span), message);
        });
      }
    }
  },
});

function isHidden(expression: Expression): boolean {
  if (expression.kind === "call") {
    return MAKES_TEXT.has(expression.name.toLowerCase()) && expression.args.every(isConstant);
  }
  return false;
}

function isConstant(expression: Expression): boolean {
  let constant = contextAccesses(expression).length === 0;
  walkExpression(expression, (part) => {
    if (part.kind === "call" && !MAKES_TEXT.has(part.name.toLowerCase())) constant = false;
  });
  return constant;
}
