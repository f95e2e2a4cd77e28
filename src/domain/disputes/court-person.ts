import { z } from 'zod'
import { written } from '../identity/inputs.ts'
import { isPhone, nameFault } from '../organisations/names.ts'
import type { DisputeFacts } from './parts.ts'

/** Whether a court entrusted this matter (委托、委派调解; domain 2.1 CH09): only then does somebody there answer for it. */
export const entrustedByCourt = (facts: Pick<DisputeFacts, 'channel'> | undefined): boolean => facts?.channel === 'CH09'

const person = {
  name: written(50, '请填写法院联系人的姓名。').superRefine((text, check) => {
    const says = text === '' ? null : nameFault(text, { most: 50, called: '姓名' })
    if (says) check.addIssue({ code: 'custom', message: says })
  }),
  /** Shown to the parties: the court's, never somebody's own. */
  phone: written(60, '请填写法院的办公电话。')
    .refine(isPhone, '请写可以拨打的办公电话，例如 0960-5550000。')
    .refine(
      (text) => !/^(\+?86)?[\s-]*1\d{2}[\s-]?\d{4}[\s-]?\d{4}$/.test(text),
      '当事人也看得到：请写法院的办公电话，不写个人手机。',
    ),
}

export const NameCourtPersonInput = z.strictObject(person)
export const ChangeCourtPersonInput = z.strictObject({ ...person, because: written(200, '请写明为什么换人。') })
