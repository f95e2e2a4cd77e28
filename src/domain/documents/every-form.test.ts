import { expect, test } from 'vitest'
import { MADE_BY_OFFICES } from '#test/office-papers.ts'
import { MADE } from '#test/paper-files.ts'
import { faultOfPaper, textOfPaper } from '#test/whole-papers.ts'
import { FORMS } from './forms.ts'

for (const [form, make] of Object.entries(MADE_BY_OFFICES))
  for (const how of ['full', 'empty'] as const)
    test(`${form} of a file with ${how === 'full' ? 'everything' : 'next to nothing'} said reads as it is kept`, async () => {
      const content = make(how)
      expect(content.title).toBe(FORMS[form as keyof typeof FORMS])
      expect(faultOfPaper(content)).toBeNull()
      await expect(textOfPaper(content)).toMatchFileSnapshot(`./golden/${form}-${how}.txt`)
    })

test('no form is without its text from a full and from an empty file: a new one is added to test/office-papers.ts', () => {
  // The draft of the agreement has a form of its own name; every other is in one of the two lists.
  const made = [...Object.keys(MADE).filter((form) => form in FORMS), ...Object.keys(MADE_BY_OFFICES)]
  expect(made.sort()).toEqual(Object.keys(FORMS).sort())
})
