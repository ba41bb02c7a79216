import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { ChangeRow } from "@tollgate/client/change";
import { STEPS } from "@tollgate/core/vocabulary/step";
import { memo, useCallback, useEffect, useRef } from "react";
import { Link } from "wouter";
import { pageOf } from "../api.ts";
import { useKeys } from "../keys.tsx";
import { Failure } from "../ui/states.tsx";
import { Ago } from "../ui/time.tsx";
import { ToneIcon, ToneWord } from "../ui/tone.tsx";
import { STEP_NAME, standing, TONE_WORD, toneOfStep } from "../words.ts";
import type { useRows } from "./use-rows.ts";
import { addressOf, type Shown } from "./views.ts";

const ROW = 24;
const ROW_PHONE = 68;
/** The next page is asked for when the end is so many rows away. */
const AHEAD = 120;
/** Where each list was left, for those who come back to it. */
const places = new Map<string, number>();

/** The rows that can be seen, of a list as long as it really is: rows not read yet are grey. */
export function Rows({ list, shown, memory }: { list: ReturnType<typeof useRows>; shown: Shown; memory: string }) {
  const { rows, total, pages, busy } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const phone = useMediaQuery("(max-width: 719px)", window.innerWidth < 720, { getInitialValueInEffect: false });
  const size = phone ? ROW_PHONE : ROW;
  const count = pages.isPending ? 40 : Math.max(rows.length, pages.hasNextPage ? (total ?? rows.length) : 0);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 12,
    initialOffset: places.get(memory) ?? 0,
    getItemKey: useCallback((index: number) => rows[index]?.id ?? `row ${index}`, [rows]),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another size is another layout.
  useEffect(() => virtual.measure(), [size]);

  const items = virtual.getVirtualItems();
  const end = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError && end > rows.length - AHEAD) void fetchNextPage();
  }, [end, rows.length, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  const chosen = useRef(-1);
  const choose = useCallback(
    (index: number) => {
      chosen.current = index;
      virtual.scrollToIndex(index, { align: "auto" });
      // The row may have to be drawn first.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          scroller.current
            ?.querySelector<HTMLElement>(`[data-row="${index}"] a[data-open]`)
            ?.focus({ preventScroll: true });
        }),
      );
    },
    [virtual],
  );
  useKeys(
    useCallback(
      (key) => {
        if (key !== "j" && key !== "k") return false;
        const focused = document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.row;
        const from = focused === undefined ? chosen.current : Number(focused);
        const to = Math.min(rows.length - 1, Math.max(0, from + (key === "j" ? 1 : -1)));
        if (rows.length > 0) choose(to);
        return true;
      },
      [rows.length, choose],
    ),
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here, only noticed that somebody is at the list.
    <div
      ref={scroller}
      className="rows"
      onScroll={(event) => places.set(memory, event.currentTarget.scrollTop)}
      onPointerEnter={() => (busy.current = true)}
      onPointerLeave={() => (busy.current = false)}
      onFocus={() => (busy.current = true)}
      onBlur={() => (busy.current = false)}
    >
      <div role="table" aria-label="Changes" aria-rowcount={count + 1} aria-busy={pages.isPending}>
        <div role="row" className="row row-head" aria-rowindex={1}>
          {["State", "Change", "Title", "Author", "Steps", "Waits for", "Age"].map((name) => (
            <span role="columnheader" key={name}>
              {name}
            </span>
          ))}
        </div>
        <div role="rowgroup" className="rows-body" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start, key }) => (
            <div
              role="row"
              key={key}
              className="row"
              data-row={index}
              aria-rowindex={index + 2}
              style={{ transform: `translateY(${start}px)`, height: size }}
            >
              <Cells row={rows[index]} shown={shown} />
            </div>
          ))}
        </div>
      </div>
      {isFetchNextPageError && <Failure error={pages.error} retry={() => void fetchNextPage()} />}
    </div>
  );
}

const Cells = memo(function Cells({ row, shown }: { row: ChangeRow | undefined; shown: Shown }) {
  if (row === undefined) {
    return (
      <span role="cell" className="cell-skeleton">
        <span className="visually-hidden">Loading</span>
      </span>
    );
  }
  const [tone, word] = standing(row);
  const title = row.title === "" ? "(not read yet)" : row.title;
  return (
    <>
      <span role="cell" className="cell-state">
        <ToneWord tone={tone} word={word} />
        {row.shadow && (
          <span className="tag" title="Shadow mode: shown, not enforced">
            shadow
          </span>
        )}
      </span>
      <span role="cell" className="cell-change">
        <Link href={addressOf({ ...shown, repository: row.repository })} title={`Only ${row.repository}`}>
          {row.repository}
        </Link>
        <span className="muted">#{row.number}</span>
      </span>
      <span role="cell" className="cell-title">
        <Link href={pageOf(row)} data-open title={title} state={{ fromList: true }}>
          {title}
        </Link>
        {row.risk === "HIGH" && (
          <Link
            className="tag risk-high"
            href={addressOf({ ...shown, risk: "HIGH" })}
            title="Only changes of high risk"
          >
            high risk
          </Link>
        )}
      </span>
      <span role="cell" className="cell-author">
        <Link href={addressOf({ ...shown, author: row.author })} title={`Only ${row.author}`}>
          {row.author}
        </Link>
      </span>
      <span role="cell" className="cell-steps">
        <Steps row={row} />
      </span>
      <span role="cell" className="cell-waits" title={row.waitingFor ?? undefined}>
        {row.lifecycle === "merged" || row.lifecycle === "closed"
          ? ""
          : (row.waitingFor ?? "Nothing: it can be merged")}
      </span>
      <span role="cell" className="cell-age">
        <Ago at={row.createdAt} />
      </span>
    </>
  );
});

/** The road in four signs. */
function Steps({ row }: { row: ChangeRow }) {
  const tones = STEPS.map((step) => toneOfStep(step, row.steps[step], row.step === step));
  const said = STEPS.map((step, index) => `${STEP_NAME[step]}: ${TONE_WORD[tones[index] ?? "pending"]}`).join(", ");
  return (
    <span className="steps" role="img" aria-label={said} title={said}>
      {STEPS.map((step, index) => (
        <ToneIcon key={step} tone={tones[index] ?? "pending"} size={12} />
      ))}
    </span>
  );
}
