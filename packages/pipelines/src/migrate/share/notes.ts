import type { Workflow } from "../../dialects/github/workflow.ts";
import { itemsOf, textOf, valueAt } from "../../source/tree.ts";

/** What people must add by hand where a workflow runs on changes of its own file: part of it is elsewhere now. */
export function filterNotes(workflows: readonly Workflow[], made: string): string[] {
  return [...new Set(workflows)].flatMap(({ document: { path }, events }) => {
    const own = events.filter(({ settings }) =>
      itemsOf(valueAt(settings, "paths")).some((item) => textOf(item) === path),
    );
    const names = own.map(({ name }) => `\`${name}\``).join(" and ");
    return own.length === 0 ? [] : [`${path}: it runs on changes of itself; add ${made} to the \`paths\` of ${names}.`];
  });
}
