import { STRATEGIES as SHARING } from "@tollgate/pipelines/migrate/share/strategy";
import { type Command, Option } from "commander";
import { CliFailure, EXIT } from "../failure.ts";
import type { Migrated } from "../migrate/run.ts";
import { endWith, note, paintErr, paintOut, print, printJson } from "../output/terminal.ts";
import { type Formatted, leaf } from "../tree.ts";

/** How workflows are made: from files of other CI systems, or from workflows that repeat themselves. */
const STRATEGIES = ["translate", ...SHARING] as const;

interface Flags extends Formatted {
  readonly all?: true;
  readonly check?: true;
  readonly output?: string;
  readonly strategy: (typeof STRATEGIES)[number];
  readonly requiredChecks?: string;
}

export function registerMigrate(root: Command): void {
  leaf(
    root,
    "migrate",
    "Turn files of Travis CI, CircleCI, AppVeyor and others into workflows of GitHub, or make what repeats in " +
      "workflows one, and say where everything went.",
    [
      "migrate .travis.yml",
      "migrate --all --check",
      "migrate .circleci/config.yml --output .github/workflows",
      "migrate --all --strategy reusable",
      "migrate --all --strategy hybrid --output .",
    ],
  )
    .argument("[files...]", "files of other CI systems; to share, workflows")
    .option("--all", "every such file of this repository")
    .option(
      "--check",
      "only whether and how well it can be done: ends with 1 where something would be lost or is unknown",
    )
    .option(
      "--output <path>",
      "write the workflows: a folder, or one file ending in .yml; what is shared goes below the folder by its path in " +
        "the repository",
    )
    .addOption(
      new Option(
        "--strategy <strategy>",
        "translate: from other CI systems; reusable: jobs that repeat in workflows become a reusable workflow; actions: " +
          "steps that repeat become a composite action; hybrid: both",
      )
        .choices([...STRATEGIES])
        .default("translate"),
    )
    .option(
      "--required-checks <checks>",
      "checks that must pass before a merge, so that what reports them stays as it is when jobs are shared: names with " +
        "commas between, or a file, as for validate",
    )
    .action((files: string[], flags: Flags) => migrate(files, flags));
}

async function migrate(files: readonly string[], flags: Flags): Promise<void> {
  if (files.length > 0 === (flags.all === true)) {
    const message = files.length > 0 ? "--all takes no files." : "No file is named.";
    throw new CliFailure(EXIT.wrong, message, "Name files, or write: tollgate migrate --all");
  }
  if (flags.check === true && flags.output !== undefined) {
    throw new CliFailure(EXIT.wrong, "--check writes nothing, so --output has no use.", "Leave one of them out.");
  }
  const { strategy } = flags;
  if (strategy !== "translate") {
    const { shareWorkflows } = await import("../migrate/share.ts");
    shareWorkflows(files, { ...flags, strategy });
    return;
  }
  if (flags.requiredChecks !== undefined) {
    const message = "--required-checks is for workflows that are shared, and has no use in a translation.";
    throw new CliFailure(EXIT.wrong, message, "Leave it out, or name a --strategy that shares.");
  }
  const { find, migrateFile, withoutCollisions } = await import("../migrate/run.ts");
  const { certificateText, countsText, diffText, faultText } = await import("../migrate/print.ts");
  const results = withoutCollisions(find(files).map((path) => migrateFile(path)));
  if (results.length === 0) note(paintErr("dim", "There are no files of other CI systems here."));
  const written = flags.output === undefined ? [] : (await import("../migrate/write.ts")).write(results, flags.output);
  if (flags.format === "json")
    printJson({ results: results.map(jsonOf), ...(flags.output === undefined ? {} : { written }) });
  else {
    for (const result of results) {
      if (result.faults.length > 0) print(faultText(result, paintOut));
      else if (flags.check === true) print(certificateText(result, paintOut));
      else if (flags.output === undefined) {
        for (const file of result.files) print(diffText(file.path, file.text, paintOut));
      }
      if (result.faults.length === 0) note(countsText(result, paintErr));
    }
    for (const path of written) note(paintErr("dim", `Written: ${path}`));
  }
  if (results.some(({ faults }) => faults.length > 0)) endWith(EXIT.wrong);
  else if (flags.check === true && results.some(isShort)) endWith(EXIT.negative);
}

function isShort({ certificate }: Migrated): boolean {
  return certificate.counts.lost > 0 || certificate.counts.unknown > 0;
}

function jsonOf({ path, dialect, name, files, faults, certificate }: Migrated) {
  const { counts, entries } = certificate;
  return { file: path, dialect, name, files, faults, certificate: { counts, entries } };
}
