/** A number to tap and call. */
export function Phone({ number, className }: { number: string; className?: string }) {
  return (
    <a href={`tel:${number.replace(/[^\d+]/g, '')}`} className={className ?? 'phone'}>
      {number}
    </a>
  )
}
