import type { Day } from '../clocks/calendar.ts'
import type { PaperContent } from '../disputes/consequences.ts'
import type { Receiver } from '../step.ts'
import { field, paragraph, routesBlock, whomToCall } from './forms.ts'

/**
 * What is printed beside the picture of an invitation link (domain 2.4 row 9). It is no paper of the file: it holds a secret,
 * is made when somebody prints it, and is kept nowhere.
 */
export const invitationSheet = (of: {
  name: string
  code: string
  unit: Receiver
  link: string
  until: Day | null
}): PaperContent => ({
  title: '调解邀请单',
  to: of.name,
  blocks: [
    field('编号', of.code),
    paragraph(
      '有人就与您有关的一件事申请调解，想听听您的意见。调解自愿。您可以同意，可以另约时间，也可以不同意；不同意不会有任何不利后果，法院和其他途径一直开着。（人民调解法 第三条、第二十三条）',
    ),
    field(
      '怎样答复',
      '用手机扫旁边的二维码，或者在浏览器里输入下面的地址；不会用手机的，拨打下面的电话或当面说都一样算数。',
    ),
    field('地址', of.link),
    field('有效到', of.until === null ? '没有期限，直到停用' : `${of.until}（当天有效）；过期了请打电话再要一个`),
    paragraph(
      '这张单子只给您本人：拿到它的人都能看到您的这件事、替您答复。请不要转发、拍照外传；丢了请马上打电话停用。',
    ),
    whomToCall(of.unit),
    routesBlock(),
  ],
})
