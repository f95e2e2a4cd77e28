import { v7 } from 'uuid'
import type { z } from 'zod'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { AddMeasureInput, HoldInput } from '#domain/registers/inputs.ts'
import { now, setNow } from '#server/clock.ts'
import { inScope, nobody, wholeCounty } from '#server/db/scope.ts'
import type { Asker } from '#server/http/caller.ts'
import { scopeOf } from '#server/http/caller.ts'
import { beginSession, endSession, sessionOf } from '#server/identity/sessions.ts'
import { measureAdded, paperAdded, receptionAdded, siteAdded } from '#server/registers/add.ts'
import { itemConfirmed, itemReported, itemSentBack, receptionHeld } from '#server/registers/enter.ts'
import type { World } from '#server/world.ts'
import { villages } from './county-places.ts'
import { dayFrom, instantFrom, type When } from './story.ts'

const LEADER = 'fu.qinghe'
const COURT = '枫溪县人民法院'
const PROCURATORATE = '枫溪县人民检察院'
const POLICE = '枫溪县公安局'
const BUREAU = '枫溪县司法局'
const PETITIONS = '枫溪县信访局'
const SOURCE = '枫溪县推进诉源治理若干措施（演示用，虚构）'

type Staff = Extract<Asker, { kind: 'staff' }>
type Measure = Pick<z.input<typeof AddMeasureInput>, 'number' | 'text'> & { due: number; lead: string; units: string[] }

const MEASURES: readonly Measure[] = [
  { number: '1', text: '县、乡、村三级调委会名册每半年核对一次。', due: 40, lead: BUREAU, units: [] },
  { number: '2', text: '起诉前愿意先调的，三个工作日内转到调委会。', due: 12, lead: COURT, units: [BUREAU] },
  { number: '3', text: '轻微刑事案件办结前，听一次双方的意见。', due: -6, lead: PROCURATORATE, units: [POLICE] },
  { number: '4', text: '信访事项里的民间纠纷，两个工作日内转到综治中心。', due: 20, lead: PETITIONS, units: [BUREAU] },
]
const SITES: readonly { village: string; unit: string; text: string }[] = [
  { village: '上坝村', unit: COURT, text: '法官每月驻村一天，愿意先调的当场找调解员。' },
  { village: '北门桥社区', unit: PROCURATORATE, text: '老旧小区的事先听各方意见，不等闹大。' },
  { village: '桑园村', unit: POLICE, text: '邻里动手的警情，当天一起上门。' },
  { village: '上鹿村', unit: BUREAU, text: '一村一名册，小事不出村。' },
]

/** Everybody who writes in the registers, each let in at the moment she writes. */
export class Desk {
  readonly #world: World
  readonly #told: string
  constructor(world: World, told: string) {
    this.#world = world
    this.#told = told
  }

  /** Something somebody writes at her own time. */
  async at<T>(when: When, name: string, work: (asker: Staff) => Promise<T>): Promise<T> {
    const at = instantFrom(this.#told, when)
    setNow(at)
    const token = await inScope(this.#world.pool, nobody(dayIn(at)), async (trx) => {
      const { id, epoch } = await trx
        .selectFrom('people')
        .select(['id', 'epoch'])
        .where('sign_in_name', '=', name)
        .executeTakeFirstOrThrow()
      return beginSession(trx, id, epoch, '')
    })
    const session = await sessionOf(this.#world, token)
    if (!session) throw new Error(`${name} could not enter`)
    const done = await work({ kind: 'staff', actor: session.actor, scope: scopeOf(session, dayIn(at)), session })
    await endSession(this.#world, session)
    return done
  }

  day = (days: number): string => dayFrom(this.#told, days)
}

const asked = <B extends object>(asker: Staff, body: B) => ({ asker, key: v7(), params: {}, body })
const under = <B extends object>(asker: Staff, item_id: string, body: B) => ({
  ...{ asker, key: v7(), body },
  params: { item_id },
})

/** What the county laid on its offices, as they wrote it down over the last weeks. `file`: one the leader looked at. */
export async function layDownRegisters(world: World, file: string): Promise<void> {
  const told = now()
  const desk = new Desk(world, told)
  const { unit, code } = await inScope(world.pool, wholeCounty(dayIn(told)), async (trx) => {
    const units = await trx.selectFrom('units').select(['id', 'name']).execute()
    const { short_code } = await trx
      .selectFrom('files')
      .select('short_code')
      .where('id', '=', file)
      .executeTakeFirstOrThrow()
    const unit = (name: string): number => {
      const found = units.find((it) => it.name === name)
      if (!found) throw new Error(`the registers name ${name}, which is not there`)
      return found.id
    }
    return { unit, code: short_code }
  })
  const report = (when: When, by: string, id: string, line: number | null, text: string, done = false) =>
    desk.at(when, by, (asker) =>
      itemReported(world, under(asker, id, { line, on: desk.day(Number(when.split(' ')[0])), text, done })),
    )
  try {
    await measures(world, desk, unit, report)
    await papers(world, desk)
    await sites(world, desk, unit, report)
    await receptions(world, desk, unit, code, report)
  } finally {
    setNow(null)
  }
}

type Report = (
  when: When,
  by: string,
  id: string,
  line: number | null,
  text: string,
  done?: boolean,
) => Promise<unknown>

async function measures(world: World, desk: Desk, unit: (name: string) => number, report: Report): Promise<void> {
  const ids: string[] = []
  for (const { due, lead, units, ...said } of MEASURES) {
    const body = { ...said, source: SOURCE, due_on: desk.day(due), lead_unit: unit(lead), units: units.map(unit) }
    ids.push((await desk.at('-30 09:00', LEADER, (asker) => measureAdded(world, asked(asker, body)))).id)
  }
  const [books = '', before = '', heard = '', passed = ''] = ids
  await report('-20 15:00', 'bo.wenyuan', books, 0, '十一个乡镇的名册核对完，换了七个人。', true)
  await desk.at('-18 10:00', LEADER, (asker) =>
    itemConfirmed(world, under(asker, books, { line: 0, how: 'papers', text: '名册和调委会报的一致。' })),
  )
  await report('-9 16:00', 'pei.siqi', before, 0, '立案窗口放了说明，愿意先调的当天转。')
  await report('-5 11:00', 'bo.wenyuan', before, 1, '调委会收到的都在三个工作日内安排了人。', true)
  await desk.at('-4 09:00', 'pei.siqi', (asker) =>
    itemSentBack(world, under(asker, before, { line: 1, text: '上月有一件第五天才安排，请补上是怎么回事。' })),
  )
  await report('-8 10:00', 'huo.zhengqing', heard, 0, '本月办结的都听过双方意见。', true)
  await report('-3 14:00', 'li.xiaoman', passed, 0, '和综治中心对过一遍，积下的都转了。')
}

async function papers(world: World, desk: Desk): Promise<void> {
  const paper = { number: '', text: '', kept_at: '办公室档案柜' }
  const court = await desk.at('-25 10:00', 'pei.siqi', (asker) => {
    const body = { ...paper, paper_kind: 'plan' as const, title: '法院诉源治理工作方案', on: desk.day(-26) }
    return paperAdded(world, asked(asker, { ...body, number: '枫法〔示〕1号', text: '驻村、诉前转调、回访三件事。' }))
  })
  const petitions = await desk.at('-24 10:00', 'li.xiaoman', (asker) => {
    const body = { ...paper, paper_kind: 'split' as const, title: '信访事项分流任务分工', on: desk.day(-25) }
    return paperAdded(world, asked(asker, body))
  })
  await desk.at('-6 10:00', 'bo.wenyuan', (asker) => {
    const body = { ...paper, paper_kind: 'rules' as const, title: '调解员回避和更换办法', on: desk.day(-7) }
    return paperAdded(world, asked(asker, body))
  })
  await desk.at('-22 09:00', LEADER, (asker) =>
    itemConfirmed(world, under(asker, court.id, { line: 0, how: 'papers', text: '有分工，有时间。' })),
  )
  await desk.at('-22 09:10', LEADER, (asker) =>
    itemSentBack(world, under(asker, petitions.id, { line: 0, text: '没有写周末谁值班。' })),
  )
}

async function sites(world: World, desk: Desk, unit: (name: string) => number, report: Report): Promise<void> {
  const ids: string[] = []
  for (const { village, unit: sponsor, text } of SITES) {
    const place = villages.find((it) => it.name === village)
    if (!place) throw new Error(`the registers name ${village}, which is not there`)
    const body = { place_code: place.code, unit_id: unit(sponsor), since: desk.day(-60), text }
    ids.push((await desk.at('-58 09:00', LEADER, (asker) => siteAdded(world, asked(asker, body)))).id)
  }
  const [court = '', heard = '', , bureau = ''] = ids
  await report('-14 16:00', 'pei.siqi', court, null, '这个月驻村一天，两家排水的事当场说好了。')
  await report('-10 16:00', 'huo.zhengqing', heard, null, '开了一次院坝会，停车位的画法商量定了。')
  await report('-7 16:00', 'bo.wenyuan', bureau, null, '名册贴在村口，电话都打得通。')
}

async function receptions(
  world: World,
  desk: Desk,
  unit: (name: string) => number,
  code: string,
  report: Report,
): Promise<void> {
  const arrange = (
    when: When,
    by: string,
    way: 'receive' | 'visit_down' | 'appointment',
    days: number,
    where: string,
  ) =>
    desk.at(when, by, (asker) => {
      const who = { leader: '傅清和', leader_post: '县政法委分管领导' }
      return receptionAdded(world, asked(asker, { way, ...who, on: desk.day(days), where }))
    })
  const hold = (when: When, by: string, id: string, body: z.output<typeof HoldInput>) =>
    desk.at(when, by, (asker) => receptionHeld(world, under(asker, id, body)))
  const down = await arrange('-20 09:00', LEADER, 'visit_down', -13, '鹿渡镇下渡桥头')
  await hold('-13 17:00', LEADER, down.id, {
    ...{ on: desk.day(-13), came: 6, text: '说砂石车压坏村道、扬尘大；还说河堤路灯不亮。', codes: [code] },
    promises: [
      { what: '请交通部门看一次绕行的路线', unit_id: unit('枫溪县鹿渡镇综治中心'), by: desk.day(5) },
      { what: '河堤路灯修好', unit_id: unit('枫溪县住房和城乡建设局'), by: desk.day(-2) },
    ],
  })
  await report('-6 15:00', 'long.dachuan', down.id, 0, '已经约了交通站，下周一到现场。')
  const received = await arrange('-12 09:00', 'li.xiaoman', 'receive', -6, '县信访局一楼接访室')
  await hold('-6 17:30', 'li.xiaoman', received.id, {
    ...{ on: desk.day(-6), came: 2, text: '问宅基地登记的材料，当场讲清了，没有别的要求。', codes: [] },
    promises: [],
  })
  await arrange('-3 09:00', 'li.xiaoman', 'appointment', 4, '县综治中心一楼接访室')
}
