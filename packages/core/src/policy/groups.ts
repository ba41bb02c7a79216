/** A name for several gates: what a step lists where a team does not care for each by itself. */
export interface GateGroup {
  readonly name: string;
  /** One sentence for people. */
  readonly purpose: string;
  /** Names of `policy/gates/index.ts`. */
  readonly gates: readonly string[];
}

/** Every built-in group. A gate document of the same name in a policy goes before the group. */
export const GROUPS: readonly GateGroup[] = [
  {
    name: "basic-checks",
    purpose: "The change says what it is, belongs to something, and can be read and merged.",
    gates: ["dor/description", "dor/linked-work-item", "dor/title", "dor/change-size", "dor/mergeable"],
  },
  {
    name: "security-scan",
    purpose: "The change brings no credentials, known vulnerabilities, alerts or careless workflows.",
    gates: ["security/secrets", "security/dependencies", "security/code-scanning", "security/workflows"],
  },
  {
    name: "code-coverage",
    purpose: "Tests run what the change adds.",
    gates: ["quality/coverage"],
  },
  {
    name: "performance-test",
    purpose: "Nothing became slower than the base allows.",
    gates: ["quality/performance"],
  },
  {
    name: "final-checks",
    purpose: "Enough people approved, and what has to go with the code is there.",
    gates: ["dod/approvals", "dod/documentation"],
  },
  {
    name: "compliance-audit",
    purpose: "The evidence that frameworks ask for is there, and licences are allowed.",
    gates: ["dod/compliance-evidence", "security/licenses"],
  },
];

/** The group of that name, if there is one. */
export function groupNamed(name: string): GateGroup | undefined {
  return GROUPS.find((group) => group.name === name);
}
