import type { ReactNode } from "react";
import { TONE_WORD, type Tone } from "../words.ts";

/** Each tone has a shape of its own, so that nobody needs to tell colours apart. */
const SHAPES: Readonly<Record<Tone, ReactNode>> = {
  pass: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m4.6 8.3 2.3 2.3 4.5-4.9" className="cut" />
    </>
  ),
  fail: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />
      <path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" className="cut" />
    </>
  ),
  pending: (
    <>
      <circle cx="8" cy="8" r="6.1" className="line" />
      <path d="M8 4.4V8l2.4 1.6" className="line" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="4.6" r="3.3" fill="currentColor" />
      <path d="M1.6 15c.4-3.9 3-5.8 6.4-5.8s6 1.9 6.4 5.8z" fill="currentColor" />
    </>
  ),
  skip: (
    <>
      <circle cx="8" cy="8" r="6.1" className="line" />
      <path d="M5 8h6" className="line" />
    </>
  ),
  error: (
    <>
      <path d="M8 1 15.4 14.6H.6z" fill="currentColor" />
      <path d="M8 6v4m0 2v.4" className="cut" />
    </>
  ),
};

/** The shape of a tone: decoration beside a word. */
export function ToneIcon({ tone, size = 14 }: { tone: Tone; size?: number }) {
  return (
    <svg className={`tone-icon tone-${tone}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[tone]}
    </svg>
  );
}

/** Shape and word of a tone. */
export function ToneWord({ tone, word = TONE_WORD[tone] }: { tone: Tone; word?: string }) {
  return (
    <span className={`tone-word tone-${tone}`}>
      <ToneIcon tone={tone} />
      <span>{word}</span>
    </span>
  );
}
