import type { PersonRow } from '#domain/organisations/county-rows.ts'
import type { Language } from '#domain/organisations/languages.ts'
import type { Role } from '#domain/organisations/words.ts'
import { type Town, towns, type Village, villages } from './county-places.ts'
import { villageUnitKey } from './county-units.ts'

const SURNAMES =
  '赵zhao 周zhou 吴wu 郑zheng 冯feng 陈chen 褚chu 卫wei 蒋jiang 沈shen 韩han 杨yang 朱zhu 秦qin 尤you 许xu 何he 吕lv 施shi ' +
  '张zhang 孔kong 曹cao 严yan 华hua 金jin 魏wei 陶tao 姜jiang 戚qi 谢xie 邹zou 喻yu 苏su 潘pan 葛ge 奚xi 范fan 彭peng 鲁lu ' +
  '韦wei 马ma 苗miao 方fang 俞yu 任ren 袁yuan 柳liu 唐tang 罗luo 薛xue 雷lei 贺he 倪ni 汤tang 滕teng 毕bi 郝hao 邬wu 常chang ' +
  '欧阳ouyang 司徒situ 上官shangguan 令狐linghu 尉迟yuchi 岑cen 廖liao 覃qin'
const GIVEN_NAMES =
  '建国jianguo 秀兰xiulan 志强zhiqiang 桂英guiying 德厚dehou 春梅chunmei 文博wenbo 玉珍yuzhen 长顺changshun 晓燕xiaoyan ' +
  '永康yongkang 素芬sufen 大勇dayong 雅琴yaqin 明远mingyuan 凤霞fengxia 国栋guodong 丽华lihua 守义shouyi 红梅hongmei 思源siyuan ' +
  '佩兰peilan 金生jinsheng 小满xiaoman 立新lixin 翠萍cuiping 家和jiahe 静宜jingyi 铁柱tiezhu 慧敏huimin 庆丰qingfeng 月娥yuee ' +
  '宏伟hongwei 淑贞shuzhen 世平shiping 巧云qiaoyun 开明kaiming 冬青dongqing 卫东weidong 若兰ruolan 耀祖yaozu 海棠haitang 成林chenglin ' +
  '玲ling 军jun 芳fang 磊lei 敏min 涛tao 霞xia 斌bin 洁jie 刚gang'

/** Splits 赵zhao into what is written and what is typed. */
const spelt = (list: string) =>
  list.split(' ').map((word) => {
    const at = word.search(/[a-z]/)
    return { written: word.slice(0, at), typed: word.slice(at) }
  })

/** People whose names registers often spoil: beyond the basic plane, in no old encoding, with a middle dot, very long. */
const RARE_NAMES: { name: string; typed: string }[] = [
  { name: '马䶮', typed: 'ma.yan' },
  { name: '沈㛃', typed: 'shen.jie' },
  { name: '周𫖮', typed: 'zhou.yi' },
  { name: '林𠮷', typed: 'lin.ji' },
  { name: '贺𬀩', typed: 'he.wei' },
  { name: '古丽巴哈尔·艾山', typed: 'gulbahar' },
  { name: '次仁多吉·旺堆', typed: 'tsering.dorje' },
  { name: '阿力木江·吐尔逊·尼亚孜', typed: 'alimjan' },
  { name: '欧阳犇', typed: 'ouyang.ben' },
  { name: '禤䶮', typed: 'xuan.yan' },
]

/** Names people one after another: no surname and given name meet twice, and no two sign-in names are alike. */
function namer(taken: Iterable<string>): () => Omit<PersonRow, 'posts'> {
  const surnames = spelt(SURNAMES)
  const givenNames = spelt(GIVEN_NAMES)
  const used = new Set<string>(taken)
  let nth = 0
  const next = () => {
    const rare = nth % 37 === 5 ? RARE_NAMES[Math.floor(nth / 37)] : undefined
    // Steps prime to the lists' lengths, which are prime to each other: every pair comes once before any comes again.
    const surname = surnames[(nth * 29) % surnames.length]
    const given = givenNames[(nth * 19) % givenNames.length]
    nth += 1
    if (rare) return rare
    if (!surname || !given) throw new Error('The name lists are empty.')
    return { name: surname.written + given.written, typed: `${surname.typed}.${given.typed}` }
  }
  return () => {
    const { name, typed } = next()
    let signInName = typed
    for (let again = 2; used.has(signInName); again += 1) signInName = `${typed}${again}`
    used.add(signInName)
    return { name, sign_in_name: signInName }
  }
}

const person = (name: string, sign_in_name: string, unit_key: string, role: Role): PersonRow => ({
  name,
  sign_in_name,
  posts: [{ unit_key, role }],
})

/** Those a newcomer meets first (faces.ts), and the county's own staff: written out, so that stories can name them. */
const NAMED: readonly PersonRow[] = [
  person('傅清和', 'fu.qinghe', 'political_legal_committee', 'county_leader'),
  person('顾念慈', 'gu.nianci', 'county_centre', 'county_intake'),
  person('石敬亭', 'shi.jingting', 'county_centre', 'county_intake'),
  person('闻人杰', 'wenren.jie', 'county_centre', 'county_dispatcher'),
  person('毛一鸣', 'mao.yiming', 'county_centre', 'system_administrator'),
  person('宁致远', 'ning.zhiyuan', 'political_legal_committee', 'security_auditor'),
  person('柏文渊', 'bo.wenyuan', 'justice_bureau', 'department_officer'),
  person('岑素问', 'cen.suwen', 'justice_bureau', 'department_officer'),
  person('白若雪', 'bai.ruoxue', 'justice_bureau', 'data_protection_officer'),
  person('丁晓禾', 'ding.xiaohe', 'ludu_centre', 'town_intake'),
  person('龙大川', 'long.dachuan', 'ludu_centre', 'town_director'),
  person('江映月', 'jiang.yingyue', 'ludu_justice_office', 'justice_officer'),
  person('田有余', 'tian.youyu', '990326100210_centre', 'village_director'),
  person('乔木兰', 'qiao.mulan', '990326001003_centre', 'village_mediator'),
  person('程安澜', 'cheng.anlan', 'baishapu_centre', 'town_intake'),
  person('简小路', 'jian.xiaolu', '990326100210_centre', 'grid_worker'),
  // Committees that carry what the centres pass on to them.
  person('季长风', 'ji.changfeng', 'ludu_committee', 'committee_director'),
  person('骆春晓', 'luo.chunxiao', 'ludu_committee', 'full_time_mediator'),
  person('宓知夏', 'mi.zhixia', 'ludu_committee', 'part_time_mediator'),
  person('桂一舟', 'gui.yizhou', 'ludu_committee', 'resident_police_mediator'),
  person('单若水', 'shan.ruoshui', 'ludu_committee', 'resident_centre_mediator'),
  person('皮知行', 'pi.zhixing', 'medical_committee', 'resident_court_mediator'),
  person('钟晚晴', 'zhong.wanqing', 'ludu_committee', 'invited_mediator'),
  person('费明远', 'fei.mingyuan', 'legal_service_centre', 'expert'),
  person('柴守信', 'chai.shouxin', 'baishapu_committee', 'committee_director'),
  person('阮玉洁', 'ruan.yujie', 'family_committee', 'committee_director'),
  person('柯明诚', 'ke.mingcheng', 'medical_committee', 'full_time_mediator'),
  person('虞行简', 'yu.xingjian', 'traffic_committee', 'full_time_mediator'),
  person('郗百工', 'xi.baigong', 'labour_committee', 'committee_director'),
  person('梅知秋', 'mei.zhiqiu', 'labour_committee', 'full_time_mediator'),
  person('薄言', 'bo.yan', 'property_committee', 'full_time_mediator'),
  person('明若谷', 'ming.ruogu', 'new_town_property_committee', 'full_time_mediator'),
  person('项南星', 'xiang.nanxing', 'old_town_property_committee', 'full_time_mediator'),
  person('游子衿', 'you.zijin', 'travel_committee', 'full_time_mediator'),
  person('符采薇', 'fu.caiwei', 'intellectual_property_committee', 'full_time_mediator'),
  // Offices that hand over, or are handed over to.
  person('宋平川', 'song.pingchuan', 'ludu_police_station', 'police_officer'),
  person('卓远航', 'zhuo.yuanhang', 'traffic_police', 'police_officer'),
  person('裴思齐', 'pei.siqi', 'court', 'court_liaison'),
  person('霍正清', 'huo.zhengqing', 'procuratorate', 'department_officer'),
  person('黎小曼', 'li.xiaoman', 'petition_bureau', 'petition_officer'),
  person('翟望山', 'zhai.wangshan', 'land_department', 'department_officer'),
  person('宓见秋', 'mi.jianqiu', 'legal_aid_centre', 'department_officer'),
  person('温故新', 'wen.guxin', 'labour_department', 'department_officer'),
  person('凌霜', 'ling.shuang', 'labour_arbitration', 'department_officer'),
  person('阮听之', 'ruan.tingzhi', 'womens_federation', 'department_officer'),
]

/** What some of them speak beside Mandarin. */
const SPEAK: Readonly<Record<string, readonly Language[]>> = {
  'luo.chunxiao': ['local_speech', 'miao'],
  'shan.ruoshui': ['sign_language'],
  'tian.youyu': ['local_speech'],
  'ming.ruogu': ['hakka'],
  'ruan.yujie': ['sign_language'],
  gulbahar: ['uyghur'],
  'tsering.dorje': ['tibetan'],
  alimjan: ['uyghur', 'kazakh'],
}
const speaking = (one: PersonRow): PersonRow => {
  const languages = SPEAK[one.sign_in_name]
  return languages ? { ...one, languages: [...languages] } : one
}

/** Everybody in 枫溪县's offices and villages, all invented. Each desk that takes requests has people at it. */
export function demoPeople(): PersonRow[] {
  const nextName = namer(NAMED.map((one) => one.sign_in_name))
  const filled = new Set(NAMED.flatMap((one) => one.posts.map((post) => `${post.role} ${post.unit_key}`)))
  const fill = (unit_key: string, role: Role): PersonRow[] =>
    filled.has(`${role} ${unit_key}`) ? [] : [{ ...nextName(), posts: [{ unit_key, role }] }]
  const extra = (unit_key: string, role: Role): PersonRow => ({ ...nextName(), posts: [{ unit_key, role }] })

  const staffOfTown = (town: Town, nth: number) => [
    ...fill(`${town.key}_centre`, 'town_director'),
    ...fill(`${town.key}_centre`, 'town_intake'),
    ...(nth < 3 ? [extra(`${town.key}_centre`, 'town_intake')] : []),
    ...fill(`${town.key}_justice_office`, 'justice_officer'),
  ]
  const staffOfVillage = (village: Village, index: number): PersonRow[] => {
    const centre = villageUnitKey(village, 'centre')
    const mediators = fill(centre, 'village_mediator')
    // Here and there a mediator also sits on the committee, and chooses the post to act under.
    if (index % 40 === 7) {
      for (const one of mediators) {
        one.posts.push({ unit_key: villageUnitKey(village, 'committee'), role: 'village_mediator' })
      }
    }
    const gridWorkers = village.town.key === 'ludu' ? [extra(centre, 'grid_worker')] : []
    return [...fill(centre, 'village_director'), ...mediators, ...gridWorkers]
  }
  return [...NAMED, ...towns.flatMap(staffOfTown), ...villages.flatMap(staffOfVillage)].map(speaking)
}
