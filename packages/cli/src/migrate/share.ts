import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Left, type Sharing, share } from "@tollgate/pipelines/migrate/share/share";
import type { Strategy } from "@tollgate/pipelines/migrate/share/strategy";
import { CliFailure, EXIT } from "../failure.ts";
import { unifiedDiff } from "../output/diff.ts";
import { endWith, type Format, note, paintErr, paintOut, print, printJson } from "../output/terminal.ts";
import { clean } from "../output/text.ts";
import { demandsOf } from "../validate/demands.ts";
import { type DiskProject, Projects } from "../validate/project.ts";

export interface ShareFlags {
  readonly format: Format;
  readonly strategy: Strategy;
  /** All workflows of the repository that the command stands in. */
  readonly all?: true;
  /** A folder to write into, files below it by their paths in the repository. */
  readonly output?: string;
  readonly check?: true;
  /** Names, or a file, as `demandsOf` takes them. */
  readonly requiredChecks?: string;
}

const WORKFLOWS = ".github/workflows";

/**
 * Takes out what repeats in workflows, shows the difference and writes it where that is asked for. Ends with 1 where
 * nothing can be shared, and with 2 where a file is broken.
 */
export function shareWorkflows(files: readonly string[], flags: ShareFlags): void {
  if (flags.output !== undefined && /\.ya?ml$/i.test(flags.output)) {
    const remedy = "Name a folder; the repository itself, to change the workflows where they are.";
    throw new CliFailure(EXIT.wrong, `${flags.output} is one file, and sharing makes several.`, remedy);
  }
  const projects = new Projects(demandsOf(flags.requiredChecks));
  const { project, paths } = flags.all === true ? everything(projects) : named(files, projects);
  const sharing = share(flags.strategy, paths, project);
  if (flags.format === "json") printJson(answer(sharing, project, flags));
  else if (flags.check === true) print(checkText(sharing));
  else {
    for (const { path, text } of sharing.files) print(paintedDiff(unifiedDiff(path, project.text(path), text)));
    note(summary(sharing));
  }
  if (flags.output !== undefined && flags.check !== true) write(flags.output, sharing, flags.format);
  for (const { path, reason } of sharing.broken) note(paintErr("red", `${clean(path)}: ${clean(reason)}`));
  if (sharing.broken.length > 0) endWith(EXIT.wrong);
  else if (sharing.shared.length === 0) endWith(EXIT.negative);
}

interface Chosen {
  readonly project: DiskProject;
  readonly paths: readonly string[];
}

function everything(projects: Projects): Chosen {
  const project = projects.of(resolve("any"));
  const paths = project.list(WORKFLOWS).filter((path) => /\.ya?ml$/i.test(path));
  if (paths.length > 0) return { project, paths };
  throw new CliFailure(
    EXIT.wrong,
    `There are no workflows in ${WORKFLOWS} here.`,
    "Go to a repository, or name files.",
  );
}

function named(files: readonly string[], projects: Projects): Chosen {
  const found = files.map((file) => {
    const absolute = resolve(file);
    if (!existsSync(absolute)) throw new CliFailure(EXIT.wrong, `${file} does not exist.`, "Check the path.");
    if (!statSync(absolute).isFile()) {
      throw new CliFailure(EXIT.wrong, `${file} is no file.`, "Name workflow files, or use --all in a repository.");
    }
    return { absolute, project: projects.of(absolute) };
  });
  const [first] = found;
  if (first === undefined) throw new CliFailure(EXIT.wrong, "No workflow is named.", "Name files, or use --all.");
  const stranger = found.find(({ project }) => project !== first.project);
  if (stranger !== undefined) {
    throw new CliFailure(
      EXIT.wrong,
      `${stranger.absolute} is not in the repository of ${first.absolute}.`,
      "What is shared lies in one repository: run the command once for each.",
    );
  }
  return { project: first.project, paths: found.map(({ absolute }) => first.project.pathOf(absolute)) };
}

function answer(sharing: Sharing, project: DiskProject, flags: ShareFlags) {
  const { files, ...rest } = sharing;
  const linesSaved = sharing.linesBefore - sharing.linesAfter;
  const head = { possible: sharing.shared.length > 0, linesSaved, ...rest };
  if (flags.check === true) return head;
  return { ...head, files: files.map((file) => ({ ...file, isNew: project.text(file.path) === undefined })) };
}

function write(folder: string, { files }: Sharing, format: Format): void {
  for (const { path, text } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    if (format === "text") note(paintErr("green", `${target}: written`));
  }
}

function paintedDiff(diff: string): string {
  const styles = { "+": "green", "-": "red", "@": "cyan" } as const;
  return diff
    .split("\n")
    .map((line) => {
      const style = /^(?:---|\+\+\+) /.test(line) ? "bold" : styles[line.charAt(0) as keyof typeof styles];
      return style === undefined ? clean(line) : paintOut(style, clean(line));
    })
    .join("\n");
}

function checkText(sharing: Sharing): string {
  return [...sharedLines(sharing), ...leftLines(sharing.left), ...closing(sharing)].map(clean).join("\n");
}

function summary(sharing: Sharing): string {
  const lines = [...sharedLines(sharing), ...sharing.notes.map((text) => `note: ${text}`), ...closing(sharing)];
  return lines.map((line) => paintErr("dim", clean(line))).join("\n");
}

function sharedLines({ shared }: Sharing): string[] {
  return shared.flatMap(({ path, copies, handed, saved }) => [
    `${path}: ${copies.length} copies, ${lines(saved)} saved${handed.length === 0 ? "" : `, handed over: ${handed.map(({ name }) => name).join(", ")}`}`,
    ...copies.map((copy) => `  ${copy}`),
  ]);
}

/** What repeats and yet stays; what occurs once is no news. */
function leftLines(left: readonly Left[]): string[] {
  return left
    .filter(({ copies }) => copies.length > 1)
    .flatMap(({ copies, reason }) => [`left as it is: ${reason}`, ...copies.map((copy) => `  ${copy}`)]);
}

function closing({ shared, certificates, linesBefore, linesAfter }: Sharing): string[] {
  if (shared.length === 0) return ["Nothing repeats that could be shared and would save lines."];
  const constructs = certificates.reduce((sum, { entries }) => sum + entries.length, 0);
  const equal = certificates.reduce((sum, { counts }) => sum + counts.equal, 0);
  return [
    `${lines(linesBefore)} become ${linesAfter}: ${linesBefore - linesAfter} saved. Of ${constructs} constructs ${equal} are equal.`,
  ];
}

function lines(count: number): string {
  return count === 1 ? "1 line" : `${count} lines`;
}
