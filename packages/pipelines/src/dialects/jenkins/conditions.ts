import { quoted } from "../../migrate/steps.ts";
import type { Statement } from "./parse.ts";
import { firstOf } from "./tree.ts";

/** What `when` says, as an expression. */
export interface When {
  readonly text: string;
  /** It reads variables, which only steps know. */
  readonly inSteps: boolean;
  /** Parts that are said only nearly. */
  readonly near: readonly Statement[];
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
      return text === undefined ? undefined : plain(glob("github.ref_name", text));
    case "tag":
      return text === undefined ? undefined : plain(`github.ref_type == 'tag' && ${glob("github.ref_name", text)}`);
    case "buildingTag":
      return plain("github.ref_type == 'tag'");
    case "changeRequest": {
      const target = statement.args.find(({ name }) => name === "target")?.text;
      return plain(
        target === undefined ? "github.event_name == 'pull_request'" : `github.base_ref == ${quoted(target)}`,
      );
    }
    case "triggeredBy":
      if (/TimerTrigger/.test(text ?? "")) return plain("github.event_name == 'schedule'");
      if (/User/.test(text ?? "")) return plain("github.event_name == 'workflow_dispatch'");
      // Nothing of GitHub is started by another pipeline of Jenkins.
      return /Upstream/.test(text ?? "")
        ? { text: "github.event_name == 'workflow_run'", inSteps: false, near: [statement] }
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

function glob(left: string, text: string): string {
  if (!/[*?]/.test(text)) return `${left} == ${quoted(text)}`;
  const start = text.split(/[*?]/)[0] ?? "";
  return start === "" ? "true" : `startsWith(${left}, ${quoted(start)})`;
}
