/**
 * The one text of a plain value: keys sorted by code unit, no white space, so that equal values have equal texts and
 * equal digests wherever they were made. Keys whose value is `undefined` are left out, as JSON does.
 *
 * Throws a `TypeError` on what JSON would silently change (NaN, a Map, a Date, a function): a digest over a changed
 * value would be equal for different values.
 */
export function canonicalJson(value: unknown): string {
  return write(value, "$");
}

function write(value: unknown, path: string): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${path} is ${value}, which JSON cannot say`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item, index) => write(item, `${path}[${index}]`)).join(",")}]`;
  if (!isPlainObject(value)) throw new TypeError(`${path} is no plain data (${typeof value})`);
  const parts: string[] = [];
  for (const key of Object.keys(value).sort(byCodeUnit)) {
    const item = value[key];
    if (item !== undefined) parts.push(`${JSON.stringify(key)}:${write(item, `${path}.${key}`)}`);
  }
  return `{${parts.join(",")}}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Compares by code unit: the same on every machine, unlike a comparison by locale. For {@link Array.sort}. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
