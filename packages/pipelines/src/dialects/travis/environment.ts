import { type MapValue, own, type Source, type TextValue, type Value } from "../../migrate/values.ts";

/** A variable of a job, with the constructs that say it. */
export interface EnvVariable {
  readonly name: string;
  readonly value: string;
  readonly sources: readonly Source[];
  /** The value refers to other variables. */
  readonly expands: boolean;
}

/** What one row of variables says. */
export interface EnvRow {
  readonly variables: readonly EnvVariable[];
  /** Encrypted ones: name and value are not known. */
  readonly secure: readonly { readonly name: string | undefined; readonly sources: readonly Source[] }[];
  /** What could not be read as variables. */
  readonly unread: readonly Value[];
}

const NOTHING: EnvRow = { variables: [], secure: [], unread: [] };

/** Reads `A=1 B="two words"`, a mapping of names, an encrypted value, or a list of these as one row. */
export function envRow(value: Value | undefined): EnvRow {
  if (value === undefined) return NOTHING;
  if (value.kind === "list") return joined(value.items.map((item) => envRow(item)));
  if (value.kind === "map") return mapRow(value);
  return textRow(value);
}

export function joined(rows: readonly EnvRow[]): EnvRow {
  return {
    variables: rows.flatMap(({ variables }) => variables),
    secure: rows.flatMap(({ secure }) => secure),
    unread: rows.flatMap(({ unread }) => unread),
  };
}

function mapRow(value: MapValue): EnvRow {
  const rows = value.entries.map((entry): EnvRow => {
    const held = entry.value;
    if (entry.key === "secure" && held.kind === "text") {
      return { ...NOTHING, secure: [{ name: undefined, sources: [entry, held] }] };
    }
    if (held.kind === "text") {
      const expands = /\$/.test(held.text);
      return { ...NOTHING, variables: [{ name: entry.key, value: held.text, sources: [entry, held], expands }] };
    }
    const secret = held.kind === "map" ? held.entries.find(({ key }) => key === "secure") : undefined;
    if (secret !== undefined) {
      return { ...NOTHING, secure: [{ name: entry.key, sources: [entry, secret, secret.value] }] };
    }
    return { ...NOTHING, unread: [held, { ...held, kind: "text", at: entry.at, text: `${entry.key}:`, value: "" }] };
  });
  return joined(rows);
}

function textRow(value: TextValue): EnvRow {
  if (value.value === null) return NOTHING;
  const words = shellWords(value.text);
  const variables = words?.map((word) => {
    const at = word.text.indexOf("=");
    return {
      name: word.text.slice(0, at),
      value: word.text.slice(at + 1),
      sources: own(value),
      expands: word.expands,
    };
  });
  if (variables === undefined || variables.some(({ name }) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))) {
    return { ...NOTHING, unread: [value] };
  }
  return { ...NOTHING, variables };
}

/** Splits as a shell does; undefined where a quote is left open. `expands` tells of a `$` outside of single quotes. */
export function shellWords(text: string): { text: string; expands: boolean }[] | undefined {
  const words: { text: string; expands: boolean }[] = [];
  let word: { text: string; expands: boolean } | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quote === "" && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    word ??= { text: "", expands: false };
    if (char === quote) quote = "";
    else if (quote === "" && (char === "'" || char === '"')) quote = char;
    else if (char === "\\" && quote !== "'" && at + 1 < text.length) word.text += text[++at] ?? "";
    else {
      if ((char === "$" || char === "`") && quote !== "'") word.expands = true;
      word.text += char;
    }
  }
  if (quote !== "") return undefined;
  if (word !== undefined) words.push(word);
  return words;
}
