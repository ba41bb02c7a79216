import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import type { ChangeRow } from "@tollgate/client/change";
import type { ChangeRowQuery } from "@tollgate/client/client";
import type { Document } from "@tollgate/client/schemas";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { api, queries } from "../api.ts";
import { onEvent } from "../live.ts";

type Pages = InfiniteData<Document<"ChangeRowPage">, string | undefined>;

/** Rows of one request. */
const PAGE = 200;
/** Changes that moved are asked for together after this time, in ms: a busy hour is one request, not hundreds. */
const GATHER_MS = 250;
const RETRY_MS = 2_000;
/** More at once than this are not patched in one by one. */
const MOST_PATCHED = 100;

/** The list of changes that fits a query, page by page, with its rows kept up to date in place. */
export function useRows(query: ChangeRowQuery) {
  const key = useMemo(() => ["rows", query] as const, [query]);
  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal: _ }) => api.listChangeRows({ ...query, limit: PAGE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
    // Rows are patched one by one; comparing ten thousand of them at each patch would be felt.
    structuralSharing: false,
    // A long list is not read whole again because somebody comes back to it.
    refetchOnMount: ({ state }) => ((state.data?.pages.length ?? 0) <= 2 ? "always" : false),
  });
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
  const total = pages.data?.pages[0]?.total ?? null;
  const news = useNews(key, query, rows);
  return { pages, rows, total, ...news };
}

/**
 * Follows the events: rows that are shown change in place; new ones come in on top when nobody is pointing at the list,
 * else they wait and announce themselves.
 */
function useNews(key: readonly unknown[], query: ChangeRowQuery, rows: readonly ChangeRow[]) {
  const [waiting, setWaiting] = useState<readonly ChangeRow[]>([]);
  const known = useRef(new Set<string>());
  known.current = useMemo(() => new Set(rows.map(({ id }) => id)), [rows]);
  const busy = useRef(false);
  const onTop = query.sort === "-created" || query.sort === "-updated";

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has other news.
  useEffect(() => setWaiting([]), [key]);

  useEffect(() => {
    const moved = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const flush = async (ids: readonly string[]) => {
      const shown = ids.filter((id) => known.current.has(id));
      const others = ids.filter((id) => !known.current.has(id));
      const [fresh, fitting] = await Promise.all([
        shown.length === 0 ? [] : itemsOf({ ids: shown.join(",") }),
        others.length === 0 ? [] : itemsOf({ ...query, ids: others.join(",") }),
      ]);
      if (stopped) return;
      if (fresh.length > 0) patch(fresh);
      if (fitting.length === 0) return;
      if (onTop && !busy.current) prepend(key, fitting);
      else setWaiting((before) => merged(before, fitting));
    };
    const run = async () => {
      const ids = [...moved].slice(0, MOST_PATCHED);
      for (const id of ids) moved.delete(id);
      let pause = GATHER_MS;
      try {
        await flush(ids);
      } catch {
        // The server is away; the connection says so. These are asked for again when it is back.
        for (const id of ids) moved.add(id);
        pause = RETRY_MS;
      }
      timer = moved.size > 0 && !stopped ? setTimeout(run, pause) : undefined;
    };
    const leave = onEvent((event) => {
      moved.add(event.stream);
      timer ??= setTimeout(run, GATHER_MS);
    });
    return () => {
      stopped = true;
      leave();
      clearTimeout(timer);
    };
  }, [key, query, onTop]);

  const show = useCallback(() => {
    setWaiting([]);
    if (onTop) prepend(key, waiting);
    else void queries.resetQueries({ queryKey: key });
  }, [key, waiting, onTop]);
  return { waiting: waiting.length, show, busy };
}

async function itemsOf(query: ChangeRowQuery): Promise<readonly ChangeRow[]> {
  return (await api.listChangeRows({ ...query, limit: PAGE })).items;
}

function merged(before: readonly ChangeRow[], fresh: readonly ChangeRow[]): readonly ChangeRow[] {
  const ids = new Set(fresh.map(({ id }) => id));
  return [...fresh, ...before.filter(({ id }) => !ids.has(id))];
}

/** Puts newer versions into every list that is kept, each in its place. */
function patch(fresh: readonly ChangeRow[]): void {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  queries.setQueriesData<Pages>({ queryKey: ["rows"] }, (data) => {
    if (data === undefined) return data;
    let touched = false;
    const pages = data.pages.map((page) => {
      if (!page.items.some(({ id }) => byId.has(id))) return page;
      touched = true;
      return { ...page, items: page.items.map((row) => newer(row, byId.get(row.id))) };
    });
    return touched ? { ...data, pages } : data;
  });
}

function newer(row: ChangeRow, fresh: ChangeRow | undefined): ChangeRow {
  return fresh !== undefined && fresh.version >= row.version ? fresh : row;
}

function prepend(key: readonly unknown[], fresh: readonly ChangeRow[]): void {
  queries.setQueryData<Pages>(key, (data) => {
    const [first, ...rest] = data?.pages ?? [];
    if (data === undefined || first === undefined) return data;
    const present = new Set(data.pages.flatMap(({ items }) => items.map(({ id }) => id)));
    const added = fresh.filter(({ id }) => !present.has(id));
    const total = first.total === null ? null : first.total + added.length;
    return { ...data, pages: [{ ...first, total, items: [...added, ...first.items] }, ...rest] };
  });
}
