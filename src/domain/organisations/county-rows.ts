import { z } from 'zod'
import { LANGUAGES, type Language } from './languages.ts'
import { PLACE_KINDS, PLACE_LEVELS, type PlaceKind, type PlaceLevel } from './places.ts'
import { ROLES, type Role, UNIT_KINDS, type UnitKind } from './words.ts'

/** The words of a closed list as a zod enum whose values keep their type. */
const words = <Word extends string>(of: Record<Word, string>) => z.enum(Object.keys(of) as [Word, ...Word[]])

export const placeRow = z.object({
  code: z.number().int(),
  level: words<PlaceLevel>(PLACE_LEVELS),
  kind: words<PlaceKind>(PLACE_KINDS),
  name: z.string(),
  source: z.string(),
})
export type PlaceRow = z.infer<typeof placeRow>

/** How many rooms a unit may have, and how long the name of one is at most. */
export const MOST_ROOMS = 30
export const ROOM_NAME = 30

export const unitRow = z.object({
  key: z.string().min(1),
  number: z.number().int(),
  kind: words<UnitKind>(UNIT_KINDS),
  name: z.string(),
  place_code: z.number().int(),
  parent_key: z.string().nullable(),
  phone: z.string(),
  address: z.string(),
  hours: z.string(),
  takes_requests: z.boolean(),
  /** Its rooms for mediating, by name. */
  rooms: z.array(z.string()).optional(),
})
export type UnitRow = z.infer<typeof unitRow>

export const personRow = z.object({
  name: z.string(),
  sign_in_name: z.string(),
  /** What she speaks beside Mandarin. */
  languages: z.array(words<Language>(LANGUAGES)).optional(),
  posts: z.array(z.object({ unit_key: z.string(), role: words<Role>(ROLES) })),
})
export type PersonRow = z.infer<typeof personRow>

/** The sheets of the set-up workbook and their columns: stored name → the title the operator reads. */
export const SHEETS = {
  guide: { title: '填写说明', columns: { hotline: '本县求助热线' } },
  places: { title: '区划', columns: { code: '区划代码', name: '名称', kind: '类型', source: '来源' } },
  units: {
    title: '单位',
    columns: {
      number: '单位编号',
      kind: '单位类型',
      name: '单位名称',
      place_code: '所在区划代码',
      parent_key: '上级单位编号',
      phone: '电话',
      address: '地址',
      hours: '办公时间',
      takes_requests: '受理群众诉求',
      rooms: '调解室',
    },
  },
  people: {
    title: '人员',
    columns: { name: '姓名', sign_in_name: '登录名', unit_key: '单位编号', role: '岗位', languages: '会说的语言' },
  },
} as const
