import type { ReactNode } from "react";

/** Holds a table that may be wider than the page: it scrolls by itself, by keys as well. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls and holds no link can be scrolled by keys only so.
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
