import type { FileKind } from '#domain/evidence/words.ts'

/** Bytes of a photo, a document, a text: more is not read. */
export const MOST_DOCUMENT = 100 * 1024 * 1024
/** Films and recordings are read in stretches, and may be longer. */
export const isLong = (kind: FileKind): boolean => kind === 'mp4' || kind === 'm4a' || kind === 'wav'
