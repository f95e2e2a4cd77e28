import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { smallPdf } from '#test/small-pdf.ts'
import { isBindable } from './copy-pages.ts'

test('a copy of too many pages, or one that does not open, stands in no volume: its words do, and the note says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-'))
  try {
    const of = async (bytes: Buffer): Promise<boolean> => {
      const path = join(folder, 'copy.pdf')
      writeFileSync(path, bytes)
      return isBindable(path)
    }
    const pages = (count: number) => smallPdf(Array.from({ length: count }, (_, nth) => `${nth}`))
    expect([await of(pages(2)), await of(pages(60)), await of(pages(61))]).toEqual([true, true, false])
    expect(await of(Buffer.from('no pdf'))).toBe(false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
