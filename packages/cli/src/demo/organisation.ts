// The organisation of the demo, as data: four repositories, from strict to free, and who may do what in them.

export const ORGANISATION = "acme";

export type Permission = "admin" | "maintain" | "write";

/** Who works there. Whoever is not here may read, since the repositories are public. */
export const PEOPLE: Readonly<Record<string, Permission>> = {
  ada: "write",
  bruno: "write",
  chen: "write",
  dana: "maintain",
  emil: "admin",
};

export interface DemoRepository {
  readonly name: string;
  readonly tier: "mission_critical" | "business_critical" | "standard" | "experimental";
  /** The policy on the default branch, `.qms/review.yml`. */
  readonly policy: string;
  /** Other protected branches with a policy of their own. */
  readonly branches?: Readonly<Record<string, string>>;
  /** Issues, in the order of their numbers from 1. */
  readonly issues: readonly string[];
  readonly readme: string;
}

/** What CI reports on every commit. */
export const CI_CHECKS: readonly string[] = ["build", "test"];
/** What the branches demand: CI, and Tollgate's verdict. */
export const REQUIRED_CHECKS: readonly string[] = [...CI_CHECKS, "qms/overall"];

export const POLICY_FILE = ".qms/review.yml";

function template(name: string, tier: string, spec: string): string {
  return `apiVersion: tollgate.dev/v1
kind: WorkflowTemplate
metadata:
  name: ${name}
spec:
  tier: ${tier}
${spec.replaceAll(/^(?=.)/gm, "  ")}`;
}

/** The policy of web-portal; with the slip, the one that a person gets wrong for a while. */
export function portalPolicy(slip = false): string {
  return template(
    "web-portal",
    "standard",
    `# An approval and green CI are enough: nobody gives a final word here.
gates:
  dod/approvals:
    params:
      ${slip ? "cuont" : "count"}: 1
final:
  required: false
`,
  );
}

export const REPOSITORIES: readonly DemoRepository[] = [
  {
    name: "payment-gateway",
    tier: "mission_critical",
    readme: "# payment-gateway\n\nTakes payments and refunds from the shops and hands them to the banks.\n",
    policy: template(
      "payment-gateway",
      "mission_critical",
      `# Money moves here: two people approve, changes stay small, and a coordinator has the last word.
gates:
  dor/description:
    params:
      min_length: 40
  dor/title:
    params:
      min_length: 15
      pattern: "^(feat|fix|perf|docs|chore)\\\\([a-z-]+\\\\): "
  dor/change-size:
    blocking: true
    params:
      max_lines: 400
      max_files: 20
  dod/approvals:
    params:
      count: 2
final:
  role: coordinator
`,
    ),
    issues: [
      "Webhooks are parsed before their signature is checked",
      "A retried refund can be paid out twice",
      "Describe what happens when a bank does not answer",
    ],
  },
  {
    name: "order-service",
    tier: "business_critical",
    readme: "# order-service\n\nKeeps orders from the basket to the delivery.\n",
    policy: template(
      "order-service",
      "business_critical",
      `# One approval, titles that say what kind of change it is, and a final word.
gates:
  dor/title:
    params:
      pattern: "^(feat|fix|perf|docs|chore)\\\\([a-z-]+\\\\): "
final:
  role: coordinator
`,
    ),
    branches: {
      preview: template(
        "order-service-preview",
        "experimental",
        `# What is shown to testers: green CI is enough.
gates:
  dod/approvals:
    params:
      count: 0
final:
  required: false
`,
      ),
    },
    issues: [
      "Stock stays reserved after a payment timed out",
      "Page 400 of the search takes nine seconds",
      "Large exports run out of memory",
    ],
  },
  {
    name: "web-portal",
    tier: "standard",
    readme: "# web-portal\n\nThe pages that members see.\n",
    policy: portalPolicy(),
    issues: [
      "The member list loads every avatar at once",
      "A long form is lost when the session is renewed",
      "Buttons have no focus ring in high contrast mode",
    ],
  },
  {
    name: "forecast-lab",
    tier: "experimental",
    readme: "# forecast-lab\n\nExperiments with the weekly forecast of demand.\n",
    policy: template(
      "forecast-lab",
      "experimental",
      `# Shadow mode: everything is judged and shown, nothing is blocked. Little stops an experiment, but unfinished work does.
shadow: true
gates:
  dor/title:
    blocking: true
final:
  required: false
`,
    ),
    issues: ["Outliers pull the weekly forecast off"],
  },
];

export function fullName(repository: string): string {
  return `${ORGANISATION}/${repository}`;
}

export function repositoryOf(name: string): DemoRepository {
  const found = REPOSITORIES.find((repository) => fullName(repository.name) === name);
  if (found === undefined) throw new Error(`the demo has no repository ${name}`);
  return found;
}
