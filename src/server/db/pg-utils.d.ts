/** How the driver turns a value into what it sends: part of pg, told nowhere in its types. */
declare module 'pg/lib/utils.js' {
  const utils: { prepareValue: (value: unknown) => Buffer | string | null }
  // biome-ignore lint/style/noDefaultExport: that is how this file of pg is read
  export default utils
}
