declare module 'heic-decode' {
  /** Decodes the main picture, turned upright: four bytes a pixel. */
  // biome-ignore lint/style/noDefaultExport: it is how the library exports it
  export default function decode(of: {
    buffer: Uint8Array
  }): Promise<{ width: number; height: number; data: Uint8ClampedArray }>
}
