import type { UnitKind } from '#domain/organisations/words.ts'
import { enter, speaker } from '#test/make.ts'
import type { TestWorld } from '#test/world.ts'

/** Who carries a case where it walks: who takes it down, who signs for it, who mediates. Sign-in names of the demo county. */
export type Office = { place_code: number; clerk: string; handler: string; unit: string; mediators: readonly string[] }

const VILLAGE = 990_326_100_210_000
const TOWN = 990_326_100_000_000

const village: Office = {
  place_code: VILLAGE,
  clerk: 'tian.youyu',
  handler: 'tian.youyu',
  unit: '',
  mediators: ['tian.youyu'],
}
const town: Office = {
  place_code: TOWN,
  clerk: 'ding.xiaohe',
  handler: 'ji.changfeng',
  unit: '枫溪县鹿渡镇人民调解委员会',
  mediators: ['luo.chunxiao', 'mi.zhixia', 'ji.changfeng'],
}
/** Trade committees of the county, by the type of dispute they know; without one the town's committee carries it. */
const TRADES: Readonly<Record<string, Pick<Office, 'handler' | 'unit' | 'mediators'>>> = {
  M10a: { handler: 'xi.baigong', unit: '枫溪县劳动争议人民调解委员会', mediators: ['mei.zhiqiu', 'xi.baigong'] },
  M10b: { handler: 'xi.baigong', unit: '枫溪县劳动争议人民调解委员会', mediators: ['mei.zhiqiu', 'xi.baigong'] },
  M14: { handler: 'ke.mingcheng', unit: '枫溪县医疗纠纷人民调解委员会', mediators: ['ke.mingcheng'] },
  M15: { handler: 'yu.xingjian', unit: '枫溪县道路交通事故纠纷人民调解委员会', mediators: ['yu.xingjian'] },
  M16: { handler: 'bo.yan', unit: '枫溪县物业管理纠纷人民调解委员会', mediators: ['bo.yan'] },
}

/** Who carries a case, by the kind of committee it walks at and its type. */
export const officeFor = (kind: UnitKind, disputeType: string): Office =>
  kind === 'village_committee' ? village : kind === 'trade_committee' ? { ...town, ...TRADES[disputeType] } : town

/** Who hands over, by the kind of office it is, with the paper such an office writes. */
export const HANDS_OVER: Partial<Record<UnitKind, { by: string; paper: string }>> = {
  police_station: { by: 'song.pingchuan', paper: '委托人民调解移送函' },
  traffic_police: { by: 'zhuo.yuanhang', paper: '交通事故纠纷委托调解函' },
  petition_bureau: { by: 'li.xiaoman', paper: '信访事项转送单' },
  procuratorate: { by: 'huo.zhengqing', paper: '检调对接委托调解函' },
  court: { by: 'pei.siqi', paper: '委派调解函' },
}
export const GRID_WORKER = 'jian.xiaolu'

/** Speaks as staff; a new session after each move of the clock, since an idle one is over. */
export function staffOf(world: TestWorld, app: Parameters<typeof speaker>[0], at: () => string) {
  const known = new Map<string, { at: string; speaker: ReturnType<typeof speaker> }>()
  return async (name: string) => {
    const before = known.get(name)
    if (before?.at === at()) return before.speaker
    const fresh = speaker(app, { cookie: await enter(world, name) })
    known.set(name, { at: at(), speaker: fresh })
    return fresh
  }
}
