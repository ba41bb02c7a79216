/** A barrier, half open. */
export function Logo() {
  return (
    <svg className="logo" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M15 17V8" className="line thick" />
      <path d="M15 8 3.5 3.5" className="line thick" />
      <path d="M2 17.5h16" className="line" />
    </svg>
  );
}
