/** A license expression as SPDX writes it: `(MIT OR Apache-2.0) AND GPL-2.0-only WITH Classpath-exception-2.0`. */
export type License =
  | { readonly kind: "license"; readonly id: string; readonly exception: string | null }
  | { readonly kind: "and" | "or"; readonly left: License; readonly right: License };

/** Expressions come from strangers' packages: longer or deeper ones are not read. */
const MOST_LETTERS = 2_000;
const MOST_DEPTH = 50;

/**
 * Reads an expression of SPDX 3, annex B: `WITH` binds most, then `AND`, then `OR`; operators may be written small.
 * https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/
 * @returns null where it is none
 */
export function parseLicense(text: string): License | null {
  if (text.length > MOST_LETTERS) return null;
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;

  function isNext(word: string): boolean {
    return tokens[at]?.toUpperCase() === word;
  }
  function chain(kind: "and" | "or", word: string, part: () => License | null): License | null {
    let left = part();
    while (left !== null && isNext(word)) {
      at++;
      const right = part();
      left = right === null ? null : { kind, left, right };
    }
    return left;
  }
  function either(depth: number): License | null {
    return chain("or", "OR", () => chain("and", "AND", () => one(depth)));
  }
  function one(depth: number): License | null {
    const token = tokens[at++];
    if (token === undefined || depth > MOST_DEPTH) return null;
    if (token === "(") {
      const inside = either(depth + 1);
      return tokens[at++] === ")" ? inside : null;
    }
    if (!isIdentifier(token)) return null;
    if (!isNext("WITH")) return { kind: "license", id: currentId(token), exception: null };
    at++;
    const exception = tokens[at++];
    if (exception === undefined || !isIdentifier(exception)) return null;
    return { kind: "license", id: currentId(token), exception };
  }

  const license = either(0);
  return at === tokens.length ? license : null;
}

function isIdentifier(token: string): boolean {
  return /^[\w.:-]+\+?$/.test(token) && !/^(?:and|or|with)$/i.test(token);
}

/** `GPL-2.0+` and `GPL-2.0` are older names of `GPL-2.0-or-later` and `GPL-2.0-only`. */
function currentId(id: string): string {
  const [, name, plus] = /^((?:A|L)?GPL-\d\.\d|GFDL-1\.\d)(\+?)$/i.exec(id) ?? [];
  return name === undefined ? id : `${name}-${plus === "+" ? "or-later" : "only"}`;
}

/** Whether a list of licenses names this one: as it is, with its exception, or as an older name of it. */
function isListed(
  { id, exception }: { readonly id: string; readonly exception: string | null },
  list: readonly string[],
) {
  const name = (exception === null ? id : `${id} WITH ${exception}`).toLowerCase();
  return list.some((entry) => {
    const [first = "", word, second] = entry.trim().split(/\s+/);
    const written = word === undefined ? currentId(first) : `${currentId(first)} WITH ${second ?? ""}`;
    return written.toLowerCase() === name;
  });
}

/** What tools write where nobody knows the license of a part, or where there is none. */
const NO_LICENSE = new Set(["NOASSERTION", "NONE", "OTHER", "UNKNOWN", "UNLICENSED"]);

/** Whether what is written instead of a license says that there is none, or that nobody knows it. */
export function isNoLicense(text: string): boolean {
  return NO_LICENSE.has(text.toUpperCase());
}

/**
 * Whether a license may be used: of `OR` one side has to be allowed, of `AND` both. An exception gives more freedom,
 * so `X WITH E` is allowed where `X` is, and denied where `X` is unless it is allowed itself. So is `X-or-later`, which
 * is `X` to begin with, where `X-only` is denied. Of what nobody knows nothing is allowed that is not named.
 * @param allowed licenses; empty: every one that is not denied
 */
export function isAllowed(license: License, allowed: readonly string[], denied: readonly string[]): boolean {
  switch (license.kind) {
    case "and":
      return isAllowed(license.left, allowed, denied) && isAllowed(license.right, allowed, denied);
    case "or":
      return isAllowed(license.left, allowed, denied) || isAllowed(license.right, allowed, denied);
    case "license": {
      if (isListed(license, denied)) return false;
      if (isListed(license, allowed)) return true;
      const plain = { id: license.id, exception: null };
      if (isListed(plain, denied)) return false;
      const only = { id: license.id.replace(/-or-later$/i, "-only"), exception: null };
      if (isListed(only, denied) && !isListed(plain, allowed)) return false;
      return (allowed.length === 0 && !isNoLicense(license.id)) || isListed(plain, allowed);
    }
  }
}
