import type { PaperBlock } from '#domain/documents/blocks.ts'
import type { PaperToDraw } from '#server/render/lay-out.ts'

type Drawn = PaperToDraw['content']['blocks'][number]

/** A paper for tests of drawing, of these blocks. */
export const paperOf = (
  blocks: readonly Drawn[],
  more: Partial<PaperToDraw> & { title?: string; to?: string } = {},
): PaperToDraw => {
  const { title = '调解协议书', to = '', ...rest } = more
  return {
    id: '019ab0c4-5f1e-7d3a-9b1c-0242ac120002',
    form: 'D-08',
    made_at: '2026-11-21T06:05:09.000Z',
    test_time: false,
    content: { title, to, blocks: [...blocks] },
    ...rest,
  }
}

const FACTS =
  '双方是邻居。2026年3月12日，王建国在两家之间的通道上砌墙，墙长六米、高一米八，苗秀禾家的农用车进不了院子。村里说过两次，没有说成。'

/** Every kind of block there is, as an agreement and its forms have them. */
export const EVERY_KIND: readonly Drawn[] = [
  { kind: 'number', text: '（2026）石桥人调字第3号' },
  {
    kind: 'box',
    caption: '申请人',
    cells: [
      { label: '姓名', text: '苗秀禾' },
      { label: '性别', text: '女' },
      { label: '身份证号码', text: '330000198001010000' },
      { label: '联系方式', text: '10012345678' },
      { label: '单位或住址', text: '枫溪县石桥镇石桥村三组12号', wide: true },
      { label: '职业或职务', text: '' },
    ],
  },
  { kind: 'heading', text: '纠纷主要事实、争议事项' },
  { kind: 'paragraph', text: FACTS },
  { kind: 'paragraph', text: '经调解，自愿达成如下协议：' },
  {
    kind: 'clauses',
    items: [
      '王建国于2026年12月31日以前拆除通道上的墙，清走砖料。',
      '王建国于2026年12月31日以前付给苗秀禾修路的钱人民币3,000元（大写：叁仟元整），以转账方式付清。',
      '以后在通道上放东西，先和对方说一声。',
    ],
  },
  { kind: 'field', label: '履行方式', text: '转账' },
  { kind: 'field', label: '生效时间', text: '2026-11-21T06:05:00.000Z' },
  { kind: 'field', label: '备注', text: '' },
  {
    kind: 'list',
    label: '这份协议有什么用',
    items: [
      '协议对双方有约束力，应当按约定履行（人民调解法 第三十一条）。',
      '对履行或者内容有争议，可以向人民法院起诉（人民调解法 第三十二条）。',
    ],
  },
  {
    kind: 'table',
    head: ['序号', '证据名称', '来源', '证明对象', '份数'],
    widths: [1, 3, 2, 4, 1],
    rows: [
      ['1', '宅基地使用证', '苗秀禾', '通道在两家之间，宽两米四', '1'],
      ['2', '照片', '网格员', '墙砌在通道上', '3'],
    ],
  },
  {
    kind: 'record',
    lines: [
      { who: '调解员', text: '今天把两家请来，是为了通道上这道墙。同意调解吗？' },
      { who: '苗秀禾', text: '同意。我只要车能进院子。' },
      { who: '王建国', text: '同意。墙是怕她家的水流过来才砌的。' },
      { who: null, text: '（到现场看过，水沟可以往东让半米。）' },
    ],
  },
  { kind: 'end' },
  {
    kind: 'sign',
    lines: [
      { role: '申请人', names: ['苗秀禾'], how: ['name', 'finger'] },
      { role: '被申请人', names: ['王建国'], how: ['name', 'finger'] },
      { role: '人民调解员', names: [], how: ['name'] },
    ],
  },
  { kind: 'seal', unit: '石桥村人民调解委员会', on: '2026-11-21' },
]

/** The same forms with nothing filled in: lines for the pen. */
export const EMPTY: readonly Drawn[] = EVERY_KIND.map((block) => {
  if (block.kind === 'box') return { ...block, cells: block.cells.map((it) => ({ ...it, text: '' })) }
  if (block.kind === 'field') return { ...block, text: '' }
  if (block.kind === 'table') return { ...block, rows: [['', '', '', '', '']] }
  if (block.kind === 'record') return { ...block, lines: [] }
  if (block.kind === 'clauses') return { ...block, items: [] }
  if (block.kind === 'sign') return { ...block, lines: block.lines.map((it) => ({ ...it, names: [] })) }
  if (block.kind === 'seal') return { ...block, on: null }
  return block
})

export const KINDS: Record<Exclude<PaperBlock['kind'], 'wording'>, true> = {
  field: true,
  paragraph: true,
  number: true,
  heading: true,
  box: true,
  clauses: true,
  list: true,
  table: true,
  record: true,
  end: true,
  sign: true,
  seal: true,
}
