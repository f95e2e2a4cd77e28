import { parentOf } from '#domain/organisations/places.ts'

/** A place as lists of places give it. */
export type KnownPlace = { code: number; name: string; level: string }

export type PlaceNode = {
  value: number
  title: string
  /** With the places above it, as it reads once it is chosen. */
  label: string
  isLeaf: boolean
  children?: PlaceNode[]
}

/**
 * Places as a tree, each under the nearest place above it that is known; those without one stand first. `opened` are the places
 * whose own places have been asked for: with none of their own they are leaves.
 */
export function placeTree(places: readonly KnownPlace[], opened: ReadonlySet<number>): PlaceNode[] {
  const known = new Map(places.map((place) => [place.code, place]))
  const above = (code: number): KnownPlace | undefined => {
    for (let up = parentOf(code); up !== null; up = parentOf(up)) {
      const place = known.get(up)
      if (place) return place
    }
    return undefined
  }
  const under = new Map<number | null, KnownPlace[]>()
  for (const place of known.values()) {
    const parent = above(place.code)?.code ?? null
    under.set(parent, [...(under.get(parent) ?? []), place])
  }
  const nodesUnder = (parent: number | null, names: string): PlaceNode[] =>
    (under.get(parent) ?? [])
      .sort((one, other) => one.code - other.code)
      .map(({ code, name, level }) => {
        const label = level === 'town' || names === '' ? name : `${names} ${name}`
        const children = nodesUnder(code, label)
        return {
          value: code,
          title: name,
          label,
          isLeaf: children.length === 0 && (level === 'grid' || opened.has(code)),
          ...(children.length > 0 ? { children } : {}),
        }
      })
  return nodesUnder(null, '')
}

/** The places whose name, with those above, holds these letters, as a plain list: those whose own name does come first. */
export function placesNamed(tree: readonly PlaceNode[], words: string): PlaceNode[] {
  const all = (nodes: readonly PlaceNode[]): PlaceNode[] => nodes.flatMap((node) => [node, ...all(node.children ?? [])])
  return all(tree)
    .filter(({ label }) => label.replace(/\s/g, '').includes(words))
    .sort((one, other) => Number(other.title.includes(words)) - Number(one.title.includes(words)))
    .map(({ value, label }) => ({ value, title: label, label, isLeaf: true }))
}
