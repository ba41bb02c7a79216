import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { NewMeasurements } from "@tollgate/client/measurements";
import { METRIC_NAME, REPORT_FORMATS, type ReportFormat } from "@tollgate/core/vocabulary/reports";
import type { Command } from "commander";
import { parseChange } from "../change-reference.ts";
import { CliFailure, EXIT } from "../failure.ts";
import { note, outcomeSign, paintErr, print, printJson } from "../output/terminal.ts";
import { clean } from "../output/text.ts";
import { connect, type RemoteFlags, withServer } from "../remote.ts";
import { type Formatted, leaf } from "../tree.ts";

interface MeasureFlags extends RemoteFlags, Formatted {
  readonly commit?: string;
  readonly name?: string;
  readonly metric?: readonly string[];
  readonly report?: readonly string[];
}

/** `changes measure`: for a step of CI. */
export function registerMeasure(changes: Command): void {
  const collected = (value: string, before: readonly string[] = []) => [...before, value];
  withServer(
    leaf(changes, "measure", "Hand over what CI measured of a commit: reports, or numbers.", [
      'changes measure "acme/shop#7" --commit "$HEAD_SHA" --report junit=junit.xml --report lcov=coverage/lcov.info',
      'changes measure "acme/shop#7" --commit "$HEAD_SHA" --metric bundle_size=182.5:kB',
    ]),
  )
    .argument("<change>", "owner/name#7, github:owner/name#7, or the address of the pull request")
    .option(
      "--commit <sha>",
      "the commit that was measured, all 40 digits: the head of the pull request, not its merge",
    )
    .option("--report <format=file>", `a report; formats: ${REPORT_FORMATS.join(", ")} (repeatable)`, collected)
    .option("--metric <name=value[:unit]>", "a number (repeatable)", collected)
    .option("--name <name>", "tells several reports of one kind apart; the same name again replaces")
    .action((change: string, flags: MeasureFlags) => measure(change, flags));
}

async function measure(typed: string, flags: MeasureFlags): Promise<void> {
  const address = parseChange(typed);
  const { commit, name } = flags;
  if (commit === undefined || !/^[0-9a-f]{40}$/i.test(commit)) {
    throw new CliFailure(
      EXIT.wrong,
      "The commit that was measured is missing, or is not all of its 40 digits.",
      "Add --commit; in GitHub Actions that is ${{ github.event.pull_request.head.sha }}.",
    );
  }
  const about = { commit, ...(name === undefined ? {} : { name }) };
  const reports = (flags.report ?? []).map((one) => reportOf(one, about, (flags.report ?? []).length > 1));
  const measurements = (flags.metric ?? []).map(metricOf);
  const sent: NewMeasurements[] = measurements.length > 0 ? [...reports, { ...about, measurements }] : reports;
  if (sent.length === 0) {
    throw new CliFailure(
      EXIT.wrong,
      "There is nothing to hand over.",
      "Add --report format=file or --metric name=value.",
    );
  }
  const client = await connect(flags);
  const results = [];
  for (const one of sent) results.push(await client.measure(address, one));
  // GitHub Actions names the merge of a pull request as its commit, and nothing that is sent of it would ever count.
  if (results.some(({ isHead }) => !isHead)) {
    const told = `${commit.slice(0, 12)} is not the head of ${clean(typed)} as the server knows it: it counts once it is.`;
    const remedy = "In GitHub Actions the head is ${{ github.event.pull_request.head.sha }}.";
    note(paintErr("yellow", `${told} ${remedy}`));
  }
  if (flags.format === "json") return printJson({ results });
  for (const { status, reports: understood } of results) {
    for (const { says } of understood)
      print(`${outcomeSign("pass")} ${clean(says)}${status === "known" ? " (known)" : ""}`);
  }
}

/** @param several then each has its file in its name, so that none replaces another */
function reportOf(
  typed: string,
  about: { readonly commit: string; readonly name?: string },
  several: boolean,
): NewMeasurements {
  const at = typed.indexOf("=");
  const format = REPORT_FORMATS.find((known): known is ReportFormat => known === typed.slice(0, at));
  const file = typed.slice(at + 1);
  if (at < 0 || format === undefined || file === "") {
    throw new CliFailure(
      EXIT.wrong,
      `--report ${JSON.stringify(typed)} is no format=file.`,
      `Formats: ${REPORT_FORMATS.join(", ")}.`,
    );
  }
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch (error) {
    throw new CliFailure(EXIT.wrong, `${file} cannot be read: ${(error as Error).message}`, "Check the path.");
  }
  const name = several ? [about.name, basename(file)].filter((part) => part !== undefined).join(" ") : about.name;
  return { commit: about.commit, ...(name === undefined ? {} : { name }), format, content };
}

function metricOf(typed: string): { metric: string; value: number; unit?: string } {
  const [, metric = "", number = "", unit] = /^([^=]+)=([^:]+)(?::(.+))?$/.exec(typed) ?? [];
  const value = Number(number);
  if (!METRIC_NAME.test(metric) || number.trim() === "" || !Number.isFinite(value)) {
    throw new CliFailure(
      EXIT.wrong,
      `--metric ${JSON.stringify(typed)} is no name=value.`,
      "Write it like bundle_size=182.5:kB; the unit is optional.",
    );
  }
  return { metric, value, ...(unit === undefined ? {} : { unit }) };
}
