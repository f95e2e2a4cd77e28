import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { PartyAgreement } from '#contract/agreements.ts'
import type { ToSign } from '#contract/signing.ts'
import { call, fetchFile, Refused } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { whileOpen } from '#web/lib/device.ts'
import {
  faultsOfGlass,
  type Glass,
  type GlassFaults,
  glassBody,
  glassFor,
  isGlassOf,
  shelfOf,
  toKeep,
} from '#web/lib/glass/glass.ts'
import { GlassFields } from '#web/lib/glass/glass-fields.tsx'
import { askCode, paperPdf, signAgreement, toSign } from '../addresses.ts'
import { Field } from '../kit/field.tsx'
import { Alarm, CallFailed, Notice } from '../kit/notice.tsx'
import { TakingWords, useTaking } from './take-file.tsx'
import { type Acting, useAct } from './use-act.ts'

/** A code on its way: for which edition, to which phone, until when. The code itself is nowhere but on that phone. */
type Asked = { edition: number; phone: string; until: string }
const isAsked = (value: unknown): value is Asked =>
  typeof value === 'object' &&
  value !== null &&
  'edition' in value &&
  typeof value.edition === 'number' &&
  'phone' in value &&
  typeof value.phone === 'string' &&
  'until' in value &&
  typeof value.until === 'string'

const codeShelf = (sheet: ToSign): string => `${shelfOf(sheet)}.code`

const DIGITS = /^\d{8}$/
/** What people type around digits, also in full width. */
const digitsOf = (typed: string): string =>
  typed.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/\D/g, '')

/** The file whose hash is signed, to read or to keep. */
function TakeSheet({ sheet, acting }: { sheet: ToSign; acting: Acting }) {
  const params = { file_id: acting.fileId, paper_id: sheet.paper_id }
  const taking = useTaking(() => fetchFile(paperPdf, { params, link: acting.secret }))
  return (
    <>
      <button type="button" className="button button-plain" aria-disabled={taking.busy} onClick={() => taking.take()}>
        下载要签的文稿
      </button>
      <TakingWords taking={taking} />
    </>
  )
}

/**
 * Signing on the screen: one question of her own terms, her name, a code to her own phone. Everything is to the edition she has
 * before her; where the terms change meanwhile, the question is asked anew.
 */
export function SignForm({
  agreement,
  acting,
  onSigned,
}: {
  agreement: PartyAgreement
  acting: Acting
  onSigned: () => Promise<void>
}) {
  const { id, edition } = agreement
  const [sheet, setSheet] = useState<ToSign | null>(null)
  const [glass, setGlass] = useState<Glass | null>(null)
  const [opening, setOpening] = useState(false)
  const [notOpened, setNotOpened] = useState<unknown>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<GlassFaults & { code?: string }>({})
  const asking = useAct(acting, askCode, id)
  const signing = useAct(acting, signAgreement, id)
  const form = useRef<HTMLFormElement>(null)
  const shelf = useRef<string | null>(null)
  // Who turns back has not signed: what she wrote stays on no device. A page closed by mistake, or reloaded, still has it.
  useEffect(
    () => () => {
      if (shelf.current) whileOpen.drop(shelf.current)
    },
    [],
  )
  // What she read is of one edition: where it was changed meanwhile, she reads again and signs that.
  const reading = sheet?.edition === edition ? sheet : null
  const sent = asked?.edition === edition ? asked : null
  const changed = (sheet !== null && reading === null) || (asked !== null && sent === null)

  const toFault = () =>
    requestAnimationFrame(() => {
      const first = form.current?.querySelector<HTMLElement>('[aria-invalid]')
      first?.scrollIntoView({ block: 'center' })
      first?.focus({ preventScroll: true })
    })
  const open = async () => {
    if (opening) return
    setOpening(true)
    setNotOpened(null)
    try {
      const found = await call(toSign, {
        params: { file_id: acting.fileId, part_id: id },
        link: acting.secret,
      })
      setSheet(found)
      shelf.current = shelfOf(found)
      setAsked(whileOpen.read(codeShelf(found), isAsked))
      setGlass(glassFor(found, whileOpen.read(shelfOf(found), isGlassOf(found))))
    } catch (error) {
      setNotOpened(error)
      if (error instanceof Refused && error.status === 409) await acting.onChanged()
    } finally {
      setOpening(false)
    }
  }
  const write = (next: Glass) => {
    setGlass(next)
    setWrong({})
    // A page that was closed by mistake, or a connection lost: what she wrote is still here.
    if (sheet) whileOpen.keep(shelfOf(sheet), toKeep(next))
  }
  const ask = async () => {
    if (!reading || !glass) return open()
    const faults = faultsOfGlass(reading, glass)
    setWrong(faults)
    if (Object.keys(faults).length) return toFault()
    signing.clear()
    // Each tap after an answer asks for a new code; only a lost answer is asked for again.
    const reply = await asking.take({ edition })
    if (!reply) return
    const next = { edition, phone: reply.phone, until: reply.until }
    setAsked(next)
    setShown(reply.shown)
    setCode('')
    whileOpen.keep(codeShelf(reading), next)
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('.input')?.focus())
  }
  const sign = async (event: FormEvent) => {
    event.preventDefault()
    if (!reading || !glass || !sent) return ask()
    const digits = digitsOf(code)
    const faults = {
      ...faultsOfGlass(reading, glass),
      ...(DIGITS.test(digits) ? {} : { code: '验证码是 8 位数字，请看短信再输一遍。' }),
    }
    setWrong(faults)
    if (Object.keys(faults).length) return toFault()
    asking.clear()
    if (!(await signing.take({ ...glassBody(reading, glass), code: digits }))) return
    whileOpen.drop(codeShelf(reading))
    whileOpen.drop(shelfOf(reading))
    await onSigned()
  }
  const spent = signing.error instanceof Refused && signing.error.code === 'code_spent'

  return (
    <form ref={form} className="card turn" onSubmit={sign} noValidate aria-labelledby="sign">
      <p className="turn-whose">轮到您了</p>
      <h2 id="sign">签不签，由您定</h2>
      {changed ? (
        <Alarm tone="warn" title="协议改过了">
          <p>请从头再看一遍，看明白了再签。</p>
        </Alarm>
      ) : null}
      {reading && glass ? (
        <GlassFields
          sheet={reading}
          glass={glass}
          onChange={write}
          wrong={wrong}
          paper={<TakeSheet sheet={reading} acting={acting} />}
        />
      ) : null}
      {notOpened ? <CallFailed error={notOpened} /> : null}
      {asking.error ? <CallFailed error={asking.error} /> : null}
      {!reading ? (
        <>
          <p>要签的话，接着答一个关于这份协议的问题，写上您的名字，再用手机验证码证明是您本人。</p>
          <div className="buttons">
            <button type="button" className="button" aria-disabled={opening} onClick={open}>
              {opening ? '正在打开……' : '我要签'}
            </button>
          </div>
        </>
      ) : sent ? (
        <>
          <p role="status">
            验证码发到了 {sent.phone}，{sayInstant(sent.until).slice(-5)} 以前有效。
          </p>
          {shown ? (
            <Notice title="演示：短信会这样到">
              <p>{shown}</p>
            </Notice>
          ) : null}
          <Field
            label="短信里的 8 位数字"
            value={code}
            onChange={(typed) => {
              setCode(typed)
              setWrong({})
            }}
            error={wrong.code ?? null}
            autoComplete="one-time-code"
            numeric
          />
          {signing.error ? <CallFailed error={signing.error} /> : null}
          <div className="buttons">
            {spent ? null : (
              <button type="submit" className="button" aria-disabled={signing.sending}>
                {signing.sending ? '正在签字……' : signing.again ? '再点一次，签字' : '签字'}
              </button>
            )}
            <button type="button" className="button button-plain" aria-disabled={asking.sending} onClick={ask}>
              {asking.sending ? '正在发……' : '重新发一个验证码'}
            </button>
          </div>
        </>
      ) : (
        <>
          <p>最后证明是您本人：给您的手机发一个验证码。</p>
          <div className="buttons">
            <button type="button" className="button" aria-disabled={asking.sending} onClick={ask}>
              {asking.sending ? '正在发……' : asking.again ? '再点一次，发验证码' : '发验证码'}
            </button>
          </div>
        </>
      )}
      <p className="small sign-else">
        不愿在手机上签，可以到调解员那里在纸上签；不会写字的，可以按指印。不同意就不用签，没有坏处。验证码不要告诉任何人。
      </p>
    </form>
  )
}
