import { type Construct, shown } from "../../migrate/constructs.ts";
import type { Entry, TextValue, Value } from "../../migrate/values.ts";
import type { SourceDocument } from "../../source/document.ts";
import { type Argument, parseJenkinsfile, type Statement } from "./parse.ts";

/** Every directive and argument of a Jenkinsfile, in the order of the text. */
export function jenkinsConstructs({ text }: SourceDocument): readonly Construct[] {
  const found = new Map<number, Construct>();
  const add = (kind: Construct["kind"], path: string, span: Construct["span"]) => {
    if (!found.has(span.start))
      found.set(span.start, { kind, path, span, text: shown(text.slice(span.start, span.end)) });
  };
  const visit = (statements: readonly Statement[], path: string): void => {
    const counts = new Map<string, number>();
    for (const statement of statements) {
      const count = counts.get(statement.name) ?? 0;
      counts.set(statement.name, count + 1);
      const below = `${path === "" ? "" : `${path}.`}${statement.name === "" ? "code" : statement.name}[${count}]`;
      add("directive", below, statement.nameSpan);
      for (const [index, argument] of statement.args.entries())
        add("argument", `${below}(${argument.name ?? index})`, argument.span);
      if (statement.code !== undefined) add("argument", `${below}{}`, statement.code.span);
      if (statement.body !== undefined) visit(statement.body, below);
    }
  };
  visit(parseJenkinsfile(text).statements, "");
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}

/** A statement as translators of all dialects hold what they read. */
export function entryOfStatement(statement: Statement, text: string): Entry {
  const { name, span } = statement;
  const raw = text.slice(span.start, span.end);
  const base = { path: name, span, via: [] };
  const items: Value[] = [...statement.args, ...(statement.code === undefined ? [] : [statement.code])].map(
    (argument) => valueOfArgument(argument, name),
  );
  const entries = (statement.body ?? []).map((inner) => entryOfStatement(inner, text));
  const value: Value = {
    kind: "list",
    ...base,
    items: entries.length === 0 ? items : [...items, { kind: "map", ...base, entries }],
  };
  return { key: name, at: statement.nameSpan.start, ...base, raw: dedented(raw), value };
}

export function valueOfArgument(argument: Argument, path: string): TextValue {
  const { span, raw } = argument;
  return {
    kind: "text",
    path,
    span,
    via: [],
    at: span.start,
    text: argument.text ?? raw,
    value: argument.text ?? raw,
    raw,
  };
}

/** Takes away the indentation that all lines but the first share. */
function dedented(text: string): string {
  const [first = "", ...lines] = text.replaceAll("\t", "    ").split("\n");
  const depth = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)), 200);
  return [first, ...lines.map((line) => line.slice(depth))].join("\n");
}

/** The argument of a name, or the first without one. */
export function argumentOf({ args }: Statement, name: string): Argument | undefined {
  return args.find((argument) => argument.name === name) ?? undefined;
}

export function firstOf(statement: Statement, name?: string): Argument | undefined {
  return (
    (name === undefined ? undefined : argumentOf(statement, name)) ??
    statement.args.find((argument) => argument.name === undefined)
  );
}

/** The statement of a name in a block. */
export function within(statement: Statement | undefined, name: string): Statement | undefined {
  return statement?.body?.find((inner) => inner.name === name);
}

/** The constructs of a statement itself, or with all in it. */
export function ownOf(...statements: readonly (Statement | undefined)[]): number[] {
  return statements.flatMap((statement) =>
    statement === undefined
      ? []
      : [
          statement.nameSpan.start,
          ...statement.args.map(({ span }) => span.start),
          ...(statement.code === undefined ? [] : [statement.code.span.start]),
        ],
  );
}

export function allOf(...statements: readonly (Statement | undefined)[]): number[] {
  return statements.flatMap((statement) =>
    statement === undefined ? [] : [...ownOf(statement), ...allOf(...(statement.body ?? []))],
  );
}
