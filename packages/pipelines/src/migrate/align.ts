import type { YamlNode } from "../source/tree.ts";

/** A short text that is the same for lists' items that say the same. */
export function fingerprint(node: YamlNode): string {
  let hash = 0x811c9dc5;
  const add = (text: string) => {
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  };
  const visit = (part: YamlNode): void => {
    if (part.kind === "scalar") add(`=${part.text}\n`);
    else if (part.kind === "sequence") {
      add("[");
      for (const { value } of part.items) visit(value);
      add("]");
    } else {
      for (const { key, value } of part.entries) {
        add(`${key.text}:`);
        visit(value);
      }
      add(";");
    }
  };
  visit(node);
  return hash.toString(36);
}

/** Beyond this many comparisons lists are aligned by their beginnings and ends alone. */
const MOST = 4_000_000;

/**
 * Where each item of an earlier list stands in a later one. Items that are the same are found first; those that were
 * changed in place stand between the same neighbours. Undefined for what is gone.
 */
export function aligned(before: readonly string[], after: readonly string[]): (number | undefined)[] {
  const found: (number | undefined)[] = before.map(() => undefined);
  const same = longestCommon(before, after);
  let from = 0;
  let to = 0;
  for (const [left, right] of [...same, [before.length, after.length] as const]) {
    // Between two that are the same: as many as before means that they were changed, not taken out.
    if (left - from === right - to) for (let step = 0; step < left - from; step++) found[from + step] = to + step;
    if (left < before.length) found[left] = right;
    from = left + 1;
    to = right + 1;
  }
  return found;
}

function longestCommon(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  const pairs: (readonly [number, number])[] = [];
  for (let at = 0; at < start; at++) pairs.push([at, at]);
  const [left, right] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (left.length * right.length <= MOST) {
    const width = right.length + 1;
    const lengths = new Uint32Array((left.length + 1) * width);
    for (let i = left.length - 1; i >= 0; i--) {
      for (let j = right.length - 1; j >= 0; j--) {
        lengths[i * width + j] =
          left[i] === right[j]
            ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
            : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
      }
    }
    for (let i = 0, j = 0; i < left.length && j < right.length; ) {
      if (left[i] === right[j]) pairs.push([start + i++, start + j++]);
      else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++;
      else j++;
    }
  }
  for (let at = end; at > 0; at--) pairs.push([before.length - at, after.length - at]);
  return pairs;
}
