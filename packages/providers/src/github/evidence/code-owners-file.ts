import ignore from "ignore";
import { ForgeError } from "../../forge.ts";

/** One line of the code owners' file that says something. */
export interface OwnersLine {
  /** 1-based. */
  readonly line: number;
  readonly pattern: string;
  readonly owners: readonly string[];
  matches(path: string): boolean;
}

/**
 * Stands for a file's own name where a pattern ends in `/*`. There GitHub means the files of that folder alone, not
 * those of folders below it, as `.gitignore` would.
 */
const ANY_FILE = "\u0001";
/** More make a pattern's check slow, and no path needs them. */
const MOST_STARS = 4;
const MOST_LINES = 20_000;

/**
 * Reads a CODEOWNERS file by GitHub's rules. A line with a fault is skipped, as GitHub does.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax
 * @throws ForgeError of kind `invalid` for patterns that would take too long to check
 */
export function parseOwners(text: string, file: string): readonly OwnersLine[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length > MOST_LINES) throw tooMuch(file, `more than ${MOST_LINES} lines`);
  return lines.flatMap((line, index) => ownersLine(line, index + 1, file) ?? []);
}

/** The line that decides about a file: of those that match, the last. */
export function decidingLine(lines: readonly OwnersLine[], path: string): OwnersLine | undefined {
  return lines.findLast((line) => line.matches(path));
}

function ownersLine(text: string, line: number, file: string): OwnersLine | null {
  // A blank with a backslash before it belongs to the pattern.
  const [pattern, ...rest] = text.trim().match(/(?:\\.|\S)+/g) ?? [];
  if (pattern === undefined || pattern.startsWith("#")) return null;
  const comment = rest.findIndex((word) => word.startsWith("#"));
  const owners = comment < 0 ? rest : rest.slice(0, comment);
  // GitHub knows neither exceptions nor ranges here.
  if (pattern.startsWith("!") || /[[\]]/.test(pattern) || !owners.every(isOwner)) return null;
  const stars = pattern.split("/").map((part) => (part === "**" ? 0 : (part.match(/\*+/g)?.length ?? 0)));
  if (Math.max(...stars) > MOST_STARS || pattern.split("**").length - 1 > MOST_STARS) {
    throw tooMuch(file, `too many wildcards in line ${line}`);
  }
  return { line, pattern: pattern.replaceAll("\\ ", " "), owners, matches: matcher(pattern) };
}

function matcher(pattern: string): (path: string) => boolean {
  const ofFolder = pattern.endsWith("/*");
  const rule = ignore({ ignorecase: false, allowRelativePaths: true });
  rule.add(ofFolder ? pattern.slice(0, -1) + ANY_FILE : pattern);
  // Most lines start with a folder's name: a comparison of texts tells most files at once.
  const literal = /^\/?((?:[^/*?\\]+\/)+)/.exec(pattern)?.[1] ?? "";
  const anchored = literal !== "" && (pattern.startsWith("/") || pattern.replace(/\/$/, "").includes("/"));
  return (path) => {
    if (anchored && !path.startsWith(literal)) return false;
    return rule.ignores(ofFolder ? path.slice(0, path.lastIndexOf("/") + 1) + ANY_FILE : path);
  };
}

function isOwner(word: string): boolean {
  return /^@[\w.-]+(?:\[bot\])?(?:\/[\w.-]+)?$/.test(word) || /^[^@\s]+@[^@\s]+$/.test(word);
}

function tooMuch(file: string, what: string): ForgeError {
  return new ForgeError("invalid", `${file}: ${what}`, { remedy: "Write it with fewer and simpler patterns." });
}
