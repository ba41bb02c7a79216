import type { ChangedFile, Finding, Severity } from "@tollgate/core/vocabulary/evidence";
import type { Finding as PipelineFinding } from "@tollgate/pipelines/findings/finding";
import { type Files, validate } from "@tollgate/pipelines/index";
import { FILE_KINDS } from "@tollgate/pipelines/validate/kinds";
import { Lacking } from "./lacking.ts";
import { withoutSecrets } from "./secrets.ts";

/** Files of other systems are judged where they are validated. */
const JUDGED = FILE_KINDS.filter(({ kind }) => kind === "workflow" || kind === "action" || kind === "dependabot");
const MOST_FINDINGS = 500;
const SEVERITY: Readonly<Record<PipelineFinding["severity"], Severity>> = {
  error: "high",
  warning: "medium",
  info: "low",
};

/**
 * What is wrong in the workflow files that a change touches, as far as the change brings it: findings that the base has
 * as well, by their code and the text of their line, are left out, however the lines moved.
 *
 * The texts of the head are judged here, and nothing else is made of them: policies come from the base alone.
 * @param textOf the text of a file at the head or at the base; null where there is none
 * @throws Lacking where a file of the head cannot be read
 */
export async function findInWorkflows(
  changed: readonly ChangedFile[],
  textOf: (side: "head" | "base", path: string) => Promise<string | null>,
): Promise<readonly Finding[]> {
  const files = changed.filter(
    ({ path, status }) => JUDGED.some(({ home }) => home.test(path)) && status !== "removed",
  );
  if (files.length === 0) return [];
  const read = await Promise.all(
    files.map(async ({ path, previousPath, status }) => {
      const before = status === "added" || status === "copied" ? null : await textOf("base", previousPath ?? path);
      const after = await textOf("head", path);
      if (after === null) throw new Lacking(`${path} is too large to be read, or no text`);
      return { path, before, after };
    }),
  );
  const base = findingsOf(filesOf(read.map(({ path, before }) => [path, before])));
  const head = findingsOf(filesOf(read.map(({ path, after }) => [path, after])));
  const found = added(base, head).slice(0, MOST_FINDINGS);
  const messages = await withoutSecrets(found.map(({ message }) => message));
  return found.map((finding, index) => ({ ...finding, message: messages[index] ?? "" }));
}

/**
 * The files as they are judged. Comments that ignore a finding are made plain ones: what the base ignores is left out as
 * known there, and a change does not excuse itself.
 */
function filesOf(texts: readonly (readonly [string, string | null])[]): Files {
  return Object.fromEntries(
    texts.flatMap(([path, text]) =>
      text === null ? [] : [[path, text.replaceAll("tollgate-ignore", "tollgate_ignore")]],
    ),
  );
}

interface Found {
  readonly key: string;
  readonly finding: Finding;
}

function findingsOf(files: Files): readonly Found[] {
  const lines = new Map(Object.entries(files).map(([path, text]) => [path, text.split("\n")]));
  return validate(files, { complete: false }).map(({ file, code, severity, message, line }) => {
    const text = (lines.get(file)?.[line - 1] ?? "")
      .replace(/#\s*tollgate_ignore.*/, "")
      .trim()
      .replaceAll(/\s+/g, " ");
    return {
      key: `${file}\n${code}\n${text}`,
      finding: { tool: "tollgate", rule: code, severity: SEVERITY[severity], message, path: file, line },
    };
  });
}

/** Those of the head beyond as many of the same kind as the base has. */
function added(base: readonly Found[], head: readonly Found[]): readonly Finding[] {
  const left = new Map<string, number>();
  for (const { key } of base) left.set(key, (left.get(key) ?? 0) + 1);
  return head.flatMap(({ key, finding }) => {
    const known = left.get(key) ?? 0;
    if (known === 0) return [finding];
    left.set(key, known - 1);
    return [];
  });
}
