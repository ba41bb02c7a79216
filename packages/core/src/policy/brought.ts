import type { DependencyChange } from "../vocabulary/evidence.ts";

/** A dependency that a change adds, with what it replaces in the same file: an update takes away and adds. */
export interface Added {
  readonly dependency: DependencyChange;
  readonly replaced: readonly DependencyChange[];
}

/** What a change adds of these scopes. */
export function addedDependencies(
  dependencies: readonly DependencyChange[],
  scopes: readonly DependencyChange["scope"][],
): readonly Added[] {
  const removed = new Map<string, DependencyChange[]>();
  for (const one of dependencies) {
    if (one.change === "removed") removed.set(placeOf(one), [...(removed.get(placeOf(one)) ?? []), one]);
  }
  return dependencies
    .filter(({ change, scope }) => change === "added" && scopes.includes(scope))
    .map((dependency) => ({ dependency, replaced: removed.get(placeOf(dependency)) ?? [] }));
}

function placeOf({ ecosystem, name, manifest }: DependencyChange): string {
  return `${manifest}\n${packageName({ ecosystem, name })}`;
}

/** How a policy names a package: `npm:left-pad`. */
export function packageName({ ecosystem, name }: Pick<DependencyChange, "ecosystem" | "name">): string {
  return `${ecosystem}:${name}`.toLowerCase();
}
