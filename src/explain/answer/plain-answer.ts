import type { Cut, Ground } from '../grounding/grounding.ts'
import { takeCitations } from './read-answer.ts'

/** A line is a heading if it is short, says no number and ends no sentence. */
const isHeading = (line: string): boolean =>
  /^#{1,6}\s/.test(line) ||
  /^\*\*[^*]{1,80}\*\*:?$/.test(line) ||
  (line.length <= 60 && /^(?:\d[.)]\s)?[^\d.!?。！？]+:?$/.test(line) && !/^[-*•]/.test(line))

const MARK = /^(?:\s*(?:[-*+•]|\d{1,3}[.)])\s+)?/

/** Behind a full stop, where something begins that can begin a sentence. */
const SENTENCES = /(?<=[.!?]["'”)\]]?)\s+(?=[\p{Lu}\p{N}"'“`([*])|(?<=[。！？])/u

export interface GroundedText {
  readonly text: string
  readonly cut: readonly Cut[]
  readonly statements: number
}

/**
 * Holds plain words against the facts, sentence by sentence. A sentence is based on the ids it names in brackets, else on
 * those of its line, else on all facts. The ids stay: a reader finds the groups by them. Headings stay where something
 * is left below them.
 */
export const groundPlain = (text: string, ground: Ground): GroundedText => {
  const cut: Cut[] = []
  let statements = 0
  const lines: { readonly text: string; readonly heading: boolean }[] = []
  for (const [at, raw] of text.split('\n').entries()) {
    const line = raw.trimEnd()
    const mark = MARK.exec(line)?.[0] ?? ''
    const said = line.slice(mark.length)
    if (said.trim() === '') {
      lines.push({ text: '', heading: false })
      continue
    }
    const heading = isHeading(line.trim())
    const lineCites = takeCitations(said).cites
    const sentences = said.split(SENTENCES).filter((sentence) => sentence.trim() !== '')
    const kept = sentences.filter((sentence) => {
      const own = takeCitations(sentence)
      if (!heading) statements += 1
      const cites = own.cites.length > 0 ? own.cites : lineCites
      const reason = ground({ text: own.text.replace(/[*`]{2,}/g, ''), cites })
      if (reason !== null) cut.push({ where: `line ${at + 1}`, text: sentence, reason })
      return reason === null
    })
    if (kept.length > 0) {
      lines.push({ text: mark + kept.join(' '), heading })
    }
  }
  const notified = lines.filter(({ heading }, at) => {
    const next = lines.slice(at + 1).find((line) => line.text !== '')
    return !heading || (next !== undefined && !next.heading)
  })
  const says = notified.some((line) => line.text !== '' && !line.heading)
  const whole = notified
    .map((line) => line.text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return { text: says ? whole : '', cut, statements }
}
