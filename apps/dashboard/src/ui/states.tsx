import { Button, Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { explained } from "../api.ts";
import { ToneIcon } from "./tone.tsx";

/** Why there is nothing to see, what to do about it, and a button that tries again. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { what, remedy } = explained(error);
  return (
    <div className="notice" role="alert">
      <ToneIcon tone="error" size={20} />
      <div>
        <p className="notice-title">{what}</p>
        <p>{remedy}</p>
        {retry && (
          <Button size="compact-sm" variant="default" onClick={retry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

/** An empty list says what the next step is. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="notice">
      <ToneIcon tone="skip" size={20} />
      <div>
        <p className="notice-title">{title}</p>
        {children}
      </div>
    </div>
  );
}

/** Grey lines in the place of what is coming. */
export function Lines({ count, height = 24 }: { count: number; height?: number }) {
  return (
    <div className="lines" aria-hidden>
      {Array.from({ length: count }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are all alike.
        <Skeleton key={line} height={height - 8} mb={8} width={`${90 - ((line * 17) % 40)}%`} radius={2} />
      ))}
    </div>
  );
}
