// docs/reference/cli.md and configuration.md, made from the tree of commands and the list of variables, so that they
// cannot say anything else. `npm run generate` writes them, a test compares.
import { CONSTRUCTS } from "@tollgate/pipelines/compare/verdict";
import type { CodeInfo } from "@tollgate/pipelines/findings/rule";
import type { Command, Option } from "commander";
import { program } from "../packages/cli/src/program.ts";
import { VARIABLES, type Variable } from "../packages/server/src/variables.ts";

/** Says on every page where it comes from. */
export const MADE = "<!-- Made by `npm run generate` from the code. Changes belong there. -->";

export function cliReference(): string {
  const root = program();
  const parts = [
    "# The command line",
    MADE,
    "`npx tollgate` in a checkout. Every command takes `--format text|json`; `-h` prints its help.",
    [
      "| exit code | means |",
      "|---|---|",
      "| 0 | fine |",
      "| 1 | findings, or a negative answer |",
      "| 2 | wrong use, or broken input or configuration |",
      "| 3 | something outside failed: a server, a database, GitHub, a port |",
    ].join("\n"),
    "Results go to standard output, all else to standard error. An error is one line that says what is wrong and one that " +
      'says what to do; with `--format json` it is `{"error": {"kind", "exit", "problems": [{"message", "remedy"}]}}`.',
    ...leaves(root).map(commandSection),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Commands that do something, in the order of the help. */
function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

function commandSection(command: Command): string {
  const usage = command.usage().replace(/^\[options\] ?/, "");
  const lines = [`## ${pathOf(command)}`, command.description()];
  lines.push(`\`\`\`\n${[pathOf(command), usage, "[options]"].filter((part) => part !== "").join(" ")}\n\`\`\``);
  if (command.registeredArguments.length > 0) {
    const rows = command.registeredArguments.map(
      (argument) => `| \`${argument.name()}\` | ${cell(argument.description)} |`,
    );
    lines.push(["| argument | |", "|---|---|", ...rows].join("\n"));
  }
  lines.push(["| option | |", "|---|---|", ...command.options.map(optionRow)].join("\n"));
  const examples = examplesOf(command);
  if (examples.length > 0) lines.push(`\`\`\`sh\n${examples.join("\n")}\n\`\`\``);
  return lines.join("\n\n");
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function optionRow(option: Option): string {
  const choices =
    option.argChoices === undefined ? "" : ` (${option.argChoices.map((choice) => `\`${choice}\``).join(", ")})`;
  const fallback = option.defaultValue === undefined ? "" : `; default \`${String(option.defaultValue)}\``;
  return `| \`${option.flags.replaceAll("|", "\\|")}\` | ${cell(option.description)}${choices}${fallback}${option.mandatory ? "; needed" : ""} |`;
}

/** The examples as the help itself prints them: commander keeps added text as listeners only. */
function examplesOf(command: Command): string[] {
  let text = "";
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return [...text.matchAll(/^ {2}\$ (.*)$/gm)].map((match) => match[1] ?? "");
}

export function configurationReference(): string {
  const groups = [...new Set(VARIABLES.map((variable) => variable.group))];
  const parts = [
    "# Configuration",
    MADE,
    "Settings of the installation come from the environment; flags of a command go before it. What a repository wants is " +
      "in its policy, in `.qms/`. A secret may also stand in a file: `NAME_FILE` holds the path. Setting both is an error. " +
      "`tollgate doctor` says what is wrong or missing, and which variable looks misspelt.",
    ...groups.map(
      (group) => `## ${group}\n\n${variableTable(VARIABLES.filter((variable) => variable.group === group))}`,
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The list of everything that `tollgate validate` finds in workflows and actions, with links to the pages. */
export function codesReference(codes: ReadonlyMap<string, CodeInfo>): string {
  const families = [...new Set([...codes.keys()].map((code) => code.split("/")[0] ?? ""))];
  const parts = [
    "# What `tollgate validate` finds",
    MADE,
    "`tollgate validate --explain CODE` prints a page on the terminal. Severity: an `error` will not do what it says, is " +
      "refused by GitHub, or lets strangers in; a `warning` may; an `info` could be better. Confidence: how often a finding " +
      "of that kind is right.",
    ...families.map((family) => {
      const rows = [...codes]
        .filter(([code]) => code.startsWith(`${family}/`))
        .map(([code, info]) => codeRow(code, info));
      return [`## ${family}`, "", "| code | finds | severity | confidence |", "|---|---|---|---|", ...rows].join("\n");
    }),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** What each verdict of `tollgate compare` means for each construct. */
export function compareReference(): string {
  const rows = Object.values(CONSTRUCTS).map(({ name, rule }) => `| ${name} | ${cell(rule)} |`);
  const parts = [
    "# Verdicts of `tollgate compare`",
    MADE,
    "`stronger`: it runs in more cases, checks more, or grants less; `weaker` the opposite. `unknown`: it differs, and which " +
      "way cannot be told from the file. Whatever is not named here is new (`gained`) or the `same`.",
    ["| construct | verdicts |", "|---|---|", ...rows].join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

function codeRow(code: string, { title, severity, confidence }: CodeInfo): string {
  return `| [\`${code}\`](${code}.md) | ${cell(title)} | ${severity} | ${confidence} |`;
}

function variableTable(variables: readonly Variable[]): string {
  const rows = variables.map(({ name, secret, meaning, fallback }) => {
    const names = secret === true ? `\`${name}\`, \`${name}_FILE\`` : `\`${name}\``;
    return `| ${names} | ${cell(meaning)} | ${cell(fallback ?? "-")} |`;
  });
  return ["| variable | meaning | default |", "|---|---|---|", ...rows].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");
}
