import { type Part, partsOf } from '../disputes/parts.ts'
import type { Here, PersonCard } from '../step.ts'

/** What a name alone can tell about a mediator and a party: never a finding, only a reason to ask (INV-5). */
export type Relation = { level: 'same_person' | 'related' | 'ask'; party_id: string; says: string }

/** Surnames of two characters: the first two of such a name are the surname. */
const DOUBLE = [
  '欧阳',
  '上官',
  '司徒',
  '诸葛',
  '夏侯',
  '单于',
  '公孙',
  '东方',
  '皇甫',
  '尉迟',
  '司马',
  '令狐',
  '慕容',
  '宇文',
]
const surnameOf = (name: string): string => DOUBLE.find((it) => name.startsWith(it)) ?? [...name].slice(0, 1).join('')

/** Who stands beside a party now: none of them mediates for her or against her (threats I13). */
const besideOf = ({ facts }: Part<'party'>): { name: string; as: string }[] => [
  ...(facts.agents ?? []).filter((it) => it.ended === null).map((it) => ({ name: it.name, as: '代理人' })),
  ...(facts.helpers ?? []).filter((it) => it.ended === null).map((it) => ({ name: it.name, as: '帮助人' })),
  ...(facts.guardian ? [{ name: facts.guardian.name, as: '监护人' }] : []),
  ...(facts.representatives ?? []).map((it) => ({ name: it.name, as: '代表人' })),
]

/**
 * How this mediator stands to the parties of a mediation and to everybody else in the file, with reasons: the same name is
 * taken for the same person until somebody says otherwise; working for a party, speaking for one, or what was told of is a
 * relation; a shared surname is a reason to ask. 特邀调解规定 15; 在线调解规则 13.
 */
export function relationsOf(
  mediator: Pick<PersonCard, 'person_id' | 'name' | 'unit_name'>,
  here: Pick<Here, 'parts'>,
  mediation: Part<'mediation'>,
): Relation[] {
  const parties = partsOf(here.parts, 'party').filter(
    (party) => mediation.facts.parties.includes(party.id) || party.status === 'present',
  )
  const told = (mediation.facts.declared ?? [])
    .filter((it) => it.person_id === mediator.person_id)
    .map((it): Relation => ({ level: 'related', party_id: it.party_id, says: `${mediator.name}：${it.says}。` }))
  const seen = parties.flatMap((party): Relation[] => {
    const { name, kind, speaks } = party.facts
    const beside = besideOf(party).find((it) => it.name === mediator.name)
    if (beside) {
      const says = `${mediator.name}和${name}的${beside.as}同名，可能就是本人。`
      return [{ level: 'same_person', party_id: party.id, says }]
    }
    // A trader's sign is often her own name: an organisation called like the mediator is asked about as she is.
    if (name === mediator.name) {
      return [{ level: 'same_person', party_id: party.id, says: `${mediator.name}和当事人${name}同名，可能就是本人。` }]
    }
    if (speaks === mediator.name) {
      return [{ level: 'related', party_id: party.id, says: `${mediator.name}代表当事人“${name}”说话。` }]
    }
    if (kind === 'organisation') {
      return mediator.unit_name === name
        ? [{ level: 'related', party_id: party.id, says: `${mediator.name}就在当事人“${name}”工作。` }]
        : []
    }
    return surnameOf(name) === surnameOf(mediator.name)
      ? [{ level: 'ask', party_id: party.id, says: `${mediator.name}和${name}同姓，请问清是不是亲属。` }]
      : []
  })
  return [...seen, ...told]
}
