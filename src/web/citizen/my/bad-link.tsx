import { useCounty } from '../county.tsx'
import { Phone } from '../kit/phone.tsx'
import { Screen } from '../kit/screen.tsx'
import { To } from '../navigate.tsx'
import { PasteLink } from './which-matter.tsx'

/** A link that opens nothing: why that may be, and what to do. */
export function BadLink({ says }: { says?: string }) {
  const { county } = useCounty()
  return (
    <Screen title="这个链接打不开" lead={says ?? '链接好像不完整。'}>
      <p>您的事没有丢，只是这个链接打不开了。可以这样做：</p>
      <ol className="steps-list">
        <li>再扫一次回执或者邀请单上的二维码；</li>
        <li>链接要整条复制，一个字也不能少；</li>
        <li>还不行，就带上编号打电话{county ? <Phone number={county.hotline} /> : null}，工作人员核对身份后给您查。</li>
      </ol>
      <PasteLink />
      <p>
        <To href="/" className="lone-link">
          回到首页
        </To>
      </p>
    </Screen>
  )
}
