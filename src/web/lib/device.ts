/** What the device keeps. A browser may refuse storage (private window, full disk): then nothing is kept, nothing breaks. */
export type Shelf = {
  read: <T>(name: string, is: (value: unknown) => value is T) => T | null
  /** Whether it is really kept. */
  keep: (name: string, value: unknown) => boolean
  drop: (name: string) => void
  /** Drops everything whose name begins so. */
  dropAll: (beginning: string) => void
}

/** A shelf of JSON values over a browser storage; what cannot be read counts as not there. */
export function shelfOver(storage: () => Storage): Shelf {
  return {
    read(name, is) {
      try {
        const text = storage().getItem(name)
        const value: unknown = text === null ? null : JSON.parse(text)
        return is(value) ? value : null
      } catch {
        return null
      }
    },
    keep(name, value) {
      try {
        storage().setItem(name, JSON.stringify(value))
        return true
      } catch {
        return false
      }
    },
    drop(name) {
      try {
        storage().removeItem(name)
      } catch {
        // A storage that cannot be opened holds nothing.
      }
    },
    dropAll(beginning) {
      try {
        const shelf = storage()
        const names = Array.from({ length: shelf.length }, (_, at) => shelf.key(at))
        for (const name of names) if (name?.startsWith(beginning)) shelf.removeItem(name)
      } catch {
        // As above.
      }
    },
  }
}

/** Stays on this device until dropped. */
export const onDevice = shelfOver(() => localStorage)
/** Gone when the page is closed. */
export const whileOpen = shelfOver(() => sessionStorage)
