import type { PartyMediation } from '#contract/mediation.ts'
import { sayDayShort } from '#web/lib/dates.ts'
import { dropOtherMediator } from '../addresses.ts'
import { CallFailed } from '../kit/notice.tsx'
import { type Acting, useAct } from './use-act.ts'

type Request = PartyMediation['other_mediator'][number]

/** Who asked for another mediator and what came of it; the way to ask, where she may. */
export function OtherMediator(props: { mediation: PartyMediation; acting: Acting; onShow: (view: string) => void }) {
  const { mediation, acting, onShow } = props
  return (
    <>
      {mediation.other_mediator.map((it) => (
        <Asked key={it.id} request={it} mediation={mediation} acting={acting} />
      ))}
      {mediation.can.includes('ask_other_mediator') ? (
        <span className="keep-what">
          <button type="button" className="button-link" onClick={() => onShow(`other-mediator:${mediation.id}`)}>
            不想要这位？换一位
          </button>
        </span>
      ) : null}
    </>
  )
}

function Asked({ request, mediation, acting }: { request: Request; mediation: PartyMediation; acting: Acting }) {
  const act = useAct(acting, dropOtherMediator, mediation.id)
  const { answered } = request
  const who = request.mine ? '您' : request.name
  const drop = async () => {
    if (await act.take({ request_id: request.id, note: '' })) await acting.onChanged('收回了，不再换人。')
  }
  return (
    <span className="small keep-what">
      {who}提出{request.kind_says}（{request.mediator}）：
      {answered
        ? answered.says
        : `等着答复，最迟 ${request.due_on ? sayDayShort(request.due_on) : ''}，答复以前不开始调解`}
      。{answered?.because ? `${answered.because}${/[。！？]$/.test(answered.because) ? '' : '。'}` : ''}
      {answered?.court ? `法院的意见：${answered.court}。` : ''}
      {answered?.result === 'kept' && request.mine ? '不接受的，可以不继续调解，随时退出。' : ''}
      {request.mine && !answered && mediation.can.includes('drop_other_mediator') ? (
        <button type="button" className="button-link" aria-disabled={act.sending} onClick={drop}>
          {act.sending ? '正在收回……' : act.again ? '再点一次，收回' : '不换了，收回'}
        </button>
      ) : null}
      {act.error ? <CallFailed error={act.error} /> : null}
    </span>
  )
}
