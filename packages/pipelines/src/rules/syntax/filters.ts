/** Keys that pick out of what an event tells. Where an event does not take one, the rule about events says so. */
export const FILTERS: ReadonlySet<string> = new Set([
  "types",
  "branches",
  "branches-ignore",
  "tags",
  "tags-ignore",
  "paths",
  "paths-ignore",
  "workflows",
]);
