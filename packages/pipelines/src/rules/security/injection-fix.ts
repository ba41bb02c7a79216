import type { Embedded } from "../../expressions/embedded.ts";
import { contextAccesses } from "../../expressions/tree.ts";
import type { Edit, Fix } from "../../findings/finding.ts";
import { spanWithin } from "../../source/align.ts";
import type { SourceDocument } from "../../source/document.ts";
import { itemsOf, textOf, type YamlScalar } from "../../source/tree.ts";
import type { StepPlace } from "./places.ts";
import { untrustedValues } from "./untrusted.ts";
import type { WrittenExpression } from "./written.ts";

const MAX_SCRIPT = 20_000;

/** Moves an expression of a script into `env`, and puts the variable in its place. */
export function envFix(document: SourceDocument, place: StepPlace, written: WrittenExpression): Fix | undefined {
  const { step } = place;
  const { embedded, scalar } = written;
  const run = step.node.entries.find(({ key }) => key.text === "run");
  if (embedded === undefined || !embedded.closed || run === undefined || run.value !== scalar) return undefined;
  // A person would not look through the change of a longer one either.
  if (scalar.text.length > MAX_SCRIPT) return undefined;
  const shell = shellOf(place);
  const quotes = quotesAt(scalar.text, embedded.start);
  const source = embedded.source.trim();
  // What a plain YAML value cannot hold, or what this does not see through, is left to people.
  if (shell === "other" || quotes === undefined || run.alias !== undefined || /[\n#]|: /.test(source)) return undefined;
  if (shell === "powershell" && quotes === "single") return undefined;
  const variable = variableFor(place, source, written);
  if (variable === undefined) return undefined;
  // 'text' that is nothing but the expression becomes "$NAME".
  const alone = quotes === "single" && scalar.style !== "single" && isAlone(scalar.text, embedded);
  const from = alone ? embedded.start - 1 : embedded.start;
  const to = alone ? embedded.end + 1 : embedded.end;
  const { start, end } = spanWithin(document, scalar, from, to);
  if (document.text.slice(start, end) !== scalar.text.slice(from, to)) return undefined;
  // A plain value must not begin with a quote.
  if (scalar.style === "plain" && from === 0) return undefined;
  const reference = referenceTo(variable.name, shell, alone ? "none" : quotes);
  const edits: Edit[] = [{ start, end, text: inStyle(reference, scalar) }];
  if (variable.isNew) {
    const added = addVariable(document, place, `${variable.name}: \${{ ${source} }}`);
    if (added === undefined) return undefined;
    edits.push(added);
  }
  // Without quotes a value of several words was several arguments; in the variable's quotes it is one.
  const oneWord = contextAccesses(written.tree).every((access) => {
    const values = untrustedValues(access);
    return values.length > 0 && values.every(({ prose }) => !prose);
  });
  // An object may be longer than a variable can be.
  const writtenOut = contextAccesses(written.tree).some(({ within }) => within.includes("tojson"));
  return {
    title: `Hand the value over in ${variable.name}`,
    safe: shell === "posix" && (quotes !== "none" || oneWord) && !writtenOut,
    edits,
  };
}

/** Whether single quotes stand right before and behind an expression. */
function isAlone(text: string, { start, end }: Embedded): boolean {
  return text[start - 1] === "'" && text[end] === "'";
}

type Shell = "posix" | "powershell" | "unsure" | "other";

/** What runs the script; `unsure` is the default shell of a machine that may run Windows. */
function shellOf({ step, job, workflow }: StepPlace): Shell {
  const stated = (step.shell ?? job?.defaults.shell ?? workflow?.defaults.shell)?.text.trim().split(/\s+/)[0];
  if (stated !== undefined) {
    if (["bash", "sh"].includes(stated)) return "posix";
    return ["pwsh", "powershell"].includes(stated) ? "powershell" : "other";
  }
  const labels = itemsOf(job?.runsOn).map((label) => textOf(label)?.toLowerCase() ?? "");
  if (labels.some((label) => label.includes("windows"))) return "powershell";
  return labels.some((label) => /^(?:ubuntu|macos)-/.test(label)) ? "posix" : "unsure";
}

type Quotes = "none" | "single" | "double";

/**
 * In which quotes of a shell's script an offset lies. Undefined where this simple reading may be wrong: behind a here
 * document, in a substitution, in a comment.
 */
function quotesAt(script: string, offset: number): Quotes | undefined {
  const before = script.slice(0, offset);
  if (
    /<<-?\s*['"\\]?\w/.test(before) ||
    before.includes("`") ||
    /\$\((?!\()/.test(before.replace(/\$\([^()'"`]*\)/g, ""))
  ) {
    return undefined;
  }
  let quotes: Quotes = "none";
  for (let i = 0; i < before.length; i++) {
    const letter = before[i];
    if (before.startsWith("${{", i)) {
      i = Math.max(i, before.indexOf("}}", i) + 1);
    } else if (quotes === "single") {
      if (letter === "'") quotes = "none";
    } else if (letter === "\\") {
      i++;
    } else if (letter === '"') {
      quotes = quotes === "double" ? "none" : "double";
    } else if (quotes === "none" && letter === "'") {
      quotes = "single";
    } else if (quotes === "none" && letter === "#" && /^$|\s/.test(before[i - 1] ?? "")) {
      const end = before.indexOf("\n", i);
      if (end < 0) return undefined;
      i = end;
    }
  }
  return quotes;
}

function referenceTo(name: string, shell: Shell, quotes: Quotes): string {
  const variable = shell === "powershell" ? `\${env:${name}}` : `\${${name}}`;
  if (quotes === "double") return variable;
  return quotes === "single" ? `'"${variable}"'` : `"${variable}"`;
}

/** A text as it is written in a scalar of that style. */
function inStyle(text: string, { style }: YamlScalar): string {
  if (style === "double") return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  return style === "single" ? text.replaceAll("'", "''") : text;
}

/** A variable of the step that holds the expression already, or a name for a new one. */
function variableFor(
  { step, job, workflow }: StepPlace,
  source: string,
  written: WrittenExpression,
): { name: string; isNew: boolean } | undefined {
  const same = step.env?.entries.find(
    ({ value }) => textOf(value)?.replace(/\s+/g, "") === `\${{${source}}}`.replace(/\s+/g, ""),
  );
  if (same !== undefined && /^[A-Za-z_]\w*$/.test(same.name)) return { name: same.name, isNew: false };
  const [access] = contextAccesses(written.tree);
  const given = /^env\.([A-Za-z_]\w*)$/.exec(source)?.[1];
  if (given !== undefined) return { name: given, isNew: false };
  const words = (access?.path ?? "")
    .replace(/^github\.event\.(?:inputs\.)?|^\w+\.(?:[\w-]+\.outputs\.)?/, "")
    .replace(/[^\w]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
  if (!/^[A-Z]/.test(words)) return undefined;
  const taken = new Set(
    [step.env, job?.env, workflow?.env].flatMap((env) => env?.entries.map(({ name }) => name.toUpperCase()) ?? []),
  );
  // Names that mean something to a shell or a runner.
  const name = ["PATH", "HOME", "REF", "USER", "SHELL", "IFS", "ENV", "NAME"].includes(words)
    ? `INPUT_${words}`
    : words;
  return taken.has(name) ? undefined : { name, isNew: true };
}

/** Where the new variable can stand: first in `env`, or in a new `env` above `run`. */
function addVariable(document: SourceDocument, { step }: StepPlace, entry: string): Edit | undefined {
  const { text, lines } = document;
  if (text[step.node.span.start] === "{") return undefined;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const indentOf = (offset: number) => " ".repeat(lines.position(offset).column - 1);
  const env = step.node.entries.find(({ key }) => key.text === "env");
  if (env !== undefined) {
    const [first] = step.env?.entries ?? [];
    if (env.alias !== undefined || first === undefined || text[env.value.span.start] === "{") return undefined;
    const { start } = first.key.span;
    return { start, end: start, text: `${entry}${newline}${indentOf(start)}` };
  }
  const run = step.node.entries.find(({ key }) => key.text === "run");
  if (run === undefined) return undefined;
  const { start } = run.key.span;
  const indent = indentOf(start);
  return { start, end: start, text: `env:${newline}${indent}  ${entry}${newline}${indent}` };
}
