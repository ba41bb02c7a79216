import { regexCondition } from "../../migrate/patterns.ts";
import { quoted } from "../../migrate/steps.ts";
import { entry, type TextValue, texts, type Value } from "../../migrate/values.ts";

/** The condition that filters of branches and tags amount to. */
export interface Filter {
  /** Undefined where everything passes. */
  readonly text: string | undefined;
  /** Patterns that GitHub's conditions only come near. */
  readonly near: readonly TextValue[];
  /** Patterns of which nothing near can be said. */
  readonly refused: readonly TextValue[];
}

/** Branches pass unless they are filtered, tags only where they are named. */
export function filterOf(filters: Value | undefined, tagsAreBuilt: boolean): Filter {
  const near: TextValue[] = [];
  const refused: TextValue[] = [];
  const any = (names: readonly TextValue[]): string => {
    const parts = names.map((name) => {
      const regex = /^\/(.*)\/[a-z]*$/s.exec(name.text)?.[1];
      if (regex === undefined) return `github.ref_name == ${quoted(name.text)}`;
      const made = regexCondition("github.ref_name", regex, true);
      if (made === undefined) refused.push(name);
      else if (!made.exact) near.push(name);
      return made?.text ?? "false";
    });
    if (parts.includes("true")) return "true";
    return parts.length === 1 ? (parts[0] ?? "true") : `(${parts.join(" || ")})`;
  };
  const side = (key: string, standard: string): string => {
    const held = entry(filters, key)?.value;
    const only = entry(held, "only");
    const ignore = entry(held, "ignore");
    if (only !== undefined) return any(texts(only.value));
    if (ignore !== undefined) {
      const passed = any(texts(ignore.value));
      return passed === "true" ? "false" : `!(${passed})`;
    }
    return held === undefined ? standard : "true";
  };
  const branch = side("branches", "true");
  const tag = side("tags", "false");
  const both = [
    branch === "false" ? undefined : joined("github.ref_type == 'branch'", branch),
    tag === "false" ? undefined : joined("github.ref_type == 'tag'", tag),
  ].filter((part) => part !== undefined);
  if (branch === "true" && (tag === "true" || !tagsAreBuilt)) return { text: undefined, near, refused };
  if (!tagsAreBuilt) return { text: branch, near, refused };
  return {
    text: both.length === 0 ? "false" : both.length === 1 ? both[0] : both.map((part) => `(${part})`).join(" || "),
    near,
    refused,
  };
}

function joined(kind: string, more: string): string {
  return more === "true" ? kind : `${kind} && ${more}`;
}
