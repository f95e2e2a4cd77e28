import type { SealedNote } from '../disputes/parts.ts'
import { actorName, idAt } from '../disputes/people.ts'
import { isAskedIn } from '../mediation/asked.ts'
import { step } from '../step.ts'
import { SealNoteInput, SealSessionNoteInput } from './inputs.ts'
import { mediatesIn } from './who-opens.ts'

const SENSITIVE = '个人信息保护法 第二十八条、第二十九条（健康等敏感个人信息，严格保护）'
const OWN = '本县约定：密封的记录写的人、正在调解的人、主办的经办人能看，一次一条、写明理由、留痕，可以调整'

/** A note on health, violence or somebody's state of mind: what it is about and what it says are both sealed. */
export const seal_note = step({
  on: 'dispute',
  from: ['registered', 'supplementing', 'triaging', 'open'],
  to: null,
  by: ['mediator', 'assisting_mediator', 'adviser', 'handler', 'clerk'],
  needs: [],
  input: SealNoteInput,
  secrets: { sealed_kind: 'sealed_note', sealed_text: 'sealed_note' },
  then: (here, part, { sealed_kind, sealed_text }) => {
    if (here.actor.kind !== 'staff') return []
    const me = here.actor.person_id
    const as: SealedNote['as'] = mediatesIn(here, me) ? 'mediating' : isAskedIn(here, me) ? 'advising' : 'handling'
    const note: SealedNote = {
      id: idAt(here, 0),
      as,
      kind: sealed_kind,
      text: sealed_text,
      by_person: me,
      by: actorName(here),
      at: here.occurred_at,
    }
    return [
      {
        kind: 'change_facts',
        part: 'dispute',
        id: part.id,
        facts: { sealed_notes: [...(part.facts.sealed_notes ?? []), note] },
      },
    ]
  },
  law: [SENSITIVE, '反家庭暴力法 第五条（保护当事人隐私）', '人民调解法 第十五条第四项（保密）', OWN],
  carries_out: {
    because: '健康、暴力、心理的情况要有地方记，又不能让不该看的人看到（issue：Sealed；domain 10.1、10.2、10.3）',
  },
  says: '写一条密封的记录',
  told: 'office',
})

/** What a counsellor writes down of a session: for herself alone, as whoever comes to her was told. */
export const seal_session_note = step({
  on: 'referral',
  from: ['taken'],
  to: null,
  by: ['referred_to'],
  needs: ['counselling_slip'],
  input: SealSessionNoteInput,
  secrets: { sealed_text: 'session_note' },
  then: (here, part, { sealed_text }) =>
    here.actor.kind !== 'staff'
      ? []
      : [
          {
            kind: 'change_facts',
            part: 'referral',
            id: part.id,
            facts: {
              session_notes: [
                ...(part.facts.session_notes ?? []),
                {
                  id: idAt(here, 0),
                  text: sealed_text,
                  by_person: here.actor.person_id,
                  by: actorName(here),
                  at: here.occurred_at,
                },
              ],
            },
          },
        ],
  law: [SENSITIVE, '本县约定：疏导谈了什么只有本人和疏导人员知道，记录只有写的人能看，可以调整'],
  carries_out: { because: '心理疏导的记录密封保存（S0-124；domain 1.3 PSY：记录在密封的子记录里）' },
  says: '写密封的疏导记录',
  told: 'office',
})
