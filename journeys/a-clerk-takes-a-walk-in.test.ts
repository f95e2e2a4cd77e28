import { beforeAll, test } from 'vitest'
import { DESK, type Person, PHONE, sitDown } from './people.ts'
import { openStage } from './stage.ts'
import { fileFromPhone } from './walk/citizen.ts'
import { says } from './walk/scene.ts'
import { choose, enterAs, enterBy, goTo, openFile, readAgain, take } from './walk/staff.ts'

const stage = openStage()
const WORKER = '曲长河'
const BOSS = '鹿渡镇顺达装修队'
let clerk: Person
let other: Person
let first: string

beforeAll(async () => {
  clerk = await sitDown(stage.browser, DESK)
  other = await sitDown(stage.browser, DESK)
  const villager = await sitDown(stage.browser, PHONE)
  await fileFromPhone(villager.page, stage.scene.url, {
    name: WORKER,
    reach: '10000000081',
    other: BOSS,
    town: '鹿渡镇',
    village: '石板溪村',
    where: '村口新民宿工地',
    happened: '在新民宿工地贴了四十天砖，包工的一直拖着八千六百块工钱不给。',
    wish: '把八千六百块工钱结清。',
  })
  first = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await villager.page.locator('body').innerText())?.[0] ?? ''
})

test('somebody comes to the window: one page, a slip in his hand, and at once what may be the same matter, with reasons', async () => {
  const { page } = clerk
  await enterAs(page, stage.scene.url, '丁晓禾')
  await goTo(page, '登记')
  await page.getByRole('heading', { name: '登记一件纠纷' }).waitFor()
  await choose(page, page.getByRole('combobox', { name: '村（社区）或网格' }), '石板溪村')
  await page.getByRole('textbox', { name: '第1位的姓名或名称' }).fill(WORKER)
  await page.getByRole('textbox', { name: '第1位的电话，或者怎样联系' }).fill('10000000081')
  await page.getByRole('combobox', { name: '第2位的类别' }).selectOption({ label: '单位' })
  await page.getByRole('textbox', { name: '第2位的姓名或名称' }).fill(BOSS)
  await page.getByRole('textbox', { name: /发生了什么/ }).fill('贴砖四十天，民宿工地的包工头拖欠工钱八千六百块。')
  await page.getByRole('textbox', { name: /希望怎样解决/ }).fill('结清工钱。')
  await stage.scene.seen(clerk, 'walk-in-1-form')
  await page.getByRole('button', { name: '保存，出回执' }).click()
  await page.getByRole('heading', { name: '登记好了' }).waitFor()
  // What she wrote she can still read, though the file lies with the village now and its people are masked to her.
  await says(page, '可能和这几件有关', first, WORKER, BOSS)
  await stage.scene.seen(clerk, 'walk-in-2-slip')
})

test('she decides that it is the same matter and merges it; each keeps his code', async () => {
  const { page } = clerk
  await page.getByRole('link', { name: '打开这一件' }).click()
  await says(page, '是不是同一件事')
  await stage.scene.seen(clerk, 'walk-in-3-duplicates')
  await take(page, {
    title: new RegExp(`并到这一件.*${first}`),
    send: '并案',
    fill: (form) => form.getByRole('textbox', { name: '为什么是同一件事' }).fill('同一个人、同一个工地、同一笔工钱。'),
    yes: '并案',
  })
  await says(page, '已并到')
  await stage.scene.seen(clerk, 'walk-in-4-merged')
})

test('she sends it to another unit; that unit objects with its reason; she reassigns it', async () => {
  const { page } = clerk
  await page.getByRole('link', { name: first }).first().click()
  await page.getByRole('heading', { name: '现在可以做的' }).waitFor()
  await take(page, {
    title: '分流研判',
    send: '看建议',
    fill: (form) => choose(page, form.getByRole('combobox', { name: '纠纷类型' }), '农民工工资'),
  })
  await take(page, {
    title: '交办',
    send: '交办',
    fill: async (form) => {
      await choose(page, form.getByRole('combobox', { name: '交给哪个单位' }), '鹿渡镇人民调解委员会')
      await form.getByRole('textbox', { name: /为什么交给它/ }).fill('双方愿意先在镇上谈，请镇调委会约双方。')
      await stage.scene.seen(clerk, 'walk-in-5-dispatch')
    },
  })
  await says(page, '鹿渡镇人民调解委员会')

  await enterBy(other.page, stage.scene.url, 'ji.changfeng')
  await openFile(other.page, first)
  await take(other.page, {
    title: '退单',
    send: '退单',
    fill: async (form) => {
      await form.getByRole('textbox', { name: '为什么不该由本单位办' }).fill('是工钱的事，劳动争议调解组织管。')
      await form.getByRole('textbox', { name: /依据/ }).fill('劳动争议调解仲裁法 第十条')
    },
    yes: '退单',
  })

  await readAgain(page, '退单')
  await stage.scene.seen(clerk, 'walk-in-6-objection')
  await take(page, {
    title: '改由别的单位办',
    send: '改交',
    fill: async (form) => {
      await choose(page, form.getByRole('combobox', { name: '改由哪个单位办' }), '枫溪县劳动争议人民调解委员会')
      await form.getByRole('textbox', { name: '为什么改由它办' }).fill('退单有理：工钱的事由劳动争议调解组织办。')
    },
  })
})

test('the right unit signs for it, and from then on it answers', async () => {
  const { page } = other
  await enterBy(page, stage.scene.url, 'xi.baigong')
  await openFile(page, first)
  await take(page, { title: '签收', send: '签收' })
  await says(page, '牵头')
  await stage.scene.seen(other, 'walk-in-7-signed')
})

test('two who come together go away with a receipt each, and each is told whose it is', async () => {
  const { page } = clerk
  await goTo(page, '登记')
  await page.getByRole('heading', { name: '登记一件纠纷' }).waitFor()
  await choose(page, page.getByRole('combobox', { name: '村（社区）或网格' }), '石板溪村')
  await page.getByRole('textbox', { name: '第1位的姓名或名称' }).fill('仇大娘')
  await page.getByRole('textbox', { name: '第2位的姓名或名称' }).fill('村口养鸡场')
  await page.getByRole('button', { name: '＋ 申请人' }).click()
  await page.getByRole('textbox', { name: '第3位的姓名或名称' }).fill('古丽巴哈尔·艾山')
  await page.getByRole('textbox', { name: /发生了什么/ }).fill('养鸡场的粪水流到我们两家的井边。')
  await page.getByRole('button', { name: '保存，出回执' }).click()
  await page.getByRole('heading', { name: '登记好了' }).waitFor()
  await says(page, '2 位申请人，各有各的链接')
  for (const name of ['仇大娘', '古丽巴哈尔·艾山']) await page.getByAltText(`二维码：${name}扫一扫看办到哪了`).waitFor()
  await stage.scene.seen(clerk, 'walk-in-8-two-receipts')
})
