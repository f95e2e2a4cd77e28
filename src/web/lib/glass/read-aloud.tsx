import { useEffect, useState } from 'react'

const voiceOf = (): SpeechSynthesisVoice | null =>
  typeof speechSynthesis === 'undefined'
    ? null
    : (speechSynthesis.getVoices().find(({ lang }) => /^(zh|cmn)/i.test(lang)) ?? null)

/** Reads the terms aloud with a Chinese voice of this device; where it has none there is no button. Nothing is sent anywhere. */
export function ReadAloud({ says }: { says: readonly string[] }) {
  const [voice, setVoice] = useState(voiceOf)
  const [reading, setReading] = useState(false)
  useEffect(() => {
    if (typeof speechSynthesis === 'undefined') return
    const found = () => setVoice(voiceOf())
    found()
    speechSynthesis.addEventListener('voiceschanged', found)
    return () => {
      speechSynthesis.removeEventListener('voiceschanged', found)
      speechSynthesis.cancel()
    }
  }, [])
  // A voice that is not on this device would send her terms to somebody.
  if (!voice?.localService) return null
  const read = () => {
    speechSynthesis.cancel()
    if (reading) return setReading(false)
    for (const [nth, text] of says.entries()) {
      const said = new SpeechSynthesisUtterance(`第 ${nth + 1} 条。${text}`)
      said.voice = voice
      said.lang = voice.lang
      said.rate = 0.85
      if (nth === says.length - 1) said.onend = () => setReading(false)
      said.onerror = () => setReading(false)
      speechSynthesis.speak(said)
    }
    setReading(true)
  }
  return (
    <button type="button" className="glass-read" onClick={read} aria-pressed={reading}>
      {reading ? '不念了' : '念给我听'}
    </button>
  )
}
