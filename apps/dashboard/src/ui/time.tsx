import { useSyncExternalStore } from "react";

/** One clock for every time on the page: they move together, and only when a minute (or the first seconds) is over. */
const watchers = new Set<() => void>();
let now = Date.now();
setInterval(() => {
  now = Date.now();
  for (const watcher of watchers) watcher();
}, 5_000);

function useNow(): number {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => now,
  );
}

const UNITS = [
  ["y", 31_536_000],
  ["mo", 2_592_000],
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** A length of time in its largest unit: `3 min`. */
export function length(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  for (const [unit, size] of UNITS) if (seconds >= size) return `${Math.floor(seconds / size)} ${unit}`;
  return "0 s";
}

const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** A point in time in the reader's own zone. */
export function exact(at: string): string {
  return EXACT.format(new Date(at));
}

/** How long ago, with the exact time on hover. */
export function Ago({ at, suffix = "" }: { at: string; suffix?: string }) {
  const current = Math.max(useNow(), Date.parse(at));
  const age = current - Date.parse(at);
  const text = age < 10_000 ? "now" : `${length(age)}${suffix}`;
  return (
    <time dateTime={at} title={exact(at)}>
      {text}
    </time>
  );
}
