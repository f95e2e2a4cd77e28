import { useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import type { PartyMediation } from '#contract/mediation.ts'
import { REFUSAL_REASONS, type RefusalReason } from '#domain/mediation/inputs.ts'
import { leave, refuseMediation } from '../addresses.ts'
import { CallFailed, Notice } from '../kit/notice.tsx'
import { SubPage } from './sub-page.tsx'
import { type Acting, useAct } from './use-act.ts'

const REASONS = Object.entries(REFUSAL_REASONS) as [RefusalReason, string][]

type Props = { matter: MyDispute; mediation: PartyMediation; acting: Acting; onBack: () => void }

/** 不同意, before it has begun: confirmed once; a reason may be given and is never owed. */
export function RefusePage({ matter, mediation, acting, onBack }: Props) {
  const [reason, setReason] = useState<RefusalReason>('not_said')
  const act = useAct(acting, refuseMediation, mediation.id)
  const send = async () => {
    if (!(await act.take({ reason }))) return
    await acting.onChanged('记下了，这次调解到此为止。您的权利一样也没有少。')
    onBack()
  }
  return (
    <SubPage matter={matter} title={mediation.my_answer === 'agreed' ? '退出调解吗' : '不同意调解吗'} routesOpen>
      <Notice title="不同意没有任何坏处">
        <p>不用说理由，谁也不能为这个说您不对。这次调解就到此为止，双方都可以走下面的任何途径。</p>
      </Notice>
      <fieldset className="choices">
        <legend className="label">
          为什么<span className="optional">（可以不说）</span>
        </legend>
        <p className="hint">说了理由，只有工作人员能看到。</p>
        {REASONS.map(([code, says]) => (
          <label key={code} className="tick">
            <input type="radio" name="reason" value={code} checked={reason === code} onChange={() => setReason(code)} />
            <span>{says}</span>
          </label>
        ))}
      </fieldset>
      <Confirm
        says={mediation.my_answer === 'agreed' ? '确定退出' : '确定不同意'}
        act={act}
        send={send}
        onBack={onBack}
      />
    </SubPage>
  )
}

/** 退出调解, once it is under way: always open, asked once, no reason. */
export function LeavePage({ matter, mediation, acting, onBack }: Props) {
  const act = useAct(acting, leave, mediation.id)
  const send = async () => {
    if (!(await act.take({}))) return
    await acting.onChanged('您已经退出，这次调解到此为止。您的权利一样也没有少。')
    onBack()
  }
  return (
    <SubPage matter={matter} title="退出调解吗" routesOpen>
      <Notice title="随时可以退出，不用说理由">
        <p>退出以后，这次调解就到此为止，没有签的协议不再签。您的权利一样也没有少，可以走下面的任何途径。</p>
        <p>只是这个时间不方便，或者想换一位调解员，不用退出：在上一页就能另约时间、换人，打电话说一声也行。</p>
      </Notice>
      <Confirm says="确定退出" act={act} send={send} onBack={onBack} />
    </SubPage>
  )
}

function Confirm(props: {
  says: string
  act: { error: unknown; sending: boolean; again: boolean }
  send: () => Promise<void>
  onBack: () => void
}) {
  const { says, act, send, onBack } = props
  return (
    <>
      {act.error ? <CallFailed error={act.error} /> : null}
      <div className="buttons">
        <button type="button" className="button button-grave" aria-disabled={act.sending} onClick={send}>
          {act.sending ? '正在提交……' : act.again ? `再点一次，${says}` : says}
        </button>
        <button type="button" className="button" onClick={onBack}>
          再想想，返回
        </button>
      </div>
    </>
  )
}
