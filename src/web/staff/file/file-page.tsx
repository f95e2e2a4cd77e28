import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { ComplaintReceipt } from '#contract/complaints.ts'
import type { StaffDispute } from '#contract/disputes.ts'
import { file } from '#contract/disputes.ts'
import type { LinkRenewed } from '#contract/links.ts'
import { call, Refused } from '#web/lib/call.ts'
import { nameOf } from '../acts/about.ts'
import { ActDrawer } from '../acts/act-drawer.tsx'
import type { About, ActForm, Values } from '../acts/act-form.ts'
import { ComplaintDoor, ComplaintReceiptModal } from '../complaints/complaint-door.tsx'
import { DuplicatesCard } from '../intake/duplicates-card.tsx'
import { TasksStrip } from '../intake/tasks-strip.tsx'
import { TriageCard } from '../intake/triage-card.tsx'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useMe } from '../session/me.ts'
import { ActPanel } from './act-panel.tsx'
import { AdviserPage } from './adviser-page.tsx'
import { AgreementCard } from './agreement-card.tsx'
import { Clocks } from './clocks.tsx'
import { DangerCard } from './danger-card.tsx'
import { DossierCard } from './dossier-card.tsx'
import { EvidenceCard } from './evidence-card.tsx'
import { FileHead, JumpNav } from './file-head.tsx'
import { inOrder } from './in-order.ts'
import { InvitationModal, NewLinkModal } from './invitation-modal.tsx'
import { LackingCard } from './lacking-card.tsx'
import { Ledger } from './ledger.tsx'
import { MediationCard } from './mediation-card.tsx'
import { Messages } from './messages.tsx'
import { OversightCard } from './oversight-card.tsx'
import { Papers } from './papers.tsx'
import { People } from './people.tsx'
import { ReferralsCard } from './referrals-card.tsx'
import { Said } from './said.tsx'
import { SealedCard } from './sealed-card.tsx'
import { SealsCard } from './seals-card.tsx'
import { ServiceCard } from './service-card.tsx'
import { AgreementOnPaper } from './signed-by-hand.tsx'
import { SlipPage } from './slip-page.tsx'
import { Story } from './story.tsx'
import { VisitsCard } from './visits-card.tsx'

/** A step being taken: its form, and the task or person it is about. */
export type Taking = { form: ActForm } & Omit<About, 'dispute' | 'own_unit'>

/** A form wider than this covers the middle of the page as well. */
const WIDE = 600

/** What is held out after a step: an invitation, or a link that is shown once. */
type Shown = { party_id: string; renewed?: LinkRenewed; agent_id?: string; receipt?: ComplaintReceipt }

const agentNamed = (parties: StaffDispute['parties'], id: string): string =>
  `代理人${parties.flatMap(({ agents }) => agents).find((it) => it.id === id)?.name ?? ''}`

/** One file: who and what happened on the left, the matter itself in the middle, what I may do now on the right. */
export function FilePage({ params }: { params: Readonly<Record<string, string>> }) {
  const me = useMe()
  const queries = useQueryClient()
  const key = ['file', me.post.id, params.id]
  // Each fetch is a look that the party can read: it is fetched when opened and after a step, never by itself.
  const { data, error, isPending, refetch } = useQuery({
    queryKey: key,
    queryFn: () => call(file, { params: { file_id: params.id ?? '' } }),
    select: inOrder,
    refetchOnReconnect: false,
    gcTime: 0,
  })
  const [taking, setTaking] = useState<Taking | null>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  const opener = useRef<Element | null>(null)

  const take = (what: Taking) => {
    opener.current = document.activeElement
    setTaking(what)
  }
  // Beneath the form the side column is inert, so the focus goes back only once it is no longer.
  const letGo = () => {
    setTaking(null)
    requestAnimationFrame(() => {
      const back = opener.current?.isConnected ? opener.current : document.getElementById('content')
      if (back instanceof HTMLElement) back.focus()
    })
  }

  const onChanged = useCallback(
    () =>
      queries.invalidateQueries({
        predicate: ({ queryKey }) => ['file', 'desk', 'files', 'ledger', 'leaders-page'].includes(String(queryKey[0])),
      }),
    [queries],
  )

  /** What a step leaves to be handed over is shown at once. */
  const onTaken = (form: ActForm, values: Values, reply: unknown) => {
    const party_id = String(values.party_id)
    if (form.step === 'invite' && values.how !== 'text_message') setShown({ party_id })
    if (form.step === 'renew_link') setShown({ party_id, renewed: reply as LinkRenewed })
    if (form.step === 'give_agent_link')
      setShown({ party_id, renewed: reply as LinkRenewed, agent_id: String(values.agent_id) })
    if (form.step === 'complain') setShown({ party_id, receipt: reply as ComplaintReceipt })
  }

  if (error && !data) {
    if (error instanceof Refused && error.status === 404) return <NoSuchFile />
    return <NotFetched error={error} again={() => refetch()} />
  }
  if (isPending || !data) return <Waiting />
  // Where somebody may be in danger nothing stands before that.
  const urgent = data.dispute.triage?.urgent === true
  return (
    <>
      {data.advises ? (
        <AdviserPage dispute={data} onTake={take} />
      ) : data.slip_only ? (
        <SlipPage dispute={data} onTake={take} />
      ) : (
        <FileHead dispute={data} />
      )}
      {error && <NotFetched error={error} again={() => refetch()} />}
      {!data.slip_only && !data.advises && (
        <div className="file-grid">
          <div className="file-left">
            <People dispute={data} onTake={take} />
            <Story lines={data.story} />
            <Papers
              fileId={data.file.id}
              papers={data.papers}
              signed={data.signed_by_hand}
              may={data.dispute.can.includes('return_signed_paper')}
            />
          </div>
          <div className="file-main" inert={(taking?.form.width ?? 0) > WIDE}>
            <JumpNav dispute={data} />
            <DangerCard dispute={data} onTake={take} />
            <Said dispute={data} onTake={take} />
            {!urgent && <DuplicatesCard dispute={data} onTake={take} />}
            <TriageCard dispute={data} onTake={take} />
            {urgent && <DuplicatesCard dispute={data} onTake={take} />}
            <TasksStrip dispute={data} onTake={take} />
            {data.mediations.map((mediation, at) => (
              <MediationCard
                key={mediation.id}
                dispute={data}
                mediation={mediation}
                at={at}
                count={data.mediations.length}
                onTake={take}
                onShow={(party_id) => setShown({ party_id })}
              />
            ))}
            {data.agreements.map((agreement) => (
              <AgreementCard
                key={agreement.id}
                agreement={agreement}
                onTake={take}
                onPaper={<AgreementOnPaper dispute={data} agreementId={agreement.id} />}
              />
            ))}
            <ReferralsCard dispute={data} onTake={take} />
            <EvidenceCard dispute={data} onTake={take} />
            <SealsCard dispute={data} onTake={take} />
            <SealedCard dispute={data} onTake={take} />
            <Ledger dispute={data} onTake={take} />
            <VisitsCard visits={data.visits} dispute={data} onTake={take} />
            <OversightCard dispute={data} onTake={take} />
            <DossierCard dispute={data} onTake={take} />
            <ServiceCard dispute={data} onTake={take} />
            <Messages messages={data.messages} />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, also where nothing in it is reached by keys */}
          <section className="file-side" aria-label="要办的和期限" tabIndex={0} inert={taking !== null}>
            <ActPanel dispute={data} onTake={take} />
            <LackingCard dispute={data} onTake={take} />
            <Clocks clocks={data.clocks} />
            <ComplaintDoor onTake={take} />
          </section>
        </div>
      )}
      {taking && (
        <ActDrawer
          key={[taking.form.step, taking.part_id, taking.party_id].join()}
          form={taking.form}
          about={{ ...taking, dispute: data, own_unit: me.post.unit_name }}
          onClose={letGo}
          onChanged={onChanged}
          onTaken={onTaken}
        />
      )}
      {shown?.receipt && <ComplaintReceiptModal receipt={shown.receipt} onClose={() => setShown(null)} />}
      {shown && !shown.renewed && !shown.receipt && (
        <InvitationModal
          fileId={data.file.id}
          partyId={shown.party_id}
          name={nameOf(data.parties, shown.party_id)}
          onClose={() => setShown(null)}
        />
      )}
      {shown?.renewed && (
        <NewLinkModal
          link={shown.renewed.link}
          svg={shown.renewed.link_qr_svg}
          name={shown.agent_id ? agentNamed(data.parties, shown.agent_id) : nameOf(data.parties, shown.party_id)}
          onClose={() => setShown(null)}
        />
      )}
    </>
  )
}

function NoSuchFile() {
  return (
    <div className="empty">
      <h1>没有找到这件纠纷</h1>
      <p>编号或链接可能不对，或者它不在您的辖区、也没有请您参与。</p>
      <p>
        <Link to="/staff/">回到我的待办</Link>
      </p>
    </div>
  )
}
