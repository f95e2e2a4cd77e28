import { z } from 'zod'
import {
  AddPersonInput,
  AddPlaceInput,
  AddPostInput,
  AddUnitInput,
  ChangePersonInput,
  ChangePlaceInput,
  ChangeUnitInput,
  EndPostInput,
  ReasonInput,
} from '#domain/organisations/inputs.ts'
import { endpoint } from './endpoint.ts'
import { Instant } from './shared.ts'

/** What the system administrator changes, each with a reason and a line in the log. */

const placeParams = z.strictObject({ place_code: z.coerce.number().int() })
const unitParams = z.strictObject({ unit_id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) })
const personParams = z.strictObject({ person_id: z.uuid() })
const postParams = z.strictObject({ post_id: z.uuid() })

/** What a change answers: what it was about, and what to see to next. */
export const Changed = z.object({ id: z.string(), notes: z.array(z.string()) }).meta({ id: 'Changed' })

/** The slip to hand over in person: shown once, because only the hash of its code is kept. */
export const Slip = z
  .object({
    name: z.string(),
    sign_in_name: z.string(),
    unit_name: z.string(),
    role_says: z.string(),
    activation_code: z.string(),
    until: Instant,
  })
  .meta({ id: 'Slip' })
export type Slip = z.output<typeof Slip>
/** `slip` is null only where this very request was sent before and its code has been used or replaced since. */
const ChangedWithSlip = Changed.extend({ slip: Slip.nullable() }).meta({ id: 'ChangedWithSlip' })

const change = { method: 'POST', who: ['staff'] } as const

export const addPlace = endpoint({
  ...change,
  id: 'add_place',
  path: '/api/administration/places',
  summary: '增加一个地方；停用过的代码重新启用',
  body: AddPlaceInput,
  reply: Changed,
})
export const changePlace = endpoint({
  ...change,
  id: 'change_place',
  path: '/api/administration/places/:place_code/change',
  summary: '修改地方的名称、类型',
  params: placeParams,
  body: ChangePlaceInput,
  reply: Changed,
})
export const endPlace = endpoint({
  ...change,
  id: 'end_place',
  path: '/api/administration/places/:place_code/end',
  summary: '停用一个地方（不删除，已有纠纷不动）',
  params: placeParams,
  body: ReasonInput,
  reply: Changed,
})
export const addUnit = endpoint({
  ...change,
  id: 'add_unit',
  path: '/api/administration/units',
  summary: '增加一个单位',
  body: AddUnitInput,
  reply: Changed,
})
export const changeUnit = endpoint({
  ...change,
  id: 'change_unit',
  path: '/api/administration/units/:unit_id/change',
  summary: '修改单位的名称、联系方式、是否受理群众诉求',
  params: unitParams,
  body: ChangeUnitInput,
  reply: Changed,
})
export const endUnit = endpoint({
  ...change,
  id: 'end_unit',
  path: '/api/administration/units/:unit_id/end',
  summary: '停用一个单位：没有未办结的纠纷、在计的时限和在任的人时才行',
  params: unitParams,
  body: ReasonInput,
  reply: Changed,
})
export const addPerson = endpoint({
  ...change,
  id: 'add_person',
  path: '/api/administration/people',
  summary: '增加一个人和第一个岗位；一次性开通码只显示这一次',
  body: AddPersonInput,
  reply: ChangedWithSlip,
})
export const changePerson = endpoint({
  ...change,
  id: 'change_person',
  path: '/api/administration/people/:person_id/change',
  summary: '修改姓名、会说的语言',
  params: personParams,
  body: ChangePersonInput,
  reply: Changed,
})
export const giveCode = endpoint({
  ...change,
  id: 'give_code',
  path: '/api/administration/people/:person_id/code',
  summary: '换发一次性开通码：原来的密码、动态码、登录马上失效',
  params: personParams,
  body: ReasonInput,
  reply: ChangedWithSlip,
})
export const endPerson = endpoint({
  ...change,
  id: 'end_person',
  path: '/api/administration/people/:person_id/end',
  summary: '人员离岗：全部岗位结束，登录马上失效',
  params: personParams,
  body: ReasonInput,
  reply: Changed,
})
export const addPost = endpoint({
  ...change,
  id: 'add_post',
  path: '/api/administration/people/:person_id/posts',
  summary: '给一个人加岗位',
  params: personParams,
  body: AddPostInput,
  reply: Changed,
})
export const endPost = endpoint({
  ...change,
  id: 'end_post',
  path: '/api/administration/posts/:post_id/end',
  summary: '结束一个岗位：马上，或做到某一天',
  params: postParams,
  body: EndPostInput,
  reply: Changed,
})

export const ADMINISTRATION_CHANGES = [
  addPlace,
  changePlace,
  endPlace,
  addUnit,
  changeUnit,
  endUnit,
  addPerson,
  changePerson,
  giveCode,
  endPerson,
  addPost,
  endPost,
] as const
