/** What a description can be asked to say, with the headings it is looked for under. */
export const SECTIONS = {
  change_justification: ["Change justification", "Justification", "Business justification", "Reason for change", "Why"],
  risk_assessment: ["Risk assessment", "Risk analysis", "Risk", "Risks", "Impact"],
  rollback_plan: ["Rollback plan", "Roll-back plan", "Rollback", "Back-out plan", "Backout plan", "Recovery plan"],
  test_evidence: ["Test evidence", "Testing", "Test plan", "Tests", "Verification", "How was this tested"],
  security_impact: ["Security impact", "Security considerations", "Security"],
  data_protection: ["Data protection", "Data protection impact", "Privacy impact", "Privacy"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Section = keyof typeof SECTIONS;
export const SECTION_NAMES = Object.keys(SECTIONS) as readonly Section[] as readonly [Section, ...Section[]];

/** What a framework asks to be on record for a change. A change that has it is not thereby compliant. */
export interface Framework {
  readonly sections: readonly Section[];
  /** How many people other than the author have to sign. */
  readonly signOffs: number;
  /** Whether the author signs too. */
  readonly authorSigns: boolean;
}

export const FRAMEWORKS = {
  /** ISO/IEC 27001:2022, annex A 8.32: changes are assessed, tested, authorised, and can be fallen back from. */
  iso27001: {
    sections: ["change_justification", "risk_assessment", "test_evidence", "rollback_plan"],
    signOffs: 1,
    authorSigns: false,
  },
  /** AICPA Trust Services Criteria CC8.1: changes are documented, tested and approved. */
  soc2: { sections: ["change_justification", "test_evidence"], signOffs: 1, authorSigns: false },
  /** EU GMP annex 11, sections 4 and 10, and 21 CFR part 11: controlled, assessed, tested, signed by who made it too. */
  gxp: {
    sections: ["change_justification", "risk_assessment", "test_evidence", "rollback_plan"],
    signOffs: 2,
    authorSigns: true,
  },
  /** General controls over IT: a reason, tests, and approval by somebody else. */
  sox: { sections: ["change_justification", "test_evidence"], signOffs: 1, authorSigns: false },
  /** PCI DSS 4.0, requirement 6.5.1. */
  "pci-dss": {
    sections: ["change_justification", "security_impact", "test_evidence", "rollback_plan"],
    signOffs: 1,
    authorSigns: false,
  },
  /** GDPR, articles 25, 32 and 35: what it means for personal data is thought of before. */
  gdpr: { sections: ["data_protection", "risk_assessment"], signOffs: 0, authorSigns: false },
} as const satisfies Readonly<Record<string, Framework>>;
export type FrameworkName = keyof typeof FRAMEWORKS;
export const FRAMEWORK_NAMES = Object.keys(FRAMEWORKS) as readonly FrameworkName[] as readonly [
  FrameworkName,
  ...FrameworkName[],
];
