import { Fragment } from "react";

/**
 * A sentence of Tollgate's with its code set as code. The ticks stay in the text, so that it is word for word the one of
 * the check and the command line for whoever copies it; they are only not drawn.
 */
export function Prose({ text }: { text: string }) {
  const parts = text.split(/`([^`]+)`/);
  return parts.map((part, index) =>
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
      <Fragment key={index}>{part}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
      <code key={index}>
        <span className="tick">`</span>
        {part}
        <span className="tick">`</span>
      </code>
    ),
  );
}
