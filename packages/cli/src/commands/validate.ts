import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { SEVERITIES, type Severity } from "@tollgate/pipelines/findings/finding";
import { type Command, Option } from "commander";
import { CliFailure, EXIT } from "../failure.ts";
import { endWith, note, paintErr, paintOut, print, printJson } from "../output/terminal.ts";
import { leaf } from "../tree.ts";
import type { Input } from "../validate/collect.ts";
import type { JudgedInput } from "../validate/crew.ts";
import type { Finding } from "../validate/kinds.ts";
import { findingLines, linesOf, summary } from "../validate/print.ts";

interface Flags {
  readonly format: "text" | "json" | "sarif" | "github";
  readonly stdin?: true;
  readonly stdinFilename?: string;
  readonly minSeverity: Severity;
  readonly fix?: true;
  readonly requiredChecks?: string;
  readonly explain?: string;
}

export function registerValidate(root: Command): void {
  leaf(
    root,
    "validate",
    "Judge CI workflows, actions and policy files, each on its own; the files of one .qms/ are one policy. Without paths: those of this repository. " +
      "Ends with 1 when there is an error; warnings and remarks alone end with 0.",
    [
      "validate",
      "validate --fix",
      "validate .github/workflows/ci.yml --format sarif > findings.sarif",
      "validate --stdin --stdin-filename .github/workflows/ci.yml < ci.yml",
      "validate --explain security/unpinned-action",
    ],
    ["sarif", "github"],
  )
    .argument("[paths...]", "files or folders")
    .option("--stdin", "judge what comes on standard input")
    .option("--stdin-filename <name>", "the name that standard input is judged and reported under")
    .addOption(
      new Option("--min-severity <severity>", "the least that is reported, or fixed")
        .choices([...SEVERITIES])
        .default("info"),
    )
    .option("--fix", "write the fixes that keep what a file does; with --stdin, print the fixed text")
    .option(
      "--required-checks <checks>",
      "checks that must pass before a merge, so that one that no job will report is found: names with commas between, " +
        "or a file: a list, a branch's protection or rulesets as GitHub answers them, or settings as code",
    )
    .option("--explain <code>", "what a code means, with a bad and a good example; judges nothing")
    .action((paths: string[], flags: Flags) => (flags.explain === undefined ? validate(paths, flags) : explain(flags)));
}

async function validate(paths: readonly string[], flags: Flags): Promise<void> {
  const { Crew, threadsFor } = await import("../validate/crew.ts");
  const { demandsOf } = await import("../validate/demands.ts");
  const { isAtLeast } = await import("../validate/judge.ts");
  const order = {
    demands: demandsOf(flags.requiredChecks),
    fix: flags.fix === true ? flags.minSeverity : undefined,
  };
  const inputs = await read(paths, flags);
  const crew = new Crew(threadsFor(inputs.length));
  const judged = await crew.judge(inputs, order).finally(() => crew.close());
  const fixed = judged.filter((file) => file.fixed > 0);
  for (const { input, text } of fixed) if (flags.stdin !== true) writeFileSync(input.absolute, text);
  const findings = judged.flatMap((file) => file.findings.filter((finding) => isAtLeast(finding, flags.minSeverity)));
  if (flags.fix === true && flags.stdin === true) {
    for (const { text } of judged) process.stdout.write(text);
    const lines = linesOf(judged[0]?.text ?? "");
    for (const finding of findings) note(findingLines(finding, lines, paintErr));
  } else {
    await tell(flags, judged, findings);
  }
  for (const { input, fixed: count } of fixed) note(paintErr("green", `${input.path}: ${count} fixed`));
  if (judged.some(({ failed }) => failed === "defect")) endWith(EXIT.outside);
  else if (judged.some(({ failed }) => failed === "unreadable")) endWith(EXIT.wrong);
  else if (findings.some((finding) => finding.severity === "error")) endWith(EXIT.negative);
}

async function explain({ explain: code = "", format }: Flags): Promise<void> {
  const [{ infoOf }, { allCodes }, { codePage }] = await Promise.all([
    import("../validate/explain.ts"),
    import("@tollgate/pipelines/validate/codes"),
    import("@tollgate/pipelines/validate/page"),
  ]);
  const info = infoOf(code, allCodes());
  if (format === "json") printJson({ code, ...info });
  else print(codePage(code, info));
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
  const text = await readAll(process.stdin);
  const path = flags.stdinFilename ?? "stdin.yml";
  return [{ path, absolute: resolve(path), content: { text }, kind: recognise(path, text) }];
}

async function tell(flags: Flags, judged: readonly JudgedInput[], findings: readonly Finding[]): Promise<void> {
  if (flags.format === "json") return printJson({ files: judged.map(({ input }) => input.path), findings });
  if (flags.format === "sarif") {
    const [{ sarif }, { allCodes }, { version }] = await Promise.all([
      import("../validate/sarif.ts"),
      import("@tollgate/pipelines/validate/codes"),
      import("../program.ts"),
    ]);
    return printJson(sarif(findings, allCodes(), version()));
  }
  if (flags.format === "github") {
    const { annotation } = await import("../validate/annotations.ts");
    for (const finding of findings) print(annotation(finding));
  } else {
    const byFile = Map.groupBy(findings, ({ file }) => file);
    for (const { input, text } of judged) {
      const lines = linesOf(text);
      for (const finding of byFile.get(input.path) ?? []) print(`${findingLines(finding, lines, paintOut)}\n\n`);
    }
  }
  const nothing = "There are no workflows, actions or policy files here: nothing was judged.";
  note(paintErr("dim", judged.length === 0 ? nothing : summary(judged.length, findings)));
}
