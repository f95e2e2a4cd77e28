import type { Page } from 'playwright-core'
import type { Person } from '../people.ts'
import { fileFromPhone } from './citizen.ts'
import { answerAndWrite } from './glass.ts'
import { inDays, type Scene, says } from './scene.ts'
import { choose, enterAs, openFile, readAgain, take } from './staff.ts'

/** Who walks: the one who asks, the one she asks it of, and the director of their village. */
export type Cast = { applicant: Person; neighbour: Person; director: Person }

export const APPLICANT = '温小满'
export const NEIGHBOUR = '蓝桂枝'
export const DIRECTOR = '田有余'
const POND = '邻居家猪圈的水流进我家鱼塘，死了三十多斤鱼。去说过两回，她说是下雨冲的。'

/** 一、说一件事: from a phone, without an account, a receipt at once. @returns the short code on it */
export async function sheFiles({ applicant }: Cast, scene: Scene): Promise<string> {
  const { page } = applicant
  await fileFromPhone(page, scene.url, {
    name: APPLICANT,
    reach: '10000000071',
    other: NEIGHBOUR,
    town: '鹿渡镇',
    village: '石板溪村',
    where: '二组老井旁边的鱼塘',
    happened: POND,
    wish: '赔我的鱼，把水改个方向。',
  })
  await scene.seen(applicant, 'receipt')
  await page.getByRole('link', { name: '看看办到哪了' }).first().click()
  await says(page, '谁在管')
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await page.locator('body').innerText())?.[0]
  if (!code) throw new Error('her page shows no code')
  return code
}

/** 二、村里接手: the rules propose with reasons, he decides; the other side is named; both are to be asked. */
export async function heTakesItIn({ director }: Cast, code: string, scene: Scene): Promise<void> {
  const { page } = director
  await page.goto(`${scene.url}/staff/demo`)
  await page.getByRole('button', { name: new RegExp(`^${DIRECTOR}`) }).waitFor()
  await scene.seen(director, 'demo')
  await enterAs(page, scene.url, DIRECTOR)
  await says(page, code)
  await scene.seen(director, 'desk')
  await openFile(page, code)
  await take(page, {
    title: '分流研判',
    send: '看建议',
    fill: async (form) => {
      await choose(page, form.getByRole('combobox', { name: '纠纷类型' }), '邻里')
      for (const question of await form.getByRole('radiogroup', { name: /暴力|犯罪|未成年|伤/ }).all())
        await question.getByText('否', { exact: true }).click()
    },
  })
  await says(page, '为什么', '可以直接起诉')
  await scene.seen(director, 'triage')
  await take(page, { title: '在这里受理', send: '受理' })
  await take(page, {
    title: '登记当事人',
    send: '登记',
    fill: async (form) => {
      await form.getByRole('textbox', { name: '姓名或名称' }).fill(NEIGHBOUR)
      await form.getByRole('textbox', { name: '电话或怎样联系' }).fill('10000000072')
      await form.getByText('本人给的').click()
    },
  })
  await take(page, { title: '征询调解意愿', send: '开始征询' })
  await says(page, '愿不愿意调解')
}

/** 三、邀请: on the screen of his desk stands a picture, which she reads with her phone. @returns what it leads to */
export async function heInvitesHer({ director }: Cast, scene: Scene): Promise<string> {
  const { page } = director
  await take(page, { title: '邀请当事人回复', send: '邀请', fill: (form) => form.getByText('当面扫码').click() })
  await page.getByRole('img', { name: `给${NEIGHBOUR}扫的二维码` }).waitFor()
  await scene.seen(director, 'invitation-sheet')
  // Her phone reads the picture; who cannot scan types the address that stands beside it.
  const link = /https?:\/\/\S+\/my#\w+/.exec(await page.locator('.invitation').innerText())?.[0]
  if (!link) throw new Error('the sheet shows no address')
  await page.locator('.ant-modal-footer').getByRole('button', { name: '关闭' }).click()
  return link
}

/** 四、她们各自回答: no account, three answers, nothing bad follows from any. */
export async function theyAnswer({ applicant, neighbour }: Cast, invitation: string, scene: Scene): Promise<void> {
  await neighbour.page.goto(invitation)
  await says(neighbour.page, '有一件事想请您来谈', '不同意没有任何坏处')
  await scene.seen(neighbour, 'invitation')
  await neighbour.page.getByRole('button', { name: '同意', exact: true }).click()
  await says(neighbour.page, '从现在起，用您自己的链接')
  await scene.seen(neighbour, 'own-link')
  await neighbour.page.getByRole('button', { name: '存好了' }).click()
  await readAgain(applicant.page, '愿不愿意一起来谈谈')
  await scene.seen(applicant, 'asked')
  await applicant.page.getByRole('button', { name: '同意', exact: true }).click()
  await says(applicant.page, '您同意了')
}

const tick = async (page: Page) => {
  await readAgain(page, '哪些时间您方便')
  await page.getByRole('checkbox').first().check()
}

/** 五、约时间: he offers three, each ticks what suits her, one is fixed. */
export async function theyFindATime({ applicant, neighbour, director }: Cast, scene: Scene): Promise<void> {
  const desk = director.page
  await readAgain(desk, '2/2 位同意')
  await take(desk, { title: '受理调解', send: '受理调解' })
  await take(desk, {
    title: '确定调解员',
    send: '确定',
    fill: (form) => form.getByRole('checkbox', { name: new RegExp(DIRECTOR) }).check(),
  })
  await take(desk, { title: '给出几个时间', send: '发给双方' })
  await tick(neighbour.page)
  await scene.seen(neighbour, 'times')
  await neighbour.page.getByRole('button', { name: '就选这些时间' }).click()
  await says(neighbour.page, '选好的时间已经告诉调解员')
  await tick(applicant.page)
  await applicant.page.getByRole('button', { name: '就选这些时间' }).click()
  await says(applicant.page, '选好的时间已经告诉调解员')
  await readAgain(desk, '大家都方便')
  await take(desk, { title: '通知时间地点', send: '通知' })
  await readAgain(neighbour.page, '约好了见面', '退出调解')
  await scene.seen(neighbour, 'meeting')
}

/** 六、谈和写: the talk is recorded, the agreement written clause by clause. */
export async function theyTalk({ director }: Cast, scene: Scene): Promise<void> {
  const { page } = director
  await readAgain(page, '现在可以做的')
  await take(page, {
    title: '开始调解',
    send: '开始',
    fill: (form) => form.getByRole('checkbox', { name: '已经告知双方的权利和义务' }).check(),
  })
  await take(page, {
    title: '记录一次调解',
    send: '记下来',
    fill: (form) =>
      form
        .getByRole('textbox', { name: '谈了什么' })
        .fill('一起看了鱼塘和猪圈。双方都认：水是从猪圈漫过来的。蓝桂枝愿意赔鱼，分两次付；水沟改到屋后。'),
  })
  await take(page, {
    title: '起草协议',
    send: '存为协议稿',
    fill: async (form) => {
      const first = form.locator('.clause-fields')
      await first.getByRole('textbox', { name: '付什么钱' }).fill('赔偿死鱼的损失')
      await first.getByRole('button', { name: '分几期付' }).click()
      const parts = form.locator('.instalments')
      await parts.getByRole('textbox', { name: '总数（元）' }).fill('1200')
      await parts.getByLabel('分几期').fill('2')
      await parts.getByLabel('第一期最晚哪天').fill(inDays(7))
      await parts.getByRole('button', { name: '换成 2 条' }).click()
      await form.getByRole('button', { name: '加一条' }).click()
      await choose(page, first.getByRole('combobox', { name: '哪一种' }), '做一件事')
      await first.getByRole('textbox', { name: /做什么/ }).fill('把猪圈的排水沟改到屋后，接到村里的污水管')
      await first.getByLabel('最晚哪一天').fill(inDays(20))
      await first.getByLabel('最晚哪一天').blur()
      await scene.seen(director, 'draft')
    },
  })
  await take(page, { title: '交双方看和签', send: '交双方签字' })
}

/** Reads the agreement on her phone and signs it with the code that comes to it; the demo shows the message. */
async function sign(person: Person, scene: Scene, name: string): Promise<void> {
  const { page } = person
  await readAgain(page, '看协议，同意再签')
  await page.getByRole('button', { name: '看协议', exact: true }).click()
  await says(page, '说好了这 3 条', '签了有什么用')
  await scene.seen(person, `${name}-agreement`)
  await page.getByRole('button', { name: '我要签' }).click()
  await answerAndWrite(page)
  await scene.seen(person, `${name}-name`)
  await page.getByRole('button', { name: '发验证码' }).click()
  const message = page.getByText('演示：短信会这样到').locator('..')
  await message.waitFor()
  const code = /\d{8}/.exec(await message.innerText())?.[0]
  if (!code) throw new Error(`no code in “${await message.innerText()}”`)
  await page.getByRole('textbox', { name: '短信里的 8 位数字' }).fill(code)
  await scene.seen(person, `${name}-code`)
  await page.getByRole('button', { name: '签字', exact: true }).click()
  await says(page, '您签好了')
}

/** 七、签: each on her own phone, the mediator with his name, the seal; only then it is in effect. */
export async function theySign({ applicant, neighbour, director }: Cast, scene: Scene): Promise<void> {
  await sign(neighbour, scene, 'neighbour')
  await sign(applicant, scene, 'applicant')
  const { page } = director
  await readAgain(page, '现在可以做的')
  await take(page, { title: '调解员签名', send: '签名', yes: '签名' })
  await take(page, {
    title: '盖章，协议生效',
    send: '登记生效',
    fill: (form) => form.getByRole('checkbox', { name: /印章/ }).check(),
  })
  await says(page, '谁该做什么、到什么时候')
  await scene.seen(director, 'file')
}

/** 八、照办: she says she paid, the other says she has it; and who looked at it all stands on her page. */
export async function theyKeepIt({ applicant, neighbour, director }: Cast, scene: Scene): Promise<void> {
  const hers = neighbour.page
  await readAgain(hers, '说好要办的事')
  await scene.seen(neighbour, 'owed')
  await hers.getByRole('button', { name: '我已经付了' }).first().click()
  await hers.getByRole('textbox', { name: /想说的话/ }).fill('微信转了 600 元')
  await hers.getByRole('button', { name: '确定', exact: true }).click()
  await says(hers, '等对方确认')
  const { page } = applicant
  await readAgain(page, '对方说已经办了')
  await scene.seen(applicant, 'paid')
  await page.getByRole('button', { name: '收到了', exact: true }).first().click()
  await page.getByRole('button', { name: '确定', exact: true }).click()
  await says(page, '这一条了结了')
  await page.getByText('每次查看都有记录').click()
  await says(page, `${DIRECTOR}`)
  await scene.seen(applicant, 'who-looked')
  await readAgain(director.page, '3 项，还有 2 项没完')
  await scene.seen(director, 'ledger')
}
