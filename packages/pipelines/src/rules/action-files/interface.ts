import { ACTION } from "../../dialects/github/schema.ts";
import { advice } from "../../findings/nearest.ts";
import { defineRule } from "../../findings/rule.ts";
import { entryOf, textOf, valueAt } from "../../source/tree.ts";
import type { ActionSubject } from "../../validate/subject.ts";

const HEAD = "name: Greet\ndescription: Greets.\n";
const STEPS =
  'runs:\n  using: composite\n  steps:\n    - id: greet\n      run: echo "who=world" >> "$GITHUB_OUTPUT"\n      shell: bash\n';
const VALUE = `${HEAD}outputs:\n  who:\n    description: Who was greeted.\n    value: \${{ steps.greet.outputs.who }}\n${STEPS}`;
const BRANDED = `${HEAD}branding:\n  icon: heart\n  color: red\n${STEPS}`;
const SOURCE = "https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax";

/** What an action shows and gives to those who use it. */
export const INTERFACE = defineRule({
  codes: {
    "action/output-without-value": {
      title: "Output of a composite action has no value",
      severity: "error",
      confidence: "high",
      explanation:
        "The outputs of a composite action come from its steps: each needs a `value` that says from which. Without one the output is always empty.",
      bad: VALUE.replace(/ {4}value: .*\n/, ""),
      good: VALUE,
      source: `${SOURCE}#outputs-for-composite-actions`,
    },
    "action/unknown-branding": {
      title: "Icon or colour is none of those that GitHub has",
      severity: "warning",
      confidence: "high",
      explanation:
        "The Marketplace takes only certain Feather icons and eight colours, and refuses to publish an action with another one. The action itself runs.",
      bad: BRANDED.replace("heart", "hart"),
      good: BRANDED,
      source: `${SOURCE}#branding`,
    },
  },
  check({ action }: ActionSubject, report) {
    const { root, outputs, using } = action;
    if (using?.text.toLowerCase() === "composite") {
      for (const { key, name, value } of outputs?.entries ?? []) {
        if (entryOf(value, "value") !== undefined) continue;
        const message = `The output "${name}" has no "value". Add it: \${{ steps.<id>.outputs.<name> }}.`;
        report("action/output-without-value", key.span, message);
      }
    }
    for (const name of ["icon", "color"] as const) {
      const node = valueAt(root, "branding", name);
      const text = textOf(node);
      const known = ACTION.shape(`branding-${name}`).constants;
      if (node === undefined || text === undefined || known.includes(text)) continue;
      const what = name === "icon" ? "icon" : "colour";
      const hint =
        name === "icon"
          ? advice(text, known).replace(/^Known are.*/s, "They are named as in Feather 4.28.")
          : advice(text, known);
      report("action/unknown-branding", node.span, `GitHub has no ${what} "${text}" for actions. ${hint}`);
    }
  },
});
