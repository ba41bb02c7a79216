import type { Gate } from "../gate.ts";
import { approvals } from "./approvals.ts";
import { changeSize } from "./change-size.ts";
import { codeScanning } from "./code-scanning.ts";
import { codingStandards } from "./coding-standards.ts";
import { complianceEvidence } from "./compliance-evidence.ts";
import { coverage } from "./coverage.ts";
import { dependencies } from "./dependencies.ts";
import { description } from "./description.ts";
import { documentation } from "./documentation.ts";
import { licenses } from "./licenses.ts";
import { linkedWorkItem } from "./linked-work-item.ts";
import { mergeable } from "./mergeable.ts";
import { performance } from "./performance.ts";
import { requiredCi } from "./required-ci.ts";
import { secrets } from "./secrets.ts";
import { tests } from "./tests.ts";
import { threshold } from "./threshold.ts";
import { title } from "./title.ts";
import { workflows } from "./workflows.ts";

/**
 * Every gate there is, in the order people read them. A new gate is its own file here, one line in this list, its
 * fixtures in `test/policy/gates/`, and whether the built-in template uses it in `policy/builtin.ts`.
 */
export const GATES: readonly Gate[] = [
  description,
  linkedWorkItem,
  title,
  changeSize,
  mergeable,
  secrets,
  dependencies,
  codeScanning,
  workflows,
  licenses,
  requiredCi,
  tests,
  coverage,
  performance,
  codingStandards,
  approvals,
  documentation,
  complianceEvidence,
];

/** The gate of that name, if there is one. */
export function gateNamed(name: string): Gate | undefined {
  return GATES.find((gate) => gate.name === name);
}

/** Every gate that can judge, by its name: those of the list, and those that a policy uses under names of its own. */
export const JUDGES: ReadonlyMap<string, Gate> = new Map([...GATES, threshold].map((gate) => [gate.name, gate]));
