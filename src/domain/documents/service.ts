import type { Agent } from '../identity/beside.ts'

/** A paper or a message of the file as a step names it: whom it is for (null: the applicants). */
export type Notice = { id: string; kind: 'paper' | 'message'; says: string; for_parties: readonly string[] | null }

/** How something is brought to somebody (送达方式). What no law makes a service is called what it is: told. */
export const SERVED_HOWS = {
  by_hand: '当面交给本人，本人签收',
  told: '电话或者当面念给本人听',
  household: '交给同住的成年家属签收',
  agent: '交给代理人签收',
  post: '邮寄',
  electronic: '本人同意的电子方式',
  left: '留置送达',
  posted_up: '公告、张贴',
} as const
export type ServedHow = keyof typeof SERVED_HOWS
export const SERVED_RESULTS = {
  received: '收到了',
  sent: '寄出了，还没有回音',
  refused: '本人不收',
  absent: '没有找到人',
  returned: '退回来了',
  left_there: '依法留下、贴出了',
} as const
export type ServedResult = keyof typeof SERVED_RESULTS
export const POSTED: readonly ServedHow[] = ['post']
/** Only where a law lets the unit do so: a committee of people's mediation may not (see guard `service_lawful`). */
export const WITNESSED: readonly ServedHow[] = ['left', 'posted_up']

/** One attempt to bring something to her, as it is kept with her: facts of one party. */
export type Served = {
  id: string
  notices: string[]
  how: ServedHow
  result: ServedResult
  received_by: string
  by_agent?: string
  post_number: string
  witnesses: string
  basis: string
  note: string
  /** When it happened, and who attests it. */
  at: string
  by: string
  unit: string
}

/** What became of one notice for one person. `seen`: her own page was opened since; that is no receipt. */
export const SERVICE_STATES = {
  served: '已送达',
  told: '已告知',
  seen: '本人打开过页面',
  on_its_way: '送达中',
  not_served: '未送达',
  replaced: '后来有新的一份',
} as const
export type ServiceState = keyof typeof SERVICE_STATES

/** What the machine knows of the message that went with it. */
export type MessageState = 'waiting' | 'sent' | 'no_channel' | 'given_up'

type Known = {
  made_at: string
  ids: readonly string[]
  message: MessageState | null
  served: readonly Served[]
  /** When her own page was last opened by her link; null where never. */
  opened_at: string | null
  /** A later one of the same kind took its place, or a later one reached her: nobody need bring this one. */
  replaced: boolean
}

/** What was done about one notice for one person: the state, and what is to be done where it has not reached her. */
export function serviceOf(known: Known): { state: ServiceState; todo: string } {
  const tries = known.served.filter((it) => it.notices.some((id) => known.ids.includes(id)))
  const got = tries.find((it) => it.result === 'received' || it.result === 'left_there')
  if (got) return { state: got.how === 'told' ? 'told' : 'served', todo: '' }
  if (known.opened_at !== null && known.opened_at >= known.made_at)
    return { state: 'seen', todo: '打开过页面不等于签收。要签收凭证的，当面或者邮寄送达后登记。' }
  if (known.replaced) return { state: 'replaced', todo: '' }
  const last = tries.at(-1)
  if (last) return { state: last.result === 'sent' ? 'on_its_way' : 'not_served', todo: NEXT[last.result] }
  if (known.message === 'sent' || known.message === 'waiting')
    return { state: 'on_its_way', todo: '短信发出去了，不等于看到。过一天没有打开页面，请打电话问一声。' }
  const why = known.message === null ? '' : '短信没有发出去。'
  return { state: 'not_served', todo: `${why}请打电话念给本人听，或者当面、邮寄送达，再登记。` }
}

const NEXT: Record<ServedResult, string> = {
  received: '',
  left_there: '',
  sent: '请凭单号查一下收到没有，再登记结果。',
  refused: '本人不收，如实记下就行，没有坏处。可以打电话念给本人听，内容仍在本人的页面上。',
  absent: '请换个时间再去，或者打电话、邮寄、问问同住的家属。',
  returned: '请核对地址和电话，换一种方式再送。',
}

/** Whether an agent may take papers for her principal: the power stands in her letter of authority (领取文书). */
export const mayReceive = ({ powers }: Pick<Agent, 'powers'>): boolean => powers.includes('receive_papers')
