import type { Policy } from "../policy/policy.ts";
import { type FactKey, type Facts, GATHERED_KEYS, type GatheredKey } from "../vocabulary/fact.ts";
import type { GateList } from "./judge.ts";

/** By policy: it stays the same object while it is in force, and each decision asks. */
const READS = new WeakMap<Policy, { readonly gates: GateList; readonly reads: ReadonlySet<FactKey> }>();

/** The facts that the gates of a policy read. */
export function readsOf(policy: Policy, gates: GateList): ReadonlySet<FactKey> {
  const known = READS.get(policy);
  if (known?.gates === gates) return known.reads;
  const reads = new Set(policy.gates.flatMap(({ gate }) => gates.get(gate)?.reads ?? []));
  READS.set(policy, { gates, reads });
  return reads;
}

/**
 * The facts that have to be gathered before a change is judged, however strictly it is taken then.
 * @param read what one read of it brought
 */
export function gatheredOf(policy: Policy, gates: GateList, read: Facts): ReadonlySet<GatheredKey> {
  return new Set(
    policy.gates.flatMap(({ gate: name, params, byRigour }) => {
      const gate = gates.get(name);
      if (gate === undefined) return [];
      if (gate.gathers === undefined) return GATHERED_KEYS.filter((key) => gate.reads.includes(key));
      return [params, ...Object.values(byRigour ?? {})].flatMap((one) => gate.gathers?.(one, read) ?? []);
    }),
  );
}

/** Facts that CI may bring with any check that completes, without a word about it. */
export const BROUGHT_BY_CI: readonly GatheredKey[] = [
  "tests",
  "coverage",
  "lint",
  "benchmarks",
  "measurements",
  "codeScanning",
];

/** Whether a check that completed may bring more than its own result: then nobody can tell without looking. */
export function readsReports(policy: Policy, gates: GateList): boolean {
  const reads = readsOf(policy, gates);
  return BROUGHT_BY_CI.some((key) => reads.has(key));
}
