/** The bridge, as on the citizens' pages. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" />
      <path className="mark-line" d="M4.5 19.5C9 11 23 11 27.5 19.5" />
      <path className="mark-warm" d="M10.2 20.6a5.9 5.9 0 0 1 11.6 0" />
      <path className="mark-water" d="M6 25h20" />
    </svg>
  )
}
