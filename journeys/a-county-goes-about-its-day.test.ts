import { readFileSync } from 'node:fs'
import exceljs from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { DESK, type Person, PHONE, sitDown } from './people.ts'
import { openStage } from './stage.ts'
import { says } from './walk/scene.ts'
import { enterBy, findFile, goTo, take } from './walk/staff.ts'

const stage = openStage()
let desk: Person
let phone: Person

beforeAll(async () => {
  desk = await sitDown(stage.browser, DESK)
  phone = await sitDown(stage.browser, PHONE)
})

test('who does not know whom to turn to answers a few questions, reads her door and its article, and files from there', async () => {
  const { page } = phone
  await page.goto(stage.scene.url)
  await page.getByRole('link', { name: /答几个问题/ }).click()
  await says(page, '不用写名字')
  await stage.scene.seen(phone, 'day-help-1-first')
  for (const answer of ['没有', '没有，第一次说', '邻居、房子、土地']) {
    await page.getByRole('link', { name: answer, exact: true }).click()
  }
  await stage.scene.seen(phone, 'day-help-2-about')
  await page.getByRole('link', { name: /采光、漏水/ }).click()
  await says(page, '依据：', '您说的：')
  await stage.scene.seen(phone, 'day-help-3-end')
  await page.getByRole('button', { name: '在这里提交' }).click()
  await page.getByRole('textbox', { name: '您的姓名' }).waitFor()
})

test('a leader opens what may blow up from his page, and reads who has it, since when and by which plan', async () => {
  const { page } = desk
  await enterBy(page, stage.scene.url, 'fu.qinghe')
  await goTo(page, '看三件事')
  await says(page, '哪些可能出事', '哪些卡住了', '哪些反复出现')
  await stage.scene.seen(desk, 'day-1-page')
  await page
    .getByRole('region', { name: /哪些可能出事/ })
    .getByRole('link')
    .first()
    .click()
  await page.getByRole('heading', { name: /督办、包案和台账/ }).waitFor()
  await says(page, '解除条件')
  await stage.scene.seen(desk, 'day-2-file')
})

test('the ledger is narrowed by a tap and taken away as a sheet that says how it was asked', async () => {
  const { page } = desk
  await goTo(page, '台账')
  await page.getByRole('list', { name: '台账' }).waitFor()
  await page.getByRole('navigation', { name: '按颜色筛选' }).getByRole('link', { name: '红', exact: true }).click()
  await says(page, '砂石车')
  await stage.scene.seen(desk, 'day-3-ledger')
  const [sheet] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '存成表格' }).click(),
  ])
  const book = new exceljs.Workbook()
  await book.xlsx.load(readFileSync(await sheet.path()).buffer as ArrayBuffer)
  const cells = book.worksheets.flatMap((one) => one.getSheetValues().map((row) => JSON.stringify(row ?? '')))
  expect(cells.join('\n')).toMatch(/颜色.{0,8}红/)
  expect(cells.join('\n')).toContain('砂石车')
})

test('the mediators’ head gives a colour for stated facts and reports it up, with what the file already says', async () => {
  const { page } = desk
  await enterBy(page, stage.scene.url, 'ji.changfeng')
  await findFile(page, '冢守仁')
  await take(page, {
    title: '定颜色',
    send: '定颜色',
    fill: async (form) => {
      await form.getByText('橙', { exact: true }).click()
      await form.getByRole('checkbox').first().check()
      await stage.scene.seen(desk, 'day-4-colour')
    },
  })
  await says(page, '橙色')
  await take(page, {
    title: '报告重大纠纷',
    send: '报告',
    fill: async (form) => {
      expect(await form.getByRole('textbox', { name: '情况' }).inputValue()).toContain('修路砍了坟边的两棵树')
      await stage.scene.seen(desk, 'day-5-report')
    },
  })
  await says(page, '还没有签收')
  await stage.scene.seen(desk, 'day-6-reported')
})

test('the bureau tries another length on the year behind it before it chooses one', async () => {
  const { page } = desk
  await enterBy(page, stage.scene.url, 'bo.wenyuan')
  await goTo(page, '期限规则')
  await stage.scene.seen(desk, 'day-7-rules')
  await page
    .getByRole('button', { name: /^改期限/ })
    .first()
    .click()
  const drawer = page.locator('.act-drawer')
  await drawer.getByRole('spinbutton', { name: '改成多少' }).fill('1')
  await drawer.getByRole('button', { name: '试算' }).click()
  await drawer.getByRole('status').waitFor()
  await stage.scene.seen(desk, 'day-8-trial')
})

test('a mediator seals what must not be read by the way, and opens it again only with a reason that stays', async () => {
  const { page } = desk
  await enterBy(page, stage.scene.url, 'luo.chunxiao')
  await findFile(page, '虞静姝')
  await take(page, {
    title: '写一条密封的记录',
    send: '密封保存',
    fill: async (form) => {
      await form.getByText('健康', { exact: false }).first().click()
      await form.getByRole('textbox', { name: '内容' }).fill('血压高，谈话不超过半小时。')
      await stage.scene.seen(desk, 'day-9-seal')
    },
  })
  const card = page.getByRole('region', { name: /密封记录/ })
  await card.getByText('有 3 条密封记录').waitFor()
  expect(await card.innerText()).not.toContain('血压高')
  await card.getByRole('button', { name: /^打开/ }).last().click()
  const why = page.getByRole('dialog', { name: '打开一条密封的记录' })
  await why.getByRole('textbox', { name: /为什么要看/ }).fill('看看')
  await why.getByRole('button', { name: '打开' }).click()
  await says(page, '请写明为什么要看')
  await stage.scene.seen(desk, 'day-10-why')
  await why.getByRole('textbox', { name: /为什么要看/ }).fill('明天约双方见面，先看看身体情况')
  await why.getByRole('button', { name: '打开' }).click()
  await card.getByText('打开过 1 次').click()
  await says(page, '血压高', '先看看身体情况')
  await stage.scene.seen(desk, 'day-11-opened')
})

test('an agent has a link of his own, reads in whose name he acts and what only she can do, and acts', async () => {
  const { page } = desk
  await enterBy(page, stage.scene.url, 'ji.changfeng')
  await findFile(page, '牟清泉')
  await take(page, { title: /^代理人链接/, send: '给出链接' })
  const shown = page.getByRole('dialog', { name: '郏律师的新链接' })
  await stage.scene.seen(desk, 'day-12-agent-link')
  await phone.page.goto((await shown.locator('.code').innerText()).trim())
  await says(phone.page, '郏律师，您在替牟清泉办这件事', '这些要由牟清泉本人来办')
  await stage.scene.seen(phone, 'day-13-agent')
  await phone.page.getByRole('button', { name: '不换了，收回' }).click()
  await says(phone.page, '收回了，不再换人')
})

test('a party has all of it on one sheet: her rights now, her own limits, other ways, and nothing of the screen when printed', async () => {
  const { page } = phone
  await page.goto(`${stage.scene.url}/staff/demo`)
  const mine = page.getByRole('link', { name: /请了别处帮忙/ })
  await page.goto(new URL((await mine.getAttribute('href')) ?? '', stage.scene.url).href)
  await says(page, '现在您的权利')
  await stage.scene.seen(phone, 'day-14-mine')
  await page.getByRole('button', { name: /办事情况单/ }).click()
  await page.getByRole('article', { name: '办事情况单' }).waitFor()
  await stage.scene.seen(phone, 'day-15-sheet')
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false)
  await says(page, '您的权利', '您自己的期限', '您还可以走的途径')
})
