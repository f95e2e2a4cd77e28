import { z } from 'zod'
import { isWritable, noted, written } from '../identity/inputs.ts'
import { MOST_ROOMS, ROOM_NAME } from './county-rows.ts'
import { LanguagesInput } from './languages.ts'
import { isPhone, nameFault } from './names.ts'
import { PLACE_KINDS, type PlaceKind } from './places.ts'
import { ROLES, type Role, UNIT_KINDS, type UnitKind } from './words.ts'

/** The words of a closed list as a zod enum whose values keep their type, with what to say when none was chosen. */
const oneOf = <Word extends string>(of: Readonly<Record<Word, string>>, says: string) =>
  z.enum(Object.keys(of) as [Word, ...Word[]], { error: says })

/** A name of a person, place or unit: what `nameFault` finds wrong is said beside the field. */
const named = (most: number, called: string) =>
  z
    .string({ error: `请填写${called}。` })
    .trim()
    .min(1, `请填写${called}。`)
    .max(most, `${called}最多 ${most} 个字，请写短一些。`)
    .superRefine((text, check) => {
      const says = nameFault(text, { most, called })
      if (says && text !== '' && text.length <= most) check.addIssue({ code: 'custom', message: says })
    })

/** What a sign-in name may be. It is read out over the phone and typed on old keyboards: small letters and digits. */
export const SIGN_IN_NAME = /^[a-z0-9._-]{2,32}$/

/** Every change of places, units, people and posts says why; the security auditor reads it. */
export const Reason = written(200, '请写明为什么这样改，审计时要看。').refine(
  (text) => text.length >= 4,
  '请把理由写清楚一些（至少 4 个字）。',
)

/** What ends something, or gives a new code: nothing to say but why. */
export const ReasonInput = z.strictObject({ reason: Reason })

const Day = z.iso.date('日期不对，请重新选择。')
const Phone = noted(60).refine(
  (text) => text === '' || !isWritable(text) || isPhone(text),
  '请写群众可以拨打的号码，例如 0960-5550000。',
)
const UnitId = z.int('请选择单位。').min(1, '请选择单位。').max(Number.MAX_SAFE_INTEGER)

export const AddPlaceInput = z.strictObject({
  code: written(20, '请填写 12 位区划代码（网格写 15 位）。'),
  name: named(60, '名称'),
  kind: oneOf<PlaceKind>(PLACE_KINDS, '请选择类型。'),
  reason: Reason,
})
export const ChangePlaceInput = AddPlaceInput.omit({ code: true })

const unitFields = {
  name: named(60, '单位名称'),
  phone: Phone,
  address: noted(100),
  hours: noted(100),
  takes_requests: z.boolean('请选择是否受理群众诉求。'),
  /** It takes over from the unit that receives the requests of this place now. */
  takes_over: z.boolean().default(false),
  /** Rooms for mediating; left out, they stay as they are. */
  rooms: z
    .array(named(ROOM_NAME, '调解室的名称'))
    .max(MOST_ROOMS, `最多 ${MOST_ROOMS} 间调解室。`)
    .refine((names) => new Set(names).size === names.length, '调解室的名称有重复。')
    .optional(),
  /** How a committee is called in its docket numbers; left out, it stays as it is; empty: its name without 人民调解委员会. */
  short_name: z
    .string()
    .trim()
    .max(12, '卷号里的简称最多 12 个字。')
    .regex(/^\p{Script=Han}*$/u, '卷号里的简称只用汉字，不要数字和符号。')
    .optional(),
  reason: Reason,
}
export const AddUnitInput = z.strictObject({
  kind: oneOf<UnitKind>(UNIT_KINDS, '请选择单位类型。'),
  place_code: z.int('请选择所在的地方。').min(0).max(999_999_999_999_999),
  parent_id: UnitId.optional(),
  ...unitFields,
})
export const ChangeUnitInput = z.strictObject(unitFields)

const RoleWord = oneOf<Role>(ROLES, '请选择岗位。')
export const AddPersonInput = z.strictObject({
  name: named(50, '姓名'),
  sign_in_name: z
    .string({ error: '请填写登录名。' })
    .trim()
    .toLowerCase()
    .max(32, '登录名最多 32 个字。')
    .regex(SIGN_IN_NAME, '请用 2 到 32 个小写字母、数字、点、横线，例如 wang.jie。'),
  unit_id: UnitId,
  role: RoleWord,
  /** What she speaks beside Mandarin. */
  languages: LanguagesInput.default([]),
  /** Only a demo county asks: somebody real ends the demo's one-click entry for ever. */
  real_person: z.boolean().default(false),
  reason: Reason,
})
export const ChangePersonInput = z.strictObject({
  name: named(50, '姓名'),
  /** Left out, they stay as they are. */
  languages: LanguagesInput.optional(),
  reason: Reason,
})
export const AddPostInput = z.strictObject({
  unit_id: UnitId,
  role: RoleWord,
  /** From today unless told. */
  from_on: Day.optional(),
  /** Without an end unless told. */
  until: Day.optional(),
  reason: Reason,
})
/** `last_day` left out: over at once. */
export const EndPostInput = z.strictObject({ last_day: Day.optional(), reason: Reason })

/** Whoever leaves a unit: who comes after her (null: the unit itself), and whether she leaves the county's service too. */
export const HandOverPersonInput = z.strictObject({
  unit_id: UnitId,
  successor: z.uuid({ error: '请选择谁接手，或者交回单位。' }).nullable(),
  leaves: z.boolean().default(false),
  reason: Reason,
})
export const HandOverUnitInput = z.strictObject({
  to_unit: z.int('请选择由哪个单位接替。').min(1, '请选择由哪个单位接替。').max(Number.MAX_SAFE_INTEGER),
  reason: Reason,
})
export const RecodePlaceInput = z.strictObject({
  code: written(20, '请填写新的 12 位区划代码（网格写 15 位）。'),
  reason: Reason,
})

/** What can be changed by an administrator, and what leaves the product, as the log stores it, with the words people see. */
export const CHANGES = {
  add_place: '增加地方',
  change_place: '修改地方',
  end_place: '停用地方',
  add_unit: '增加单位',
  change_unit: '修改单位',
  end_unit: '停用单位',
  add_person: '增加人员',
  change_person: '修改姓名、语言',
  give_code: '换发开通码',
  end_person: '人员离岗',
  add_post: '增加岗位',
  end_post: '结束岗位',
  succeed_person: '人员交接',
  succeed_unit: '单位合并',
  succeed_place: '更换代码',
  export_ledger: '导出台账',
} as const
export type Change = keyof typeof CHANGES
