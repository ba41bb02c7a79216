import { QueryClient } from "@tanstack/react-query";
import type { ChangeRow, Event } from "@tollgate/client/change";
import { ApiError, type ChangeAddress, TollgateClient, UnreachableError } from "@tollgate/client/client";

/** The server that this page came from; the session cookie goes with every request. */
export const api = new TollgateClient({
  url: location.origin,
  // Called as a method of the client, the browser's own would refuse to work.
  fetch: (input, init) => fetch(input, init),
  timeoutMs: 20_000,
});

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The event stream tells when something is out of date; what has none asks by itself.
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiError) || error.problem.status >= 500),
      retryDelay: (attempt) => 500 * 2 ** attempt,
    },
  },
});

/** `github:owner/name#7`: also the name of the change's event stream. */
export function idOf({ provider, repository, number }: ChangeAddress): string {
  return `${provider}:${repository}#${number}`;
}

/** Where the change's page is. */
export function pageOf({
  provider,
  repository,
  number,
}: Pick<ChangeRow, "provider" | "repository" | "number">): string {
  return `/changes/${provider}/${repository}/${number}`;
}

export function repositoryPage(provider: string, name: string): string {
  return `/repositories/${provider}/${name}`;
}

/** What went wrong and what to do, in words for people. */
export function explained(error: unknown): { readonly what: string; readonly remedy: string } {
  if (error instanceof ApiError) return { what: error.problem.detail, remedy: error.problem.remedy };
  if (error instanceof UnreachableError) {
    const remedy = "Look whether the server runs, then reload the page: it may be older than the server.";
    return { what: "The server does not answer, or not as this page expects.", remedy };
  }
  return { what: error instanceof Error ? error.message : String(error), remedy: "Reload the page." };
}

/** Whether a failure means that nobody is signed in (any longer). */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.problem.status === 401;
}

/** A part of an event's data, if it is text. */
export function textOf(event: Event, key: string, part: "data" | "personal" = "data"): string {
  const value = event[part][key];
  return typeof value === "string" ? value : "";
}
