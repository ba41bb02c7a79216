import { combine, OUTCOMES, type Outcome, opens } from "../vocabulary/outcome.ts";
import { STEPS } from "../vocabulary/step.ts";
import type { Verdict } from "../vocabulary/verdict.ts";
import type { JudgedGate } from "./review.ts";

/** A word per outcome, all of one kind: nobody has to see colours, and a search finds them. */
const WORDS: Readonly<Record<Outcome, string>> = {
  pass: "PASS",
  fail: "FAIL",
  pending: "WAIT",
  skip: "SKIP",
  error: "ERROR",
};

/** GitHub takes 65,535 characters; what surrounds the tree needs room as well. */
const MAX_MARKDOWN = 60_000;
/** Deeper lists are read by nobody, and Markdown takes eight levels of indentation for code. */
const MAX_DEPTH = 6;
const MAX_TITLE = 140;

/**
 * The gates with their verdict trees as Markdown, what stands in the way first. Everything in it that users wrote is
 * inert: it notifies nobody, links nowhere and cannot break the layout.
 */
export function renderGates(gates: readonly JudgedGate[], maxLength = MAX_MARKDOWN): string {
  const lines = inOrder(gates).flatMap((gate) => {
    const advisory = gate.blocking ? "" : " (advisory: it does not stop the change)";
    const head = `- **${WORDS[gate.verdict.outcome]}** \`${inCode(gate.name)}\`${advisory}: ${escapeMarkdown(gate.verdict.title)}`;
    return [head, ...remedyLines(gate.verdict, 1), ...childLines(gate.verdict, 1)];
  });
  return capped(lines, maxLength);
}

/** One verdict tree as Markdown; see {@link renderGates}. */
export function renderVerdict(verdict: Verdict, maxLength = MAX_MARKDOWN): string {
  return capped(verdictLines(verdict, 0), maxLength);
}

function verdictLines(verdict: Verdict, depth: number): string[] {
  const head = `${indent(depth)}- **${WORDS[verdict.outcome]}** ${escapeMarkdown(verdict.title)}`;
  return [head, ...remedyLines(verdict, depth + 1), ...childLines(verdict, depth + 1)];
}

function remedyLines(verdict: Verdict, depth: number): string[] {
  if (verdict.remedy === undefined) return [];
  return [`${indent(depth)}- To do: ${escapeMarkdown(verdict.remedy)}`];
}

function childLines(verdict: Verdict, depth: number): string[] {
  const children = verdict.children ?? [];
  if (children.length === 0) return [];
  if (depth > MAX_DEPTH) return [`${indent(depth)}- ... ${children.length} more below`];
  return children.flatMap((child) => verdictLines(child, depth));
}

function indent(depth: number): string {
  return "  ".repeat(depth);
}

function capped(lines: readonly string[], maxLength: number): string {
  const kept: string[] = [];
  const note = (left: number): string =>
    `- ... ${left} more lines are not shown here; \`tollgate changes explain\` shows all`;
  let room = maxLength - note(lines.length).length - 1;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) return [...kept, note(lines.length - kept.length)].join("\n").slice(0, maxLength);
    kept.push(line);
  }
  return kept.join("\n");
}

/** The gates as indented plain text for a terminal, control characters taken out of what users wrote. */
export function renderGatesText(gates: readonly JudgedGate[]): string {
  return inOrder(gates)
    .flatMap((gate) => {
      const title = `${gate.name}${gate.blocking ? "" : " (advisory)"}: ${gate.verdict.title}`;
      return textLines({ ...gate.verdict, title }, 0);
    })
    .join("\n");
}

/** One verdict tree as indented plain text; see {@link renderGatesText}. */
export function renderVerdictText(verdict: Verdict): string {
  return textLines(verdict, 0).join("\n");
}

const PAD = "     ";

function textLines(verdict: Verdict, depth: number): string[] {
  const lines = [`${indent(depth)}${WORDS[verdict.outcome].padEnd(PAD.length)} ${plain(verdict.title)}`];
  if (verdict.remedy !== undefined) lines.push(`${indent(depth)}${PAD} to do: ${plain(verdict.remedy)}`);
  for (const child of verdict.children ?? []) lines.push(...textLines(child, depth + 1));
  return lines;
}

/**
 * What a context says in one line of at most 140 characters: what stands in the way most, and how much else does; or
 * `whenOpen`, where nothing does. Gates that do not block are only mentioned.
 */
export function contextTitle(gates: readonly JudgedGate[], whenOpen?: string): string {
  const blocking = gates.filter((gate) => gate.blocking);
  const outcome = combine(blocking.map((gate) => gate.verdict.outcome));
  if (opens(outcome)) {
    const advisory = gates.filter((gate) => !gate.blocking && !opens(gate.verdict.outcome)).length;
    const said = whenOpen ?? openTitle(blocking.length, outcome);
    return line(
      advisory === 0 ? said : `${said}; ${advisory} advisory ${advisory === 1 ? "gate does" : "gates do"} not pass`,
    );
  }
  const inTheWay = inOrder(blocking).filter((gate) => !opens(gate.verdict.outcome));
  const [first] = inTheWay;
  const more = inTheWay.length > 1 ? ` (and ${inTheWay.length - 1} more)` : "";
  const verdict = first?.verdict;
  // An error says nothing about the change: its title carries the remedy, or people look for a fault in their work.
  const text =
    outcome === "error"
      ? `Error: ${verdict?.title ?? ""}${verdict?.remedy === undefined ? "" : ` - ${verdict.remedy}`}`
      : `${first?.name ?? ""}: ${verdict?.title ?? ""}`;
  return `${line(text, MAX_TITLE - more.length)}${more}`;
}

function openTitle(count: number, outcome: Outcome): string {
  if (count === 0) return "No gate stands in the way here";
  if (outcome === "skip") return count === 1 ? "The one gate does not apply" : `None of ${count} gates applies`;
  return count === 1 ? "The one gate passes" : `All ${count} gates are open`;
}

/** By what stands in the way most, blocking before advisory, then by step; equal ones as they came. */
function inOrder(gates: readonly JudgedGate[]): JudgedGate[] {
  return gates.toSorted(
    (a, b) =>
      Number(opens(a.verdict.outcome)) - Number(opens(b.verdict.outcome)) ||
      Number(b.blocking) - Number(a.blocking) ||
      OUTCOMES.indexOf(a.verdict.outcome) - OUTCOMES.indexOf(b.verdict.outcome) ||
      STEPS.indexOf(a.step) - STEPS.indexOf(b.step),
  );
}

/** Cuts to one line without splitting a character in two. */
function line(text: string, most = MAX_TITLE): string {
  const whole = plain(text);
  if (whole.length <= most) return whole;
  let cut = whole.slice(0, most - 3);
  const last = cut.charCodeAt(cut.length - 1);
  if (last >= 0xd800 && last <= 0xdbff) cut = cut.slice(0, -1);
  return `${cut}...`;
}

/** On one line, without control characters (a terminal obeys them) and without marks that turn the reading order. */
function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .trim();
}

/** Stands between `@` and a name, `#` and a number: invisible, and the forge no longer takes it for a reference. */
const BREAK = "\u200b";

/**
 * Makes text inert in GitHub's Markdown: nobody is notified, no issue gets a back-link, no HTML, link or layout comes
 * of it. Code spans stay, since nothing in them is alive.
 */
export function escapeMarkdown(text: string): string {
  return plain(text)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : escapeProse(part)))
    .join("");
}

function escapeProse(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("`", "&#96;")
    .replaceAll(/[\\*_[\]|~$]/g, "\\$&")
    .replaceAll(/@(?=[\w\\-])/g, `@${BREAK}`)
    .replaceAll(/(?<!&)#(?=\d)/g, `#${BREAK}`)
    .replaceAll(/\bGH-(?=\d)/gi, `$&${BREAK}`)
    .replaceAll("://", `:${BREAK}//`)
    .replaceAll(/\bwww\./gi, `www${BREAK}.`);
}

function inCode(text: string): string {
  return plain(text).replaceAll("`", "'");
}
