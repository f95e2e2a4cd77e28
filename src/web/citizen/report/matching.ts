/** Names that hold the letters typed, those that begin with them first; blanks do not count. */
export function matching<P extends { name: string }>(places: readonly P[], typed: string): P[] {
  const words = typed.replace(/\s/g, '')
  if (!words) return [...places]
  return places
    .filter((place) => place.name.includes(words))
    .sort((a, b) => Number(b.name.startsWith(words)) - Number(a.name.startsWith(words)))
}
