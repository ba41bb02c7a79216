import { RISKS, type Risk } from "../vocabulary/tier.ts";
import { nearest } from "./nearest.ts";

/**
 * When a step of a template counts: one term, no operators between terms. Whatever needs more is two steps.
 *
 * - `<step>.success`: once every gate of that earlier step has opened; until then its own gates wait
 * - `<step>.failure`: only where a gate of that earlier step fails, also one that does not block; else they are skipped
 * - `risk == HIGH`, `risk >= MEDIUM`: only for changes of that risk; else they are skipped
 * - `always`: the same as none
 */
export type Condition =
  | { readonly on: "success" | "failure"; readonly step: string }
  | { readonly on: "risk"; readonly risks: readonly Risk[] };

const FORMS = '"<step>.success", "<step>.failure", "risk == HIGH", "risk >= MEDIUM" or "always"';
const RESULTS = ["success", "failure"] as const;

/**
 * Reads a condition as people write it. Null: it always holds.
 * @param before the names of the steps that stand before the one with the condition
 * @param all the names of all steps
 */
export function readCondition(
  text: string,
  before: readonly string[],
  all: readonly string[],
): { readonly condition: Condition | null } | { readonly wrong: string } {
  const written = text.trim();
  if (written === "always") return { condition: null };
  const compared = /^risk\s*(==|>=)\s*(\S+)$/.exec(written);
  if (compared !== null) return ofRisk(compared[1] === "==", compared[2] ?? "");
  const dot = written.lastIndexOf(".");
  const step = written.slice(0, dot);
  const result = written.slice(dot + 1);
  const on = RESULTS.find((known) => known === result);
  if (on !== undefined && before.includes(step)) return { condition: { on, step } };
  if (dot <= 0 || /[&|!()=<>]/.test(written)) {
    const near = nearest(written, ["always", "risk == HIGH", ...before.map((name) => `${name}.success`)]);
    return { wrong: `cannot be "${clip(written)}"; ${near === null ? `write ${FORMS}` : `write "${near}"`}` };
  }
  if (on === undefined) {
    const near = nearest(result, RESULTS) ?? "success";
    return { wrong: `cannot end in ".${clip(result)}"; write "${step}.${near}"` };
  }
  if (all.includes(step)) {
    return { wrong: `asks for step "${step}", which does not stand before it; move that step up, or ask for another` };
  }
  const near = nearest(step, before);
  const choice = before.length === 0 ? "no step stands before this one" : `write one of ${before.join(", ")}`;
  return { wrong: `asks for "${clip(step)}", which is no step; ${near === null ? choice : `write "${near}.${on}"`}` };
}

function ofRisk(exactly: boolean, value: string): { condition: Condition } | { wrong: string } {
  const risk = RISKS.find((known) => known === value);
  if (risk === undefined) {
    const near = nearest(value, RISKS);
    return { wrong: `cannot ask for risk "${clip(value)}"; write ${near ?? RISKS.join(", ")}` };
  }
  return { condition: { on: "risk", risks: exactly ? [risk] : RISKS.slice(RISKS.indexOf(risk)) } };
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The condition as people write it. */
export function showCondition(condition: Condition): string {
  if (condition.on !== "risk") return `${condition.step}.${condition.on}`;
  const [least = ""] = condition.risks;
  return `risk ${condition.risks.length === 1 ? "==" : ">="} ${least}`;
}
