import type { Day } from '../clocks/calendar.ts'
import type { PaperContent } from '../disputes/consequences.ts'
import { field, paragraph } from './forms.ts'

/** A signed day as it is printed and kept apart from the machines: who has this sheet can tell whether a record of that day was changed. */
export const dayHeadSheet = (of: {
  county: string
  day: Day
  algorithm: string
  files: number
  looks: number
  root: string
  signature: string
  /** What the key is known by that signed it. */
  key_print: string
  /** The command at the server by which everything is verified. */
  verify: string
}): PaperContent => ({
  title: '每日总指纹',
  to: `${of.county}档案保管、审计人员`,
  blocks: [
    field('日期', of.day),
    field('这一天有变动的案卷', `${of.files} 件`),
    field('这一天的查看记录', `${of.looks} 条`),
    field('算法', of.algorithm === 'sm3' ? 'SM3' : 'SHA-256'),
    field('总指纹', of.root),
    field('签名（Ed25519）', of.signature),
    field('签名公钥的指纹（SHA-256）', of.key_print),
    paragraph(
      '这一天每件有变动的案卷最后一步的指纹、每一条查看记录，合在一起算出上面的总指纹，再用本系统的密钥签名。以后改动这一天的任何一条记录，再算一遍都对不上。',
    ),
    paragraph(
      `请打印一份，签字、注明日期，和服务器分开保管（例如夹进当天的会议记录）。核对时运行 ${of.verify}，再和这张纸上的总指纹比；核对档案包时，用这张纸上的公钥指纹。纸上没有任何案件的内容。`,
    ),
    field('保管人（签名）', '　'),
  ],
})
