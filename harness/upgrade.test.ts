import { expect, test } from 'vitest'
import { upgradeDrill } from './upgrade.ts'

test('a newer version started in place of the one people work in loses nothing that was answered, and backs up first', async () => {
  const upgraded = await upgradeDrill(false, (figure) => console.log(JSON.stringify(figure)))
  expect(upgraded).toEqual({ verdict: 'pass', reason: 'nothing acknowledged was lost' })
})
