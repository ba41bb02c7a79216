import { defineRule } from "../../findings/rule.ts";
import { itemsOf, valueAt } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import { hasDate, parseCron, shortestInterval } from "./cron.ts";

const JOBS = "jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";
const head = (cron: string): string => `on:\n  schedule:\n    - cron: "${cron}"\n${JOBS}`;
const SOURCE = "https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule";

/** Minutes; GitHub starts nothing more often. */
const SHORTEST = 5;

/** When scheduled workflows run. */
export const schedule = defineRule<
  WorkflowSubject,
  "syntax/invalid-cron" | "syntax/too-frequent-cron" | "syntax/no-such-date" | "syntax/unknown-time-zone"
>({
  codes: {
    "syntax/invalid-cron": {
      title: "Schedule cannot be read",
      severity: "error",
      confidence: "high",
      explanation:
        "A schedule has five fields: minute, hour, day of the month, month, day of the week. Each is `*`, a number, a list (`1,15`), a range (`1-5`) or a step (`*/10`). Names such as `@daily` are not understood.",
      bad: head("0 3 * *"),
      good: head("0 3 * * *"),
      source: SOURCE,
    },
    "syntax/too-frequent-cron": {
      title: "Schedule is denser than GitHub allows",
      severity: "warning",
      confidence: "high",
      explanation: `GitHub starts scheduled workflows at most every ${SHORTEST} minutes.`,
      bad: head("*/2 * * * *"),
      good: head("*/10 * * * *"),
      source: SOURCE,
    },
    "syntax/no-such-date": {
      title: "Schedule names a day that no month has",
      severity: "warning",
      confidence: "high",
      explanation: "None of the months has a day of this number, so the schedule never starts anything.",
      bad: head("0 3 31 2,4 *"),
      good: head("0 3 28 2,4 *"),
      source: SOURCE,
    },
    "syntax/unknown-time-zone": {
      title: "Time zone does not exist",
      severity: "error",
      confidence: "high",
      explanation: "`timezone` is a name of the IANA database, such as `Europe/Berlin` or `Etc/UTC`.",
      bad: `on:\n  schedule:\n    - cron: "0 3 * * *"\n      timezone: Europe/Springfield\n${JOBS}`,
      good: `on:\n  schedule:\n    - cron: "0 3 * * *"\n      timezone: Europe/Berlin\n${JOBS}`,
      source: SOURCE,
    },
  },
  check({ workflow }, report) {
    const settings = workflow.events.find(({ name }) => name === "schedule")?.settings;
    for (const item of settings?.kind === "sequence" ? itemsOf(settings) : []) {
      const cron = valueAt(item, "cron");
      // Templates of workflows have placeholders: `$cron-daily`.
      if (cron?.kind === "scalar" && cron.value !== null && !cron.text.startsWith("$")) {
        const parsed = parseCron(cron.text);
        if (!parsed.ok) report("syntax/invalid-cron", cron.span, parsed.message);
        else if (!hasDate(parsed.fields)) {
          const message = "No such day is in any of these months: nothing is ever started. Take another day or month.";
          report("syntax/no-such-date", cron.span, message);
        } else {
          const interval = shortestInterval(parsed.fields);
          if (interval < SHORTEST) {
            const message = `This asks for a run every ${interval === 1 ? "minute" : `${interval} minutes`}; GitHub starts one every ${SHORTEST} at most. Write "*/${SHORTEST}" or less often.`;
            report("syntax/too-frequent-cron", cron.span, message);
          }
        }
      }
      const zone = valueAt(item, "timezone");
      if (zone?.kind === "scalar" && zone.value !== null && !isTimeZone(zone.text)) {
        const message = `There is no time zone "${zone.text}". Write a name of the IANA database, such as Europe/Berlin.`;
        report("syntax/unknown-time-zone", zone.span, message);
      }
    }
  },
});

function isTimeZone(name: string): boolean {
  // Offsets (`+02:00`) are zones for the platform, but no names.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
