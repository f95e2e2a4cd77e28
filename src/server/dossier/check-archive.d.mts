/** See check-archive.mjs: plain JavaScript, since it lies in every package and runs without this product. */
export function checkArchive(folder: string, expected?: string): Promise<{ code: 0 | 1 | 2 | 3; says: string[] }>
