// What the published package offers at its front door; everything else is there by its path. Each function takes texts
// and gives values: nothing is read from a disk, nothing is sent, and nothing is thrown for what stands in a file.
import { commitOf } from "./compare/commits.ts";
import { compare as comparePipelines } from "./compare/compare.ts";
import type { Comparison } from "./compare/comparison.ts";
import type { Finding } from "./findings/finding.ts";
import type { CodeInfo } from "./findings/rule.ts";
import { dialectOf, type Migration, migrateToGitHub } from "./migrate/migrate.ts";
import { fromGithub } from "./model/from-github.ts";
import { type Project, projectOf } from "./project/project.ts";
import { type JsonSchema, jsonSchema as jsonSchemaOf, type SchemaKind } from "./schema/json-schema.ts";
import { readDocument } from "./source/document.ts";
import { allCodes } from "./validate/codes.ts";
import { FILE_KINDS } from "./validate/kinds.ts";
import { validateFile } from "./validate/validate.ts";

/** Files of one repository: the text of each by its path from the root, with forward slashes. */
export type Files = Readonly<Record<string, string>>;

/** What is known of the repository besides its files. */
export type Surroundings = Omit<Partial<Project>, "text" | "list">;

/**
 * Judges every workflow, action, Dependabot file, GitLab CI file and Jenkinsfile of a repository, each on its own; what they refer
 * to in each other is followed. Files of other kinds are only looked at where something refers to them.
 *
 * @example
 * ```ts
 * const findings = validate({ ".github/workflows/ci.yml": text }, { requiredChecks: ["build"] });
 * ```
 * @param about say `complete: false` where not all files are given: then nothing is said about missing ones
 * @returns the findings, by file in the given order, then by line
 */
export function validate(files: Files, about: Surroundings = {}): readonly Finding[] {
  const project = projectOf(files, about);
  return Object.entries(files).flatMap(([path, text]) => {
    const known = FILE_KINDS.find(({ home }) => home.test(path));
    return known === undefined ? [] : validateFile(known.kind, path, text, project);
  });
}

/** What each code of a finding means: what is wrong, why it matters, a bad and a good example. */
export function codes(): ReadonlyMap<string, CodeInfo> {
  return allCodes();
}

/**
 * The difference in meaning between two versions of one workflow: what is lost, weaker, gained, stronger, the same.
 * Local reusable workflows and composite actions that they call are expanded where the files hold them.
 *
 * @example
 * ```ts
 * const { entries } = compare(".github/workflows/ci.yml", filesBefore, filesAfter);
 * const concerns = entries.filter(({ verdict }) => verdict === "lost" || verdict === "weaker");
 * ```
 */
export function compare(path: string, before: Files, after: Files): Comparison {
  const [old, now] = [before, after].map((files) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    return text === undefined ? undefined : fromGithub(readDocument(path, text), projectOf(files));
  });
  return comparePipelines(old, now, { commitOf });
}

/**
 * Turns the configuration of another CI system into a GitHub workflow, with a certificate of where each part went.
 *
 * @example
 * ```ts
 * const migration = migrate(".travis.yml", text);
 * for (const { path, text } of migration?.files ?? []) write(path, text);
 * ```
 * @param path of the file: by it, or else by the text, the CI system is known
 * @returns undefined where it belongs to no CI system that is known
 */
export function migrate(path: string, text: string): Migration | undefined {
  const dialect = dialectOf(path, text);
  return dialect === undefined ? undefined : migrateToGitHub(dialect, path, text);
}

/**
 * The JSON Schema of a kind of file, for an editor that completes and judges it key by key; `validate` finds more.
 *
 * @example
 * ```ts
 * write("workflow.schema.json", JSON.stringify(jsonSchema("workflow")));
 * ```
 */
export function jsonSchema(kind: SchemaKind): JsonSchema {
  return jsonSchemaOf(kind);
}
