import { regexCondition } from "../../migrate/patterns.ts";
import { quoted } from "../../migrate/steps.ts";

/** Variables of GitLab in conditions of jobs. */
const TERMS: Readonly<Record<string, string>> = {
  CI_COMMIT_BRANCH: "(github.ref_type == 'branch' && github.event_name != 'pull_request' && github.ref_name || '')",
  CI_COMMIT_REF_NAME: "(github.head_ref || github.ref_name)",
  CI_COMMIT_TAG: "(github.ref_type == 'tag' && github.ref_name || '')",
  CI_COMMIT_MESSAGE: "github.event.head_commit.message",
  CI_COMMIT_TITLE: "github.event.head_commit.message",
  CI_DEFAULT_BRANCH: "github.event.repository.default_branch",
  CI_MERGE_REQUEST_ID: "github.event.pull_request.number",
  CI_MERGE_REQUEST_IID: "github.event.pull_request.number",
  CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: "github.head_ref",
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "github.base_ref",
  CI_OPEN_MERGE_REQUESTS: "github.event.pull_request.number",
  CI_PIPELINE_SOURCE: "github.event_name",
  CI_PROJECT_NAMESPACE: "github.repository_owner",
  CI_PROJECT_NAME: "github.event.repository.name",
  CI_PROJECT_PATH: "github.repository",
  GITLAB_USER_LOGIN: "github.actor",
};

const SOURCES: Readonly<Record<string, string>> = {
  merge_request_event: "pull_request",
  web: "workflow_dispatch",
  api: "repository_dispatch",
  trigger: "repository_dispatch",
  pipeline: "workflow_call",
};

/**
 * An expression of `rules:if`; undefined where GitHub's conditions cannot say it.
 * @param variables those that the file sets for the job, with their text
 */
export function ruleCondition(text: string, variables: ReadonlyMap<string, string>): string | undefined {
  const tokens =
    text.match(/"[^"]*"|'[^']*'|\/(?:\\.|[^/\\])+\/[a-z]*|\$\{?\w+\}?|=~|!~|==|!=|&&|\|\||[()!]|null|[^\s()]+/g) ?? [];
  let at = 0;
  const chain = (sign: string, next: () => string | undefined): string | undefined => {
    const parts = [next()];
    while (tokens[at] === sign) {
      at++;
      parts.push(next());
    }
    if (parts.includes(undefined)) return undefined;
    return parts.length === 1 ? parts[0] : `(${parts.join(` ${sign} `)})`;
  };
  const any = (): string | undefined => chain("||", () => chain("&&", term));
  const term = (): string | undefined => {
    if (tokens[at] === "(") {
      at++;
      const held = any();
      return tokens[at++] === ")" ? held : undefined;
    }
    const left = operand(tokens[at++], variables);
    const sign = tokens[at];
    if (left === undefined) return undefined;
    if (sign === "==" || sign === "!=") {
      at++;
      const token = tokens[at++];
      if (token === "null") return `${left} ${sign} ''`;
      const right = operand(token, variables);
      return right === undefined
        ? undefined
        : `${left} ${sign} ${left === "github.event_name" ? source(right) : right}`;
    }
    if (sign === "=~" || sign === "!~") {
      at++;
      const pattern = /^\/(.*)\/[a-z]*$/.exec(tokens[at++] ?? "")?.[1];
      const made = pattern === undefined ? undefined : regexCondition(left, pattern, false);
      if (made?.exact !== true) return undefined;
      return sign === "=~" ? made.text : `!(${made.text})`;
    }
    return `${left} != ''`;
  };
  const made = any();
  return at < tokens.length ? undefined : made;
}

function operand(token: string | undefined, variables: ReadonlyMap<string, string>): string | undefined {
  if (token === undefined) return undefined;
  if (/^["']/.test(token)) return quoted(token.slice(1, -1));
  const name = /^\$\{?(\w+)\}?$/.exec(token)?.[1];
  if (name === undefined || TERMS[name] !== undefined) return TERMS[name ?? ""];
  const text = variables.get(name);
  if (text === undefined) return `vars.${name}`;
  // What the project's settings say comes before the file; a text made of others is known to no condition.
  return text.includes("$") ? undefined : `(vars.${name} || ${quoted(text)})`;
}

function source(right: string): string {
  return quoted(SOURCES[right.slice(1, -1)] ?? right.slice(1, -1));
}

/** One entry of `only` or `except` as an expression. */
export function refCondition(text: string): string | undefined {
  const plain = text.split("@")[0] ?? text;
  const project = text.includes("@") ? text.split("@")[1] : undefined;
  const ref = ((): string | undefined => {
    switch (plain) {
      case "branches":
        return "github.ref_type == 'branch'";
      case "tags":
        return "github.ref_type == 'tag'";
      case "merge_requests":
        return "github.event_name == 'pull_request'";
      case "schedules":
        return "github.event_name == 'schedule'";
      case "web":
        return "github.event_name == 'workflow_dispatch'";
      case "pushes":
        return "github.event_name == 'push'";
      case "api":
      case "triggers":
        return "github.event_name == 'repository_dispatch'";
      default: {
        const regex = /^\/(.*)\/[a-z]*$/.exec(plain)?.[1];
        if (regex === undefined) return `github.ref_name == ${quoted(plain)}`;
        const made = regexCondition("github.ref_name", regex, false);
        return made?.exact === true ? made.text : undefined;
      }
    }
  })();
  if (ref === undefined || project === undefined) return ref;
  const owner = project.includes("/")
    ? `github.repository == ${quoted(project)}`
    : `github.repository_owner == ${quoted(project)}`;
  return `${ref} && ${owner}`;
}
