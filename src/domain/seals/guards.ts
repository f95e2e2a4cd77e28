import type { z } from 'zod'
import { isPersonal } from '../agreements/personal.ts'
import { dayIn } from '../clocks/calendar.ts'
import { partsOf } from '../disputes/parts.ts'
import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import type { RevokeSealInput } from './inputs.ts'
import { bearsSeal, ownerOf, sealsIn, standingSeal } from './seal.ts'

/** Conditions of sealing: what bears a seal, whose it is, and that it is done once. */
export const SEAL_GUARDS = {
  /** 电子印章是现在盖的：倒填日子会动 30 日的窗口 (民诉法 205；threats I14)。 */
  sealed_today: ({ occurred_at, now }, input) =>
    input === undefined || dayIn(occurred_at) === dayIn(now) ? null : 'sealed_another_day',
  /** 人人在屏幕上签的，才盖电子印章；纸上签的，印章也在纸上 (人民调解法 29)。 */
  signed_on_screen: (_, __, part) =>
    part?.part === 'agreement' && part.facts.signatures.some((it) => it.how === 'on_paper') ? 'signed_on_paper' : null,
  /** 只有要盖章的文书才盖，交签的文本不是生效的协议 (人民调解法 29；domain 3.1)。 */
  paper_bears_seal: ({ named }, input) =>
    input === undefined || (named.paper && bearsSeal(named.paper)) ? null : 'paper_takes_no_seal',
  /** 身份关系的协议只有纸上的，没有电子的 (电子签名法 3；INV-6)。 */
  paper_not_personal: ({ named, parts }, input) => {
    if (input === undefined || !named.paper) return null
    const { agreement_id } = ownerOf(parts, named.paper)
    const agreement = partsOf(parts, 'agreement').find((it) => it.id === agreement_id)
    return agreement && isPersonal(parts, agreement) ? 'sealed_on_paper' : null
  },
  /** 印章只盖在本单位自己的文书上：看文书是哪一件调解、哪一份协议的。 */
  own_units_paper: ({ named, actor, parts }, input) =>
    input === undefined ||
    !named.paper ||
    (actor.kind === 'staff' && actor.unit_id === ownerOf(parts, named.paper).unit_id)
      ? null
      : 'paper_of_other_unit',
  paper_not_sealed: (here, input) =>
    input !== undefined && standingSeal(here, reading<{ paper_id: string }>(input).paper_id) ? 'already_sealed' : null,
  /** 写到的盖章件归本单位管、还没有撤销。 */
  seal_stands: ({ parts, actor }, input) => {
    if (input === undefined) return null
    const { seal_id } = reading<{ seal_id: string }>(input)
    const stands = sealsIn(parts).some(
      (it) => it.id === seal_id && it.revoked === null && actor.kind === 'staff' && it.unit_id === actor.unit_id,
    )
    return stands ? null : 'no_seal_stands'
  },
  /** 生效的协议，撤销盖章件要有依据：法院的文书，或者盖错了重盖 (协议有没有效由法律和法院定)。 */
  revocation_grounded: ({ parts }, input) => {
    if (input === undefined) return null
    const { seal_id, why, court_paper } = reading<z.output<typeof RevokeSealInput>>(input)
    if (why === 'court_ruling' && court_paper === '') return 'court_paper_missing'
    const seal = sealsIn(parts).find((it) => it.id === seal_id)
    const agreement = partsOf(parts, 'agreement').find((it) => it.id === seal?.agreement_id)
    return why === 'not_used' && agreement?.status === 'in_effect' ? 'agreement_stays' : null
  },
} as const satisfies Record<string, Guard>
