import { isKind } from './slots.ts'

/** A title fits a line of a message on Slack. */
const LONGEST = 80
/** The longest names of quotas have 53 characters. */
const LONGEST_DETAIL = 54
const GAP = ' … '
const GAPS = /(?:\s*…){2,}\s*/g

const SPACES = /\s{2,}|[^\S ]/
const WIDE = /[\u2e80-\u9fff\uac00-\ud7a3]/
const PIECE =
  /[^\s\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]+\s*|[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]\s*/gu
const DIGIT = /\d/
const SMALL = new Set(
  'a an the of to in on at by for with and or is are was were be been has have had your you this that it its as from under'.split(
    ' ',
  ),
)

const weigh = (word: string): number => {
  const bare = word.replace(/[^\p{L}\p{N}_-]+/gu, '')
  if (bare.includes('_') || isKind(bare) || /^[A-Z]{2,}$/.test(bare)) return 8
  return SMALL.has(bare) ? 1 : 3
}

/** Words repeat: what was found out of those seen last. Only speed depends on it. */
const MEMORY = 2048
const weights = new Map<string, number>()

/** What is lost with a word: one that tells kinds apart most, a value or a small word least. */
const weightOf = (word: string): number => {
  const known = weights.get(word)
  if (known !== undefined) return known
  if (DIGIT.test(word)) return 1
  if (weights.size >= MEMORY) weights.clear()
  const weight = weigh(word)
  weights.set(word, weight)
  return weight
}

/** The beginning and the end of a text, with what matters least left out between them. */
const cutInside = (text: string, longest: number): string => {
  // Words; in scripts without spaces, letters one by one.
  const glue = WIDE.test(text) ? '' : ' '
  const pieces = glue === '' ? (text.match(PIECE) ?? []) : text.split(glue)
  const lost = pieces.map(weightOf)
  const surplus = text.length - longest + GAP.length
  let best = Number.POSITIVE_INFINITY
  let cut: readonly [number, number] | null = null
  let weight = 0
  let length = 0
  // A window over the words that is just long enough: of all of them the one that loses least.
  for (let from = 1, to = 1; from < pieces.length; from += 1) {
    while (length < surplus && to < pieces.length - 1) {
      length += (pieces[to]?.length ?? 0) + glue.length
      weight += lost[to] ?? 0
      to += 1
    }
    if (length < surplus) break
    const loss = weight + Math.abs(from + to - pieces.length) / pieces.length
    if (loss < best) {
      best = loss
      cut = [from, to]
    }
    length -= (pieces[from]?.length ?? 0) + glue.length
    weight -= lost[from] ?? 0
  }
  const half = Math.floor((longest - GAP.length) / 2)
  const [head, tail] =
    cut === null
      ? [text.slice(0, half), text.slice(-half)]
      : [pieces.slice(0, cut[0]).join(glue), pieces.slice(cut[1]).join(glue)]
  // Half a surrogate pair is no character.
  const start = head.trimEnd().replace(/[\ud800-\udbff]$/, '')
  const end = tail.trimStart().replace(/^[\udc00-\udfff]/, '')
  return `${start}${GAP}${end}`.replace(GAPS, GAP)
}

const fitted = (text: string, longest: number): string =>
  text.length <= longest ? text : cutInside(text, longest)

/**
 * The title of a group, at most 80 characters: its sentence, cut in the middle, or what is known of an error that says
 * nothing. `detail`: what tells it from errors with the same sentence, kept before the sentence is.
 */
export const titleOf = (sentence: string, head: string, detail = ''): string => {
  const clean = SPACES.test(sentence) ? sentence.replace(/\s+/g, ' ').trim() : sentence
  const text = clean === '' ? `${head === '' ? 'Error' : head} without a message` : clean
  if (detail === '') return fitted(text, LONGEST)
  const shown = ` (${fitted(detail, LONGEST_DETAIL)})`
  return fitted(text, LONGEST - shown.length) + shown
}
