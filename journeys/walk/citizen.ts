import type { Page } from 'playwright-core'

export type Told = {
  name: string
  reach: string
  other: string
  town: string
  village: string
  where: string
  happened: string
  wish: string
}

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click()

/** Files a matter from a phone, question by question. @returns the secret link of the receipt */
export async function fileFromPhone(page: Page, url: string, told: Told): Promise<string> {
  await page.goto(url)
  await page.getByRole('link', { name: '我要说事' }).click()
  await page.getByRole('textbox', { name: '您的姓名' }).fill(told.name)
  await next(page)
  await page.getByRole('textbox', { name: '怎样联系您' }).fill(told.reach)
  await next(page)
  await page.getByRole('textbox', { name: '和谁' }).fill(told.other)
  await next(page)
  await page.getByRole('button', { name: told.town }).click()
  await page.getByRole('button', { name: told.village }).click()
  await page.getByRole('textbox', { name: '具体在什么位置' }).fill(told.where)
  await next(page)
  await page.getByRole('textbox', { name: '发生了什么' }).fill(told.happened)
  await next(page)
  await page.getByRole('textbox', { name: '您希望怎样' }).fill(told.wish)
  await page.getByRole('button', { name: '看一遍再提交' }).click()
  await page.getByRole('button', { name: '提交，领回执' }).click()
  await page.getByRole('heading', { name: '登记好了' }).waitFor()
  const link = await page.getByRole('link', { name: '看看办到哪了' }).first().getAttribute('href')
  if (!link) throw new Error('the receipt has no link')
  return new URL(link, url).href
}
