declare module 'yauzl' {
  import type { EventEmitter } from 'node:events'
  import type { Readable } from 'node:stream'

  /** One line of a zip's directory. */
  type Entry = {
    fileName: string
    compressedSize: number
    uncompressedSize: number
    externalFileAttributes: number
    relativeOffsetOfLocalHeader: number
    extraFields: { id: number; data: Buffer }[]
    isEncrypted(): boolean
  }
  interface ZipFile extends EventEmitter {
    comment: string
    readEntry(): void
    openReadStream(entry: Entry, done: (error: Error | null, stream?: Readable) => void): void
    close(): void
  }
  type Options = { autoClose: boolean; lazyEntries: boolean; validateEntrySizes: boolean; strictFileNames: boolean }
  const yauzl: { open(path: string, options: Options, done: (error: Error | null, zip?: ZipFile) => void): void }

  export type { Entry, ZipFile }
  // biome-ignore lint/style/noDefaultExport: it is how the library exports it
  export default yauzl
}
