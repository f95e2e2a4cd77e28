import { expect, test } from 'vitest'
import { type CountyImport, checkCounty } from './county-import.ts'
import type { PersonRow, PlaceRow, UnitRow } from './county-rows.ts'
import type { Role } from './words.ts'

const COUNTY = 990_399_000_000_000
const TOWN = 990_399_100_000_000
const VILLAGE = 990_399_100_201_000

const place = (code: number, level: PlaceRow['level'], kind: PlaceRow['kind'], name: string): PlaceRow => ({
  code,
  level,
  kind,
  name,
  source: '测试名单',
})

const unit = (
  number: number,
  kind: UnitRow['kind'],
  name: string,
  place_code: number,
  more: Partial<UnitRow> = {},
): UnitRow => ({
  key: String(number),
  number,
  kind,
  name,
  place_code,
  parent_key: null,
  phone: `0960-555000${number}`,
  address: '',
  hours: '',
  takes_requests: true,
  ...more,
})

const person = (name: string, sign_in_name: string, ...posts: [unit: number, role: Role][]): PersonRow => ({
  name,
  sign_in_name,
  posts: posts.map(([key, role]) => ({ unit_key: String(key), role })),
})

/** The smallest county that is right. */
const rightCounty = (): CountyImport => ({
  county: { name: '试县', place_code: COUNTY, hotline: '0960-5550000' },
  places: [
    place(COUNTY, 'county', 'county', '试县'),
    place(TOWN, 'town', 'town', '试镇'),
    place(VILLAGE, 'village', 'village', '试村'),
    place(VILLAGE + 1, 'grid', 'grid', '第一网格'),
  ],
  units: [
    unit(1, 'county_centre', '试县综治中心', COUNTY),
    unit(2, 'town_centre', '试镇综治中心', TOWN, { parent_key: '1' }),
    unit(3, 'village_centre', '试村综治工作站', VILLAGE, { parent_key: '2' }),
  ],
  people: [
    person('甲', 'jia', [1, 'county_intake']),
    person('乙', 'yi', [2, 'town_intake']),
    person('丙', 'bing', [3, 'village_director']),
    person('丁', 'ding', [1, 'system_administrator']),
    person('戊', 'wu', [1, 'security_auditor']),
    person('己', 'ji', [1, 'data_protection_officer']),
  ],
})

type Change = (county: CountyImport) => void
const at = <Row>(rows: Row[], index: number): Row => {
  const row = rows[index]
  if (!row) throw new Error(`there is no row ${index}`)
  return row
}
const setPlace =
  (index: number, more: Partial<PlaceRow>): Change =>
  ({ places }) =>
    void Object.assign(at(places, index), more)
const setUnit =
  (index: number, more: Partial<UnitRow>): Change =>
  ({ units }) =>
    void Object.assign(at(units, index), more)
const setPerson =
  (index: number, more: Partial<PersonRow>): Change =>
  ({ people }) =>
    void Object.assign(at(people, index), more)
const addPost =
  (index: number, unit_key: string, role: Role): Change =>
  ({ people }) =>
    void at(people, index).posts.push({ unit_key, role })

const faultsAfter = (change: Change) => {
  const county = rightCounty()
  change(county)
  return checkCounty(county)
}

test('a right county has no fault', () => {
  expect(checkCounty(rightCounty())).toEqual([])
})

const wrong: [what: string, change: Change, fault: [sheet: string, row: number, column: string, says: RegExp]][] = [
  [
    'a code met twice',
    ({ places }) => void places.push(place(TOWN, 'town', 'town', '又一镇')),
    ['区划', 5, '区划代码', /与第 2 行重复/],
  ],
  ['a code that is none', setPlace(3, { code: 42 }), ['区划', 4, '区划代码', /不是区划代码/]],
  [
    'a code of another level',
    setPlace(2, { level: 'town', kind: 'town' }),
    ['区划', 3, '类型', /是村（社区）一级，类型却写了“乡镇”/],
  ],
  ['a kind of another level', setPlace(2, { kind: 'street' }), ['区划', 3, '类型', /把类型改为村、社区、其他/]],
  [
    'a place whose parent is missing',
    ({ places }) =>
      void places.push(
        place(VILLAGE + 1_001_000, 'village', 'village', '甲村'),
        place(TOWN + 1_000_000 + 201_000, 'village', 'village', '乙村'),
      ),
    ['区划', 6, '区划代码', /上一级“乡镇（街道）990399101000”不在表里/],
  ],
  [
    'a place of another county',
    ({ places }) => void places.push(place(990_398_100_000_000, 'town', 'town', '外镇')),
    ['区划', 5, '区划代码', /不在本县（990399000000）之内/],
  ],
  [
    'two places of one name in one town',
    ({ places }) => void places.push(place(VILLAGE + 1_000, 'village', 'village', '试村')),
    ['区划', 5, '名称', /与第 3 行同属一处，名称也一样/],
  ],
  ['a place without a name', setPlace(2, { name: '' }), ['区划', 3, '名称', /名称是空的/]],
  ['a very long source', setPlace(2, { source: '长'.repeat(301) }), ['区划', 3, '来源', /超过 300 个字/]],
  [
    'no county row',
    ({ county }) => void Object.assign(county, { place_code: 0 }),
    ['区划', 1, '区划代码', /没有县（区）这一行/],
  ],
  [
    'two county rows',
    ({ places }) => void places.push(place(990_398_000_000_000, 'county', 'county', '外县')),
    ['区划', 1, '区划代码', /有 2 行县（区）/],
  ],
  [
    'a county row of another name',
    ({ county }) => void Object.assign(county, { name: '别县' }),
    ['区划', 1, '名称', /对不上/],
  ],
  [
    'no hotline',
    ({ county }) => void Object.assign(county, { hotline: '找老王' }),
    ['填写说明', 1, '本县求助热线', /请写群众可以拨打的号码/],
  ],

  ['a unit number met twice', setUnit(2, { number: 2 }), ['单位', 3, '单位编号', /与第 2 行重复/]],
  ['a unit number too large', setUnit(2, { number: 10_000 }), ['单位', 3, '单位编号', /1 到 9999/]],
  ['a unit name met twice', setUnit(2, { name: '试镇综治中心' }), ['单位', 3, '单位名称', /与第 2 行重复/]],
  ['a unit without a name', setUnit(2, { name: ' ' }), ['单位', 3, '单位名称', /是空的/]],
  ['a unit name too long', setUnit(2, { name: '站'.repeat(61) }), ['单位', 3, '单位名称', /有 61 个字，最多 60 个/]],
  [
    'a unit in an unknown place',
    setUnit(2, { place_code: VILLAGE + 7_000 }),
    ['单位', 3, '所在区划代码', /“区划”里没有代码/],
  ],
  [
    'a village desk at the level of the county',
    setUnit(2, { place_code: COUNTY }),
    ['单位', 3, '所在区划代码', /要设在村（社区）一级/],
  ],
  ['an unknown parent unit', setUnit(2, { parent_key: '77' }), ['单位', 3, '上级单位编号', /没有编号为 77 的单位/]],
  ['units above each other in a circle', setUnit(0, { parent_key: '3' }), ['单位', 1, '上级单位编号', /绕成了圈/]],
  [
    'two receivers in one place',
    ({ units }) => void units.push(unit(4, 'village_committee', '试村调委会', VILLAGE)),
    ['单位', 4, '受理群众诉求', /第 3 行的单位已经受理/],
  ],
  ['a receiver without a telephone', setUnit(2, { phone: '' }), ['单位', 3, '电话', /要有电话/]],
  ['a telephone that is none', setUnit(2, { phone: '=cmd|1' }), ['单位', 3, '电话', /不是电话号码/]],
  [
    'a receiver at which nobody sits',
    setPerson(2, { posts: [{ unit_key: '3', role: 'grid_worker' }] }),
    ['单位', 3, '受理群众诉求', /没有受理人员/],
  ],
  [
    'nobody receiving for the whole county',
    setUnit(0, { takes_requests: false }),
    ['单位', 1, '受理群众诉求', /没有受理全县诉求的单位/],
  ],
  ['an address with a control character', setUnit(2, { address: '一\u0007号' }), ['单位', 3, '地址', /看不见的字符/]],

  ['a sign-in name met twice', setPerson(2, { sign_in_name: 'yi' }), ['人员', 3, '登录名', /与第 2 行的人重复/]],
  ['a sign-in name with capitals', setPerson(2, { sign_in_name: 'Bing' }), ['人员', 3, '登录名', /小写字母/]],
  ['a sign-in name of one letter', setPerson(2, { sign_in_name: 'b' }), ['人员', 3, '登录名', /2 到 32/]],
  ['a person without a name', setPerson(2, { name: '' }), ['人员', 3, '姓名', /姓名是空的/]],
  ['a name too long', setPerson(2, { name: '𠮷'.repeat(51) }), ['人员', 3, '姓名', /有 51 个字，最多 50 个/]],
  ['a name from a wrong encoding', setPerson(2, { name: '王\uFFFD' }), ['人员', 3, '姓名', /乱码/]],
  ['a name with spaces around it', setPerson(2, { name: '丙\u3000' }), ['人员', 3, '姓名', /前后有空格/]],
  ['a person without a post', setPerson(5, { posts: [] }), ['人员', 6, '岗位', /没有岗位/]],
  ['a post at an unknown unit', addPost(2, '88', 'village_mediator'), ['人员', 3, '单位编号', /没有编号为 88 的单位/]],
  [
    'a village role held at the county, which would show the whole county',
    addPost(2, '1', 'village_director'),
    ['人员', 3, '岗位', /要在村（社区）的单位任职/],
  ],
  ['the same post twice', addPost(2, '3', 'village_director'), ['人员', 3, '岗位', /同一个人的同一个岗位/]],
  [
    'two guardian roles in one hand',
    addPost(3, '1', 'security_auditor'),
    ['人员', 4, '岗位', /系统管理员和安全审计员：这几个岗位要由不同的人担任/],
  ],
  ['a guardian with another role', addPost(5, '1', 'county_intake'), ['人员', 6, '岗位', /不能再任别的岗位/]],
  ['a guardian role at two units', addPost(5, '2', 'data_protection_officer'), ['人员', 6, '岗位', /不能再任别的岗位/]],
  ['no system administrator', ({ people }) => void people.splice(3, 1), ['人员', 1, '岗位', /没有系统管理员/]],
  ['no security auditor', ({ people }) => void people.splice(4, 1), ['人员', 1, '岗位', /没有安全审计员/]],
  [
    'no data protection officer',
    ({ people }) => void people.splice(5, 1),
    ['人员', 1, '岗位', /没有个人信息保护负责人/],
  ],
]

test.each(wrong)('%s is a fault that says where it stands and what to do', (_, change, [sheet, row, column, says]) => {
  const faults = faultsAfter(change)
  expect(faults).toContainEqual({ sheet, row, column, says: expect.stringMatching(says) })
  for (const fault of faults) expect(fault.says).toMatch(/请/)
})

test.each(['䶮', '马䶮', '沈㛃', '周𫖮', '𠮷'.repeat(50), '古丽巴哈尔·艾山', 'Nguyễn Văn A', '王\uE000'])(
  '%s is a right name',
  (name) => {
    expect(faultsAfter(setPerson(2, { name }))).toEqual([])
  },
)

test('a village of the same name in another town is right', () => {
  const faults = faultsAfter(({ places }) => {
    places.push(
      place(TOWN + 1_000_000, 'town', 'street', '试街道'),
      place(VILLAGE + 1_000_000, 'village', 'village', '试村'),
    )
  })
  expect(faults).toEqual([])
})

test('places the database has already need not be listed again', () => {
  const county = rightCounty()
  county.places.splice(1, 3)
  expect(checkCounty(county)).not.toEqual([])
  expect(checkCounty(county, { known: new Set([TOWN, VILLAGE]) })).toEqual([])
})

test('faults name the rows of the sheet they were read from', () => {
  const county = rightCounty()
  at(county.people, 2).posts.push({ unit_key: '88', role: 'village_mediator' })
  const where = { hotline: 6, places: [2, 3, 4, 5], units: [2, 3, 4], posts: [[2], [3], [4, 9], [5], [6], [7]] }
  expect(checkCounty(county, { where })).toMatchObject([{ sheet: '人员', row: 9, column: '单位编号' }])
})
