/** A fresh key for one submission. `randomUUID` exists only on https and localhost; a county office may have neither. */
export function freshKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** A key and what it was made for. */
export type KeyFor = { key: string; of: string }

/**
 * The key under which this content goes out: the one used before while the content is the same (a repeat after a lost
 * answer must not file the matter twice), a fresh one once anything in it changed.
 */
export function keyFor(before: KeyFor | null, content: unknown, make: () => string = freshKey): KeyFor {
  const of = JSON.stringify(content)
  return before?.of === of ? before : { key: make(), of }
}
