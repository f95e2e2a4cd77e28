import { useCounty } from '../county.tsx'
import { Phone } from '../kit/phone.tsx'
import type { ChosenPlace } from './draft.ts'
import { useReceiver } from './use-places.ts'

/** What must be said before anybody's data is taken (个人信息保护法 第十七条), in words a villager follows. */
export function PrivacyNotice({ place }: { place: ChosenPlace | null }) {
  const { county } = useCounty()
  const receiver = useReceiver(place?.code ?? null)
  const who = receiver?.name ?? `${county?.name ?? '本县'}综治中心`
  const phone = receiver?.phone || county?.hotline
  return (
    <section className="privacy" aria-labelledby="privacy">
      <h2 id="privacy">您写的这些，我们怎么用</h2>
      <dl>
        <dt>谁收</dt>
        <dd>
          {who}
          {phone ? (
            <>
              ，电话 <Phone number={phone} />
            </>
          ) : null}
        </dd>
        <dt>做什么</dt>
        <dd>只用来登记、答复和办理您说的这件事，不作别的用。</dd>
        <dt>收哪些</dt>
        <dd>就是上面六项。身份证号现在不用填。</dd>
        <dt>怎么存</dt>
        <dd>
          存在本县自己的服务器上，联系方式加密。归入调解档案，一般保存 10
          年（本县约定，可以调整），到期按档案规定鉴定处理。
        </dd>
        <dt>谁能看</dt>
        <dd>办这件事的工作人员。每次查看都留记录，您随时能看到。</dd>
        <dt>您可以</dt>
        <dd>查看、复制、更正、补充；撤回请求；要求删除（依法必须存档的除外）。打上面的电话，或用回执上的链接。</dd>
      </dl>
      <p className="small">依据：个人信息保护法 第十七条、第四十四条至第四十七条；人民调解法 第二十七条</p>
    </section>
  )
}
