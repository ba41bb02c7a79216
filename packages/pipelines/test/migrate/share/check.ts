import { expect } from "vitest";
import { compare } from "../../../src/compare/compare.ts";
import { verify } from "../../../src/migrate/certificate.ts";
import { yamlConstructs } from "../../../src/migrate/constructs.ts";
import { SHARE_RULES } from "../../../src/migrate/share/certify.ts";
import { type Sharing, share } from "../../../src/migrate/share/share.ts";
import type { Strategy } from "../../../src/migrate/share/strategy.ts";
import { fromGithub } from "../../../src/model/from-github.ts";
import { projectOf } from "../../../src/project/project.ts";
import { readDocument } from "../../../src/source/document.ts";
import { validateFile } from "../../../src/validate/validate.ts";
import { refusals } from "../support.ts";

/** Shares what repeats, and checks all that must hold for any input, by means that the code does not use itself. */
export async function shareAndCheck(
  strategy: Strategy,
  files: Readonly<Record<string, string>>,
  complete = true,
): Promise<Sharing> {
  const before = projectOf(files, { complete });
  const sharing = share(strategy, Object.keys(files), before);
  const texts = { ...files, ...Object.fromEntries(sharing.files.map(({ path, text }) => [path, text])) };
  const after = projectOf(texts, { complete });
  const show = sharing.files.map(({ path, text }) => `# ${path}\n${text}`).join("\n");
  for (const { path, text } of sharing.files) {
    const isAction = path.endsWith("action.yml");
    const kind = isAction ? "action" : "workflow";
    const errors = (old: string | undefined, project: typeof after) =>
      old === undefined
        ? []
        : validateFile(kind, path, old, project)
            .filter(({ severity }) => severity === "error")
            .map(({ code, message }) => `${code} ${message}`);
    const known = errors(files[path], before);
    expect(
      errors(text, after).filter((error) => !known.includes(error)),
      show,
    ).toEqual([]);
    if (!isAction) {
      const old = files[path] === undefined ? [] : await refusals(path, files[path]);
      if (old.length === 0) expect(await refusals(path, text), show).toEqual([]);
    }
  }
  for (const [path, text] of Object.entries(files)) {
    const now = texts[path] ?? "";
    if (now === text) continue;
    const old = fromGithub(readDocument(path, text), before);
    const { entries } = compare(old, fromGithub(readDocument(path, now), after));
    const changed = entries
      .filter(({ verdict }) => verdict !== "same")
      .map(({ path: where, what, why }) => ({ where, what, why }));
    expect(changed, show).toEqual([]);
  }
  for (const certificate of sharing.certificates) {
    const constructs = yamlConstructs(readDocument(certificate.source, files[certificate.source] ?? ""));
    const outputs = Object.entries(texts).map(([path, text]) => ({ path, text }));
    const checked = verify(certificate, constructs, outputs, new Set(Object.keys(SHARE_RULES)));
    expect(checked.problems).toEqual([]);
    expect(
      checked.entries.filter(({ verdict }) => verdict !== "equal"),
      show,
    ).toEqual([]);
  }
  expect(sharing.linesAfter).toBeLessThanOrEqual(sharing.linesBefore);
  if (sharing.shared.length > 0) expect(sharing.linesAfter).toBeLessThan(sharing.linesBefore);
  return sharing;
}
