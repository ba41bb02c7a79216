import type { SourceDocument } from "../source/document.ts";
import type { Lines } from "../source/lines.ts";
import { type Placed, placed } from "./emit.ts";
import { type Claim, expression, map, OutMap, type Verdict } from "./output.ts";
import { all, type Entry, own, rendered, type Source, type Value, valuesOf } from "./values.ts";

/** The translation of one file while it is made: what is read, and the workflow that grows. */
export class Translation {
  readonly document: SourceDocument;
  readonly workflow = new OutMap();
  readonly root: Value | undefined;

  readonly #lines: Lines;
  readonly #mirrors = new Map<number, number[]>();

  /** @param lines of the text as people see it */
  constructor(document: SourceDocument, lines: Lines = document.lines) {
    this.document = document;
    this.#lines = lines;
    const { root: read, overridden } = valuesOf(document);
    this.root = read;
    for (const entry of overridden) {
      this.keptAsComment("weaker", "common/duplicate-key", "A later key of the same name overrides it.", entry);
    }
  }

  get jobs(): OutMap {
    return this.workflow.map("jobs");
  }

  lineOf(source: Entry | Value): number {
    return this.#lines.position(source.span.start).line;
  }

  /** The 1-based line of a construct, by its offset. */
  lineAt(offset: number): number {
    return this.#lines.position(offset).line;
  }

  /** Whatever carries one part carries the other too: both say the same, and the output says it once. */
  mirror(from: Entry | Value | undefined, to: Entry | Value | undefined): void {
    if (from === undefined || to === undefined || from === to) return;
    const [first] = own(from);
    for (const [index, at] of own(to).entries()) {
      const like = own(from)[index] ?? first;
      if (like !== undefined && like !== at) this.#mirrors.set(like, [...(this.#mirrors.get(like) ?? []), at]);
    }
    if ("key" in from && "key" in to) this.mirror(from.value, to.value);
    else if ("kind" in from && "kind" in to) {
      if (from.kind === "list" && to.kind === "list") {
        for (const [index, item] of from.items.entries()) this.mirror(item, to.items[index]);
      }
      if (from.kind === "map" && to.kind === "map") {
        for (const entry of from.entries)
          this.mirror(
            entry,
            to.entries.find(({ key }) => key === entry.key),
          );
      }
    }
  }

  /** Every claim of the output, with those of mirrored parts. */
  claims(): Placed[] {
    return placed(this.workflow).map(({ path, claim }) => {
      const more = claim.at.flatMap((at) => this.#mirrors.get(at) ?? []);
      return more.length === 0 ? { path, claim } : { path, claim: { ...claim, at: [...claim.at, ...more] } };
    });
  }

  /** Something that GitHub has no place for and that no result of the build hangs on: said at the top of the file. */
  lost(rule: string, reason: string, source: Entry | Value): void {
    this.keptAsComment("lost", rule, reason, source);
  }

  /** Something that has no effect, in a comment at the top of the file. */
  keptAsComment(verdict: Verdict, rule: string, reason: string, source: Entry | Value): void {
    const name = source.path === "" ? "this" : source.path;
    this.workflow
      .commented(`Not carried over: ${name} (line ${this.lineOf(source)}). ${reason}`, ...indented(rendered(source)))
      .carries(...commentClaims(verdict, rule, reason, source));
  }

  /** The constructs that some part of the output carries so far. */
  claimed(): ReadonlySet<number> {
    return new Set(this.claims().flatMap(({ claim }) => claim.at));
  }

  isClaimedWithin(source: Entry | Value): boolean {
    const claimed = this.claimed();
    return all(source).some((at) => claimed.has(at));
  }

  /** Keeps in the comment at the top what nothing has carried by the end, if there is any of it. */
  keptUnclaimed(verdict: Verdict, rule: string, reason: string, source: Entry | Value): void {
    const claimed = this.claimed();
    const left = new Set(all(source).filter((at) => !claimed.has(at)));
    if (left.size === 0) return;
    const name = source.path === "" ? "this" : source.path;
    this.workflow
      .commented(
        `Not carried over: ${name} (line ${this.lineOf(source)}). ${reason}`,
        ...indented(leftOf(source, left)),
      )
      .carries(
        ...commentClaims(verdict, rule, reason, source).map((claim) => ({
          ...claim,
          at: claim.at.filter((at) => left.has(at)),
        })),
      );
  }

  /**
   * A step that fails for lines of which the output keeps something, though what they come to is not known.
   * @param lines from 1
   * @param reason a sentence
   */
  failingStep(lines: readonly number[], reason: string): OutMap {
    const name = `line${lines.length > 1 ? "s" : ""} ${lines.join(", ")}`;
    const original = lines.map((line) => this.#lines.line(line).trim());
    return failing(name, `${this.document.path}: `, reason).commented(
      `Not translated: ${name}. ${reason}`,
      ...indented(original),
    );
  }

  /**
   * A step that fails and says what was not translated, with the original above it.
   * @param reason a sentence
   */
  placeholder(
    verdict: "unknown" | "lost",
    rule: string,
    reason: string,
    ...sources: readonly (Entry | Value)[]
  ): OutMap {
    const [first] = sources;
    const name = first === undefined || first.path === "" ? "part of the pipeline" : first.path;
    const place = first === undefined ? "" : `${this.document.path}, line ${this.lineOf(first)}: `;
    return failing(name, place, reason)
      .commented(`Not translated: ${name}. ${reason}`, ...indented(sources.flatMap((source) => rendered(source))))
      .carries(...sources.flatMap((source) => commentClaims(verdict, rule, reason, source)));
  }
}

function failing(name: string, place: string, reason: string): OutMap {
  const said = `${place}${name} was not translated. ${reason}`.replaceAll(/['"`$\\]/g, "");
  return map({
    name: expression(`Not translated: ${name}`.replaceAll("${{", "{{")),
    shell: expression("bash"),
    run: expression(`echo '::error::${said.replaceAll("\n", " ")}'\nexit 1\n`),
  });
}

/** The lines of what is left: whole parts as they are, of others only what leads to it. */
function leftOf(source: Entry | Value, left: ReadonlySet<number>): string[] {
  const found = all(source);
  if (!found.some((at) => left.has(at))) return [];
  if (found.every((at) => left.has(at))) return rendered(source);
  if ("key" in source) {
    const { key, value } = source;
    if (value.kind === "text") return rendered(source);
    return [`${key}:`, ...indented(leftOf(value, left))];
  }
  if (source.kind === "map") return source.entries.flatMap((entry) => leftOf(entry, left));
  if (source.kind === "text") return rendered(source);
  return source.items.flatMap((item) => leftOf(item, left).map((line, index) => `${index === 0 ? "- " : "  "}${line}`));
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** A claim for each construct of a part, carried by the comment in which the original stands. */
export function commentClaims(verdict: Verdict, rule: string, reason: string, source: Source): Claim[] {
  const claims: Claim[] = [];
  const claim = (at: readonly number[], has: string) => {
    if (at.length > 0) claims.push({ at, verdict, rule, reason, has, comment: true });
  };
  const walk = (part: Value | Entry): void => {
    if ("key" in part) {
      claim(own(part), part.raw === undefined ? `${part.key}:` : part.key);
      walk(part.value);
    } else if (part.kind === "text") {
      claim(own(part), firstLine(part.raw ?? part.text));
    } else {
      claim(own(part), "");
      if (part.kind === "map") part.entries.forEach(walk);
      else part.items.forEach(walk);
    }
  };
  if (typeof source !== "number") walk(source);
  return claims;
}

function firstLine(text: string): string {
  return (
    text
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? ""
  );
}

/** Claims by one rule, made short where translators state many. */
export function equal(rule: string, has: string | undefined, ...sources: readonly (Source | undefined)[]): Claim {
  return claim("equal", rule, undefined, has, sources);
}

export function weaker(
  rule: string,
  reason: string,
  has: string | undefined,
  ...sources: readonly (Source | undefined)[]
): Claim {
  return claim("weaker", rule, reason, has, sources);
}

export function unknown(
  rule: string,
  reason: string,
  has: string | undefined,
  ...sources: readonly (Source | undefined)[]
): Claim {
  return claim("unknown", rule, reason, has, sources);
}

function claim(
  verdict: Verdict,
  rule: string,
  reason: string | undefined,
  has: string | undefined,
  sources: readonly (Source | undefined)[],
): Claim {
  return {
    at: [...new Set(sources.flatMap((source) => own(source)))],
    verdict,
    rule,
    ...(reason === undefined ? {} : { reason }),
    ...(has === undefined ? {} : { has }),
  };
}

/** The same for a part with everything below it. */
export function whole(claimed: Claim, ...sources: readonly (Source | undefined)[]): Claim {
  return { ...claimed, at: [...new Set([...claimed.at, ...sources.flatMap((source) => all(source))])] };
}
