/**
 * 别的程序读不读得出我们的文书：poppler（pdftotext、pdffonts、pdfsig）读 PDF，LibreOffice 把 Word 转成 PDF 再读。
 * 用法：node scripts/second-opinion.ts　没有装的程序会说明跳过了什么；有一处不对就以 1 结束。
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pdfDrawer } from '#server/render/draw-pdf.ts'
import { drawWord } from '#server/render/draw-word.ts'
import { layOut, type PaperToDraw } from '#server/render/lay-out.ts'
import { writable } from '#server/render/printable.ts'
import { committeeDevice } from '#server/seals/keys.ts'
import { signPdf } from '#server/seals/sign-pdf.ts'
import { EVERY_PAPER, toDraw } from '#test/every-paper.ts'
import { EVERY_KIND, paperOf } from '#test/papers.ts'
import { solid, textsOf } from '#test/read-paper.ts'
import { HOSTILE } from '#test/typed.ts'

const run = promisify(execFile)
const ROOM = { maxBuffer: 64 * 1024 * 1024 }
const faults: string[] = []
const skipped: string[] = []

const isThere = async (program: string, ...args: string[]): Promise<boolean> => {
  try {
    await run(program, args, ROOM)
    return true
  } catch (error) {
    // pdfsig and its kin end with a number of their own when they only say which version they are.
    return (error as { code?: unknown }).code !== 'ENOENT'
  }
}

/** Every form from a full and from an empty file, and a paper of all that nobody should have typed. */
function papers(): [name: string, paper: PaperToDraw][] {
  const forms = EVERY_PAPER.flatMap(([form, make]) =>
    (['full', 'empty'] as const).flatMap((how): [string, PaperToDraw][] => {
      const paper = toDraw(form, make, how)
      return paper ? [[`${form.replace(' ', '-')}-${how}`, paper]] : []
    }),
  )
  const hostile = paperOf(HOSTILE.map((text) => ({ kind: 'paragraph' as const, text: `【${text}】` })))
  return [...forms, ['every-kind', paperOf(EVERY_KIND)], ['hostile', hostile]]
}

/** The characters of a text by how often they stand in it: in which order a program reads a page is its own. */
function counted(text: string): Map<string, number> {
  const of = new Map<string, number>()
  for (const letter of solid(text)) of.set(letter, (of.get(letter) ?? 0) + 1)
  return of
}
function difference(one: string, other: string): string {
  const [ours, theirs] = [counted(one), counted(other)]
  const letters = new Set([...ours.keys(), ...theirs.keys()])
  return [...letters]
    .map((it): [string, number] => [it, (theirs.get(it) ?? 0) - (ours.get(it) ?? 0)])
    .filter(([, much]) => much !== 0)
    .map(([it, much]) => `${it}（U+${it.codePointAt(0)?.toString(16)}）${much > 0 ? '多' : '少'} ${Math.abs(much)}`)
    .join('、')
}

/** All words of a paper that are printed as they are. */
function textsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return ['kind', 'how', 'how_says'].includes(key) ? [] : [value].filter(Boolean)
  if (Array.isArray(value)) return value.flatMap((it) => textsIn(it, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, it]) => textsIn(it, name))
}

async function byPoppler(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const file = join(folder, `${name}.pdf`)
    const { stdout } = await run('pdftotext', ['-enc', 'UTF-8', file, '-'], ROOM)
    const other = difference((await textsOf(readFileSync(file))).join(''), stdout)
    if (other) faults.push(`${name}.pdf：pdftotext 读到的字和 PDFium 读到的不一样：${other}`)
    const fonts = (await run('pdffonts', [file], ROOM)).stdout.split('\n').slice(2).filter(Boolean)
    if (fonts.length === 0) faults.push(`${name}.pdf：没有字体`)
    // emb, sub, uni: embedded, only the characters used, and each with its code so that it can be searched.
    for (const font of fonts) if (!/\byes\s+yes\s+yes\b/.test(font)) faults.push(`${name}.pdf：字体没有全嵌入：${font}`)
  }
}

async function seals(folder: string, pdf: Buffer): Promise<void> {
  const at = new Date('2026-03-02T04:00:00.000Z')
  const committee = { unit_id: 7, name: '石桥村人民调解委员会', county: '枫溪县' }
  const words = { name: committee.name, reason: '人民调解协议书', location: '枫溪县' }
  for (const kind of ['ecdsa', 'rsa'] as const) {
    const file = join(folder, `sealed-${kind}.pdf`)
    const signed = Buffer.from(
      await signPdf(pdf, committeeDevice(join(folder, 'keys'), committee, kind, at), words, at),
    )
    writeFileSync(file, signed)
    const says = async () => (await run('pdfsig', ['-nocert', file], ROOM).catch((it: { stdout: string }) => it)).stdout
    const whole = await says()
    if (!/Signature is Valid/.test(whole) || !/Total document signed/.test(whole))
      faults.push(`盖章的 PDF（${kind}）：pdfsig 不认：${whole}`)
    signed[2_000] = (signed[2_000] ?? 0) ^ 1
    writeFileSync(file, signed)
    const spoilt = await says()
    if (/Signature is Valid/.test(spoilt)) faults.push(`盖章的 PDF（${kind}）改了一个字节，pdfsig 还说有效`)
  }
}

const withoutFaces = (text: string): string => text.replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}/gu, '')

async function byOffice(program: string, folder: string, all: readonly [string, PaperToDraw][]): Promise<void> {
  const out = join(folder, 'office')
  mkdirSync(out)
  const files = all.map(([name]) => join(folder, `${name}.docx`))
  // A home of its own: an office that is open on this machine stays as it is.
  const home = `-env:UserInstallation=file://${join(folder, 'home')}`
  await run(program, [home, '--headless', '--convert-to', 'pdf', '--outdir', out, ...files], ROOM)
  const made = new Set(readdirSync(out))
  for (const [name, paper] of all) {
    if (!made.has(`${name}.pdf`)) {
      faults.push(`${name}.docx：LibreOffice 打不开`)
      continue
    }
    const said = withoutFaces(solid((await textsOf(readFileSync(join(out, `${name}.pdf`)))).join('')))
    for (const text of textsIn(layOut(paper).blocks)) {
      // Whether there is a picture of a face is the computer's; the file itself has its character.
      const whole = withoutFaces(solid(writable(text)))
      // A text may go over the end of a page, with the line at its foot in between.
      for (const part of [[...whole].slice(0, 6), [...whole].slice(-6)].map((it) => it.join('')))
        if (!said.includes(part)) faults.push(`${name}.docx：LibreOffice 里少了“${part}”`)
    }
  }
}

const folder = mkdtempSync(join(tmpdir(), 'fengqiao-second-'))
try {
  const drawer = pdfDrawer(process.env.FONT_DIR?.trim() || null)
  const all = papers()
  let sample: Buffer = Buffer.alloc(0)
  for (const [name, paper] of all) {
    const pdf = drawer.draw(paper)
    if (name === 'every-kind') sample = pdf
    writeFileSync(join(folder, `${name}.pdf`), pdf)
    writeFileSync(join(folder, `${name}.docx`), await drawWord(paper))
  }
  if ((await isThere('pdftotext', '-v')) && (await isThere('pdffonts', '-v')))
    await byPoppler(
      folder,
      all.map(([name]) => name),
    )
  else skipped.push('没有装 poppler（pdftotext、pdffonts）：没有用它读 PDF')
  if (await isThere('pdfsig', '-v')) await seals(folder, sample)
  else skipped.push('没有装 pdfsig：没有用它验 PDF 里的签名')
  const office = (await isThere('soffice', '--version')) ? 'soffice' : 'libreoffice'
  if (await isThere(office, '--version')) await byOffice(office, folder, all)
  else skipped.push('没有装 LibreOffice：没有用它打开 Word')
  console.log(`${all.length} 份文书，各一份 PDF、一份 Word。`)
  for (const it of skipped) console.log(`跳过：${it}。`)
  for (const it of faults) console.error(`不对：${it}`)
  console.log(faults.length === 0 ? '别的程序读出来的都一样。' : `${faults.length} 处不对。`)
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
