import { list, map, OutScalar } from "../../migrate/output.ts";
import { refFilter, regexCondition, regexOf } from "../../migrate/patterns.ts";
import { quoted } from "../../migrate/steps.ts";
import { equal, type Translation } from "../../migrate/translation.ts";
import { entry, isTrue, texts } from "../../migrate/values.ts";

/** `branches` becomes the filters of pushes and pull requests; without it everything is built. */
export function triggers(translation: Translation): void {
  const on = translation.workflow.map("on");
  const branches = entry(translation.root, "branches");
  const only = entry(branches?.value, "only");
  const except = entry(branches?.value, "except");
  const listed = only ?? except ?? (branches?.value.kind === "map" ? undefined : branches);
  const names = texts(listed?.value);
  if (listed === undefined || names.length === 0) {
    on.set("push", new OutScalar(null)).set("pull_request", new OutScalar(null));
    if (branches !== undefined) translation.lost("travis/branches", "It filters nothing.", branches);
    return;
  }
  const key = listed === except ? "branches-ignore" : "branches";
  const filters = () => list(names.map((name) => refFilter("travis/branch", name)));
  const push = map({ [key]: filters() });
  // Travis compares tags with the same patterns; a tag is mostly meant by a regular expression.
  const tags = names.filter((name) => regexOf(name.text) !== undefined && /\\d|v/.test(name.text));
  if (key === "branches" && tags.length > 0)
    push.set("tags", list(tags.map((name) => refFilter("travis/branch", name))));
  push.carries(equal("travis/branches", undefined, branches, listed));
  on.set("push", push).set("pull_request", map({ [key]: filters() }));
  const rest = branches?.value.kind === "map" ? branches.value.entries.filter((held) => held !== listed) : [];
  for (const other of rest) {
    translation.lost("travis/branches", "Of `only` and `except` GitHub takes one.", other);
  }
}

/** `if:` of a build, a stage or a job as an expression; undefined where it says what GitHub cannot. */
export function condition(text: string): string | undefined {
  const tokens = text.match(/"[^"]*"|'[^']*'|\/(?:\\.|[^/])*\/|=~|!=|!~|==|=|\(|\)|,|[^\s()=!,~]+/g) ?? [];
  let at = 0;
  const peek = () => tokens[at]?.toUpperCase();
  const any = (): string | undefined => chain("OR", "||", both);
  const both = (): string | undefined => chain("AND", "&&", not);
  const chain = (word: string, sign: string, next: () => string | undefined): string | undefined => {
    const parts = [next()];
    while (peek() === word || peek() === sign) {
      at++;
      parts.push(next());
    }
    if (parts.includes(undefined)) return undefined;
    return parts.length === 1
      ? parts[0]
      : parts.map((part) => (/ (\|\||&&) /.test(part ?? "") ? `(${part})` : part)).join(` ${sign} `);
  };
  const not = (): string | undefined => {
    if (peek() === "NOT" || peek() === "!") {
      at++;
      const held = not();
      return held === undefined ? undefined : `!(${held})`;
    }
    if (peek() === "(") {
      at++;
      const held = any();
      if (peek() !== ")") return undefined;
      at++;
      return held === undefined ? undefined : `(${held})`;
    }
    return term();
  };
  const term = (): string | undefined => {
    const name = tokens[at++];
    if (name === undefined) return undefined;
    const left = TERMS[name.toLowerCase()];
    const operator = peek();
    if (/^true$/i.test(name)) return "true";
    if (/^false$/i.test(name)) return "false";
    if (left === undefined) return undefined;
    if (operator === "IS") {
      at++;
      const word = tokens[at++]?.toUpperCase();
      if (word === "PRESENT") return `${left} != ''`;
      if (word === "BLANK") return `${left} == ''`;
      return undefined;
    }
    if (operator === "=" || operator === "==" || operator === "!=") {
      at++;
      const value = tokens[at++];
      return value === undefined ? undefined : compare(name, left, operator === "!=" ? "!=" : "==", unquoted(value));
    }
    if (operator === "IN" || (operator === "NOT" && tokens[at + 1]?.toUpperCase() === "IN")) {
      at += operator === "IN" ? 1 : 2;
      if (tokens[at++] !== "(") return undefined;
      const values: string[] = [];
      while (tokens[at] !== undefined && tokens[at] !== ")") {
        if (tokens[at] !== ",") values.push(unquoted(tokens[at] ?? ""));
        at++;
      }
      at++;
      const listed = values.map((value) => compare(name, left, "==", value)).join(" || ");
      return operator === "IN" ? `(${listed})` : `!(${listed})`;
    }
    if (operator === "=~") {
      at++;
      const pattern = unquoted(tokens[at++] ?? "");
      const made = regexCondition(left, /^\/(.*)\/$/.exec(pattern)?.[1] ?? pattern, false);
      return made?.exact === true ? made.text : undefined;
    }
    return name.toLowerCase() === "fork" ? left : undefined;
  };
  const made = any();
  return at < tokens.length ? undefined : made;
}

const TERMS: Readonly<Record<string, string>> = {
  branch: "(github.base_ref || github.ref_name)",
  tag: "(github.ref_type == 'tag' && github.ref_name || '')",
  type: "github.event_name",
  repo: "github.repository",
  fork: "github.event.pull_request.head.repo.fork",
  head_branch: "github.head_ref",
  head_repo: "github.event.pull_request.head.repo.full_name",
  sender: "github.actor",
  commit_message: "github.event.head_commit.message",
  os: "runner.os",
};

const TYPES: Readonly<Record<string, string>> = { cron: "schedule", api: "workflow_dispatch" };

function compare(name: string, left: string, operator: string, value: string): string {
  if (name.toLowerCase() === "fork")
    return `${operator === "==" ? "" : "!"}(${left} ${isTrueText(value) ? "==" : "!="} true)`;
  const right = name.toLowerCase() === "type" ? (TYPES[value] ?? value) : value;
  return `${left} ${operator} ${quoted(right)}`;
}

function isTrueText(value: string): boolean {
  return isTrue({ kind: "text", path: "", span: { start: 0, end: 0 }, via: [], at: undefined, text: value, value });
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
