import type { StatusOf } from '../disputes/parts.ts'
import { idAt } from '../disputes/people.ts'
import { step } from '../step.ts'
import type { ReturnedPage } from './facts.ts'
import { ReturnSignedInput } from './inputs.ts'
import { returnsIn } from './pages.ts'

/** While it is handled, and when it is over: the paper itself may come back long afterwards. */
const HAS_PAPERS = ['open', 'closed', 'not_accepted'] as const satisfies readonly StatusOf<'dispute'>[]

export const return_signed_paper = step({
  on: 'dispute',
  from: HAS_PAPERS,
  to: null,
  by: ['mediator', 'handler', 'clerk'],
  needs: [
    'reads_papers',
    'room_for_returns',
    'paper_has_lines',
    'print_stands',
    'scans_sound',
    'pages_as_read',
    'hands_on_lines',
    'fingers_witnessed',
  ],
  asks: ['to_sign', 'scans'],
  input: ReturnSignedInput,
  then: (here, part, { of, of_by_hand, pages, hands, note }) => {
    const { to_sign: paper, scans } = here.named
    if (here.actor.kind !== 'staff' || !paper) return []
    const { person_id, name } = here.actor
    const came = pages.flatMap(({ upload_id, nth, page, by_hand }): ReturnedPage[] => {
      const scan = scans.find(({ file }) => file.upload_id === upload_id)
      if (!scan) return []
      const { name: called, kind, size, sha256, previews } = scan.file
      const file = { upload_id, name: called, kind, size, sha256, previews }
      return [{ page, how: by_hand ? 'by_hand' : 'by_code', nth, file }]
    })
    const returned = {
      ...{ id: idAt(here, 0), paper_id: paper.id, part_id: paper.part_id, form: paper.form, title: paper.title },
      ...{ edition: paper.edition, of, ...(of_by_hand ? { of_by_hand } : {}) },
      ...{ content_hash: paper.content_hash, pages: came.toSorted((one, other) => one.page - other.page), hands, note },
      ...{ at: here.occurred_at, by: { person_id, name } },
    }
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: { returned_papers: [...returnsIn(here), returned] },
      },
    ]
  },
  law: [
    '人民调解法 第二十七条（调解工作档案）、第二十九条（签名、盖章或者按指印）',
    '电子签名法 第三条（婚姻、收养、继承等人身关系的文书不适用电子签名）',
    '本县约定：纸上签的，逐页扫描交回，由纸上的二维码认定是哪一版、第几页；扫描件缺了不影响纸上签字的效力，可以调整',
  ],
  carries_out: {
    because: '纸上签的文书要扫描回来，由二维码逐页对上版本，缺哪一页写明哪一页（issue 6：Signing, On paper；INV-6）',
  },
  says: '交回签好的扫描件',
  told: 'office',
})
