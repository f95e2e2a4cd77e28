import { Checkbox, Form } from 'antd'
import { TermsInput } from '#domain/agreements/desk-inputs.ts'
import { WRITING_FORCED, writingForced } from '#domain/agreements/writing.ts'
import { faultOf } from '../kit/faults.ts'
import { agreementOf, mediationOf, partiesIn } from './about.ts'
import type { About, ActForm, Values } from './act-form.ts'
import { GuardiansThere, WhoWasThere } from './beside-fields.tsx'
import {
  type OutsideDraft,
  OutsideFactsField,
  outsideFactsOf,
  type UndertakingDraft,
  UndertakingsField,
  undertakingsOf,
} from './clauses/beside-fields.tsx'
import { type ClauseDraft, clausesOf, draftsOf, emptyClause, wholeClauses } from './clauses/clause-draft.ts'
import { ClauseEditor } from './clauses/clause-editor.tsx'
import { saysOf, stopsAt, unlawfulBeside } from './clauses/clause-says.ts'
import { late, NoteField } from './fields.tsx'

/** Who most likely owes whom: the other side to the applicant. */
function sidesOf(about: About): { debtors: string[]; creditors: string[] } {
  const inIt = mediationOf(about).parties.map(({ party_id }) => party_id)
  const applicants = about.dispute.parties
    .filter(({ id, side }) => side === 'applicant' && inIt.includes(id))
    .map(({ id }) => id)
  const others = inIt.filter((id) => !applicants.includes(id))
  return { debtors: others.length === 1 ? others : [], creditors: applicants.length === 1 ? applicants : [] }
}

function TermsFields({ about, oral }: { about: About; oral: boolean }) {
  const parties = partiesIn(mediationOf(about))
  // Who stands surety agrees and signs like everybody else.
  const sureties = parties
  const ids = parties.map(({ id }) => id)
  const sureIds = sureties.map(({ id }) => id)
  return (
    <>
      <NoteField
        name="dispute_facts"
        label="纠纷的主要事实和争议（双方都认的话）"
        schema={TermsInput.shape.dispute_facts}
        rows={3}
        most={3000}
      />
      <Form.Item
        name="clauses"
        validateStatus=""
        label="条款：一件事一条"
        rules={[
          {
            validator: (_, value: ClauseDraft[] = []) => {
              const stop = value.length === 0 ? '协议至少要有一条。' : stopsAt(saysOf(value, ids, sureIds))
              return stop ? Promise.reject(new Error(stop)) : Promise.resolve()
            },
          },
        ]}
        {...late}
      >
        <ClauseEditor
          parties={parties}
          sureties={sureties}
          sides={sidesOf(about)}
          firstDue={oral ? 'at_signing' : 'on'}
        />
      </Form.Item>
      {!oral && (
        <Form.Item name="identity_relation" valuePropName="checked">
          <Checkbox>涉及婚姻、收养、继承、抚养这类身份关系（要在纸上签，不能司法确认）</Checkbox>
        </Form.Item>
      )}
      <Form.Item
        name="undertakings"
        validateStatus=""
        label="帮助人的承诺（不是当事人，不能强制）"
        rules={[
          besideRule(TermsInput.shape.undertakings, (rows: UndertakingDraft[]) => undertakingsOf(rows), 'undertaking'),
        ]}
        {...late}
      >
        <UndertakingsField />
      </Form.Item>
      <Form.Item
        name="outside_facts"
        validateStatus=""
        label="别的机关的决定（不是协议内容）"
        rules={[besideRule(TermsInput.shape.outside_facts, (rows: OutsideDraft[]) => outsideFactsOf(rows), 'outside')]}
        {...late}
      >
        <OutsideFactsField />
      </Form.Item>
    </>
  )
}

/** Rows beside the clauses: whole, and without what may not stand there. */
function besideRule<T>(
  schema: { safeParse: (value: unknown) => unknown },
  tidy: (rows: T[]) => object[],
  kind: 'undertaking' | 'outside',
) {
  return {
    validator: (_: unknown, rows: T[] = []) => {
      const value = tidy(rows)
      const fault = faultOf(schema as Parameters<typeof faultOf>[0], value)
      if (fault) return Promise.reject(new Error(fault))
      const [unlawful] =
        kind === 'undertaking'
          ? unlawfulBeside(value as { who: string; what: string }[], [])
          : unlawfulBeside([], value as { authority: string; what: string; paper: string | null }[])
      return unlawful
        ? Promise.reject(new Error(`${unlawful.says}${unlawful.next}（${unlawful.law}）`))
        : Promise.resolve()
    },
  }
}

const tidyTerms = ({ clauses, undertakings, outside_facts, ...rest }: Values): Values => ({
  ...rest,
  clauses: clausesOf((clauses ?? []) as ClauseDraft[]),
  undertakings: undertakingsOf(undertakings as UndertakingDraft[] | undefined),
  outside_facts: outsideFactsOf(outside_facts as OutsideDraft[] | undefined),
})

const WIDE = 860

/** The last thing written for this mediation that came to nothing, so that nobody types it twice; else one empty clause. */
function firstTerms(about: About, kind: 'on' | 'at_signing'): Values {
  const mediation = mediationOf(about)
  const before = about.dispute.agreements.filter((it) => it.clauses.length > 0 && it.status === 'void').at(-1)
  const spoken = mediation.sessions.filter(({ mode }) => mode !== 'back_to_back').at(-1)
  return {
    identity_relation: before?.identity_relation ?? about.dispute.dispute.dispute_type === 'M01',
    dispute_facts: before?.dispute_facts ?? spoken?.text.slice(0, 3000) ?? mediation.matter,
    clauses: before ? draftsOf(before.clauses) : [emptyClause(1, sidesOf(about), kind)],
    undertakings: before?.undertakings.map((it, key) => ({ ...it, key })) ?? [],
    outside_facts: before?.outside_facts.map((it, key) => ({ ...it, paper: it.paper ?? '', key })) ?? [],
  }
}

export const draftAgreement: ActForm = {
  step: 'draft_agreement',
  title: '起草协议',
  hint: '一条一条写清谁、对谁、做什么、多少、什么时候。',
  send: '存为协议稿',
  tone: 'main',
  width: WIDE,
  Fields: (about) => <TermsFields about={about} oral={false} />,
  initial: (about) => firstTerms(about, 'on'),
  tidy: tidyTerms,
}

export const reviseAgreement: ActForm = {
  step: 'revise_agreement',
  title: '修改协议',
  hint: '改了就是新的一版。',
  send: '存为新的一版',
  tone: 'plain',
  width: WIDE,
  Fields: (about) => <TermsFields about={about} oral={false} />,
  initial: (about) => {
    const { dispute_facts, clauses, undertakings, outside_facts, identity_relation } = agreementOf(about)
    return {
      dispute_facts,
      identity_relation,
      clauses: draftsOf(clauses),
      undertakings: undertakings.map((it, key) => ({ ...it, key })),
      outside_facts: outside_facts.map((it, key) => ({ ...it, paper: it.paper ?? '', key })),
    }
  },
  tidy: (values, about) => ({ ...tidyTerms(values), edition: agreementOf(about).edition }),
}

const TICKS = {
  a_party_asks_for_writing: '有当事人要求书面的',
  not_all_performed: '应当当场做的，还有没做完的',
  major: '事情重大或者复杂（伤残、死亡、人多、钱多）',
  identity_relation: '涉及婚姻、收养、继承、抚养、赡养',
  immovable: '涉及土地、房屋、林地的权利',
} as const
type Tick = keyof typeof TICKS

function OralFields(about: About) {
  const form = Form.useFormInstance()
  const values: Values = Form.useWatch([], form) ?? {}
  const clauses = wholeClauses((values.clauses ?? []) as ClauseDraft[])
  const ticked = (name: Tick) => values[name] === true
  const parties = partiesIn(mediationOf(about)).map(({ id }) => id)
  const forced = writingForced(clauses ?? [], {
    a_party_asks_for_writing: ticked('a_party_asks_for_writing'),
    not_all_performed: ticked('not_all_performed'),
    major: ticked('major'),
    identity_relation: ticked('identity_relation'),
    immovable: ticked('immovable'),
  })
  return (
    <>
      <TermsFields about={about} oral />
      <WhoWasThere dispute={about.dispute} parties={parties} label="代理人替当事人说定的（要有特别授权）" />
      <GuardiansThere dispute={about.dispute} parties={parties} />
      <fieldset className="plain-fieldset">
        <legend>有下面的情形，就要写成书面的</legend>
        {(Object.keys(TICKS) as Tick[]).map((name) => (
          <Form.Item key={name} name={name} valuePropName="checked" noStyle>
            <Checkbox>{TICKS[name]}</Checkbox>
          </Form.Item>
        ))}
      </fieldset>
      {forced && (
        <p className="form-note says-wrong" role="status">
          不能只是口头的：{WRITING_FORCED[forced].says}请改用“起草协议”。（{WRITING_FORCED[forced].law}）
        </p>
      )}
    </>
  )
}

export const agreeOrally: ActForm = {
  step: 'agree_orally',
  title: '达成口头协议',
  hint: '当场做完的小事可以口头；记下来就生效。',
  send: '登记口头协议',
  tone: 'plain',
  width: WIDE,
  Fields: OralFields,
  initial: (about) => ({
    ...firstTerms(about, 'at_signing'),
    ...Object.fromEntries(Object.keys(TICKS).map((name) => [name, false])),
  }),
  tidy: tidyTerms,
  confirm: () => ({
    title: '确定登记口头协议？',
    says: '登记后协议就生效，不能改回。请确认双方都说“同意”。',
    yes: '登记',
  }),
}
