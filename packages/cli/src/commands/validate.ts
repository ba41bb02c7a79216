import { text as readAll } from "node:stream/consumers";
import { type Command, Option } from "commander";
import { CliFailure, EXIT } from "../failure.ts";
import { endWith, note, paintErr, paintOut, print, printJson } from "../output/terminal.ts";
import { type Formatted, leaf } from "../tree.ts";
import type { Input } from "../validate/collect.ts";
import type { Finding } from "../validate/kinds.ts";
import { findingLines, summary } from "../validate/print.ts";

const SEVERITIES = ["error", "warning", "info"] as const;

interface Flags extends Formatted {
  readonly stdin?: true;
  readonly stdinFilename?: string;
  readonly minSeverity: (typeof SEVERITIES)[number];
}

export function registerValidate(root: Command): void {
  leaf(root, "validate", "Judge configuration files, each on its own. Without paths: those of this repository.", [
    "validate",
    "validate .qms/review.yml --format json",
    "validate --stdin --stdin-filename .qms/review.yml < review.yml",
  ])
    .argument("[paths...]", "files or folders")
    .option("--stdin", "judge what comes on standard input")
    .option("--stdin-filename <name>", "the name that standard input is judged and reported under")
    .addOption(
      new Option("--min-severity <severity>", "the least that is reported").choices([...SEVERITIES]).default("info"),
    )
    .action((paths: string[], flags: Flags) => validate(paths, flags));
}

async function validate(paths: readonly string[], flags: Flags): Promise<void> {
  const inputs = await read(paths, flags);
  const least = SEVERITIES.indexOf(flags.minSeverity);
  const findings = inputs
    .flatMap((input) => input.kind.check?.(input.path, input.text) ?? [])
    .filter((finding) => SEVERITIES.indexOf(finding.severity) <= least);
  if (flags.format === "json") {
    printJson({ files: inputs.map((input) => input.path), findings });
  } else {
    printText(inputs, findings);
  }
  if (findings.some((finding) => finding.severity === "error")) endWith(EXIT.negative);
}

async function read(paths: readonly string[], flags: Flags): Promise<Input[]> {
  const { collect, recognise } = await import("../validate/collect.ts");
  if (flags.stdin !== true && flags.stdinFilename === undefined) return collect(paths);
  if (flags.stdin !== true || paths.length > 0) {
    throw new CliFailure(
      EXIT.wrong,
      flags.stdin === true ? "--stdin takes no paths." : "--stdin-filename needs --stdin.",
      "Write: tollgate validate --stdin --stdin-filename NAME",
    );
  }
  return [recognise(flags.stdinFilename ?? ".qms/stdin.yml", await readAll(process.stdin))];
}

function printText(inputs: readonly Input[], findings: readonly Finding[]): void {
  const texts = new Map(inputs.map((input) => [input.path, input.text]));
  for (const finding of findings) print(`${findingLines(finding, texts.get(finding.file) ?? "", paintOut)}\n\n`);
  if (inputs.length === 0) note(paintErr("dim", "There are no policy files here: nothing was judged."));
  else note(paintErr("dim", summary(inputs.length, findings)));
}
