import { NameRepresentativesInput } from '#domain/identity/beside-inputs.ts'
import { faultOf } from '../kit/faults.ts'

/** Lines as people paste them: cells parted by commas of either kind, by tabs or by 、; empty lines fall away. */
const linesOf = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .map((line) => line.split(/[,，、\t]/).map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ''))

type Member = { name: string; reach?: string; amount: string | null }
const MONEY = /^\d{1,12}(\.\d{1,2})?$/

/** A pasted list of households: name, phone, share. The fault names the line it is in. */
export function membersIn(text: string): { members: Member[]; fault: string | null } {
  const lines = linesOf(text)
  if (lines.length === 0) return { members: [], fault: '请至少写一行。' }
  const members = lines.map(([name = '', reach = '', amount = '']): Member => {
    const money = amount.replace(/元$/, '')
    return { name, ...(reach ? { reach } : {}), amount: money === '' ? null : money }
  })
  const faults = members.flatMap(({ name, amount }, at) => {
    if (name === '') return [`第 ${at + 1} 行没有写姓名。`]
    return amount !== null && !MONEY.test(amount)
      ? [`第 ${at + 1} 行的金额“${amount}”不对，例如 3500 或 3500.50。`]
      : []
  })
  return { members, fault: faults[0] ?? null }
}

type Representative = { name: string; paper: string; reach?: string }

/** Those who were chosen to speak for a group: name, paper, phone. */
export function representativesIn(text: string): { representatives: Representative[]; fault: string | null } {
  const representatives = linesOf(text).map(
    ([name = '', paper = '', reach = '']): Representative => ({ name, paper, ...(reach ? { reach } : {}) }),
  )
  const missing = representatives.findIndex(({ paper }) => paper === '')
  if (missing >= 0) return { representatives, fault: `第 ${missing + 1} 行没有写推选的凭据。` }
  return { representatives, fault: faultOf(NameRepresentativesInput.shape.representatives, representatives) }
}
