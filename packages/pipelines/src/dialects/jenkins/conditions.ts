import { regexCondition } from "../../migrate/patterns.ts";
import { quoted } from "../../migrate/steps.ts";
import type { Statement } from "./parse.ts";
import { firstOf } from "./tree.ts";

/** What `when` says, as an expression. */
export interface When {
  readonly text: string;
  /** It reads variables, which only steps know. */
  readonly inSteps: boolean;
  /** Parts that are said only nearly, each with what is not the same. */
  readonly near: readonly { readonly statement: Statement; readonly reason: string }[];
}

/** The expression of a condition; undefined where only Groovy could say it. */
export function whenOf(statements: readonly Statement[], sign = "&&"): When | undefined {
  const parts = statements.filter(({ name }) => !/^before(Agent|Input|Options)$/.test(name)).map(one);
  const found = parts.filter((part) => part !== undefined);
  if (found.length < parts.length || found.length === 0) return undefined;
  const text =
    found.length === 1
      ? (found[0]?.text ?? "true")
      : found
          .map((part) => (part.text.includes("||") || part.text.includes("&&") ? `(${part.text})` : part.text))
          .join(` ${sign} `);
  return { text, inSteps: found.some(({ inSteps }) => inSteps), near: found.flatMap(({ near }) => near) };
}

function one(statement: Statement): When | undefined {
  const text = firstOf(statement, "pattern")?.text;
  const plain = (made: string): When => ({ text: made, inSteps: false, near: [] });
  switch (statement.name) {
    case "branch":
      return named(statement);
    case "tag": {
      const name = text === undefined ? undefined : named(statement);
      return name === undefined ? undefined : { ...name, text: `github.ref_type == 'tag' && ${name.text}` };
    }
    case "buildingTag":
      return plain("github.ref_type == 'tag'");
    case "changeRequest": {
      const target = statement.args.find(({ name }) => name === "target")?.text;
      // Others ask for the author, the title or the fork, or compare otherwise.
      if (statement.args.some(({ name }) => name !== "target")) return undefined;
      return plain(
        target === undefined ? "github.event_name == 'pull_request'" : `github.base_ref == ${quoted(target)}`,
      );
    }
    case "triggeredBy":
      if (/TimerTrigger/.test(text ?? "")) return plain("github.event_name == 'schedule'");
      if (/User/.test(text ?? "")) return plain("github.event_name == 'workflow_dispatch'");
      // Nothing of GitHub is started by another pipeline of Jenkins.
      return /Upstream/.test(text ?? "")
        ? {
            text: "github.event_name == 'workflow_run'",
            inSteps: false,
            near: [{ statement, reason: "No pipeline of Jenkins starts this one." }],
          }
        : undefined;
    case "environment": {
      const name = statement.args.find((argument) => argument.name === "name")?.text;
      const value = statement.args.find((argument) => argument.name === "value")?.text;
      return name === undefined || value === undefined
        ? undefined
        : { text: `env.${name} == ${quoted(value)}`, inSteps: true, near: [] };
    }
    case "expression": {
      const code = statement.code?.raw.replace(/^return\s+/, "").trim() ?? "";
      const name = /^(!?)\s*(?:params|env)\.(\w+)(?:\s*==\s*true)?$/.exec(code);
      if (name !== null)
        return { text: `env.${name[2]} ${name[1] === "!" ? "!=" : "=="} 'true'`, inSteps: true, near: [] };
      const compared = /^(?:params\.|env\.)?(\w+)\s*(==|!=)\s*(["'])([^"']*)\3$/.exec(code);
      if (compared === null) return undefined;
      const left = compared[1] === "BRANCH_NAME" ? "github.ref_name" : `env.${compared[1]}`;
      return {
        text: `${left} ${compared[2]} ${quoted(compared[4] ?? "")}`,
        inSteps: left.startsWith("env."),
        near: [],
      };
    }
    case "not": {
      const inner = whenOf(statement.body ?? []);
      return inner === undefined ? undefined : { ...inner, text: `!(${inner.text})` };
    }
    case "anyOf":
      return whenOf(statement.body ?? [], "||");
    case "allOf":
      return whenOf(statement.body ?? []);
    default:
      return undefined;
  }
}

/** The name of a branch or tag against a pattern, which is one of Ant's unless `comparator` says otherwise. */
function named(statement: Statement): When | undefined {
  const left = "github.ref_name";
  const pattern = firstOf(statement, "pattern")?.text;
  const others = statement.args.filter(({ name }) => name !== undefined && name !== "pattern");
  const comparator = others.find(({ name }) => name === "comparator")?.text ?? "GLOB";
  if (pattern === undefined || others.some(({ name }) => name !== "comparator")) return undefined;
  const when = (text: string, reason?: string): When => ({
    text,
    inSteps: false,
    near: reason === undefined ? [] : [{ statement, reason }],
  });
  if (comparator === "REGEXP") {
    const made = regexCondition(left, pattern, true);
    const reason = "GitHub's conditions have no regular expressions: this says nearly the same.";
    return made === undefined ? undefined : when(made.text, made.exact ? undefined : reason);
  }
  if (comparator === "EQUALS" || (comparator === "GLOB" && !/[*?]/.test(pattern)))
    return when(`${left} == ${quoted(pattern)}`);
  const parts = pattern.split(/\*+/);
  if (comparator !== "GLOB" || pattern.includes("?") || parts.length > 2) return undefined;
  const [start = "", end = ""] = parts;
  const begins = start === "" ? [] : [`startsWith(${left}, ${quoted(start)})`];
  const ends = end === "" ? [] : [`endsWith(${left}, ${quoted(end)})`];
  const text = [...begins, ...ends].join(" && ") || "true";
  return when(text, /\*\*/.test(pattern) ? undefined : 'A "*" of Jenkins stops at a slash, this does not.');
}
