import { useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import { sayDay, sayDaysIn } from '#web/lib/dates.ts'
import { endAgency, endHelp, giveAgentLink } from '../addresses.ts'
import { copyText } from '../kit/copy-text.ts'
import { CallFailed } from '../kit/notice.tsx'
import { type Acting, useAct } from './use-act.ts'

/** Who stands beside her, as an office wrote it down in her name: she may take it back at any time, without a reason. */
export function BesideMe({ matter, acting }: { matter: MyDispute; acting: Acting }) {
  const { agents, helpers, guardian, capacity_says } = matter.beside
  const acts = agents.filter((it) => it.ended === null)
  const helping = helpers.filter((it) => it.ended === null)
  if (acts.length + helping.length === 0 && !guardian) return null
  return (
    <section className="card" aria-labelledby="beside-me">
      <h2 id="beside-me">替我说话、帮我的人</h2>
      {guardian ? (
        <p>
          监护人：<strong>{guardian.name}</strong>（{guardian.relation}）
          {capacity_says ? `，${sayDaysIn(capacity_says)}` : ''}
        </p>
      ) : null}
      {acts.map((it) => (
        <Agent key={it.id} agent={it} matter={matter} acting={acting} />
      ))}
      {helping.map((it) => (
        <Helper key={it.id} helper={it} matter={matter} acting={acting} />
      ))}
    </section>
  )
}

type One<T> = { matter: MyDispute; acting: Acting } & T

function Agent({ agent, matter, acting }: One<{ agent: MyDispute['beside']['agents'][number] }>) {
  const act = useAct(acting, endAgency, matter.party_id)
  const send = async () => {
    if (await act.take({ agent_id: agent.id, note: '' })) await acting.onChanged(`${agent.name}不再是您的代理人。`)
  }
  return (
    <div className="beside-one">
      <p>
        代理人：<strong>{agent.name}</strong>（{agent.kind_says}，
        {agent.special ? '特别授权，可以替您签协议' : '一般授权，不能替您签协议'}）
      </p>
      <p className="small">
        可以替您：{agent.powers_say.join('；')}。{agent.until ? `到 ${sayDay(agent.until)} 为止。` : ''}
        {agent.in_force ? '' : '现在不在期限内，代理人说了不算。'}
      </p>
      {agent.in_force && matter.can.includes('give_agent_link') ? (
        <GiveLink agent={agent} matter={matter} acting={acting} />
      ) : null}
      {matter.can.includes('end_agency') ? (
        <TakeBack
          says="收回授权"
          means="收回以后，代理人说的、签的都不再算您的。以前替您说的仍然算数。"
          act={act}
          send={send}
        />
      ) : null}
    </div>
  )
}

/** A link of his own, shown this once: whoever is given it acts for her within what she gave him, and no further. */
function GiveLink({ agent, matter, acting }: One<{ agent: MyDispute['beside']['agents'][number] }>) {
  const act = useAct(acting, giveAgentLink, matter.party_id)
  const [given, setGiven] = useState<{ link: string; link_qr_svg: string } | null>(null)
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  const send = async () => {
    const reply = await act.take({ agent_id: agent.id })
    if (reply) setGiven(reply)
  }
  if (given)
    return (
      <div className="notice notice-calm" role="status">
        <p className="notice-title">给{agent.name}的链接，只显示这一次</p>
        <p>请让代理人现在扫一扫，或者复制发给他本人。以前给他的链接从现在起停用。</p>
        <img
          className="receipt-qr"
          src={`data:image/svg+xml;utf8,${encodeURIComponent(given.link_qr_svg)}`}
          alt={`二维码：给代理人${agent.name}的链接`}
          width="200"
          height="200"
        />
        <div className="buttons">
          <button
            type="button"
            className="button"
            onClick={async () => setCopied((await copyText(given.link)) ? 'yes' : 'failed')}
          >
            复制链接
          </button>
          <button type="button" className="button button-plain" onClick={() => setGiven(null)}>
            给好了
          </button>
        </div>
        <p aria-live="polite">
          {copied === 'yes' ? '复制好了，请发给代理人本人。' : null}
          {copied === 'failed' ? '这个浏览器不让复制，请让代理人扫二维码。' : null}
        </p>
      </div>
    )
  return (
    <>
      <p className="small">可以给代理人一个自己的链接：看得到这件事，只能办上面写的，看不到您的电话和转介。</p>
      {act.error ? <CallFailed error={act.error} /> : null}
      <div className="buttons">
        <button type="button" className="button button-plain" aria-disabled={act.sending} onClick={send}>
          {act.sending ? '正在生成……' : act.again ? '再点一次，给代理人一个链接' : '给代理人一个链接'}
        </button>
      </div>
    </>
  )
}

function Helper({ helper, matter, acting }: One<{ helper: MyDispute['beside']['helpers'][number] }>) {
  const act = useAct(acting, endHelp, matter.party_id)
  const send = async () => {
    if (await act.take({ helper_id: helper.id, note: '' })) await acting.onChanged(`不再请${helper.name}帮助。`)
  }
  return (
    <div className="beside-one">
      <p>
        帮助人：<strong>{helper.name}</strong>（{helper.kind_says}）。帮助人只在旁边帮您，不替您作主。
      </p>
      {matter.can.includes('end_help') ? (
        <TakeBack says="不再请人帮助" means="以后谈的时候，帮助人不再在场。" act={act} send={send} />
      ) : null}
    </div>
  )
}

/** Asked once, where she stands: no reason, nobody to ask first. */
function TakeBack(props: {
  says: string
  means: string
  act: { error: unknown; sending: boolean; again: boolean }
  send: () => Promise<void>
}) {
  const { says, means, act, send } = props
  const [asking, setAsking] = useState(false)
  if (!asking)
    return (
      <button type="button" className="button button-plain" onClick={() => setAsking(true)}>
        {says}
      </button>
    )
  return (
    <>
      <p>{means}不用说理由。</p>
      {act.error ? <CallFailed error={act.error} /> : null}
      <div className="buttons">
        <button type="button" className="button button-grave" aria-disabled={act.sending} onClick={send}>
          {act.sending ? '正在提交……' : act.again ? `再点一次，确定${says}` : `确定${says}`}
        </button>
        <button type="button" className="button" onClick={() => setAsking(false)}>
          再想想
        </button>
      </div>
    </>
  )
}
