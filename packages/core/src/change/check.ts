import { type Assessment, sayAssessment } from "../risk/rigour.ts";
import { type ContextKey, contextOfGate } from "../vocabulary/step.ts";
import { type CombinedContext, siblingMissing } from "./contexts.ts";
import { escapeMarkdown, renderGates } from "./render.ts";
import type { JudgedGate, MissingAction } from "./review.ts";
import type { PolicySource } from "./state.ts";
import { NOTHING_MISSING } from "./summary.ts";

/** One change as the output of a check shows it. */
export interface CheckMember {
  readonly number: number;
  readonly title: string;
  readonly gates: readonly JudgedGate[];
  readonly missing: readonly MissingAction[];
  /** The answer for it alone; null where nothing of its own is missing. */
  readonly waitsFor: string | null;
  /** Problems of policy files that are not in force because of them. */
  readonly problems: readonly string[];
  /** How strictly it is taken; null where that is not known. */
  readonly assessed?: Assessment | null;
  /** The files of an earlier revision hold. */
  readonly rolledBack?: PolicySource["rolledBack"] | null;
}

/**
 * The text of a check: the answer first, what is missing and who can do it, then the verdict tree. For a commit with
 * several pull requests every one of them stands in it, since the value is made of all.
 */
export function renderCheck(members: readonly CheckMember[], key: ContextKey, combined: CombinedContext): string {
  const parts = [`**${escapeMarkdown(combined.title)}**`];
  if (members.length > 1) {
    const numbers = members.map((member) => `#${member.number}`).join(", ");
    parts.push(`This commit belongs to several pull requests (${numbers}); the check passes when it passes for all.`);
  }
  for (const member of members) {
    if (members.length > 1) parts.push(`### #${member.number} ${escapeMarkdown(member.title)}`);
    if (members.length > 1 && key === "overall") parts.push(`**${escapeMarkdown(answerAmong(member, members))}**`);
    parts.push(...renderMember(member, key));
  }
  return parts.join("\n\n");
}

/** What `explain` answers for one of several changes of a commit. */
function answerAmong(member: CheckMember, members: readonly CheckMember[]): string {
  if (member.waitsFor !== null) return member.waitsFor;
  const closed = members.find((other) => other !== member && other.waitsFor !== null);
  return closed?.waitsFor == null ? NOTHING_MISSING : siblingMissing(closed.number, closed.waitsFor).condition;
}

function renderMember(member: CheckMember, key: ContextKey): string[] {
  const gates = key === "overall" ? member.gates : member.gates.filter((gate) => contextOfGate(gate) === key);
  const names = new Set(gates.map((gate) => gate.name));
  const missing = key === "overall" ? member.missing : member.missing.filter((item) => names.has(item.gate));
  const parts: string[] = [];
  if (member.rolledBack != null) {
    const { revision, reason } = member.rolledBack;
    parts.push(
      `**The policy is rolled back to revision ${revision}** (${escapeMarkdown(reason)}), until its files change or the rollback is lifted.`,
    );
  }
  if (member.problems.length > 0) {
    const list = member.problems.map((problem) => `- ${escapeMarkdown(problem)}`).join("\n");
    parts.push(`**The policy files have errors, so the last good policy stays in force:**\n\n${list}`);
  }
  if (missing.length > 0) {
    const list = missing.map((item) => {
      const action = item.action === "" ? "" : ` ${escapeMarkdown(item.action)}`;
      return `1. \`${item.gate}\`: ${escapeMarkdown(item.condition)}${action} *(${escapeMarkdown(item.who.join(", "))})*`;
    });
    parts.push(`**What is missing**\n\n${list.join("\n")}`);
  }
  if (key === "overall" && member.assessed != null) parts.push(renderAssessment(member.assessed));
  if (gates.length > 0) parts.push(`**The gates**\n\n${renderGates(gates, MEMBER_LENGTH)}`);
  return parts;
}

/** How strictly a change is taken, and why, as Markdown. */
function renderAssessment({ risk, tier, rigour, reasons }: Assessment): string {
  const because = reasons.map(({ text }) => `- ${escapeMarkdown(text)}`).join("\n");
  return `**${sayAssessment({ risk, tier, rigour })}**${because === "" ? "" : `\n\n${because}`}`;
}

/** Room for a few members within the 65,535 characters of a check's output. */
const MEMBER_LENGTH = 18_000;
