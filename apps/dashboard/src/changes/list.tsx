import { Button, CloseButton, Input } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import type { ChangeSort } from "@tollgate/client/change";
import { useEffect, useMemo, useRef, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { Empty, Failure } from "../ui/states.tsx";
import { NUMBER } from "../words.ts";
import { Rows } from "./rows.tsx";
import { useRows } from "./use-rows.ts";
import { addressOf, queryOf, type Shown, SORTS, shownBy, VIEWS, type View } from "./views.ts";

/** The most that the server counts. */
const COUNTED = 10_000;
const SEARCH_MS = 200;

/** Filters that stand as chips, and what each says. */
const CHIPS = [
  ["repository", (name: string) => `repository ${name}`],
  ["author", (name: string) => `author ${name}`],
  ["risk", (risk: string) => `${risk.toLowerCase()} risk`],
  ["gate", (gate: string) => `held by ${gate}`],
] as const;

/** All changes that fit a question, the question being the address. */
export function ChangeList() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const shown = useMemo(() => shownBy(search), [search]);
  const query = useMemo(() => queryOf(shown), [shown]);
  const list = useRows(query);
  useEffect(() => {
    document.title = "Changes · Tollgate";
  }, []);
  const go = (part: Partial<Shown>) => navigate(addressOf({ ...shown, ...part }), { replace: true });
  const { pages, rows, total } = list;
  const unfiltered = shown.q === "" && CHIPS.every(([key]) => shown[key] === "");
  return (
    <div className="list-page">
      <h1 className="visually-hidden">Changes</h1>
      <div className="toolbar">
        <Search value={shown.q} onChange={(q) => go({ q })} />
        <nav className="views" aria-label="Views">
          {Object.entries(VIEWS).map(([view, { name }]) => (
            <Link
              key={view}
              href={addressOf({ ...shown, view: view as View })}
              aria-current={shown.view === view ? "true" : undefined}
            >
              {name}
            </Link>
          ))}
        </nav>
        {CHIPS.map(
          ([key, said]) =>
            shown[key] !== "" && (
              <span key={key} className="chip">
                {said(shown[key])}
                <CloseButton size="xs" aria-label={`Any ${key}`} onClick={() => go({ [key]: "" })} />
              </span>
            ),
        )}
        <label className="sort">
          <span className="visually-hidden">Order</span>
          <select value={shown.sort} onChange={(event) => go({ sort: event.currentTarget.value as ChangeSort })}>
            {Object.entries(SORTS).map(([sort, name]) => (
              <option key={sort} value={sort}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <span className="count" aria-live="polite">
          {total === null ? "" : total > COUNTED ? `more than ${NUMBER.format(COUNTED)}` : NUMBER.format(total)}
        </span>
      </div>
      {list.waiting > 0 && (
        <Button className="news" size="compact-sm" radius="xl" onClick={list.show}>
          {list.waiting === 1 ? "1 more change" : `${list.waiting} more changes`}: show
        </Button>
      )}
      {pages.isError && rows.length === 0 ? (
        <Failure error={pages.error} retry={() => void pages.refetch()} />
      ) : rows.length === 0 && pages.isSuccess && !pages.isPlaceholderData ? (
        <Nothing shown={shown} unfiltered={unfiltered} />
      ) : (
        <Rows list={list} shown={shown} memory={search} />
      )}
    </div>
  );
}

/** Types into its own state and tells the address when the typing pauses. */
function Search({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((q: string) => {
    told.current = q;
    onChange(q);
  }, SEARCH_MS);
  // The address changed without us: back, or a link.
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setTyped(value);
    }
  }, [value]);
  return (
    <Input
      className="search"
      type="search"
      size="xs"
      aria-label="Search changes"
      placeholder="Search title, repository, #number, author   /"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.currentTarget.blur();
        if (event.key === "Enter" || (event.key === "ArrowDown" && typed !== "")) {
          document.querySelector<HTMLElement>("[data-row] a[data-open]")?.focus();
        }
      }}
    />
  );
}

function Nothing({ shown, unfiltered }: { shown: Shown; unfiltered: boolean }) {
  if (!unfiltered) {
    return (
      <Empty title="No change fits.">
        <p>
          <Link href={addressOf({ ...shown, view: "all" })}>Search in merged and closed ones too</Link>, or{" "}
          <Link href={addressOf({ view: shown.view })}>take the search back</Link>.
        </p>
      </Empty>
    );
  }
  if (shown.view === "open" || shown.view === "all") {
    return (
      <Empty title="No pull request is known yet.">
        <p>
          Open one in a repository of this installation; it appears here within seconds. Nothing comes?{" "}
          <Link href="/system">System</Link> shows whether deliveries arrive, and <code>tollgate doctor</code> what is
          missing.
        </p>
      </Empty>
    );
  }
  const said = {
    people: "Nothing waits for people.",
    failing: "Nothing is stuck.",
    passing: "Nothing can be merged right now.",
    past: "Nothing was merged or closed yet.",
  }[shown.view];
  return (
    <Empty title={said}>
      <p>
        <Link href={addressOf({ view: "open" })}>All open changes</Link>
      </p>
    </Empty>
  );
}
