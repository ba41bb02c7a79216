import { createHash } from "node:crypto";
import { extname } from "node:path";
import { setImmediate } from "node:timers/promises";
import { lintSource } from "@secretlint/core";
import { creator as recommended } from "@secretlint/secretlint-rule-preset-recommend";
import type { Finding } from "@tollgate/core/vocabulary/evidence";
import type { FileDiff } from "@tollgate/providers/forge";
import { Lacking } from "./lacking.ts";

/** Above this a change is not searched: about a second's work, and nobody reviews so much either. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_FILES = 3_000;
/** More are not stored; one is enough to stop a change. */
const MOST_FINDINGS = 200;
/** Results that are remembered. One is some bytes; a head is searched once however often it is judged. */
const MOST_KEPT = 500;

/** Comments like `secretlint-disable` are switched off: the author of a change must not silence what searches it. */
const CONFIG = {
  rules: [
    {
      id: "@secretlint/secretlint-rule-preset-recommend",
      rule: recommended,
      rules: [{ id: "@secretlint/secretlint-rule-filter-comments", disabled: true }],
    },
  ],
};

interface Line {
  readonly line: number;
  readonly text: string;
}

const kept = new Map<string, readonly Finding[]>();

/**
 * What looks like a credential on the added lines of a change. A finding says which kind and where; what was matched is
 * in none of its texts. Files of tests are searched like all others.
 * @param textOf the text of a file at the head, for those whose diff the forge does not show; null where there is none
 * @throws Lacking where there is more than can be searched, or a part that cannot be read
 */
export async function findSecrets(
  diffs: readonly FileDiff[],
  textOf: (path: string) => Promise<string | null>,
): Promise<readonly Finding[]> {
  if (diffs.length > MOST_FILES)
    throw new Lacking(`the change has ${diffs.length} files; at most ${MOST_FILES} are searched`);
  const files: { readonly path: string; readonly lines: readonly Line[] }[] = [];
  const hash = createHash("sha256");
  let bytes = 0;
  for (const diff of diffs) {
    const lines = diff.addedLines ?? (await wholeFile(diff, textOf));
    if (lines.length === 0) continue;
    files.push({ path: diff.path, lines });
    hash.update(`${diff.path}\0`);
    for (const { line, text } of lines) {
      bytes += text.length + 1;
      hash.update(`${line}:${text}\n`);
    }
    if (bytes > MOST_BYTES)
      throw new Lacking(`the change adds more than ${MOST_BYTES} characters, which is too much to search`);
  }
  const digest = hash.digest("hex");
  const known = kept.get(digest);
  if (known !== undefined) return known;
  const findings: Finding[] = [];
  for (const { path, lines } of files) {
    for (const { line, kind } of await searched(path, lines)) {
      if (findings.length < MOST_FINDINGS) findings.push(findingOf(path, line, kind));
    }
    await setImmediate();
  }
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? "");
  kept.set(digest, findings);
  return findings;
}

/** Replaces those of these texts that seem to hold a credential: for what reports quote, before it is stored. */
export async function withoutSecrets(texts: readonly string[]): Promise<readonly string[]> {
  const found = await searched(
    "report.txt",
    texts.map((text, index) => ({ line: index, text: text.replaceAll(/[\r\n]/g, " ") })),
  );
  const hidden = new Set(found.map(({ line }) => line));
  return texts.map((text, index) => (hidden.has(index) ? "(hidden: it seems to hold a credential)" : text));
}

async function wholeFile(
  { path, status, additions }: FileDiff,
  textOf: (path: string) => Promise<string | null>,
): Promise<readonly Line[]> {
  // A binary file, or one that was only renamed, has no added lines.
  if (status === "removed" || additions === 0) return [];
  const text = await textOf(path);
  if (text === null) throw new Lacking(`${path} is too large for its ${additions} added lines to be read`);
  return text.split("\n").map((line, index) => ({ line: index + 1, text: line }));
}

async function searched(path: string, lines: readonly Line[]): Promise<readonly { line: number; kind: string }[]> {
  const parts: { readonly text: string; readonly line: number }[] = [];
  for (const { line, text } of lines) {
    // Lines that do not follow each other must not look as if they did.
    const last = parts.at(-1);
    if (last !== undefined && last.line !== line - 1) parts.push({ text: "", line: last.line });
    parts.push({ text, line });
  }
  const { messages } = await lintSource({
    source: {
      filePath: path,
      content: parts.map(({ text }) => text).join("\n"),
      contentType: "text",
      ext: extname(path),
    },
    options: { config: CONFIG, maskSecrets: true, noPhysicFilePath: true },
  });
  const found = messages.map(({ loc, messageId, ruleId }) => ({
    line: parts[loc.start.line - 1]?.line ?? 0,
    kind: `${ruleId.replace(/^@secretlint\/secretlint-rule-/, "")}/${messageId}`,
  }));
  return [...new Map(found.map((one) => [`${one.line} ${one.kind}`, one])).values()];
}

/** The tool's own message quotes what it matched, so the text is made of the name of the rule alone. */
function findingOf(path: string, line: number, kind: string): Finding {
  return {
    tool: "secretlint",
    rule: kind,
    severity: "critical",
    message: `This looks like a credential of the kind ${kind}`,
    path,
    line,
  };
}
