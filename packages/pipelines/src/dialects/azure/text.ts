import { type Claim, escaped } from "../../migrate/output.ts";
import { equal } from "../../migrate/translation.ts";
import type { Entry, TextValue } from "../../migrate/values.ts";
import { PREDEFINED } from "./conditions.ts";

/** A text as GitHub reads it, with the claim that it is kept. */
export interface Claimed {
  readonly text: string;
  claim(rule: string): Claim;
}

/**
 * Fills in `$(name)`: variables of the file become those of `env` or the matrix, those of Azure what GitHub has. Others
 * are left: in a shell they are commands.
 * @param known names of variables; those of the matrix as `matrix.name`
 */
export function converted(text: string, known: ReadonlySet<string>): string {
  return escaped(text).replaceAll(/\$\(([\w.]+)\)/g, (found, name: string) => {
    if (known.has(`matrix.${name}`)) return `\${{ matrix.${name} }}`;
    if (known.has(name)) return `\${{ env.${name.replaceAll(".", "_")} }}`;
    const predefined = PREDEFINED[name.toLowerCase()];
    return predefined === undefined ? found : `\${{ ${predefined} }}`;
  });
}

/** The text of an entry, with the claim about its key and value. */
export function claimed(held: Entry | undefined, known: ReadonlySet<string>): Claimed | undefined {
  if (held?.value.kind !== "text") return undefined;
  return {
    ...claimedText(held.value, known),
    claim: (rule) => equal(rule, converted((held.value as TextValue).text.trimEnd(), known), held, held.value),
  };
}

export function claimedText(value: TextValue, known: ReadonlySet<string>): Claimed {
  const text = converted(value.text.trimEnd(), known);
  return { text, claim: (rule) => equal(rule, text, value) };
}
