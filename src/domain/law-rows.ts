/**
 * The 34 rows every release is measured by (domain 2.4), by number, in our own words: what has to be possible for a
 * dispute to be dealt with as the law wants it. They are the floor; a row of the table names those it carries out.
 */
export const LAW_ROWS = {
  1: '来一件、记一件：登记线索或者请求，给回执',
  2: '缺材料的，一次说清缺什么，请当事人补',
  3: '像是同一件事的，先核对',
  4: '核对之后并案，或者按另一件办',
  5: '研判之后交给能办的单位',
  6: '接办的单位签收',
  7: '不归自己管的，说明依据退回',
  8: '对退回的，指定办理或者改交别的单位',
  9: '有人申请或者主动去调，先问对方愿不愿意',
  10: '有人不愿意，或者联系不上，就不调',
  11: '都愿意的，受理',
  12: '依法不能调的，不予受理，说明理由和别的途径',
  13: '双方选调解员，或者由调委会指定，先披露关系',
  14: '调解员回避、更换',
  15: '通知调解的时间、地点、方式',
  16: '核对身份、讲清权利义务之后开始',
  17: '每一次调解都有记录；请人参加要双方同意；背靠背的另放',
  18: '等鉴定、有人生病、怀疑虚假调解等，中止',
  19: '期限到了，双方都同意才延长',
  20: '写成协议，各方签字、调解员签名、盖章之后生效',
  21: '不用写的，口头达成，登记内容',
  22: '谈成一部分的，先把这一部分定下来',
  23: '谈不成或者有人不谈了，终止，告诉别的途径',
  24: '提出的人撤回',
  25: '有激化、伤害或者犯罪苗头的，马上报公安',
  26: '协议里的每一项按日子提醒',
  27: '每一项履行都有凭证，由收的人确认',
  28: '过期没履行的，督促；还不履行，告诉可以怎么主张',
  29: '双方共同申请司法确认',
  30: '按约定的日子回访',
  31: '都有结果、材料齐了，由负责人结案',
  32: '结案后又起争执的，在原来的编号下重新办',
  33: '结案后整理成卷，检查、归档',
  34: '当事人选别的途径的，引导过去并跟踪结果',
} as const
export type LawRow = keyof typeof LAW_ROWS
export const LAW_ROW_NUMBERS = Object.keys(LAW_ROWS).map(Number) as LawRow[]

/** Why a row stands in the table: the rows of domain 2.4 it carries out, or a sentence why the law or people need it. */
export type CarriesOut = { rows: readonly LawRow[] } | { because: string }
