import { expect, test } from 'vitest'
import { field } from './forms.ts'
import { notice } from './notice.ts'

test.each(['0000-00-00T00:00:00Z', '2026-03-02T04:05:00Z'])('what a person wrote stays as she wrote it: %s', (text) => {
  const [said] = notice({ today: '2026-03-02' }, '石桥村人民调解委员会', [field('情况', text)])
  expect(said).toEqual(field('情况', text))
})
