/** How well a construct of the input is kept. */
export type Verdict = "equal" | "weaker" | "unknown" | "lost";

/**
 * What a part of the output says about constructs of the input. It hangs on the part, so that it goes where the part
 * goes, and is gone when the part is.
 */
export interface Claim {
  /** Offsets of the constructs. */
  readonly at: readonly number[];
  readonly verdict: Verdict;
  readonly rule: string;
  /** Why it is not equal. */
  readonly reason?: string;
  /** The piece of the scalar's text, or of the comment, that carries them; the part itself does where it is absent. */
  readonly has?: string;
  /** The comment above the part carries them. */
  readonly comment?: true;
}

abstract class Part {
  /** Lines of the comment above it. */
  readonly comment: string[] = [];
  readonly claims: Claim[] = [];

  /** Adds what it carries. */
  carries(...claims: readonly (Claim | undefined)[]): this {
    for (const claim of claims) if (claim !== undefined && claim.at.length > 0) this.claims.push(claim);
    return this;
  }

  commented(...lines: readonly string[]): this {
    this.comment.push(...lines);
    return this;
  }
}

export class OutScalar extends Part {
  readonly kind = "scalar";
  readonly value: string | number | boolean | null;

  constructor(value: string | number | boolean | null) {
    super();
    this.value = value;
  }
}

export class OutMap extends Part {
  readonly kind = "map";
  readonly entries: [string, OutNode][] = [];

  get(key: string): OutNode | undefined {
    return this.entries.find(([name]) => name === key)?.[1];
  }

  /** Sets a key, or replaces its value; `undefined` sets nothing. */
  set(key: string, value: OutNode | undefined): this {
    if (value === undefined) return this;
    const found = this.entries.find(([name]) => name === key);
    if (found === undefined) this.entries.push([key, value]);
    else found[1] = value;
    return this;
  }

  /** The mapping below a key, made where it is missing. */
  map(key: string): OutMap {
    const found = this.get(key);
    if (found instanceof OutMap) return found;
    const made = new OutMap();
    this.set(key, made);
    return made;
  }

  list(key: string): OutList {
    const found = this.get(key);
    if (found instanceof OutList) return found;
    const made = new OutList();
    this.set(key, made);
    return made;
  }
}

export class OutList extends Part {
  readonly kind = "list";
  readonly items: OutNode[] = [];

  add(...items: readonly OutNode[]): this {
    this.items.push(...items);
    return this;
  }
}

export type OutNode = OutScalar | OutMap | OutList;

/** Text that may hold expressions of ours. */
export function expression(value: string | number | boolean): OutScalar {
  return new OutScalar(value);
}

/** Text from the input: what looks like an expression in it stays text. */
export function literal(value: string): OutScalar {
  return new OutScalar(escaped(value));
}

/** Keeps GitHub from reading an expression in a text that had none. */
export function escaped(value: string): string {
  return value.replaceAll("${{", "${{ '${{' }}");
}

export function list(items: readonly OutNode[]): OutList {
  return new OutList().add(...items);
}

export function map(entries: Readonly<Record<string, OutNode | undefined>>): OutMap {
  const made = new OutMap();
  for (const [key, value] of Object.entries(entries)) made.set(key, value);
  return made;
}
