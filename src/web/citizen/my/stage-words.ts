import type { Stage } from '#domain/disputes/stage.ts'

/** Stages after which this door does nothing more: the other routes then come first. */
export const OVER: readonly Stage[] = [
  'unresolved',
  'diverted',
  'closed',
  'archived',
  'withdrawn',
  'not_accepted',
  'false_report',
]
/** Those of them that she did not choose herself: there the list lies open. */
export const TURNED_AWAY: readonly Stage[] = ['unresolved', 'not_accepted', 'false_report']

/** Stages in which an office has the next move. */
const OFFICE_MOVES: readonly Stage[] = [
  'clue',
  'registered',
  'checking_duplicates',
  'triaging',
  'dispatched',
  'objected',
  'in_handling',
  'coordinating',
  'mediating',
]

/** From how many days without anybody's hand on it the page says so. */
const IDLE_FROM = 3

/** The honest line about a matter nobody has touched, or null: not while the turn is hers. */
export const sayIdle = (idleDays: number, stage: Stage, hersToMove: boolean): string | null =>
  idleDays >= IDLE_FROM && OFFICE_MOVES.includes(stage) && !hersToMove
    ? `已经 ${idleDays} 天没有人动过这件事，您可以打电话催问。`
    : null

export const LOOKED_AT = {
  page: '打开了您这件事',
  reach: '看了您的联系方式',
  identity_number: '看了您的证件号码',
  invitation: '打开了发给当事人的邀请链接',
  evidence: '下载了您交的证据',
} as const
