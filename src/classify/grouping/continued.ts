import { isBrokenOff, withoutMark, wordsIn } from './sentence.ts'
import { plainTemplate } from './short-hash.ts'
import { headLength, type JoinEntry } from './slots.ts'

/** So much must have been said before a text broke off, in words. */
const LEAST_WORDS = 4
/** And it must be so much of the sentence that goes on, in characters. */
const LEAST_SHARE = 0.6

const INFLECTION = /^(?:e?s|e?d|ing|ly|n't)$/

interface Whole {
  readonly text: string
  readonly fingerprint: string
}

/** First place in a sorted list that is not before `text`. */
const placeOf = (sorted: readonly Whole[], text: string): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle]?.text ?? '') < text) low = middle + 1
    else high = middle
  }
  return low
}

/** Does `whole` go on inside the last word of `text`, and not by an ending alone? */
const isMidWord = (text: string, whole: string): boolean => {
  const rest = /^[A-Za-z']+/.exec(whole.slice(text.length))?.[0] ?? ''
  return /[A-Za-z]$/.test(text) && rest !== '' && !INFLECTION.test(rest)
}

const saysEnough = (text: string): boolean => {
  const words = text.split(' ')
  const said = words.slice(headLength(words)).reduce((sum, word) => sum + wordsIn(word), 0)
  return said >= LEAST_WORDS
}

/**
 * For templates of texts that break off: the fingerprint of the one template that goes on where it stops. One that several
 * groups would go on is nobody's. `rootOf`: the group that a fingerprint belongs to.
 */
export const continuationsOf = (
  entries: readonly JoinEntry[],
  rootOf: (fingerprint: string) => string,
): ReadonlyMap<string, string> => {
  const sorted: Whole[] = entries
    .map(({ fingerprint, template }) => ({ fingerprint, text: plainTemplate(template) }))
    .filter(({ text }) => !isBrokenOff(text))
    .sort((one, other) => (one.text < other.text ? -1 : one.text > other.text ? 1 : 0))
  const found = new Map<string, string>()
  for (const { fingerprint, template } of entries) {
    const marked = plainTemplate(template)
    const text = withoutMark(marked)
    if (!saysEnough(text)) continue
    const groups = new Map<string, string>()
    for (let at = placeOf(sorted, text); groups.size < 2; at += 1) {
      const whole = sorted[at]
      if (whole === undefined || !whole.text.startsWith(text)) break
      if (rootOf(whole.fingerprint) === rootOf(fingerprint)) continue
      if (!isBrokenOff(marked) && !isMidWord(text, whole.text)) continue
      groups.set(rootOf(whole.fingerprint), whole.text)
    }
    const [only] = groups
    if (groups.size !== 1 || only === undefined) continue
    const [group, whole] = only
    if (text.length >= whole.length * LEAST_SHARE) found.set(fingerprint, group)
  }
  return found
}
