import type { UnitRow } from '#domain/organisations/county-rows.ts'
import type { PlaceCode } from '#domain/organisations/places.ts'
import type { UnitKind } from '#domain/organisations/words.ts'
import { COUNTY_CODE, type Town, towns, type Village, villages } from './county-places.ts'

const OFFICE_HOURS = '工作日 8:30–12:00，14:30–18:00'
const HALL_HOURS = '周一至周六 8:30–18:00'

/** No place in China has the area code 0960, so nobody is rung by mistake. */
const phone = (number: number) => `0960-555${String(number).padStart(4, '0')}`

type Unit = {
  key: string
  number: number
  kind: UnitKind
  name: string
  at: PlaceCode
  under: string | null
  address: string
  takesRequests?: boolean
}

const unit = ({ key, number, kind, name, at, under, address, takesRequests = false }: Unit): UnitRow => ({
  key,
  number,
  kind,
  name,
  place_code: at,
  parent_key: under,
  phone: phone(number),
  address,
  hours: takesRequests ? HALL_HOURS : OFFICE_HOURS,
  takes_requests: takesRequests,
})

const COUNTY_UNITS: [key: string, kind: UnitKind, name: string, under: string | null, street: string][] = [
  ['political_legal_committee', 'political_legal_committee', '中共枫溪县委政法委员会', null, '文昌坊 1 号'],
  ['county_centre', 'county_centre', '枫溪县社会治安综合治理中心', 'political_legal_committee', '环城路 88 号'],
  ['court', 'court', '枫溪县人民法院', null, '环城路 90 号'],
  ['procuratorate', 'procuratorate', '枫溪县人民检察院', null, '环城路 92 号'],
  ['public_security_bureau', 'public_security_bureau', '枫溪县公安局', null, '北门桥 6 号'],
  ['traffic_police', 'traffic_police', '枫溪县公安局交通警察大队', 'public_security_bureau', '新桥路 17 号'],
  ['justice_bureau', 'justice_bureau', '枫溪县司法局', null, '书院街 12 号'],
  ['legal_service_centre', 'legal_service_centre', '枫溪县公共法律服务中心', 'justice_bureau', '书院街 14 号'],
  ['legal_aid_centre', 'legal_aid_centre', '枫溪县法律援助中心', 'justice_bureau', '书院街 14 号'],
  ['notary_office', 'notary_office', '枫溪县公证处', 'justice_bureau', '书院街 16 号'],
  ['petition_bureau', 'petition_bureau', '枫溪县信访局', null, '环城路 86 号'],
  ['labour_arbitration', 'labour_arbitration', '枫溪县劳动人事争议仲裁委员会', 'labour_department', '梧桐里 3 号'],
  ['land_arbitration', 'land_arbitration', '枫溪县农村土地承包仲裁委员会', 'farming_department', '南苑路 21 号'],
  ['administrative_review', 'administrative_review', '枫溪县人民政府行政复议办公室', 'justice_bureau', '书院街 12 号'],
  ['labour_department', 'department', '枫溪县人力资源和社会保障局', null, '梧桐里 3 号'],
  ['housing_department', 'department', '枫溪县住房和城乡建设局', null, '梧桐里 8 号'],
  ['land_department', 'department', '枫溪县自然资源局', null, '南苑路 19 号'],
  ['farming_department', 'department', '枫溪县农业农村局', null, '南苑路 21 号'],
  ['health_department', 'department', '枫溪县卫生健康局', null, '柳荫路 5 号'],
  ['market_department', 'department', '枫溪县市场监督管理局', null, '老码头 30 号'],
  ['civil_affairs_department', 'department', '枫溪县民政局', null, '柳荫路 9 号'],
  ['environment_department', 'department', '枫溪县生态环境局', null, '南苑路 33 号'],
  ['water_department', 'department', '枫溪县水利局', null, '老码头 2 号'],
  ['education_department', 'department', '枫溪县教育局', null, '书院街 40 号'],
  ['womens_federation', 'department', '枫溪县妇女联合会', null, '文昌坊 1 号'],
  ['trade_union', 'department', '枫溪县总工会', null, '文昌坊 5 号'],
  ['chamber_of_commerce', 'department', '枫溪县工商业联合会', null, '文昌坊 5 号'],
  ['family_committee', 'trade_committee', '枫溪县婚姻家庭纠纷人民调解委员会', 'justice_bureau', '环城路 88 号'],
  ['medical_committee', 'trade_committee', '枫溪县医疗纠纷人民调解委员会', 'justice_bureau', '环城路 88 号'],
  ['traffic_committee', 'trade_committee', '枫溪县道路交通事故纠纷人民调解委员会', 'justice_bureau', '新桥路 17 号'],
  ['labour_committee', 'trade_committee', '枫溪县劳动争议人民调解委员会', 'justice_bureau', '环城路 88 号'],
  ['property_committee', 'trade_committee', '枫溪县物业管理纠纷人民调解委员会', 'justice_bureau', '环城路 88 号'],
  ['travel_committee', 'trade_committee', '枫溪县旅游纠纷人民调解委员会', 'justice_bureau', '老码头 6 号'],
  [
    'intellectual_property_committee',
    'trade_committee',
    '枫溪县知识产权纠纷人民调解委员会',
    'justice_bureau',
    '环城路 88 号',
  ],
  // Three of one kind that could all take a matter of a housing estate: who decides compares them.
  [
    'new_town_property_committee',
    'trade_committee',
    '枫溪县新城片区物业纠纷人民调解委员会',
    'justice_bureau',
    '新桥路 40 号',
  ],
  [
    'old_town_property_committee',
    'trade_committee',
    '枫溪县老城片区物业纠纷人民调解委员会',
    'justice_bureau',
    '文昌坊 12 号',
  ],
]

const WITH_POLICE_STATION = ['fengan', 'dongping', 'ludu', 'baishapu', 'shuangnian', 'wangxi', 'yunling']
const WITH_TRIBUNAL = ['ludu', 'shuangnian', 'wangxi']

function townUnits(town: Town, nth: number): UnitRow[] {
  const base = (nth + 1) * 100
  const at = town.code
  const street = `${town.name}${town.communities[0]}社区`
  const units: Omit<Unit, 'at'>[] = [
    {
      key: `${town.key}_government`,
      number: base + 1,
      kind: 'town_government',
      name: town.name.endsWith('街道') ? `枫溪县${town.name}办事处` : `枫溪县${town.name}人民政府`,
      under: null,
      address: `${street}正街 1 号`,
    },
    {
      key: `${town.key}_centre`,
      number: base + 2,
      kind: 'town_centre',
      name: `枫溪县${town.name}综治中心`,
      under: 'county_centre',
      address: `${street}正街 3 号`,
      takesRequests: true,
    },
    {
      key: `${town.key}_justice_office`,
      number: base + 3,
      kind: 'justice_office',
      name: `枫溪县司法局${town.short}司法所`,
      under: 'justice_bureau',
      address: `${street}正街 5 号`,
    },
    {
      key: `${town.key}_committee`,
      number: base + 4,
      kind: 'town_committee',
      name: `枫溪县${town.name}人民调解委员会`,
      under: `${town.key}_government`,
      address: `${street}正街 3 号`,
    },
  ]
  if (WITH_POLICE_STATION.includes(town.key)) {
    units.push({
      key: `${town.key}_police_station`,
      number: base + 5,
      kind: 'police_station',
      name: `枫溪县公安局${town.short}派出所`,
      under: 'public_security_bureau',
      address: `${street}正街 20 号`,
    })
  }
  if (WITH_TRIBUNAL.includes(town.key)) {
    units.push({
      key: `${town.key}_tribunal`,
      number: base + 6,
      kind: 'tribunal',
      name: `枫溪县人民法院${town.short}人民法庭`,
      under: 'court',
      address: `${street}正街 22 号`,
    })
  }
  return units.map((one) => unit({ ...one, at }))
}

/** The key of a village's desk and of its committee: its place code and what it is. */
export const villageUnitKey = (village: Village, what: 'centre' | 'committee') => `${village.code / 1_000}_${what}`

function villageUnits(village: Village, number: number): UnitRow[] {
  const place = village.town.name + village.name
  const shared = { at: village.code, address: `${place}党群服务中心` }
  const centre = villageUnitKey(village, 'centre')
  return [
    unit({
      ...shared,
      key: centre,
      number,
      kind: 'village_centre',
      name: `${place}综治工作站`,
      under: `${village.town.key}_centre`,
      takesRequests: true,
    }),
    unit({
      ...shared,
      key: villageUnitKey(village, 'committee'),
      number: number + 1,
      kind: 'village_committee',
      name: `${place}人民调解委员会`,
      under: centre,
    }),
  ]
}

/** All units of 枫溪县, each parent somewhere in the list. */
export function demoUnits(): UnitRow[] {
  return [
    ...COUNTY_UNITS.map(([key, kind, name, under, street], index) =>
      unit({
        key,
        number: index + 1,
        kind,
        name,
        at: COUNTY_CODE,
        under,
        address: `枫岸街道${street}`,
        takesRequests: key === 'county_centre',
      }),
    ),
    ...towns.flatMap((town, nth) => [
      ...townUnits(town, nth),
      ...villages
        .filter((village) => village.town === town)
        .flatMap((village, index) => villageUnits(village, (nth + 1) * 100 + 10 + index * 2)),
    ]),
  ]
}
