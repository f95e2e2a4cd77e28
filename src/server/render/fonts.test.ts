import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { endSideProcesses } from '#server/side-process.ts'
import { paperOf } from '#test/papers.ts'
import { textsOf } from '#test/read-paper.ts'
import { pdfDrawer } from './draw-pdf.ts'
import { facesIn, facesOfBytes, unpackWoff } from './font-tables.ts'
import { loadFonts, roleOf } from './fonts.ts'
import { drawingProcess, drawPdf, drawWithFontsIn } from './papers.ts'

const folder = mkdtempSync(join(tmpdir(), 'fengqiao-fonts-'))
afterAll(async () => {
  drawWithFontsIn(null)
  await endSideProcesses(0)
  rmSync(folder, { recursive: true, force: true })
})
const { resolve } = createRequire(import.meta.url)
const woff = readFileSync(
  join(dirname(resolve('@fontsource/lxgw-wenkai/package.json')), 'files/lxgw-wenkai-latin-500-normal.woff'),
)

test('a font of the web becomes one of a computer: its names and characters are read', () => {
  const [face] = facesOfBytes(unpackWoff(woff))
  expect(face?.families).toContain('LXGW WenKai')
  expect([...'枫桥〇①'].every((letter) => face?.has(letter.codePointAt(0) ?? 0))).toBe(true)
  expect(face?.has(0x1f600)).toBe(false)
  expect(face?.has(0x10ffff)).toBe(false)
})

test('what a font of a county is for is told by its name', () => {
  const roles = [
    '仿宋_GB2312',
    'FangSong_GB2312',
    '方正小标宋简体',
    'FZXiaoBiaoSong-B05S',
    '楷体_GB2312',
    'KaiTi',
    '方正小标宋_GBK',
  ]
  expect(roles.map((it) => roleOf([it]))).toEqual(['body', 'body', 'title', 'title', 'kai', 'kai', 'title'])
  expect(['Noto Sans Tibetan', 'SimHei', '微软雅黑'].map((it) => roleOf([it]))).toEqual([null, null, null])
})

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

/** 楷体 under the name of a county's 仿宋, letter for letter; with `lies`, its table names characters it cannot draw. */
function ofACounty(lies: boolean): Buffer {
  const font = unpackWoff(woff)
  for (const written of [utf16, (text: string) => Buffer.from(text, 'latin1')]) {
    const [from, to] = [written('LXGW WenKai'), written('FangSong GB')]
    for (let at = font.indexOf(from); at >= 0; at = font.indexOf(from, at + 1)) to.copy(font, at)
  }
  if (!lies) return font
  const cmap = font.readUInt32BE(12 + 16 * tagsOf(font).indexOf('cmap') + 8)
  for (let nth = 0; nth < font.readUInt16BE(cmap + 2); nth += 1) {
    const table = cmap + font.readUInt32BE(cmap + 4 + nth * 8 + 4)
    if (font.readUInt16BE(table) !== 12) continue
    const last = table + 16 + (font.readUInt32BE(table + 12) - 1) * 12
    for (const [at, value] of [0x3ff00, 0x3ff05, 60_000].entries()) font.writeUInt32BE(value, last + at * 4)
  }
  return font
}
const tagsOf = (font: Buffer): string[] =>
  Array.from({ length: font.readUInt16BE(4) }, (_, nth) => font.toString('latin1', 12 + nth * 16, 16 + nth * 16))

function folderOf(name: string, files: Record<string, Buffer | string>): string {
  const own = join(folder, name)
  mkdirSync(own)
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(own, file), bytes)
  return own
}
const usedIn = (pdf: Buffer) =>
  new Set([...pdf.toString('latin1').matchAll(/BaseFont \/\w+\+(\w+)/g)].map(([, it]) => it))
const paper = paperOf([{ kind: 'paragraph', text: '今天收到您的申请。' }])

test('a county’s own font is searched first; a file that is no font, or half of one, is no reason to fail', () => {
  const font = ofACounty(false)
  const own = folderOf('own', { 'simfang.ttf': font, 'broken.ttf': 'not a font at all' })
  expect(facesIn(join(own, 'simfang.ttf'))[0]?.families).toContain('FangSong GB')
  expect(loadFonts(own).families.body[0]).toBe('FangSong GB')
  expect(usedIn(pdfDrawer(null).draw(paper))).toEqual(new Set(['NotoSerifSC']))
  expect(usedIn(pdfDrawer(own).draw(paper))).toEqual(new Set(['NotoSerifSC', 'LXGWWenKai']))
  const half = folderOf('half', { 'simfang.ttf': font.subarray(0, font.length / 2) })
  expect(pdfDrawer(half).draw(paper).length).toBeGreaterThan(1_000)
  expect(loadFonts(join(folder, 'nowhere')).families.body[0]).toBe('Noto Serif SC')
})

test('a font that promises what it cannot draw is left aside: the paper comes out all the same', async () => {
  const drawer = pdfDrawer(folderOf('lying', { 'simfang.ttf': ofACounty(true) }))
  const pdf = drawer.draw(paperOf([{ kind: 'paragraph', text: '好\u{3ff00}吗' }]))
  expect((await textsOf(pdf)).join('')).toContain('好〔U+3FF00〕吗')
  expect(usedIn(pdf)).toEqual(new Set(['NotoSerifSC']))
  // That one alone: the next is drawn as it always was.
  expect(usedIn(drawer.draw(paper))).toEqual(new Set(['NotoSerifSC', 'LXGWWenKai']))
})

test('when the process falls a paper is the same bytes all the same; one that brings it down is drawn without the font, and no other', async () => {
  drawWithFontsIn(folderOf('falling', { 'simfang.ttf': ofACounty(false) }))
  const usual = Buffer.from(await drawPdf(paper))
  expect(usedIn(usual)).toEqual(new Set(['NotoSerifSC', 'LXGWWenKai']))
  const falling = async (times: number) => {
    const drawn = drawPdf(paper)
    for (let last = 0; times > 0; times -= 1) {
      while ((drawingProcess() ?? last) === last) await sleep(2)
      last = drawingProcess() ?? 0
      process.kill(last, 'SIGKILL')
    }
    return Buffer.from(await drawn)
  }
  expect((await falling(1)).equals(usual)).toBe(true)
  expect(usedIn(await falling(2))).toEqual(new Set(['NotoSerifSC']))
  expect(Buffer.from(await drawPdf(paper)).equals(usual)).toBe(true)
})
