/** What an expression may use at a key. */
export interface Availability {
  /** Contexts, in lower case. */
  readonly contexts: readonly string[];
  /** The functions that are not available everywhere, as they are documented: `success`, `hashFiles`, ... */
  readonly functions: readonly string[];
}

/** Contexts of every dialect of expressions here: a name that is none of these is a mistake wherever it stands. */
export const CONTEXTS = [
  "env",
  "github",
  "inputs",
  "job",
  "jobs",
  "matrix",
  "needs",
  "runner",
  "secrets",
  "steps",
  "strategy",
  "vars",
] as const;

const STATUS = ["always", "cancelled", "failure", "success"];
const HASH = ["hashFiles"];

function available(contexts: string, functions: readonly string[] = []): Availability {
  return { contexts: contexts.split(" "), functions };
}

const FILE = available("github inputs vars");
const NEEDS = available("github inputs needs vars");
const CELL = available("github inputs matrix needs strategy vars");
const CELL_SECRETS = available("github inputs matrix needs secrets strategy vars");
const CREDENTIALS = available("env github inputs matrix needs secrets strategy vars");
const RUNNING = available("env github inputs job matrix needs runner secrets steps strategy vars");
const STEP: Availability = { ...RUNNING, functions: HASH };

/**
 * What is available at which key of a workflow; it holds for everything below the key, until a longer key of the table.
 * At keys that no entry covers (a step's `shell`, `uses`, ...), expressions are not allowed.
 * Source: "Context availability" in GitHub's reference of contexts, and the schema of GitHub's own workflow parser.
 */
export const WORKFLOW_AVAILABILITY: Readonly<Record<string, Availability>> = {
  "run-name": FILE,
  concurrency: FILE,
  env: available("github inputs secrets vars"),
  "on.workflow_call.inputs.<inputs_id>.default": FILE,
  "on.workflow_call.outputs.<output_id>.value": available("github inputs jobs vars"),
  "jobs.<job_id>.cancel-timeout-minutes": CELL,
  "jobs.<job_id>.concurrency": CELL,
  "jobs.<job_id>.container": CELL,
  "jobs.<job_id>.container.credentials": CREDENTIALS,
  "jobs.<job_id>.container.env.<env_id>": RUNNING,
  "jobs.<job_id>.continue-on-error": CELL,
  "jobs.<job_id>.defaults.run": available("env github inputs matrix needs strategy vars"),
  "jobs.<job_id>.env": CELL_SECRETS,
  "jobs.<job_id>.environment": CELL,
  "jobs.<job_id>.environment.url": available("env github inputs job matrix needs runner steps strategy vars"),
  "jobs.<job_id>.if": { ...NEEDS, functions: STATUS },
  "jobs.<job_id>.name": CELL,
  "jobs.<job_id>.outputs.<output_id>": RUNNING,
  "jobs.<job_id>.runs-on": CELL,
  "jobs.<job_id>.secrets.<secrets_id>": CELL_SECRETS,
  "jobs.<job_id>.services": CELL,
  "jobs.<job_id>.services.<service_id>.credentials": CREDENTIALS,
  "jobs.<job_id>.services.<service_id>.env.<env_id>": RUNNING,
  "jobs.<job_id>.snapshot.if": CELL,
  "jobs.<job_id>.steps.continue-on-error": STEP,
  "jobs.<job_id>.steps.env": STEP,
  "jobs.<job_id>.steps.if": {
    ...available("env github inputs job matrix needs runner steps strategy vars"),
    functions: [...STATUS, ...HASH],
  },
  "jobs.<job_id>.steps.name": STEP,
  "jobs.<job_id>.steps.run": STEP,
  "jobs.<job_id>.steps.timeout-minutes": STEP,
  "jobs.<job_id>.steps.with": STEP,
  "jobs.<job_id>.steps.working-directory": STEP,
  "jobs.<job_id>.strategy": NEEDS,
  "jobs.<job_id>.timeout-minutes": CELL,
  "jobs.<job_id>.with.<with_id>": CELL,
};

const COMPOSITE = available("env github inputs job matrix runner steps strategy", HASH);
const COMPOSITE_IF: Availability = { ...COMPOSITE, functions: [...STATUS, ...HASH] };
const HOOK: Availability = {
  ...available("env github inputs job matrix runner strategy"),
  functions: [...STATUS, ...HASH],
};

/** The same of an `action.yml`. Source: the schema of action files of GitHub's own workflow parser. */
export const ACTION_AVAILABILITY: Readonly<Record<string, Availability>> = {
  "inputs.<input_id>.default": available("github job matrix runner strategy", HASH),
  "outputs.<output_id>.value": { ...COMPOSITE, functions: [] },
  "runs.args": available("inputs"),
  "runs.env.<env_id>": available("inputs"),
  "runs.post-if": HOOK,
  "runs.pre-if": HOOK,
  "runs.steps.continue-on-error": COMPOSITE,
  "runs.steps.env": COMPOSITE,
  "runs.steps.if": COMPOSITE_IF,
  "runs.steps.name": COMPOSITE,
  "runs.steps.run": COMPOSITE,
  "runs.steps.shell": COMPOSITE,
  "runs.steps.with": COMPOSITE,
  "runs.steps.working-directory": COMPOSITE,
};
