import type { PartyAgreement } from '#contract/agreements.ts'
import type { MyDispute } from '#contract/intake.ts'
import { Notice } from '../kit/notice.tsx'
import { Phone } from '../kit/phone.tsx'
import { AgreementText } from './agreement-text.tsx'
import { ConfirmationWindow } from './confirmation-window.tsx'
import { SealedCopies } from './sealed-copies.tsx'
import { SignForm } from './sign-form.tsx'
import { SubPage } from './sub-page.tsx'
import type { Acting } from './use-act.ts'

/** 看协议: read first, then sign or not. */
export function AgreementPage(props: {
  matter: MyDispute
  agreement: PartyAgreement
  acting: Acting
  onBack: () => void
}) {
  const { matter, agreement, acting, onBack } = props
  const { screen, status, i_signed } = agreement
  const inEffect = status === 'in_effect'
  return (
    <SubPage
      matter={matter}
      title={inEffect ? '你们的协议' : '请您看的协议'}
      lead={inEffect ? '已经生效。' : '还没有生效。不明白的地方，先问清楚再签。'}
    >
      <AgreementText agreement={agreement} />
      <SealedCopies seals={matter.seals.filter((it) => it.agreement_id === agreement.id)} secret={acting.secret} />
      {inEffect ? <ConfirmationWindow clocks={matter.clocks} /> : null}
      {status === 'signing' && i_signed ? (
        <Notice title="您已经签了">
          <p>
            {agreement.waiting_for.length ? `还差 ${agreement.waiting_for.join('、')}。` : '在等调解员签名、盖章。'}
          </p>
        </Notice>
      ) : null}
      {status === 'signing' && !i_signed ? (
        screen.possible && agreement.can.includes('ask_code') ? (
          <SignForm
            agreement={agreement}
            acting={acting}
            onSigned={async () => {
              await acting.onChanged('您签好了。')
              onBack()
            }}
          />
        ) : (
          <Notice tone="warn" title="这份协议要当面签">
            <p>{screen.why_not ?? '请带身份证件到调解员那里签。'}</p>
            <p>
              约时间：{matter.unit.name} <Phone number={matter.unit.phone} />
              {matter.unit.address ? `，${matter.unit.address}` : ''}
            </p>
            <p>不同意可以不签，没有坏处。</p>
          </Notice>
        )
      ) : null}
      <div className="buttons">
        <button type="button" className="button button-plain" onClick={onBack}>
          返回
        </button>
      </div>
    </SubPage>
  )
}
