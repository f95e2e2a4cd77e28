const MARK = /^\s*(问|答)\s*[:：]?\s*/u

/** Questions and answers as somebody writes them down, each begun by 问 or 答; what follows without a mark goes on. */
export function questionsIn(text: string): { asks: string; says: string }[] {
  const found: { asks: string; says: string }[] = []
  let side: 'asks' | 'says' = 'asks'
  for (const line of text.split('\n').filter((it) => it.trim() !== '')) {
    const [mark, who] = MARK.exec(line) ?? []
    const said = line.slice(mark?.length ?? 0).trim()
    if (who === '问') {
      found.push({ asks: said, says: '' })
      side = 'asks'
      continue
    }
    const last = found.at(-1)
    if (!last) continue
    if (who === '答') side = 'says'
    last[side] = [last[side], said].filter(Boolean).join('\n')
  }
  return found
}
