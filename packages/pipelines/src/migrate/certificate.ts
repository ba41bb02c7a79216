import { readDocument, type SourceDocument } from "../source/document.ts";
import { Lines } from "../source/lines.ts";
import type { YamlNode, YamlSequence } from "../source/tree.ts";
import { aligned, fingerprint } from "./align.ts";
import type { Construct } from "./constructs.ts";
import type { OutPath, Placed } from "./emit.ts";
import { escaped, type Verdict } from "./output.ts";

/** What carries a construct: a part of the output by its path, or the comment above it. */
export interface Carrier {
  readonly file: string;
  /** Keys and indices from the root of the file; empty for the comment at its top. */
  readonly path: OutPath;
  /** 1-based line in the file as it was made. */
  readonly line: number;
  /** The piece of the scalar's text, or of the comment, that carries it. Absent where the part as such does. */
  readonly has?: string;
  readonly comment?: true;
}

/** Where one construct of the input went. */
export interface CertificateEntry {
  readonly kind: Construct["kind"];
  readonly path: string;
  /** 1-based, in the input. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly verdict: Verdict;
  /** The named rule that decided it; each rule that says `equal` has a fixture. */
  readonly rule: string;
  /** Why it is not equal. */
  readonly reason?: string;
  readonly carriers: readonly Carrier[];
}

export type Counts = Readonly<Record<Verdict, number>>;

/** Every construct of an input, with where it went in the output. */
export interface Certificate {
  readonly source: string;
  readonly entries: readonly CertificateEntry[];
  readonly counts: Counts;
  /** Fingerprints of the items of each list of the output, by file and path: items are found again when others go. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** A file of an output. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** Longer values, and those of several lines, are not kept in the certificate, unless a rule says so. */
const MOST_KEPT = 200;

const ORDER: readonly Verdict[] = ["equal", "weaker", "unknown", "lost"];

/** Puts together what the parts of an output claim; the worst claim about a construct counts. */
export function certify(
  source: { readonly path: string; readonly text: string; readonly constructs: readonly Construct[] },
  output: OutputFile,
  claims: readonly Placed[],
): Certificate {
  const lines = new Lines(source.text);
  const document = readDocument(output.path, output.text);
  const byOffset = new Map<number, Placed[]>();
  for (const claim of claims) {
    for (const at of new Set(claim.claim.at)) {
      const known = byOffset.get(at);
      if (known === undefined) byOffset.set(at, [claim]);
      else known.push(claim);
    }
  }
  const entries = source.constructs.map((construct): CertificateEntry => {
    const found = byOffset.get(construct.span.start) ?? [];
    const common = {
      kind: construct.kind,
      path: construct.path,
      ...lines.position(construct.span.start),
      text: construct.text,
    };
    const worst = found.reduce<Placed | undefined>(
      (before, next) => (before === undefined || rank(next) > rank(before) ? next : before),
      undefined,
    );
    if (worst === undefined) {
      return {
        ...common,
        verdict: "lost",
        rule: "common/unclaimed",
        reason: "Nothing in the output carries it.",
        carriers: [],
      };
    }
    if (construct.kind === "alias" || construct.text === "<<")
      return { ...common, ...writtenOut(found, output, document) };
    const { verdict, rule, reason } = worst.claim;
    return {
      ...common,
      verdict,
      rule,
      ...(reason === undefined ? {} : { reason }),
      carriers: unique(found.map((claim) => carrier(claim, output, document))),
    };
  });
  return { source: source.path, entries, counts: countsOf(entries), lists: listsOf(document) };
}

/** An alias is kept where anything of what it refers to is; how well, is said of each part of that. */
function writtenOut(found: readonly Placed[], output: OutputFile, document: SourceDocument) {
  const best = found.reduce((before, next) => (rank(next) < rank(before) ? next : before));
  const { verdict, reason } = best.claim;
  const kept = verdict === "equal" || verdict === "weaker";
  return {
    verdict: kept ? ("equal" as const) : verdict,
    rule: "common/alias",
    ...(kept || reason === undefined ? {} : { reason }),
    carriers: [carrier(best, output, document)],
  };
}

function rank({ claim }: Placed): number {
  return ORDER.indexOf(claim.verdict);
}

function carrier({ path, claim }: Placed, { path: file }: OutputFile, document: SourceDocument): Carrier {
  const found = locate(document, path);
  // A part that carries something as such is held to its value.
  const value = claim.comment === undefined && found?.node.kind === "scalar" ? found.node.text : undefined;
  const has =
    claim.has ?? (value === undefined || value.length > MOST_KEPT || value.includes("\n") ? undefined : value);
  return {
    file,
    path,
    line: found === undefined ? 1 : document.lines.position(found.start).line,
    ...(has === undefined || has === "" ? {} : { has }),
    ...(claim.comment === undefined ? {} : { comment: true as const }),
  };
}

function unique(carriers: readonly Carrier[]): Carrier[] {
  return [...new Map(carriers.map((found) => [JSON.stringify(found), found])).values()];
}

export function countsOf(entries: readonly CertificateEntry[]): Counts {
  const counts: Record<Verdict, number> = { equal: 0, weaker: 0, unknown: 0, lost: 0 };
  for (const { verdict } of entries) counts[verdict]++;
  return counts;
}

/** What a check of a certificate found. */
export interface Verification {
  /** The entries as they hold for this output: what nothing carries any more is lost. */
  readonly entries: readonly CertificateEntry[];
  readonly counts: Counts;
  /** What is wrong with the certificate itself: constructs without an entry, claims without a rule or a reason. */
  readonly problems: readonly string[];
}

/**
 * Checks a certificate against an output, which may have been changed since. Counts by itself: nothing is taken from
 * the translator but the certificate.
 * @param constructs of the input, counted from its text
 * @param rules the names of the rules that may say `equal` or `weaker`
 */
export function verify(
  certificate: Certificate,
  constructs: readonly Construct[],
  files: readonly OutputFile[],
  rules: ReadonlySet<string>,
): Verification {
  const problems: string[] = [];
  const documents = new Map(files.map((file) => [file.path, new Output(file, certificate.lists)]));
  const wanted = constructs.map(({ kind, path }) => `${kind} ${path}`);
  const told = new Set(certificate.entries.map(({ kind, path }) => `${kind} ${path}`));
  for (const name of wanted) if (!told.has(name)) problems.push(`There is no entry for the ${name}.`);
  if (certificate.entries.length !== constructs.length) {
    problems.push(`There are ${constructs.length} constructs and ${certificate.entries.length} entries.`);
  }
  const entries = certificate.entries.map((entry): CertificateEntry => {
    if (entry.verdict !== "equal" && entry.reason === undefined) problems.push(`${entry.path} has no reason.`);
    if (entry.verdict === "lost") return entry;
    if (!rules.has(entry.rule)) problems.push(`${entry.path} is claimed by ${entry.rule}, which is no known rule.`);
    const gone = entry.carriers.find((carrier) => !holds(documents.get(carrier.file), carrier));
    if (gone === undefined && entry.carriers.length > 0) return entry;
    const place = gone === undefined ? "anything" : `${gone.file}: ${pathText(gone.path)}`;
    return { ...entry, verdict: "lost", reason: `The output no longer has it at ${place}.` };
  });
  return { entries, counts: countsOf(entries), problems };
}

function holds(output: Output | undefined, { path, has, comment }: Carrier): boolean {
  const found = output?.find(path);
  if (output === undefined || found === undefined) return false;
  const { document } = output;
  if (comment === true) {
    const { line } = document.lines.position(found.start);
    const above = path.length === 0 ? topComment(document) : commentAbove(document, line);
    return has === undefined || spaced(above).includes(spaced(has));
  }
  if (has === undefined) return true;
  return found.node.kind === "scalar" && (found.node.text.includes(has) || found.node.text.includes(escaped(has)));
}

interface Found {
  readonly node: YamlNode;
  /** The offset of its key, or of the item. */
  readonly start: number;
}

/** A file that is checked: places of the certificate are found in it though items before them are gone. */
class Output {
  readonly document: SourceDocument;
  readonly #lists: Certificate["lists"];
  readonly #aligned = new Map<string, (number | undefined)[]>();

  constructor({ path, text }: OutputFile, lists: Certificate["lists"]) {
    this.document = readDocument(path, text);
    this.#lists = lists;
  }

  find(path: OutPath): Found | undefined {
    return locate(this.document, path, (place, node) => {
      const known = this.#aligned.get(place);
      if (known !== undefined) return known;
      const made = aligned(
        this.#lists[`${this.document.path} ${place}`] ?? [],
        node.items.map(({ value }) => fingerprint(value)),
      );
      this.#aligned.set(place, made);
      return made;
    });
  }
}

/** The lists of one file of an output. */
export function listsOf({ path: file, root }: SourceDocument): Certificate["lists"] {
  const lists: Record<string, readonly string[]> = {};
  const visit = (node: YamlNode, path: OutPath): void => {
    if (node.kind === "mapping") for (const { key, value } of node.entries) visit(value, [...path, key.text]);
    if (node.kind !== "sequence") return;
    lists[`${file} ${JSON.stringify(path)}`] = node.items.map(({ value }) => fingerprint(value));
    for (const [index, { value }] of node.items.entries()) visit(value, [...path, index]);
  };
  if (root !== undefined) visit(root, []);
  return lists;
}

/** The part at a path. @param places where the items of a list stand now, if not where they stood */
function locate(
  document: SourceDocument,
  path: OutPath,
  places?: (place: string, node: YamlSequence) => readonly (number | undefined)[],
): Found | undefined {
  let node = document.root;
  let start = 0;
  for (const [depth, name] of path.entries()) {
    if (node?.kind === "mapping") {
      const entry = node.entries.find(({ key }) => key.text === String(name));
      if (entry === undefined) return undefined;
      start = entry.key.span.start;
      node = entry.value;
    } else if (node?.kind === "sequence" && typeof name === "number") {
      const index = places === undefined ? name : places(JSON.stringify(path.slice(0, depth)), node)[name];
      const held = index === undefined ? undefined : node.items[index];
      if (held === undefined) return undefined;
      start = held.value.span.start;
      node = held.value;
    } else return undefined;
  }
  return node === undefined ? undefined : { node, start };
}

/** White space of comments is not kept as it was. */
function spaced(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function commentAbove({ lines }: SourceDocument, line: number): string {
  const found: string[] = [];
  for (let at = line - 1; at > 0 && isComment(lines.line(at)); at--) found.unshift(lines.line(at));
  return found.join("\n");
}

function topComment({ lines }: SourceDocument): string {
  const found: string[] = [];
  for (let at = 1; at <= lines.count && isComment(lines.line(at)); at++) found.push(lines.line(at));
  return found.join("\n");
}

function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}

/** `jobs.build.steps[2].run`, for people. */
export function pathText(path: OutPath): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
  return path.length === 0 ? "the comment at the top" : text.replace(/^\./, "");
}
