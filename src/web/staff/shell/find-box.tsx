import { useState } from 'react'
import { go } from '../router.ts'
import { setWords, useWords } from '../session/words.ts'

/** Finds by code, name, phone or identity number. The words never stand in an address. */
export function FindBox() {
  const asked = useWords()
  const [text, setText] = useState(asked)
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is younger than the browsers of county desks
    <form
      className="find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '') return
        setWords(text.trim())
        go('/staff/find')
      }}
    >
      <input
        type="search"
        aria-label="查找纠纷：编号、姓名、电话或证件号码"
        placeholder="编号、姓名、电话、证件或字词"
        value={text}
        maxLength={60}
        autoComplete="off"
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit">查找</button>
    </form>
  )
}
