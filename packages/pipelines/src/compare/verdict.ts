/** From what needs a look most to what needs none. */
export const VERDICTS = ["lost", "weaker", "unknown", "gained", "stronger", "same"] as const;

/**
 * What became of one construct. `stronger`: it runs in more cases, checks more, or grants less; `weaker` the opposite;
 * `unknown`: it differs, and nobody can tell from the file which way.
 */
export type Verdict = (typeof VERDICTS)[number];

/** Verdicts that somebody should look at before the new side takes the old one's place. */
export const CONCERNS: readonly Verdict[] = ["lost", "weaker", "unknown"];

/** What is compared, and what the verdicts mean for it: the one table that all decisions follow. */
export const CONSTRUCTS = {
  pipeline: {
    name: "pipeline",
    rule: "A file that is only on one side is lost or gained. Another name alone changes nothing but what is shown.",
  },
  trigger: {
    name: "trigger",
    rule: "An event that no longer starts the pipeline is lost, a new one is gained.",
  },
  filter: {
    name: "filter",
    rule: "One that lets a part of the events pass that passed before is weaker, one that lets more pass is stronger.",
  },
  schedule: {
    name: "schedule",
    rule: "One that runs at a part of the times is weaker, at more of them stronger; one that is gone is lost.",
  },
  interface: {
    name: "interface",
    rule: "An input, output or secret that callers may use is lost when it is gone; a change of it is unknown.",
  },
  concurrency: {
    name: "concurrency",
    rule: "Ending runs under way is weaker, no longer ending them is stronger; another group is unknown.",
  },
  permission: {
    name: "permission",
    rule: "More access is weaker, less is stronger. What nobody declares is the repository's setting, so unknown unless either setting gives the same answer.",
  },
  job: {
    name: "job",
    rule: "One that is gone is lost; one that does the same under another id is the same.",
  },
  need: {
    name: "need",
    rule: "A job that is no longer waited for is lost, unless it is still waited for through another.",
  },
  condition: {
    name: "condition",
    rule: "One that provably holds in fewer cases is weaker, in more cases stronger; where neither can be proved it is unknown.",
  },
  machine: { name: "machine", rule: "Another machine is unknown." },
  cell: { name: "matrix cell", rule: "A combination that no longer runs is lost, a new one is gained." },
  strategy: {
    name: "strategy",
    rule: "Letting every cell run to its end is stronger than ending them when one fails; another number at once is unknown.",
  },
  environment: {
    name: "deployment environment",
    rule: "Without one its protection rules no longer apply: lost. Another one is unknown.",
  },
  timeout: {
    name: "time limit",
    rule: "A shorter one is stronger, since it fails what hangs sooner; a longer one, or none, is weaker.",
  },
  errors: {
    name: "continue-on-error",
    rule: "Going on after an error is weaker, no longer doing so is stronger.",
  },
  container: { name: "container", rule: "One that is gone is lost; any other change of it is unknown." },
  service: { name: "service", rule: "One that is gone is lost; any other change of it is unknown." },
  output: { name: "output", rule: "One that is gone is lost; another value is unknown." },
  call: { name: "call", rule: "Another workflow, version or input is unknown." },
  secret: {
    name: "secret",
    rule: "One that reaches a job for the first time is gained, and marked; one that is no longer used is lost.",
  },
  step: { name: "step", rule: "One that is gone is lost; one that runs at another place is unknown." },
  command: { name: "command", rule: "Another command is unknown." },
  shell: {
    name: "shell",
    rule: "`bash` by name fails when any part of a pipe does and is stronger than the default; any other change is unknown.",
  },
  folder: { name: "working directory", rule: "Another one is unknown." },
  action: {
    name: "action",
    rule: "Another version is unknown, unless both are known to be the same commit.",
  },
  input: {
    name: "input",
    rule: "Another value is unknown; not keeping credentials after a checkout is stronger.",
  },
  artifact: { name: "artifact", rule: "A step that hands one on or takes one, and is gone, is lost." },
  cache: { name: "cache", rule: "A step that keeps one, and is gone, is lost." },
  variable: {
    name: "environment variable",
    rule: "One that is gone is lost; another value is unknown.",
  },
  setting: { name: "setting", rule: "Something that the model has no place for: any change is unknown." },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly rule: string }>>;

export type Construct = keyof typeof CONSTRUCTS;
