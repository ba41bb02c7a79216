import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fromGithub } from "@tollgate/pipelines/model/from-github";
import type { Pipeline } from "@tollgate/pipelines/model/pipeline";
import type { Project } from "@tollgate/pipelines/project/project";
import { readDocument } from "@tollgate/pipelines/source/document";
import { valueAt } from "@tollgate/pipelines/source/tree";
import { CliFailure, EXIT } from "../failure.ts";
import type { Projects } from "../validate/project.ts";
import { findInGit, GitProject, listInGit, readInGit } from "./git.ts";

/** What one argument names: one workflow, or those of a folder by their names. */
export type Side =
  | { readonly kind: "file"; readonly pipeline: Pipeline }
  | { readonly kind: "folder"; readonly pipelines: ReadonlyMap<string, Pipeline> };

const WORKFLOW = /\.ya?ml$/i;
const HOME = ".github/workflows";

/** Reads a file, a folder, or a path in a commit (`main:.github/workflows`). What is on the disk goes first. */
export function readSide(argument: string, projects: Projects): Side {
  const absolute = resolve(argument);
  if (existsSync(absolute)) return onDisk(argument, absolute, projects);
  const colon = argument.indexOf(":");
  const ref = colon < 0 ? argument : argument.slice(0, colon);
  const found = ref === "" ? undefined : findInGit(ref, colon < 0 ? "" : argument.slice(colon + 1));
  if (colon >= 0 && found !== undefined) return inCommit(argument, ref, found);
  const message = `${argument} is no file, no folder, and no path in a commit of this repository.`;
  const remedy =
    colon < 0 && found !== undefined
      ? `Of a branch, tag or commit name the path too: ${argument}:${HOME}`
      : `Check the path; of a branch, tag or commit write REF:PATH, such as main:${HOME}.`;
  throw new CliFailure(EXIT.wrong, message, remedy);
}

function onDisk(argument: string, absolute: string, projects: Projects): Side {
  const shown = (path: string) => (relative(process.cwd(), path) || ".").split(sep).join("/");
  if (!statSync(absolute).isDirectory()) {
    return { kind: "file", pipeline: pipelineOf(shown(absolute), readFileSync(absolute), projects.of(absolute)) };
  }
  // A repository stands for its workflows.
  const home = join(absolute, HOME);
  const folder = existsSync(home) ? home : absolute;
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return folderOf(
    argument,
    names.map(({ name }) => name),
    (name) => {
      const path = join(folder, name);
      return pipelineOf(shown(path), readFileSync(path), projects.of(path));
    },
  );
}

function inCommit(argument: string, ref: string, found: NonNullable<ReturnType<typeof findInGit>>): Side {
  const { commit } = found;
  const project = new GitProject(commit);
  const read = (path: string) => pipelineOf(`${ref}:${path}`, readInGit(commit, path) ?? Buffer.of(), project);
  if (found.kind === "blob") return { kind: "file", pipeline: read(found.path) };
  const below = found.path === "" ? HOME : `${found.path}/${HOME}`;
  const home = findInGit(commit, below) ?? found;
  const names = listInGit(home).flatMap(({ name, isFolder }) => (isFolder ? [] : [name]));
  return folderOf(argument, names, (name) => read(home.path === "" ? name : `${home.path}/${name}`));
}

function folderOf(argument: string, names: readonly string[], read: (name: string) => Pipeline): Side {
  const workflows = names.filter((name) => WORKFLOW.test(name)).sort();
  if (workflows.length === 0) {
    throw new CliFailure(
      EXIT.wrong,
      `There are no workflows in ${argument}.`,
      `Name the folder that holds them: ${HOME}`,
    );
  }
  return { kind: "folder", pipelines: new Map(workflows.map((name) => [name, read(name)])) };
}

function pipelineOf(path: string, bytes: Uint8Array, project: Project): Pipeline {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new CliFailure(EXIT.wrong, `${path} is not text in UTF-8.`, "Save it as UTF-8.", { cause: error });
  }
  const document = readDocument(path, text);
  // An anchor that nobody uses changes nothing.
  const fault = document.faults.find(({ kind }) => kind !== "unused-anchor");
  if (fault !== undefined) {
    const { line, column } = document.lines.place(fault.span);
    throw new CliFailure(
      EXIT.wrong,
      `${path}:${line}:${column} cannot be read: ${fault.message}`,
      "Correct the file: `tollgate validate` shows all that is wrong with it.",
    );
  }
  if (valueAt(document.root, "jobs")?.kind !== "mapping") {
    const message = `${path} is no GitHub Actions workflow: it has no jobs.`;
    throw new CliFailure(EXIT.wrong, message, "Name workflows, or a folder with nothing else in it.");
  }
  return fromGithub(document, project);
}
