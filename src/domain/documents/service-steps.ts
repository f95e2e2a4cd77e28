import { askPaper } from '../disputes/make.ts'
import { actorName, idsOf, ownUnit, partOf } from '../disputes/people.ts'
import { type Here, step } from '../step.ts'
import { box, byName, cell, sealOf, signing } from './pieces.ts'
import { momentWords } from './say-time.ts'
import { SERVED_HOWS, SERVED_RESULTS, type Served } from './service.ts'
import { RecordServiceInput } from './service-inputs.ts'

/** F-15s: a ruled form, as 送达回证 are; what was left empty has no cell. */
const linesOf = (here: Here, it: Served, titles: readonly string[]) => [
  box([
    cell('编号', here.file?.short_code),
    cell('时间', momentWords(it.at)),
    cell('送达的文书', titles.join('、'), true),
    cell('送达方式', SERVED_HOWS[it.how]),
    cell('结果', SERVED_RESULTS[it.result]),
    ...(it.received_by ? [cell('收件人', it.received_by)] : []),
    ...(it.post_number ? [cell('邮寄单号', it.post_number)] : []),
    ...(it.witnesses ? [cell('见证', it.witnesses)] : []),
    ...(it.basis ? [cell('依据', it.basis, true)] : []),
    ...(it.note ? [cell('说明', it.note, true)] : []),
  ]),
  signing([{ role: '受送达人', names: [], how: ['name', 'finger'] }, byName('送达人', `${it.unit} ${it.by}`)]),
  sealOf(it.unit, null),
]

export const record_service = step({
  on: 'dispute',
  // A paper that ends a matter is brought to people after it ended.
  from: [
    'registered',
    'supplementing',
    'checking_duplicates',
    'triaging',
    'open',
    'closed',
    'merged',
    'withdrawn',
    'not_accepted',
    'false_report',
  ],
  to: null,
  by: ['clerk', 'handler', 'mediator'],
  needs: ['party_in_file', 'notice_for_her', 'service_lawful', 'agent_may_receive', 'household_safe', 'result_fits'],
  asks: ['notices'],
  input: RecordServiceInput,
  then: (here, _, input) => {
    const next = idsOf(here)
    const party = partOf(here, 'party', input.party_id)
    const { party_id: __, by_agent, ...said } = input
    const served: Served = {
      id: next(),
      ...said,
      ...(by_agent ? { by_agent } : {}),
      at: here.occurred_at,
      by: actorName(here),
      unit: ownUnit(here).name,
    }
    const papers = here.named.notices.filter((it) => it.kind === 'paper' && input.notices.includes(it.id))
    const agent = party.facts.agents?.find((it) => it.id === by_agent)
    const taker = input.received_by || (agent ? `${agent.name}（代理人）` : '')
    return [
      { kind: 'change_facts', part: 'party', id: party.id, facts: { served: [...(party.facts.served ?? []), served] } },
      // Of a call nobody signs anything; the proof of a paper that was handed over goes into the file.
      ...(papers.length > 0 && input.how !== 'told'
        ? [
            askPaper(
              next(),
              'F-15s',
              party.facts.name,
              linesOf(
                here,
                { ...served, received_by: taker },
                papers.map((it) => it.says),
              ),
              [],
            ),
          ]
        : []),
    ]
  },
  law: ['人民调解法 第二十七条（调解工作档案）', '本县约定：每份文书怎样送到谁手里都要记下，可以调整'],
  carries_out: {
    because:
      '第 15 行要有送达凭证（delivery proof）；每份通知对每个人送没送到都看得见（issue 4：Proof of contact and service）',
  },
  says: '登记送达',
  told: 'office',
})
