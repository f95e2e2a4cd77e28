declare module 'yazl' {
  import type { Readable } from 'node:stream'

  type How = { mtime?: Date; mode?: number; compress?: boolean }
  export class ZipFile {
    readonly outputStream: Readable
    addReadStream(from: Readable, name: string, how?: How): void
    addBuffer(bytes: Buffer, name: string, how?: How): void
    addEmptyDirectory(name: string): void
    end(): void
    on(event: 'error', heard: (error: Error) => void): void
  }
}
