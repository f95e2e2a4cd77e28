import { randomBytes } from 'node:crypto'
import { zip } from './files.ts'

/** Word templates, good and bad, made on the spot. */

type Part = Parameters<typeof zip>[0][number]
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const xml = (name: string, text: string): Part => ({
  name,
  bytes: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`),
})
const types = (main: string): Part =>
  xml(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
  )
export const relations = (name: string, inside: string): Part =>
  xml(
    name,
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`,
  )

/** A paragraph; each text a run of its own. */
export const p = (...texts: string[]): string =>
  `<w:p>${texts.map((it) => `<w:r><w:t xml:space="preserve">${it}</w:t></w:r>`).join('')}</w:p>`
export const table = (...rows: string[][]): string =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((it) => `<w:tc>${p(it)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`

/** A template of these paragraphs and tables; `more`: other parts; `main`: what kind of file it says it is. */
export const templateOf = (body: string, more: readonly Part[] = [], main = MAIN): Buffer =>
  zip([
    types(main),
    relations('_rels/.rels', `<Relationship Id="r1" Type="${REL}/officeDocument" Target="word/document.xml"/>`),
    xml('word/document.xml', `<w:document ${W}><w:body>${body}</w:body></w:document>`),
    ...more,
  ])
const link = (type: string, target: string, mode = ' TargetMode="External"') =>
  relations('word/_rels/document.xml.rels', `<Relationship Id="r9" Type="${REL}/${type}" Target="${target}"${mode}/>`)
const nest = (times: number, inside: string): string =>
  `${'<w:sdt><w:sdtContent>'.repeat(times)}${inside}${'</w:sdtContent></w:sdt>'.repeat(times)}`
const field = (...code: string[]): string =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${code.map((it) => `<w:r><w:instrText>${it}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`
const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
const GOOD = p('{编号}')

/** Templates nobody should be able to hand in, and a word of what is said of each. */
export const BAD_TEMPLATES: readonly [what: string, bytes: () => Buffer, says: string][] = [
  ['no zip at all', () => Buffer.from('{编号}'), '后缀对不上'],
  ['a zip bomb', () => templateOf(GOOD, [{ name: 'word/media/a.png', bytes: Buffer.alloc(30_000_000) }]), '大得不正常'],
  ['ten megabytes of XML', () => templateOf(p('{编号}', 'abcdefghij'.repeat(1_000_000))), '大得不正常'],
  ['two megabytes of text', () => templateOf(p('{编号}', randomBytes(1_000_000).toString('hex'))), '大得不正常'],
  ['a macro', () => templateOf(GOOD, [{ name: 'word/vbaProject.bin', bytes: Buffer.from('x') }]), '宏'],
  [
    'a document that says it has macros',
    () =>
      templateOf(
        GOOD,
        [],
        MAIN.replace('openxmlformats-officedocument.wordprocessingml.document', 'ms-word.document.macroEnabled'),
      ),
    '宏',
  ],
  [
    'a template of Word’s own',
    () => templateOf(GOOD, [], MAIN.replace('document.main', 'template.main')),
    '普通的 Word 文档',
  ],
  ['a picture fetched from elsewhere', () => templateOf(GOOD, [link('image', 'https://a.test/x.png')]), '外部链接'],
  ['a link one may click', () => templateOf(GOOD, [link('hyperlink', 'https://a.test/')]), '外部链接'],
  [
    'a template attached from a server',
    () => templateOf(GOOD, [link('attachedTemplate', 'file://a/x.dotm')]),
    '外部链接',
  ],
  [
    'an address that calls itself internal',
    () => templateOf(GOOD, [link('image', 'https://a.test/x.png', '')]),
    '外部链接',
  ],
  ['a part of a kind nobody knows', () => templateOf(GOOD, [link('aFChunk', 'x.xml', '')]), '不认得的部分'],
  [
    'a page of the web inside',
    () => templateOf(GOOD, [{ name: 'word/afchunk.mht', bytes: Buffer.from('x') }]),
    '不认得的部分',
  ],
  ['an object', () => templateOf(`${GOOD}<w:p><w:r><w:object/></w:r></w:p>`), '嵌入的对象'],
  ['an object by another prefix', () => templateOf(`${GOOD}<x:object xmlns:x="urn:x"/>`), '嵌入的对象'],
  ['a field', () => templateOf(GOOD + field(' INCLUDETEXT "/etc/passwd" ')), '域代码'],
  ['a field torn over runs', () => templateOf(GOOD + field(' DDEA', 'UTO c ')), '域代码'],
  [
    'a field that begins like a page number',
    () => templateOf(GOOD + field(' PAGE \\* MERGEFORMAT INCLUDEPICTURE x ')),
    '域代码',
  ],
  ['a simple field', () => templateOf(`${GOOD}<w:p><w:fldSimple w:instr="AUTHOR"/></w:p>`), '域代码'],
  [
    'a simple field with two codes',
    () =>
      templateOf(
        `${GOOD}<w:p><w:fldSimple xmlns:x="urn:x" x:instr="PAGE" w:instr="DDEAUTO c"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>`,
      ),
    '不认得的内容',
  ],
  ['a field without a code', () => templateOf(GOOD + field()), '域代码'],
  [
    'a field whose code is text',
    () =>
      templateOf(
        `${GOOD}<w:p>${mark('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>${run('{纠纷事实}')}${mark('end')}</w:p>`,
      ),
    '域代码',
  ],
  [
    'a field that another reader sees end later',
    () =>
      templateOf(
        `${GOOD}<w:p xmlns:x="urn:x">${mark('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><x:fldChar x:fldCharType="end"/></w:r>${run('{编号}')}${mark('end')}</w:p>`,
      ),
    '不认得的域',
  ],
  [
    'a code whose beginning another reader leaves out',
    () => templateOf(GOOD + field('PAGE \\* ', 'DDEAUTO \\* c')),
    '域代码',
  ],
  ['a field that does not end', () => templateOf(`${GOOD}<w:p>${mark('begin')}</w:p>`), '域代码'],
  [
    'a field of forms',
    () => templateOf(`${GOOD}<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData/></w:fldChar></w:r></w:p>`),
    '窗体域',
  ],
  ['Word’s prefix for something else', () => templateOf(`${GOOD}<w:p xmlns:w="urn:w"/>`), '不认得的内容'],
  [
    'a second document under a picture’s name',
    () =>
      templateOf(GOOD, [
        {
          ...xml('word/document.xml', `<w:document ${W}><w:body>${GOOD}${field('DDEAUTO c')}</w:body></w:document>`),
          also: 'word/media/a.png',
        },
      ]),
    '不认得的内容',
  ],
  ['what is hidden', () => templateOf(`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{编号}</w:t></w:r></w:p>`), '隐藏'],
  ['mediation first', () => templateOf(GOOD + p('未经调解', '不得起诉。')), '正文第 2 段：“未经调解”'],
  ['mediation that costs', () => templateOf(GOOD + table(['调解费 200 元'])), '调解不收任何费用'],
  ['a promise', () => templateOf(GOOD + p('本委员会保证能执行。')), '不能这样许诺'],
  [
    'what the foot says',
    () => templateOf(GOOD, [xml('word/footer1.xml', `<w:ftr ${W}>${p('签字以后不得反悔。')}</w:ftr>`)]),
    '页脚第 1 段',
  ],
  [
    'a water mark',
    () =>
      templateOf(
        `${GOOD}<w:p><w:r><w:pict><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="先调解再起诉"/></w:pict></w:r></w:p>`,
      ),
    '不是起诉',
  ],
  [
    'a control bound to data',
    () => templateOf(`${GOOD}<w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr></w:sdt></w:p>`),
    '绑定数据',
  ],
  [
    'what somebody struck out',
    () => templateOf(`${GOOD}<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>`),
    '修订',
  ],
  [
    'an entity',
    () => templateOf(GOOD, [xml('word/styles.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')]),
    '自动运行',
  ],
  ['text only one reader sees', () => templateOf(`<w:p><w:r><w:t><![CDATA[{编号}]]></w:t></w:r></w:p>`), '打不开'],
  ['a remark in the mark-up', () => templateOf(`<w:p><w:r><w:t>{编<!-- x -->号}</w:t></w:r></w:p>`), '不认得的内容'],
  ['a thousand boxes one in another', () => templateOf(nest(1_000, GOOD)), '套得太深'],
  ['elements that do not end', () => templateOf('<w:p>'), '打不开'],
  ['two parts of one name', () => templateOf(GOOD, [xml('word/Document.xml', '<a/>')]), '不认得的内容'],
  ['no placeholder', () => templateOf(p('人民调解协议书')), '没有占位符'],
  [
    'one nobody knows',
    () => templateOf(p('甲') + p('{编号}{身份证号}')),
    '正文第 2 段：“{身份证号}”不是这种文书的占位符',
  ],
  ['a condition', () => templateOf(p('{#if 编号}{编号}{/if}')), '不能写条件'],
  ['a condition that looks like a list', () => templateOf(p('{#编号}有{/编号}')), '只有一项，不能逐条列出'],
  ['a list within a list', () => templateOf(p('{#协议条款}{#签名}{姓名}{/签名}{/协议条款}')), '不能再套一层'],
  [
    'lists a thousand deep',
    () => templateOf(p('{#协议条款}'.repeat(1_000)) + p('{/协议条款}'.repeat(1_000))),
    '不能再套一层',
  ],
  ['a list without an end', () => templateOf(p('{#协议条款}{内容}')), '没有收尾'],
  ['an end without a list', () => templateOf(p('{/协议条款}')), '前面没有对应的'],
  ['another’s end', () => templateOf(p('{#协议条款}{内容}{/签名}')), '要用 {/协议条款} 收尾'],
  [
    'a list from a table into the text',
    () => templateOf(table(['{#协议条款}{内容}']) + p('{/协议条款}')),
    '同一个表格',
  ],
  [
    'a list in a control',
    () => templateOf(`<w:sdt><w:sdtContent>${p('{#协议条款}{内容}{/协议条款}')}</w:sdtContent></w:sdt>`),
    '内容控件',
  ],
  ['a column outside its list', () => templateOf(p('{谁履行}')), '不是这种文书的占位符'],
  ['half a pair', () => templateOf(p('{编号')), '没有配成一对'],
  ['a pair over two paragraphs', () => templateOf(p('{编') + p('号}')), '没有配成一对'],
  ['Chinese braces', () => templateOf(p('{编号}') + p('｛编号｝')), '中文的大括号'],
  ['options of the filler', () => templateOf(p('{编号 [loopOver: "row"]}')), '别的代码'],
  ['a name of every object', () => templateOf(p('{constructor}')), '不是这种文书的占位符'],
  [
    'one in a table',
    () => templateOf(table(['甲', '乙'], ['丙', '{某某}'])),
    '正文第 1 个表格第 2 行第 2 格：“{某某}”',
  ],
  [
    'one in the footnotes',
    () => templateOf(GOOD, [xml('word/footnotes.xml', `<w:footnotes ${W}>${p('{编号}')}</w:footnotes>`)]),
    '脚注',
  ],
  [
    'one in the words of a picture',
    () => templateOf(`${GOOD}<w:p><w:r><w:drawing><wp:docPr xmlns:wp="urn:w" descr="{编号}"/></w:drawing></w:r></w:p>`),
    '图片说明',
  ],
  [
    'a prefix of its own',
    () =>
      templateOf(
        `<v:p xmlns:v="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><v:r><v:t>{编号}</v:t></v:r></v:p>`,
      ),
    '读不出来',
  ],
  ['six hundred placeholders', () => templateOf(p('{编号}'.repeat(600))), '太多了'],
]
