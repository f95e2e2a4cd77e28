import { type ComponentType, lazy, useState } from 'react'

// What only some readers open, and what brings the checks of forms with it: the page itself comes first, these follow
// while she reads, so that none is missing when the signal is.
const bringers: (() => Promise<unknown>)[] = []

/** A part of the page that is fetched after it; once here it is shown at once, with nothing said about opening. */
function later<P extends object>(bring: () => Promise<ComponentType<P>>): ComponentType<P> {
  let here: ComponentType<P> | null = null
  const fetchIt = async () => {
    here = await bring()
    return { default: here }
  }
  bringers.push(fetchIt)
  const Coming = lazy(fetchIt) as unknown as ComponentType<P>
  return function Later(props: P) {
    // Chosen once: to change it in mid-use would lose what is being written.
    const [Part] = useState<ComponentType<P>>(() => here ?? Coming)
    return <Part {...props} />
  }
}

export const ObligationForm = later(async () => (await import('./obligation-form.tsx')).ObligationForm)
export const PaymentForm = later(async () => (await import('./performance-forms.tsx')).PaymentForm)
export const AnswerPayment = later(async () => (await import('./performance-forms.tsx')).AnswerPayment)
export const ChangeForm = later(async () => (await import('./performance-forms.tsx')).ChangeForm)
export const ChangeAnswer = later(async () => (await import('./performance-forms.tsx')).ChangeAnswer)
export const EvidencePage = later(async () => (await import('./evidence-page.tsx')).EvidencePage)
export const MyEvidenceList = later(async () => (await import('./evidence.tsx')).MyEvidenceList)
export const SupplyForm = later(async () => (await import('./supply-form.tsx')).SupplyForm)
export const FormPage = later(async () => (await import('./form-page.tsx')).FormPage)
export const ReboundPage = later(async () => (await import('./rebound-page.tsx')).ReboundPage)
export const ComplainPage = later(async () => (await import('../complaint/complain-page.tsx')).ComplainPage)
export const OtherTimePage = later(async () => (await import('./other-time-page.tsx')).OtherTimePage)
export const CannotComePage = later(async () => (await import('./cannot-come-page.tsx')).CannotComePage)
export const OtherMediatorPage = later(async () => (await import('./other-mediator-page.tsx')).OtherMediatorPage)
export const RefusePage = later(async () => (await import('./refuse-page.tsx')).RefusePage)
export const LeavePage = later(async () => (await import('./refuse-page.tsx')).LeavePage)
export const WithdrawPage = later(async () => (await import('./withdraw-page.tsx')).WithdrawPage)
export const StepBackPage = later(async () => (await import('./withdraw-page.tsx')).StepBackPage)

/** Fetches them all, once the page is there. What does not come now is fetched when it is opened. */
export const bringTheRest = (): Promise<unknown> => Promise.allSettled(bringers.map((bring) => bring()))
