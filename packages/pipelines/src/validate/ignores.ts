import type { Finding } from "../findings/finding.ts";
import type { CodeInfo } from "../findings/rule.ts";
import type { Comment, SourceDocument } from "../source/document.ts";

const JOBS = "jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n";
const FORM = "Write `# tollgate-ignore: family/name and why`";

/**
 * What is told about ignores themselves. An ignore is a comment, on the line of the finding or on a line of its own
 * above it: `# tollgate-ignore: security/unpinned-action we publish it ourselves`. With `tollgate-ignore-file` it holds
 * for the whole file. Several codes are separated by commas.
 */
export const IGNORE_CODES: Readonly<Record<"ignore/without-reason" | "ignore/unused", CodeInfo>> = {
  "ignore/without-reason": {
    title: "Ignore does not say why",
    severity: "info",
    confidence: "high",
    explanation: `Whoever reads the file later must be able to judge whether the exception still holds. ${FORM}.`,
    bad: `on: push\n${JOBS}      - run: make\n        if: false # tollgate-ignore: syntax/constant-condition\n`,
    good: `on: push\n${JOBS}      - run: make\n        if: false # tollgate-ignore: syntax/constant-condition until the new compiler is out\n`,
  },
  "ignore/unused": {
    title: "Ignore hides nothing",
    severity: "info",
    confidence: "high",
    explanation: `There is no finding with this code at this place: it was fixed, the code is misspelt, or the comment stands at a wrong line. ${FORM} on the line of the finding or above it, or remove the comment.`,
    bad: `on: push\n${JOBS}      - run: make # tollgate-ignore: syntax/constant-condition it is off for now\n`,
    good: `on: push\n${JOBS}      - run: make\n`,
  },
};

interface Ignore {
  readonly comment: Comment;
  readonly code: string;
  readonly reason: string;
  /** The line that it is about; undefined for the whole file. */
  readonly line: number | undefined;
}

const PATTERN = /^\s*tollgate-ignore(-file)?:\s*([a-z]+\/[a-z0-9-]+(?:\s*,\s*[a-z]+\/[a-z0-9-]+)*)?\s*(.*?)\s*$/;

/** Takes out what comments of the file ignore, and adds what is wrong with these comments. */
export function applyIgnores(document: SourceDocument, findings: readonly Finding[]): readonly Finding[] {
  const ignores = document.text.includes("tollgate-ignore")
    ? document.comments.flatMap((one) => read(document, one))
    : [];
  if (ignores.length === 0) return findings;
  const used = new Set<Ignore>();
  const left = findings.filter((finding) => {
    const matching = ignores.filter(
      ({ code, line }) => code === finding.code && (line === undefined || line === finding.line),
    );
    for (const ignore of matching) used.add(ignore);
    return matching.length === 0;
  });
  const tell = ({ comment }: Ignore, code: keyof typeof IGNORE_CODES, message: string): Finding => {
    const { severity, confidence } = IGNORE_CODES[code];
    return { file: document.path, ...document.lines.place(comment.span), code, severity, confidence, message };
  };
  const told = ignores.flatMap((ignore) => {
    const { code, reason } = ignore;
    if (code === "")
      return [tell(ignore, "ignore/unused", "This ignores nothing: it names no code. Write family/name and why.")];
    return [
      ...(used.has(ignore)
        ? []
        : [tell(ignore, "ignore/unused", `There is no ${code} here to ignore. Remove the comment, or correct it.`)]),
      ...(reason === ""
        ? [
            tell(
              ignore,
              "ignore/without-reason",
              `Nothing says why ${code} is ignored. Write the reason behind the code.`,
            ),
          ]
        : []),
    ];
  });
  return [...left, ...told];
}

function read({ lines }: SourceDocument, comment: Comment): Ignore[] {
  const found = PATTERN.exec(comment.text);
  if (found === null) return [];
  const [, file, codes = "", reason = ""] = found;
  const { line } = lines.position(comment.span.start);
  const about = file === undefined ? lineBelow(lines, line) : undefined;
  return codes.split(/\s*,\s*/).map((code) => ({ comment, code, reason, line: about }));
}

/** The line that a comment is about: its own, or the next one with anything but a comment. */
function lineBelow(lines: SourceDocument["lines"], line: number): number {
  for (let at = line; at <= lines.count; at++) if (!/^\s*(?:#|\/\/|$)/.test(lines.line(at))) return at;
  return line;
}
