import type { Stage } from '#domain/disputes/stage.ts'

/** What a stage means for the person who asked, in her words. `unit` is who has it. */
export const STAGE_MEANS: Record<Stage, (unit: string) => string> = {
  registered: (unit) => `${unit}已经收到，正在看怎么办。`,
  supplementing: () => '还差一些情况，请您补充。过了时间，您的请求仍然有效；有困难就打电话。',
  in_handling: (unit) => `${unit}正在办。`,
  settled: () => '已经有了结果，正在办结案手续。',
  unresolved: () => '这里没有办成，正在办结案手续。您可以走别的途径。',
  closed: () => '这件事在这里已经办结。您觉得没有解决，可以打电话，也可以走别的途径。',
  withdrawn: () => '您已经撤回。您的权利一样也没有少，以后还可以再来说。',
  not_accepted: () => '这里不能办，理由写在告知书里。下面这些途径一直开着。',
}

/** Stages after which this door does nothing more: the other routes then come first. */
export const OVER: readonly Stage[] = ['unresolved', 'closed', 'withdrawn', 'not_accepted']
/** Those of them that she did not choose herself: there the list lies open. */
export const TURNED_AWAY: readonly Stage[] = ['unresolved', 'not_accepted']

/** From how many days without anybody's hand on it the page says so. */
const IDLE_FROM = 3

/** The honest line about a matter nobody has touched, or null. */
export const sayIdle = (idleDays: number, stage: Stage): string | null =>
  idleDays >= IDLE_FROM && (stage === 'registered' || stage === 'in_handling')
    ? `已经 ${idleDays} 天没有人办理这件事，您可以打电话催问。`
    : null

export const LOOKED_AT = {
  page: '打开了您这件事',
  reach: '看了您的联系方式',
  identity_number: '看了您的证件号码',
} as const
