import type { Change, Explanation } from "@tollgate/client/change";
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
    ["risk", `${change.risk}, tier ${change.tier}`],
    ["updated", `${ago(change.updatedAt, now)}${ago(change.updatedAt, now) === "now" ? "" : " ago"}`],
    ...(change.url === null ? [] : [["page", oneLine(change.url)] as const]),
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

/** The answer first, then each missing action with who can take it. */
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
  if (explanation.forge.length > 0) {
    lines.push("", "The forge itself would still refuse:", ...explanation.forge.map((item) => `  ${oneLine(item)}`));
  }
  return lines.join("\n");
}
