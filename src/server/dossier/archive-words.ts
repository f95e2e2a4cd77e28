/** What the package says of itself, for whoever opens it in ten years. */

/** A file of the package as its catalogue has it. */
export type Kept = {
  name: string
  title: string
  kind: '说明' | '程序' | '整卷' | '文书' | '盖章件' | '签名页' | '证据' | '事件' | '元数据'
  bytes: number
  sha256: string
  sm3: string
  /** For evidence: the fingerprint that stands in the event it came in by. */
  from: string
}

/** What the package says of itself; `verify` is how everything is verified in the installation that made it. */
type Readme = { title: string; number: string; withheld: number; verify: string }
export const README = ({ title, number, withheld, verify }: Readme): string =>
  `枫桥档案包：${title}（${number}）

这是什么
  一件纠纷的整卷（正卷）和它依据的材料。不用装枫桥，也能看、能核对。
  只供本单位归档。里面有当事人的个人信息和调解内容（人民调解法 第十五条第四项、个人信息保护法 第五十一条），不要交给当事人或者外单位。

里面有什么
  卷宗.pdf          整卷（PDF/A）：封面、目录、文书、证据图片、情况说明、封底
  文书/             每份文书单独的 PDF/A
  盖章件/           盖了电子印章的文件，一个字节不变，PDF 阅读器能验签名
  证据/             证据的电子原件，一个字节不变（只给调解员看的不在里面）
  事件/             一步一步的记录，用指纹连成一串；每天的签名；公钥
  元数据.json       题名、卷号、责任者、保管期限等（字段是本县约定）
  目录.csv 目录.json 每个文件的题名、字节数、SHA-256、SM3
  校验.sha256       全部文件的 SHA-256
  签名.json         做这个档案包的系统对校验.sha256 的签名
${
  withheld > 0
    ? `
  有 ${withheld} 步的内容是单位之间的材料，或者涉及人身安全、转介、只给调解员看的材料等，留在系统里，这里只有指纹，看得出没有被换掉。
`
    : ''
}
怎样核对
  1. 把压缩包整个解开。
  2. 有 Node.js（18.17 或更新）的，在解开的文件夹里运行：
       node 核对.mjs . 公钥的指纹
     公钥的指纹请向做这个档案包的单位要：印在打印的“每日总指纹”上，同纸质档案一起保管。
     全部一致时最后一行说“全部一致”；有问题的逐条列出。
     不给指纹（node 核对.mjs）只查里面前后一致，查不出是谁做的：整个包都可以换一把密钥重新做。
     最好用别处得来的核对程序（枫桥的 scripts/verify-archive.ts），不用包里的这一份。
  3. 没有 Node.js 的，Linux、macOS 可以运行：
       sha256sum -c 校验.sha256        （macOS：shasum -a 256 -c 校验.sha256）
     这样核对的是每个文件有没有变，不核对签名和事件链。

自己算（十年以后，什么程序都没有了）
  · 文件的指纹：SHA-256（FIPS 180-4）、SM3（GB/T 32905）。
  · 事件/事件链.jsonl 一行一步：hash = 算法（prev_hash 的 32 个字节，接着 text 的 UTF-8 字节）；第一步的 prev_hash 是 32 个零；
    下一步的 prev_hash 等于上一步的 hash。text 是那一步的 JSON（RFC 8785）。text 为 null 的，内容保密，只核对衔接。
  · 事件/每日签名.json：Ed25519 签名，签的是“fengqiao day 日期 ”（末尾有一个空格）的字节接着 root 的 32 个字节；
    root 是当天全县各件最后一步和查看记录的总指纹：这一件在不在里面，要在做包的系统里重算（${verify}）。
  · 签名.json：Ed25519 签名，签的是“fengqiao archive ”接着校验.sha256 的 SHA-256（小写十六进制）。
`

/** A cell that no table program takes for a formula. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** The catalogue for table programs; the mark at its beginning tells them that it is UTF-8. */
export const catalogueCsv = (files: readonly Kept[]): string =>
  `\uFEFF${[
    ['序号', '文件', '题名', '种类', '字节', 'SHA-256', 'SM3'],
    ...files.map((it, at) => [String(at + 1), it.name, it.title, it.kind, String(it.bytes), it.sha256, it.sm3]),
  ]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('')}`

export const catalogueJson = (files: readonly Kept[]): string =>
  `${JSON.stringify(
    {
      文件: files.map(({ name, title, kind, bytes, sha256, sm3, from }) => ({
        ...{ 文件: name, 题名: title, 种类: kind, 字节: bytes, sha256, sm3 },
        ...(from ? { 登记的指纹: from } : {}),
      })),
    },
    null,
    1,
  )}\n`

export const sumsOf = (files: readonly Pick<Kept, 'name' | 'sha256'>[]): string =>
  files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')
