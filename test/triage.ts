import { calendar } from '#domain/clocks/calendar-data.ts'
import { propose } from '#domain/triage/propose.ts'
import {
  type DisputeType,
  type Proposal,
  type TriageFacts,
  TriageFactsInput,
  type UnitCandidate,
} from '#domain/triage/types.ts'

/** An invented county's units, and the rules asked on one day: what tables of matters are checked with. */
export const facts = (given: Partial<TriageFacts> & { dispute_type: DisputeType }): TriageFacts =>
  TriageFactsInput.parse(given)

export const UNITS: readonly UnitCandidate[] = (
  [
    ['village_committee', '石磨村人民调解委员会'],
    ['town_committee', '云溪镇人民调解委员会'],
    ['town_government', '云溪镇人民政府'],
    ['police_station', '云溪派出所'],
    ['tribunal', '云溪人民法庭'],
    ['trade_committee', '青禾县医疗纠纷人民调解委员会'],
    ['trade_committee', '青禾县道路交通事故人民调解委员会'],
    ['trade_committee', '青禾县物业纠纷人民调解委员会'],
    ['department', '青禾县人力资源和社会保障局'],
    ['department', '青禾县自然资源局'],
    ['department', '青禾县市场监督管理局'],
    ['department', '青禾县农业农村局'],
    ['traffic_police', '青禾县交警大队'],
    ['labour_arbitration', '青禾县劳动人事争议仲裁委员会'],
    ['land_arbitration', '青禾县农村土地承包仲裁委员会'],
    ['administrative_review', '青禾县人民政府行政复议办公室'],
    ['court', '青禾县人民法院'],
    ['legal_aid_centre', '青禾县法律援助中心'],
    ['petition_bureau', '青禾县信访局'],
  ] as const
).map(([kind, name], at) => ({ id: at + 1, kind, name }))

export const today = '2026-03-10'
export const asked = (given: Partial<TriageFacts> & { dispute_type: DisputeType }): Proposal =>
  propose(facts(given), { today, units: UNITS, calendar })
export const laws = (list: readonly { law: string }[]): string => list.map((it) => it.law).join('；')
export const routes = (list: readonly { route: string }[]): string[] => list.map((it) => it.route)
