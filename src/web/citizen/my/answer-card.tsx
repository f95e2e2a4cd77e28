import type { MyDispute } from '#contract/intake.ts'
import type { PartyMediation } from '#contract/mediation.ts'
import { agreeToMediation } from '../addresses.ts'
import { CallFailed } from '../kit/notice.tsx'
import { Phone } from '../kit/phone.tsx'
import { type Acting, useAct } from './use-act.ts'

/** 同意 · 换个时间 · 不同意: the same question to both sides. To agree is one tap, and can be taken back at any time. */
export function AnswerCard(props: {
  matter: MyDispute
  mediation: PartyMediation
  acting: Acting
  onShow: (view: string) => void
}) {
  const { matter, mediation, acting, onShow } = props
  const agree = useAct(acting, agreeToMediation, mediation.id)
  const others = mediation.parties.filter((it) => !it.me)
  const again = mediation.my_answer === 'another_time'
  const send = async () => {
    if (await agree.take({})) await acting.onChanged('好，您同意了。随时可以退出，不用说理由。')
  }
  return (
    <section className="card turn" aria-labelledby={`answer-${mediation.id}`}>
      {again ? null : <p className="turn-whose">轮到您了</p>}
      <h2 id={`answer-${mediation.id}`}>{again ? '您说想换个时间' : '愿不愿意一起来谈谈？'}</h2>
      {again ? <p>工作人员会和您商量。改了主意，也可以现在就选：</p> : null}
      <dl className="facts">
        <div>
          <dt>谁请您来</dt>
          <dd>{mediation.in_name_of}</dd>
        </div>
        <div>
          <dt>什么事</dt>
          <dd>{mediation.matter}</dd>
        </div>
        <div>
          <dt>和谁谈</dt>
          <dd>{others.map((it) => it.name).join('、')}</dd>
        </div>
      </dl>
      <p>不收钱，不是打官司。不同意没有任何坏处，不用说理由。</p>
      {agree.error ? <CallFailed error={agree.error} /> : null}
      <div className="buttons answers">
        <button type="button" className="button" aria-disabled={agree.sending} onClick={send}>
          {agree.sending ? '正在提交……' : agree.again ? '再点一次，同意' : '同意'}
        </button>
        <button type="button" className="button button-plain" onClick={() => onShow(`other-time:${mediation.id}`)}>
          {again ? '改一下说的时间' : '换个时间'}
        </button>
        <button type="button" className="button button-plain" onClick={() => onShow(`refuse:${mediation.id}`)}>
          不同意
        </button>
      </div>
      <ul className="assurances">
        <li>同意了，也能随时退出。</li>
        <li>谈出来的结果，您点头才算数。</li>
        <li>想直接去法院也行，不必先调解。</li>
      </ul>
      <p className="small turn-check">
        不放心是不是真的？打电话核实：{matter.unit.name} <Phone number={matter.unit.phone} />
      </p>
    </section>
  )
}
