import { expect, test } from 'vitest'
import { LAWFUL_ROUTES } from '../triage/routes.ts'
import { type Standing, statusSheet } from './status-sheet.ts'

const bare: Standing = {
  to: '苗秀禾',
  asked: true,
  short_code: 'ABCD-2345',
  code: '990326000000000000000001',
  stage: 'in_handling',
  stage_says: '办理中',
  unit: { id: 1, number: 1, kind: 'town_centre', name: '柳河镇综治中心', phone: '10000000000', address: '', hours: '' },
  next: null,
  meetings: [],
  dues: [],
  confirmations: [],
  right: { says: '随时可以撤回。', law: '人民调解法 第三条第三项' },
  limits: [],
}
const text = (of: Partial<Standing>): string =>
  statusSheet({ ...bare, ...of })
    .blocks.map((it) =>
      (it.kind === 'list'
        ? [it.label, ...it.items]
        : it.kind === 'field'
          ? [it.label, it.text]
          : [it.kind === 'paragraph' ? it.text : '']
      ).join('：'),
    )
    .join('\n')

test('even of a matter where nothing is due the sheet says where it is, who has it, her right, and every other way', () => {
  const { title, to, blocks } = statusSheet(bare)
  expect([title, to]).toEqual(['办事情况单', '苗秀禾'])
  expect(text({})).toContain('编号：ABCD-2345')
  expect(text({})).toContain('柳河镇综治中心正在办')
  expect(text({})).toContain('没有规定的日子要等')
  expect(text({})).toContain('随时可以撤回。（人民调解法 第三条第三项）')
  expect(text({})).toContain('在这里调解不收费')
  const ways = blocks.find((it) => it.kind === 'list' && it.items.length === LAWFUL_ROUTES.length)
  expect(ways).toBeDefined()
})

test('what is next says who and by which day in words; a clock that stands still says why', () => {
  const next = {
    says: '决定是否受理',
    owed_by: '柳河镇综治中心',
    hers: false,
    due_on: '2026-03-09',
    still_because: null,
  }
  expect(text({ next })).toContain('决定是否受理，由柳河镇综治中心来做，最晚 2026年3月9日。')
  expect(text({ next: { ...next, hers: true } })).toContain('由您来做')
  const still_because = '调解中止，这段时间不算；恢复以后接着计，到期跟着往后'
  expect(text({ next: { ...next, still_because } })).toContain(`由柳河镇综治中心来做。${still_because}。`)
  expect(text({ next: { ...next, still_because } })).not.toMatch(/补充|最晚/)
})

test('the window for confirmation by the court is a chance with its last day, for both sides together', () => {
  expect(text({})).not.toContain('法院确认')
  expect(text({ confirmations: [{ until: '2026-04-01' }] })).toContain(
    '一起请法院确认协议：可以办，不是必须办。要办就双方一起去，最晚 2026年4月1日',
  )
})

test('that mediation here is free is said only where the matter is dealt with here', () => {
  for (const stage of ['registered', 'mediating', 'performing'] as const)
    expect(text({ stage }), stage).toContain('在这里调解不收费')
  for (const stage of ['diverted', 'not_accepted', 'withdrawn', 'unresolved', 'closed', 'archived'] as const)
    expect(text({ stage }), stage).not.toContain('调解不收费')
})

test('her own limits stand with the day that is safe for her, and what can be read in two ways is said', () => {
  const limit = {
    says: '申请劳动仲裁一般 1 年内。',
    law: '劳动争议调解仲裁法 第二十七条',
    ends_on: '2026-12-01',
    arguable: null,
  }
  expect(text({ limits: [limit] })).toContain('申请劳动仲裁一般 1 年内。最晚 2026年12月1日。')
  expect(text({ limits: [{ ...limit, arguable: '也有人从第二天算。' }] })).toContain(
    '这里按早的一天：也有人从第二天算。',
  )
  expect(text({ limits: [{ ...limit, ends_on: null }] })).not.toContain('最晚')
  expect(text({ dues: [{ says: '您对邢大山：修沟', due_on: '2026-05-01' }] })).toContain(
    '您对邢大山：修沟，最晚 2026年5月1日',
  )
})
