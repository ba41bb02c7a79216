import { CHANGE_SORTS, type ChangeSort } from "@tollgate/client/change";
import type { ChangeRowQuery } from "@tollgate/client/client";
import { RISKS } from "@tollgate/core/vocabulary/tier";

/** The questions that people come with, each as a filter. */
export const VIEWS = {
  open: { name: "Open", filter: { lifecycle: "open,draft" } },
  people: { name: "Waits for people", filter: { lifecycle: "open", state: "DOD_PENDING,FINAL_PENDING" } },
  failing: {
    name: "Stuck",
    filter: { lifecycle: "open,draft", state: "DOR_FAILED,PROGRESS_BLOCKED,DOD_FAILED,FINAL_REJECTED,ERROR" },
  },
  passing: { name: "Can merge", filter: { lifecycle: "open", state: "COMPLETED" } },
  past: { name: "Merged, closed", filter: { lifecycle: "merged,closed" } },
  all: { name: "All", filter: {} },
} as const satisfies Record<string, { name: string; filter: ChangeRowQuery }>;
export type View = keyof typeof VIEWS;

export const SORTS: Readonly<Record<ChangeSort, string>> = {
  "-created": "Newest first",
  created: "Oldest first",
  "-updated": "Last changed first",
  updated: "Longest unchanged first",
  repository: "By repository",
};

/** What the list shows, as its address says it. */
export interface Shown {
  readonly view: View;
  readonly sort: ChangeSort;
  readonly q: string;
  readonly repository: string;
  readonly author: string;
  readonly risk: string;
  /** The gate that holds them. */
  readonly gate: string;
}

const DEFAULTS: Shown = { view: "open", sort: "-created", q: "", repository: "", author: "", risk: "", gate: "" };

/** Reads the query of an address; what it does not know it takes for the default. */
export function shownBy(search: string): Shown {
  const given = new URLSearchParams(search);
  const view = given.get("view") ?? "";
  const sort = CHANGE_SORTS.find((one) => one === given.get("sort"));
  return {
    view: view in VIEWS ? (view as View) : DEFAULTS.view,
    sort: sort ?? DEFAULTS.sort,
    q: given.get("q") ?? "",
    repository: given.get("repository") ?? "",
    author: given.get("author") ?? "",
    risk: RISKS.find((one) => one === given.get("risk")) ?? "",
    gate: given.get("gate") ?? "",
  };
}

/** The address that shows this; defaults are left out. */
export function addressOf(shown: Partial<Shown>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(shown)) {
    if (value !== "" && value !== DEFAULTS[key as keyof Shown]) query.set(key, value);
  }
  const text = query.toString();
  return text === "" ? "/changes" : `/changes?${text}`;
}

/** The same as the API is asked. */
export function queryOf({ view, sort, q, repository, author, risk, gate }: Shown): ChangeRowQuery {
  return {
    ...VIEWS[view].filter,
    sort,
    ...(q.trim() === "" ? {} : { q: q.trim() }),
    ...(repository === "" ? {} : { repository }),
    ...(author === "" ? {} : { author }),
    ...(risk === "" ? {} : { risk }),
    ...(gate === "" ? {} : { gate }),
  };
}
