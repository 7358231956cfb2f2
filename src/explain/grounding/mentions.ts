import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../domain/units.ts'
import type { Countable } from './evidence.ts'

/** How a number is told: what it may be compared with. */
type Unit =
  | { readonly kind: 'count' }
  | { readonly kind: 'percent' }
  | { readonly kind: 'times' }
  | { readonly kind: 'duration'; readonly ms: number }
  | { readonly kind: 'number'; readonly of: Countable }
  /** Not of Lookout's counting: tokens, a limit, a status code. It may only repeat what the facts' texts say. */
  | { readonly kind: 'quoted' }
  | { readonly kind: 'bare' }

/** `over`: the true number is above the one told; `under`: below; `about`: near. */
export type Bias = 'exact' | 'about' | 'over' | 'under'

/** A number in a sentence. */
export interface Mention {
  readonly text: string
  /** What it may mean: `1.204` is two numbers in different countries. */
  readonly readings: readonly { readonly value: number; readonly place: number }[]
  readonly unit: Unit
  readonly bias: Bias
}

/** What stands behind a number, the first that fits. Nouns may have one word before them: "two affected models". */
const UNITS: readonly (readonly [RegExp, Unit])[] = [
  [/^\s?(?:%|‰|percent|per ?cent|percentage)/i, { kind: 'percent' }],
  [/^\s?(?:ms|milliseconds?|msec|毫秒)(?![a-z])/i, { kind: 'duration', ms: 1 }],
  [/^[\s-]?(?:s|secs?|seconds?|秒钟?)(?![a-z])/i, { kind: 'duration', ms: SECOND_MS }],
  [/^[\s-]?(?:mins?|minutes?|分钟)(?![a-z])/i, { kind: 'duration', ms: MINUTE_MS }],
  [/^[\s-]?(?:h|hrs?|hours?|个?小时)(?![a-z])/i, { kind: 'duration', ms: HOUR_MS }],
  [/^[\s-]?(?:d|days?|天)(?![a-z])/i, { kind: 'duration', ms: DAY_MS }],
  [/^\s?(?:weeks?|周|个星期)(?![a-z])/i, { kind: 'duration', ms: 7 * DAY_MS }],
  [/^(?:\s?(?:x|×)(?![a-z])|[\s-]?(?:times|fold)(?![a-z])|\s?倍)/i, { kind: 'times' }],
  [
    /^\s?(?:tokens?|characters?|chars?|bytes?|[kmg]i?b|tpm|rpm|tpd|rpd|令牌|个? ?token|字符|字节|美元|dollars?|usd)(?![a-z])/i,
    { kind: 'quoted' },
  ],
  [/^\s(?:used|requested|remaining|allowed|maximum|max|limit)\b/i, { kind: 'quoted' }],
  [/^\s?(?:次|个|条|起|例)?(?:失败|错误|请求|调用|故障)/, { kind: 'count' }],
  [/^\s?(?:个|种|款)?模型/, { kind: 'number', of: 'model' }],
  [/^\s?(?:个|把)?(?:密钥|键|key)/i, { kind: 'number', of: 'key' }],
  [/^\s?(?:个|支)?团队/, { kind: 'number', of: 'team' }],
  [/^\s?(?:个|家)?(?:提供商|供应商|服务商)/, { kind: 'number', of: 'provider' }],
  [/^\s?(?:个|种|类)?(?:错误类型)/, { kind: 'number', of: 'type' }],
  [/^\s?(?:个|组|类)?(?:问题|分组|组)/, { kind: 'number', of: 'group' }],
  [
    /^\s(?:\w+ )?(?:failures?|errors?|requests?|calls?|events?|failed|occurrences?|timeouts?)\b/i,
    { kind: 'count' },
  ],
  [/^\s(?:[\w-]+ )?models?\b/i, { kind: 'number', of: 'model' }],
  [/^\s(?:[\w-]+ )?(?:keys?|key aliases|api keys?)\b/i, { kind: 'number', of: 'key' }],
  [/^\s(?:[\w-]+ )?teams?\b/i, { kind: 'number', of: 'team' }],
  [/^\s(?:[\w-]+ )?providers?\b/i, { kind: 'number', of: 'provider' }],
  [/^\s(?:[\w-]+ )?(?:error types?|kinds?|types?)\b/i, { kind: 'number', of: 'type' }],
  [/^\s(?:[\w-]+ )?(?:groups?|problems?|causes?|issues?)\b/i, { kind: 'number', of: 'group' }],
]

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:k(?![a-z])| ?thousand| ?千)/i, 1000],
  [/^(?: ?million|M(?![a-z])| ?百万)/, 1_000_000],
  [/^ ?万/, 10_000],
  [/^ ?亿/, 100_000_000],
]

const ABOUT =
  /(?:\b(?:about|around|roughly|approximately|approx\.?|circa|some|close to|nearly)|~|≈|大约|约|近|大概|左右)\s*$/i
const OVER = /(?:\b(?:over|more than|above|at least|exceed(?:s|ed|ing)?)|>|超过|多于|至少)\s*$/i
const UNDER =
  /(?:\b(?:under|less than|below|fewer than|almost|nearly|up to|at most|just under)|<|不到|少于|近|最多)\s*$/i
/** The number is a name here, not a quantity: what it says is checked by the texts. */
const QUOTED =
  /(?:\b(?:https?|status(?: code)?s?|codes?|error|limit(?: of| is)?|maximum(?: of)?|max|budget(?: of)?|port|version|timeout(?: of)?|allowed|requested|\$)|状态码?|错误码?|限制为?|上限为?|\$|€|¥)\s*[:=]?\s*$/i
const ORDINAL =
  /(?:\b(?:steps?|problems?|priority|no\.|number|items?|points?|phase|section)|#|第)\s*$/i

const biasOf = (before: string): Bias =>
  UNDER.test(before)
    ? ABOUT.test(before)
      ? 'about'
      : 'under'
    : ABOUT.test(before)
      ? 'about'
      : OVER.test(before)
        ? 'over'
        : 'exact'

/** Size of the last digit that was written: 0.1 of `1.2`; of `1,200` 1, and 100 if it is said to be rough. */
const placeOf = (digits: string): number => {
  const decimals = digits.split('.')[1]?.length ?? 0
  return 10 ** -decimals
}

/** `1,204` and `1.204` are one thousand here and a fraction there; both are tried. */
const readingsOf = (token: string): readonly { value: number; place: number }[] => {
  const bare = token.replace(/[\u00a0\u202f']/g, '')
  const written = new Set<string>()
  if (/^\d+$/.test(bare)) written.add(bare)
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare)) written.add(bare.replaceAll(',', ''))
  else if (/^\d+,\d+$/.test(bare)) written.add(bare.replace(',', '.'))
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(bare)) {
    written.add(bare.replaceAll('.', '').replace(',', '.'))
  }
  if (/^\d+\.\d+$/.test(bare)) written.add(bare)
  return [...written].map((digits) => ({ value: Number(digits), place: placeOf(digits) }))
}

const NUMBER = /\d+(?:[.,'\u00a0\u202f]\d+)*/g

const WORDS: Readonly<Record<string, number>> = {
  two: 2,
  both: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  hundred: 100,
  thousand: 1000,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}
const WORD = new RegExp(
  `\\b(?:${Object.keys(WORDS)
    .filter((word) => /[a-z]/.test(word))
    .join('|')})\\b|[两三四五六七八九十](?=个|种|次|条|组|款|分钟|小时|天|倍|秒)`,
  'gi',
)

const unitOf = (before: string, after: string): Unit => {
  if (QUOTED.test(before)) return { kind: 'quoted' }
  return UNITS.find(([pattern]) => pattern.test(after))?.[1] ?? { kind: 'bare' }
}

const digitMentions = (text: string): readonly Mention[] =>
  [...text.matchAll(NUMBER)].flatMap((match): readonly Mention[] => {
    const [token] = match
    const before = text.slice(Math.max(0, match.index - 24), match.index)
    const rest = text.slice(match.index + token.length)
    const scale = SCALES.find(([pattern]) => pattern.test(rest))
    const scaled = scale?.[0].exec(rest)?.[0] ?? ''
    const after = rest.slice(scaled.length)
    const factor = scale?.[1] ?? 1
    if (factor === 1 && Number(token) <= 20) {
      if (/^(?:st|nd|rd|th)\b/.test(after) || ORDINAL.test(before)) return []
    }
    const readings = readingsOf(token).map(({ value, place }) => ({
      value: value * factor,
      place: place * factor,
    }))
    return [{ text: token + scaled, readings, unit: unitOf(before, after), bias: biasOf(before) }]
  })

/** Words are numbers only where something is counted: "two models", and not "the two of them". */
const wordMentions = (text: string): readonly Mention[] =>
  [...text.matchAll(WORD)].flatMap((match): readonly Mention[] => {
    const [word] = match
    const value = WORDS[word.toLowerCase()] ?? 0
    const unit = unitOf('', text.slice(match.index + word.length))
    if (unit.kind === 'bare' || unit.kind === 'quoted') return []
    const before = text.slice(Math.max(0, match.index - 24), match.index)
    return [{ text: word, readings: [{ value, place: 1 }], unit, bias: biasOf(before) }]
  })

const FRACTIONS: readonly (readonly [RegExp, number])[] = [
  [/\btwo[ -]thirds\b|三分之二/i, 2 / 3],
  [/\bthree[ -]quarters\b|四分之三/i, 3 / 4],
  [/\b(?<!two[ -])(?:a|one) third\b|三分之一/i, 1 / 3],
  [/\b(?:a|one) quarter\b|四分之一/i, 1 / 4],
  [/\bhalf (?:of )?(?:the|all|its|these|those)\b|\b(?:one|about|over|nearly) half\b|一半/i, 1 / 2],
]

const fractionMentions = (text: string): readonly Mention[] =>
  FRACTIONS.flatMap(([pattern, value]): readonly Mention[] => {
    const found = pattern.exec(text)
    return found === null
      ? []
      : [
          {
            text: found[0],
            readings: [{ value: value * 100, place: 10 }],
            unit: { kind: 'percent' },
            bias: 'about',
          },
        ]
  })

/** From how many to how many people call it so. */
const MANY: readonly (readonly [RegExp, number, number])[] = [
  [/\bdozens\b|数十/i, 20, 200],
  [/\bhundreds\b|数百|上百/i, 150, 2000],
  [/\bthousands\b|数千|上千/i, 1500, 20_000],
  [/\bmillions\b|数百万/i, 1_500_000, 20_000_000],
]

/** "Hundreds of failures": a number whose last digit is as wide as all it may mean. */
const manyMentions = (text: string): readonly Mention[] =>
  MANY.flatMap(([pattern, least, most]): readonly Mention[] => {
    const found = pattern.exec(text)
    const readings = [{ value: (least + most) / 2, place: most - least }]
    return found === null
      ? []
      : [{ text: found[0], readings, unit: { kind: 'count' }, bias: 'about' }]
  })

const MULTIPLES: readonly (readonly [RegExp, number])[] = [
  [/\b(?:twice|doubled|doubling)\b|翻了?一?倍|翻番/i, 2],
  [/\b(?:tripled|threefold)\b/i, 3],
  [/\b(?:quadrupled|fourfold)\b/i, 4],
  [/\btenfold\b/i, 10],
]

const multipleMentions = (text: string): readonly Mention[] =>
  MULTIPLES.flatMap(([pattern, value]): readonly Mention[] => {
    const found = pattern.exec(text)
    const readings = [{ value, place: value * 0.3 }]
    return found === null
      ? []
      : [{ text: found[0], readings, unit: { kind: 'times' }, bias: 'about' }]
  })

/** Every number of a sentence that dates, times and names have been taken out of. */
export const mentionsIn = (text: string): readonly Mention[] => [
  ...digitMentions(text),
  ...wordMentions(text),
  ...fractionMentions(text),
  ...manyMentions(text),
  ...multipleMentions(text),
]
