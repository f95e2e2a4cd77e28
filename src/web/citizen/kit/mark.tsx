/** The bridge: drawn here rather than loaded, so that the header never flickers. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M4.5 18.5C9 10 23 10 27.5 18.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <path
        d="M10.2 19.6a5.9 5.9 0 0 1 11.6 0"
        fill="none"
        className="mark-warm"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
      <path d="M6 24h20" stroke="currentColor" strokeOpacity=".65" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  )
}
