/** Variables of Azure Pipelines that GitHub has in a context. */
export const PREDEFINED: Readonly<Record<string, string>> = {
  "agent.builddirectory": "github.workspace",
  "agent.jobname": "github.job",
  "agent.os": "runner.os",
  "agent.tempdirectory": "runner.temp",
  "build.artifactstagingdirectory": "runner.temp",
  "build.buildid": "github.run_id",
  "build.buildnumber": "github.run_number",
  "build.reason": "github.event_name",
  "build.repository.name": "github.repository",
  "build.sourcebranch": "github.ref",
  "build.sourcebranchname": "github.ref_name",
  "build.sourcesdirectory": "github.workspace",
  "build.sourceversion": "github.sha",
  "build.stagingdirectory": "runner.temp",
  "pipeline.workspace": "github.workspace",
  "system.defaultworkingdirectory": "github.workspace",
  "system.pullrequest.pullrequestnumber": "github.event.pull_request.number",
  "system.pullrequest.sourcebranch": "github.head_ref",
  "system.pullrequest.targetbranch": "github.base_ref",
};

const REASONS: Readonly<Record<string, string>> = {
  PullRequest: "pull_request",
  Schedule: "schedule",
  Manual: "workflow_dispatch",
  IndividualCI: "push",
  BatchedCI: "push",
};

const STATUS = /\b(?:success|failure|cancelled|always)\(\)/;

/**
 * A condition as it stands after `if:`. Azure asks for success only where no condition is given; GitHub does so unless
 * the condition asks for a status itself.
 */
export function whenever(text: string): string {
  if (STATUS.test(text)) return text;
  return /^\(.*\)$|^[^&|]+$/.test(text) ? `always() && ${text}` : `always() && (${text})`;
}

/** Whether a condition asks that nothing before has failed. */
export function asksForSuccess(text: string): boolean {
  return /(?<!!\()\bsuccess\(\)/.test(text);
}

/**
 * A condition as an expression of GitHub, without what GitHub adds to it by itself; undefined where it says what GitHub
 * cannot.
 * @param inStep only steps know variables and the runner
 */
export function condition(text: string, inStep: boolean): string | undefined {
  const tokens = text.match(/'(?:[^']|'')*'|[A-Za-z_][\w.]*|-?\d+(?:\.\d+)?|[()[\],]|\S/g) ?? [];
  let at = 0;
  const value = (): string | undefined => {
    const token = tokens[at++];
    if (token === undefined) return undefined;
    if (token.startsWith("'")) return token;
    if (/^-?\d/.test(token) || /^(true|false)$/i.test(token)) return token.toLowerCase();
    if (tokens[at] === "(") {
      at++;
      const parts: (string | undefined)[] = [];
      while (at < tokens.length && tokens[at] !== ")") {
        parts.push(value());
        if (tokens[at] === ",") at++;
      }
      if (tokens[at++] !== ")" || parts.includes(undefined)) return undefined;
      return call(
        token.toLowerCase(),
        parts.filter((part) => part !== undefined),
      );
    }
    const root = token.split(".")[0]?.toLowerCase();
    if (root !== "variables") return undefined;
    if (tokens[at] === "[") {
      const name = tokens[at + 1]?.replaceAll("'", "");
      at += 3;
      return name === undefined ? undefined : variable(name, inStep);
    }
    return token.includes(".") ? variable(token.slice(token.indexOf(".") + 1), inStep) : undefined;
  };
  const made = value();
  return at < tokens.length ? undefined : made;
}

function variable(name: string, inStep: boolean): string | undefined {
  const known = PREDEFINED[name.toLowerCase()];
  if (known !== undefined) return inStep || !known.startsWith("runner.") ? known : undefined;
  return inStep && /^[A-Za-z_][\w.]*$/.test(name) ? `env.${name.replaceAll(".", "_")}` : undefined;
}

function call(name: string, parts: readonly string[]): string | undefined {
  const [a, b] = parts;
  const joined = (sign: string) => `(${parts.join(` ${sign} `)})`;
  switch (name) {
    case "succeeded":
      return parts.length === 0 ? "success()" : undefined;
    case "failed":
      return parts.length === 0 ? "failure()" : undefined;
    case "succeededorfailed":
      return "!cancelled()";
    case "always":
    case "canceled":
      return name === "always" ? "always()" : "cancelled()";
    case "and":
    case "or":
      return joined(name === "and" ? "&&" : "||");
    case "not":
      return a === undefined ? undefined : `!(${a})`;
    case "eq":
    case "ne":
      return a === undefined || b === undefined ? undefined : `${a} ${name === "eq" ? "==" : "!="} ${reason(a, b)}`;
    case "gt":
    case "lt":
    case "ge":
    case "le":
      return a === undefined || b === undefined
        ? undefined
        : `${a} ${{ gt: ">", lt: "<", ge: ">=", le: "<=" }[name]} ${b}`;
    case "in":
      return a === undefined
        ? undefined
        : `(${[...new Set(parts.slice(1).map((part) => `${a} == ${reason(a, part)}`))].join(" || ")})`;
    case "contains":
      return `contains(${parts.join(", ")})`;
    case "startswith":
      return `startsWith(${parts.join(", ")})`;
    case "endswith":
      return `endsWith(${parts.join(", ")})`;
    default:
      return undefined;
  }
}

/** The words for why a run was started differ. */
function reason(left: string, right: string): string {
  const word = right.replaceAll("'", "");
  return left === "github.event_name" && REASONS[word] !== undefined ? `'${REASONS[word]}'` : right;
}
