import type { Event } from "@tollgate/client/change";
import { ApiError } from "@tollgate/client/client";
import { useSyncExternalStore } from "react";
import { api, isSignedOut, queries } from "./api.ts";

/** How the connection that tells of changes is. `lost` since a time, so that people know how old the page is. */
export type LiveState =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | { readonly kind: "lost"; readonly since: number };

type Listener = (event: Event) => void;

let state: LiveState = { kind: "connecting" };
const watchers = new Set<() => void>();
const listeners = new Set<Listener>();
let running: AbortController | null = null;
/** The last event that was heard of; the next stream goes on after it. */
let heard: string | undefined;
/** A tab that nobody has looked at for so long, in ms, gives its connection back: a browser has six per server. */
const HIDDEN_MS = 60_000;

function become(next: LiveState): void {
  // The first moment of a loss is what people want to know, not the last attempt.
  if (next.kind === "lost" && state.kind === "lost") return;
  state = next;
  for (const watcher of watchers) watcher();
}

/** Listens to all events until the function that it returns is called. */
export function onEvent(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Opens the one event stream of this page; it is kept, and mended, until {@link stopLive}. */
export function startLive(): void {
  if (running !== null) return;
  const stop = new AbortController();
  running = stop;
  // A laptop that wakes up knows sooner than the silent connection does.
  window.addEventListener("offline", () => become({ kind: "lost", since: Date.now() }), { signal: stop.signal });
  void follow(stop.signal);
}

export function stopLive(): void {
  running?.abort();
  running = null;
  become({ kind: "connecting" });
}

/** Lets the connection rest while the tab is hidden, and catches up when it is looked at again. */
export function restWhileHidden(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let resting = false;
  const changed = () => {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(() => {
        resting = true;
        stopLive();
      }, HIDDEN_MS);
    } else if (resting) {
      resting = false;
      // Without an event to go on after, nobody knows what was missed.
      if (heard === undefined) void queries.invalidateQueries();
      startLive();
    }
  };
  document.addEventListener("visibilitychange", changed);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", changed);
  };
}

async function follow(signal: AbortSignal): Promise<void> {
  let before = false;
  while (!signal.aborted) {
    try {
      const events = api.events({
        signal,
        cursor: heard,
        connected: () => {
          become({ kind: "live" });
          // Events resume where they broke off; what has no events (queues, budgets) is asked again.
          if (before)
            void queries.invalidateQueries({
              refetchType: "active",
              predicate: ({ queryKey }) => queryKey[0] !== "rows",
            });
          before = true;
        },
        reconnecting: () => become({ kind: "lost", since: Date.now() }),
      });
      for await (const event of events) {
        heard = event.cursor;
        for (const listener of listeners) listener(event);
      }
      return;
    } catch (error) {
      become({ kind: "lost", since: Date.now() });
      if (isSignedOut(error)) {
        running = null;
        void queries.invalidateQueries({ queryKey: ["session"] });
        return;
      }
      // The log was replaced, by a backup for example: everything on this page may be wrong.
      if (error instanceof ApiError && error.problem.status === 422) {
        heard = undefined;
        void queries.invalidateQueries();
      }
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
  }
}

export function useLive(): LiveState {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => state,
  );
}

/**
 * Keeps what is shown of single changes fresh: events of one change in quick succession cause one request, and what is
 * missing to merge depends on other changes of the repository too.
 */
export function keepChangesFresh(): () => void {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const repositories = new Set([...waiting].map((id) => id.replace(/#\d+$/, "")));
    for (const id of waiting) {
      for (const kind of ["change", "events"]) void queries.invalidateQueries({ queryKey: [kind, id] });
    }
    void queries.invalidateQueries({
      predicate: ({ queryKey: [kind, id] }) => kind === "explain" && repositories.has(String(id).replace(/#\d+$/, "")),
    });
    waiting.clear();
  };
  const leave = onEvent((event) => {
    waiting.add(event.stream);
    timer ??= setTimeout(flush, 120);
  });
  return () => {
    leave();
    clearTimeout(timer);
  };
}
