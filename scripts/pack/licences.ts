import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Shipped } from './contents.ts'
import { INSIDE, reasonToShip } from './licence-rules.ts'
import { licenceTexts, nameOf } from './packages.ts'

type Row = { name: string; version: string; licence: string; where: string }

/** Every package that is given out, once for each version, by name. */
function rowsOf({ lock, program, pages }: Shipped): Row[] {
  const places = new Map<string, Row>()
  const add = (paths: readonly string[], where: string): void => {
    for (const path of paths) {
      const locked = lock[path]
      if (!locked) continue
      const name = nameOf(path, locked)
      const key = `${name} ${locked.version}`
      const before = places.get(key)?.where
      if (before?.includes(where)) continue
      places.set(key, {
        name,
        version: locked.version,
        licence: locked.license ?? '',
        where: before ? `${before}、${where}` : where,
      })
    }
  }
  add(program, '程序')
  add(pages, '网页')
  return [...places.values()].sort((one, other) =>
    `${one.name} ${one.version}` < `${other.name} ${other.version}` ? -1 : 1,
  )
}

/** The packages that may not be given out, each a sentence. */
export function licenceFaults(shipped: Shipped): string[] {
  return rowsOf(shipped)
    .filter(({ name, licence }) => reasonToShip(name, licence) === undefined)
    .map(
      ({ name, version, licence }) =>
        `${name} ${version} 的许可是“${licence || '没有写'}”，没有写明为什么可以随软件给出：换掉它，或在 scripts/pack/licence-rules.ts 写明理由。`,
    )
}

/** docs/licences.md: what is given out with the product, under which licence, and why where that asks for more than its text. */
export function licencesPage(shipped: Shipped): string {
  const rows = rowsOf(shipped)
  const counts = new Map<string, number>()
  for (const { licence } of rows) counts.set(licence, (counts.get(licence) ?? 0) + 1)
  const sums = [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
  const asked = rows.flatMap((row) => {
    const why = reasonToShip(row.name, row.licence)
    return why ? [`| ${row.name} ${row.version} | ${row.licence || '没有写'} | ${why} |`] : []
  })
  const inside = rows.flatMap(({ name, version }) => {
    const holds = INSIDE.find((it) => it.packages.test(name))?.holds
    return holds ? [`| ${name} ${version} | ${holds} |`] : []
  })
  return `<!-- 由 npm run generate 从 package-lock.json 打印，不要手改。 -->

# 随软件给出的程序包和许可

本系统自己按 Apache-2.0。光盘安装包（x64）和构建好的网页里有下面 ${rows.length} 个别人的程序包；“程序”是服务器上运行的，“网页”是编进网页的。各许可的原文在安装包的 docs/licence-texts.txt。只在开发、测试、构建时用的（如 vite、lightningcss）不在安装包里。

| 许可 | 几个 |
|---|---|
${sums.map(([licence, n]) => `| ${licence || '没有写'} | ${n} |`).join('\n')}

没有 GPL、AGPL 的程序包（jszip 两种任选，我们按 MIT 用）。

## 不只是“保留原文”的，为什么可以

| 程序包 | 许可 | 为什么可以 |
|---|---|---|
${asked.join('\n')}

## 包里面还有别人的程序

| 程序包 | 里面是什么 |
|---|---|
${inside.join('\n')}

## 全部

| 程序包 | 版本 | 许可 | 在哪里 |
|---|---|---|---|
${rows.map((it) => `| ${it.name} | ${it.version} | ${it.licence || '没有写'} | ${it.where} |`).join('\n')}
`
}

/** The texts of all licences given out, each once, with the packages it stands in. */
export function licenceTextsOf(root: string, { lock, program, pages }: Shipped): string {
  const standIn = new Map<string, string[]>()
  for (const path of [...new Set([...program, ...pages])].sort()) {
    const locked = lock[path]
    if (!locked) continue
    const name = `${nameOf(path, locked)} ${locked.version}`
    const texts = licenceTexts(join(root, path))
    // Some state their licence in a line of package.json only.
    const told = texts.length > 0 ? texts.map((it) => it.text.replaceAll('\r\n', '\n').trim()) : [stated(root, path)]
    for (const text of told) standIn.set(text, [...(standIn.get(text) ?? []), name])
  }
  return [...standIn]
    .map(([text, names]) => `${'='.repeat(80)}\n${names.join('\n')}\n${'-'.repeat(80)}\n${text}\n`)
    .join('\n')
}

function stated(root: string, path: string): string {
  const { license, author } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))
  return `许可：${license ?? '没有写'}；作者：${typeof author === 'string' ? author : (author?.name ?? '没有写')}`
}
