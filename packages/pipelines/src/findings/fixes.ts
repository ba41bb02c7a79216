import type { Edit, Fix } from "./finding.ts";

/** What came of applying fixes to a text. */
export interface Fixed {
  readonly text: string;
  /** In the order of the text. */
  readonly applied: readonly Fix[];
  /** They touch what another one changed, or point outside of the text: look at the new text, then apply again. */
  readonly left: readonly Fix[];
}

/**
 * Applies fixes to a text. A fix is applied as a whole or not at all; of two that overlap, or insert at one place, the
 * earlier one in the text is applied and the other is left for a next round over the findings of the new text. Fixes
 * with the very same edits count as one. Nothing outside of the edits changes.
 */
export function applyFixes(text: string, fixes: readonly Fix[]): Fixed {
  const ordered = fixes
    .map((fix, index) => ({ fix, index, edits: [...fix.edits].sort(byPlace) }))
    .sort((a, b) => firstPlace(a.edits) - firstPlace(b.edits) || a.index - b.index);
  const accepted: Edit[] = [];
  const applied: Fix[] = [];
  const left: Fix[] = [];
  for (const { fix, edits } of ordered) {
    const fresh = edits.filter((edit) => !accepted.some((other) => isSame(edit, other)));
    if (isSound(edits, text) && fresh.every((edit) => !accepted.some((other) => collide(edit, other)))) {
      accepted.push(...fresh);
      applied.push(fix);
    } else {
      left.push(fix);
    }
  }
  return { text: edited(text, accepted.sort(byPlace)), applied, left };
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

function isSound(edits: readonly Edit[], text: string): boolean {
  return edits.every((edit, index) => {
    const before = edits[index - 1];
    const inside = edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length;
    return inside && (before === undefined || !collide(before, edit));
  });
}

/** Whether the order of two edits, or what they are about, is in doubt. Edits that only touch are clear. */
function collide(a: Edit, b: Edit): boolean {
  if (a.start === a.end && b.start === b.end) return a.start === b.start;
  return a.start < b.end && b.start < a.end;
}

function isSame(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

function byPlace(a: Edit, b: Edit): number {
  return a.start - b.start || a.end - b.end;
}

function firstPlace(edits: readonly Edit[]): number {
  return edits[0]?.start ?? 0;
}
