import type { Change, Explanation } from "@tollgate/client/change";
import { peopleText } from "@tollgate/core/explain/people";
import { sayAssessment } from "@tollgate/core/risk/rigour";
import { combine, type Outcome } from "@tollgate/core/vocabulary/outcome";
import { STEPS, type Step } from "@tollgate/core/vocabulary/step";
import { columns, outcomeSign, type Paint, type Style } from "./terminal.ts";
import { ago, oneLine, pad, table, width } from "./text.ts";

type Gate = Change["gates"][number];
type Verdict = Gate["verdict"];

const STATE_STYLES: readonly (readonly [RegExp, Style])[] = [
  [/^COMPLETED$/, "green"],
  [/FAILED|BLOCKED|REJECTED|ERROR/, "red"],
  [/PENDING|INITIALIZED/, "yellow"],
];

function paintState(state: string, paint: Paint): string {
  const style = STATE_STYLES.find(([pattern]) => pattern.test(state.trim()))?.[1];
  return style === undefined ? state : paint(style, state);
}

export function reference(change: Change): string {
  return `${change.repository}#${change.number}`;
}

export function changeTable(changes: readonly Change[], now: number, paint: Paint): string {
  return table(
    [
      { heading: "CHANGE", cells: changes.map(reference), style: (cell) => paint("bold", cell) },
      { heading: "TITLE", cells: changes.map((change) => oneLine(change.title)), flexible: true },
      { heading: "STATE", cells: changes.map((change) => change.state), style: (cell) => paintState(cell, paint) },
      { heading: "WAITS FOR", cells: changes.map((change) => oneLine(change.waitingFor[0] ?? "-")), flexible: true },
      { heading: "AGE", cells: changes.map((change) => ago(change.updatedAt, now)) },
    ],
    columns(),
    (heading) => paint("dim", heading),
  );
}

/** One change: what it is, the road of its four steps, its gates with their verdicts. */
export function changePage(change: Change, now: number, paint: Paint): string {
  const lines = [
    `${paint("bold", reference(change))} ${oneLine(change.title)}`,
    `${paintState(change.state, paint)}${change.shadow ? " (shadow mode: nothing is blocked)" : ""}`,
    "",
    road(change, paint),
    "",
  ];
  for (const step of STEPS) {
    for (const gate of change.gates.filter((candidate) => candidate.step === step))
      lines.push(...gateLines(gate, paint));
  }
  if (change.waitingFor.length > 0) {
    lines.push("", paint("bold", "Waits for"), ...change.waitingFor.map((item) => `  ${oneLine(item)}`));
  }
  lines.push("", ...details(change, now).map(([name, value]) => `${paint("dim", pad(name, 9))} ${value}`));
  return lines.join("\n");
}

function details(change: Change, now: number): readonly (readonly [string, string])[] {
  return [
    ["author", oneLine(change.author)],
    ["head", change.headSha],
    ["base", oneLine(change.baseRef)],
    ["life", change.lifecycle],
    ...risk(change),
    ["updated", `${ago(change.updatedAt, now)}${ago(change.updatedAt, now) === "now" ? "" : " ago"}`],
    ...(change.url === null ? [] : [["page", oneLine(change.url)] as const]),
  ];
}

/** How strictly it is taken; below it, why it is as risky as that. */
function risk({ risk, tier, rigour, riskReasons }: Change): readonly (readonly [string, string])[] {
  if (risk === null || tier === null || rigour === null) return [["risk", "not known before it is judged"]];
  return [
    ["risk", sayAssessment({ risk, tier, rigour })],
    ...riskReasons.map(({ weight, text }) => ["", `${weight > 0 ? `+${weight}` : " ?"} ${oneLine(text)}`] as const),
  ];
}

/** `✓ ready ── … progress ── · done ── · final` */
function road(change: Change, paint: Paint): string {
  const at = STEPS.indexOf(change.step);
  const signs = STEPS.map((step, index) => {
    const outcome = stepOutcome(change, step);
    const name = index === at && change.state !== "COMPLETED" ? paint("bold", step) : step;
    return `${index > at && change.state !== "COMPLETED" ? paint("dim", "·") : outcomeSign(outcome, paint)} ${name}`;
  });
  return signs.join(paint("dim", " ── "));
}

function stepOutcome(change: Change, step: Step): Outcome {
  if (change.state === "COMPLETED") return "pass";
  if (step === "final") return change.state === "FINAL_REJECTED" ? "fail" : "pending";
  const blocking = change.gates.filter((gate) => gate.step === step && gate.blocking);
  const outcome = combine(blocking.map((gate) => gate.outcome));
  return outcome === "skip" ? "pass" : outcome;
}

function gateLines(gate: Gate, paint: Paint): string[] {
  const note = gate.blocking ? "" : paint("dim", " (does not block)");
  const head = `${outcomeSign(gate.outcome, paint)} ${paint("bold", gate.name)} ${oneLine(gate.title)}${note}`;
  // The gate's line has the root's title already.
  return [
    head,
    ...remedyLines(gate.verdict, "  ", paint),
    ...(gate.verdict.children ?? []).flatMap((child) => treeLines(child, "  ", paint)),
  ];
}

function treeLines(verdict: Verdict, indent: string, paint: Paint): string[] {
  return [
    `${indent}${outcomeSign(verdict.outcome, paint)} ${oneLine(verdict.title)}`,
    ...remedyLines(verdict, `${indent}  `, paint),
    ...(verdict.children ?? []).flatMap((child) => treeLines(child, `${indent}  `, paint)),
  ];
}

function remedyLines(verdict: Verdict, indent: string, paint: Paint): string[] {
  return verdict.remedy === undefined ? [] : [`${indent}${paint("cyan", "→")} ${oneLine(verdict.remedy)}`];
}

/** The answer first, then each missing action with who can take it, in the order of the plan. */
export function explanationText(explanation: Explanation, paint: Paint): string {
  const sign = outcomeSign(explanation.mergeable ? "pass" : "fail", paint);
  const lines = [`${sign} ${paint("bold", oneLine(explanation.sentence))}`];
  const longest = Math.max(0, ...explanation.missing.map((item) => width(item.gate)));
  for (const item of explanation.missing) {
    const indent = " ".repeat(longest + 4);
    lines.push("", `  ${paint("bold", pad(item.gate, longest))}  ${oneLine(item.condition)}`);
    if (item.action !== "") lines.push(`${indent}${paint("cyan", "→")} ${oneLine(item.action)}`);
    if (item.who.length > 0) lines.push(`${indent}${paint("dim", "who:")} ${oneLine(item.who.join(", "))}`);
    if (item.why !== "") lines.push(`${indent}${paint("dim", `why: ${oneLine(item.why)}`)}`);
  }
  return [...lines, ...planLines(explanation, paint), ...forgeLines(explanation, paint)].join("\n");
}

/** The way to a merge, where the list above does not say all of it: more than one step, or no way at all. */
function planLines({ plan }: Explanation, paint: Paint): readonly string[] {
  const lines: string[] = [];
  if (plan.actions.length > 1) {
    const most = plan.exact ? "" : " (there may be a shorter one)";
    lines.push("", `${paint("bold", "The shortest way to a merge")}${most}`);
    const digits = String(plan.actions.length).length;
    for (const { step, action, who, times } of plan.actions) {
      lines.push(
        `  ${String(step).padStart(digits)}. ${paint("bold", oneLine(peopleText(who, times)))}: ${oneLine(action)}`,
      );
    }
  }
  if (plan.deadlock.length > 0) {
    lines.push("", paint("bold", "Nobody of the review can open this"));
    for (const { gate, condition, action, who } of plan.deadlock) {
      lines.push(`  ${outcomeSign("error", paint)} ${gate}: ${oneLine(condition)}`);
      lines.push(`    ${paint("cyan", "→")} ${paint("bold", oneLine(who.join(", ")))}: ${oneLine(action)}`);
    }
  }
  return lines;
}

/** What the forge refuses by itself, without what the gates above say already. */
function forgeLines({ forge, missing }: Explanation, paint: Paint): readonly string[] {
  const told = new Set(missing.map(({ gate }) => gate));
  const lines: string[] = [];
  for (const [known, heading] of [
    [true, "The forge itself would still refuse:"],
    [false, "The forge may refuse, and what would tell is not known here:"],
  ] as const) {
    const items = forge.filter((item) => item.known === known && !told.has(item.gate));
    if (items.length === 0) continue;
    lines.push("", paint("dim", heading));
    for (const { condition, action, who } of items) {
      lines.push(`  ${oneLine(condition)}`);
      lines.push(`    ${paint("cyan", "→")} ${oneLine(action)} ${paint("dim", `(${oneLine(who.join(", "))})`)}`);
    }
  }
  return lines;
}
