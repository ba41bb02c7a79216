import { ECOSYSTEMS, MISTAKEN_ECOSYSTEMS } from "../../dialects/dependabot/schema.ts";
import { advice, nearest } from "../../findings/nearest.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Span } from "../../source/lines.ts";
import { entryOf, itemsOf, textOf, valueAt, type YamlMapping } from "../../source/tree.ts";
import type { DependabotSubject } from "../../validate/subject.ts";
import { GOOD } from "./schema.ts";

const SOURCE = "https://docs.github.com/code-security/reference/supply-chain-security/dependabot-options-reference";

/** An entry of `updates`, with the place of its first key. */
export interface Update {
  readonly node: YamlMapping;
  readonly span: Span;
}

/** The entries of `updates` that are mappings. */
export function updatesOf({ document }: DependabotSubject): Update[] {
  const list = valueAt(document.root, "updates");
  return (list?.kind === "sequence" ? list.items : []).flatMap(({ value }) =>
    value.kind === "mapping" ? [{ node: value, span: value.entries[0]?.key.span ?? value.span }] : [],
  );
}

/** What fits together in the updates of a `dependabot.yml`. */
export const UPDATES = defineRule({
  codes: {
    "dependabot/unknown-ecosystem": {
      title: "Dependabot does not know this package manager",
      severity: "error",
      confidence: "medium",
      explanation:
        "`package-ecosystem` names a package manager by Dependabot's own word for it (`npm` also for yarn and pnpm, `pip` also for poetry). Dependabot refuses the whole file for an unknown one. A word that resembles none may be newer than this program, and is told as a warning.",
      bad: GOOD.replace("npm", "nmp"),
      good: GOOD,
      source: SOURCE,
    },
    "dependabot/no-directory": {
      title: "Update does not say where its manifests are",
      severity: "error",
      confidence: "high",
      explanation: "Each update needs either `directory` or `directories`, and not both.",
      bad: GOOD.replace("    directory: /\n", ""),
      good: GOOD,
      source: SOURCE,
    },
    "dependabot/schedule": {
      title: "Schedule of an update does not fit together",
      severity: "error",
      confidence: "high",
      explanation:
        "Each update needs a schedule, unless its multi-ecosystem group has one. The interval `cron` needs a `cronjob`, and only that interval has one.",
      bad: GOOD.replace("weekly", "cron"),
      good: GOOD.replace("interval: weekly", "interval: cron\n      cronjob: 0 9 * * *"),
      source: SOURCE,
    },
    "dependabot/duplicate-update": {
      title: "Two updates are for the same files",
      severity: "error",
      confidence: "high",
      explanation:
        "Dependabot refuses a file in which two updates have the same package manager, directory and target branch.",
      bad: `${GOOD}${GOOD.replace(/^.*\n.*\n/, "")}`,
      good: GOOD,
      source: SOURCE,
    },
    "dependabot/unknown-reference": {
      title: "Update refers to a registry or group that is not defined",
      severity: "error",
      confidence: "high",
      explanation:
        "The names below `registries` of an update, and its `multi-ecosystem-group`, must be defined at the top of the file.",
      bad: `${GOOD}    registries: [internal]\n`,
      good: `registries:\n  internal:\n    type: npm-registry\n    url: https://npm.example\n    token: \${{ secrets.NPM_TOKEN }}\n${GOOD}    registries: [internal]\n`,
      source: SOURCE,
    },
  },
  check(subject: DependabotSubject, report) {
    const { root } = subject.document;
    const beta = textOf(valueAt(root, "enable-beta-ecosystems")) === "true";
    const seen = new Map<string, number>();
    for (const { node, span } of updatesOf(subject)) {
      const ecosystem = valueAt(node, "package-ecosystem");
      const manager = textOf(ecosystem);
      if (ecosystem !== undefined && manager !== undefined && !ECOSYSTEMS.includes(manager) && !beta) {
        const meant = Object.hasOwn(MISTAKEN_ECOSYSTEMS, manager) ? MISTAKEN_ECOSYSTEMS[manager] : undefined;
        const severity = (meant ?? nearest(manager, ECOSYSTEMS)) === undefined ? "warning" : "error";
        const hint = meant === undefined ? advice(manager, ECOSYSTEMS) : `Its word for that is "${meant}".`;
        const message = `Dependabot knows no package manager "${manager}". ${hint}`;
        report("dependabot/unknown-ecosystem", ecosystem.span, message, { severity });
      }
      if (node.entries.some(({ key }) => key.text === "<<")) continue;
      const [one, several] = [entryOf(node, "directory"), entryOf(node, "directories")];
      if (one === undefined && several === undefined) {
        report("dependabot/no-directory", span, 'This update has neither "directory" nor "directories". Add one.');
      } else if (one !== undefined && several !== undefined) {
        report(
          "dependabot/no-directory",
          several.key.span,
          'This update has "directory" and "directories". Remove one.',
        );
      }
      schedule(node, span, (at, message) => report("dependabot/schedule", at, message));
      for (const directory of [...itemsOf(one?.value), ...itemsOf(several?.value)]) {
        const where = (textOf(directory) ?? "").replace(/^\/*|\/*$/g, "");
        const key = [manager, where, textOf(valueAt(node, "target-branch")) ?? ""].join("\n");
        const before = seen.get(key);
        if (before !== undefined && manager !== undefined) {
          const message = `Line ${before} has an update for ${manager} in "/${where}" already. Merge the two.`;
          report("dependabot/duplicate-update", directory.span, message);
        }
        seen.set(key, subject.document.lines.position(span.start).line);
      }
      for (const [key, top] of [
        ["registries", "registries"],
        ["multi-ecosystem-group", "multi-ecosystem-groups"],
      ] as const) {
        const defined = valueAt(root, top);
        const names = defined?.kind === "mapping" ? defined.entries.map((entry) => entry.key.text) : [];
        for (const item of itemsOf(valueAt(node, key))) {
          const name = textOf(item);
          if (name === undefined || name === "*" || names.includes(name)) continue;
          const message = `"${name}" is not defined in "${top}" at the top of the file. ${advice(name, names)}`;
          report("dependabot/unknown-reference", item.span, message);
        }
      }
    }
  },
});

function schedule(node: YamlMapping, span: Span, report: (at: Span, message: string) => void): void {
  const entry = entryOf(node, "schedule");
  if (entry === undefined) {
    if (entryOf(node, "multi-ecosystem-group") === undefined) report(span, 'This update has no "schedule". Add it.');
    return;
  }
  const interval = textOf(valueAt(entry.value, "interval"));
  const cronjob = entryOf(entry.value, "cronjob");
  if (interval === "cron" && cronjob === undefined) {
    report(entry.key.span, 'The interval "cron" needs a "cronjob". Add it: cronjob: "0 9 * * *".');
  } else if (interval !== undefined && interval !== "cron" && cronjob !== undefined) {
    report(
      cronjob.key.span,
      `"cronjob" only goes with the interval "cron", this one is "${interval}". Change one of them.`,
    );
  }
}
