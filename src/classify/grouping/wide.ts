import { QUOTES } from './chunk-ends.ts'
import { NAMING, NO_NAME } from './words.ts'

/**
 * Scripts that are written without spaces, or that glue particles to foreign words: Chinese, Japanese, Korean, Thai,
 * Lao, Khmer, Burmese. A text is cut where such a script begins or ends, and at its own punctuation.
 */
export const isWide = (code: number): boolean =>
  code >= 0x2e80
    ? code <= 0x9fff ||
      (code >= 0xa960 && code <= 0xdfff) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xff01 && code <= 0xffef)
    : (code >= 0x0e00 && code <= 0x0eff) ||
      (code >= 0x1000 && code <= 0x11ff) ||
      (code >= 0x1780 && code <= 0x17ff)

/** The first character that isWide may be true of: below it nobody has to ask. */
export const FIRST_WIDE = 0x0e00

const isPunctuation = (code: number): boolean =>
  (code >= 0x3000 && code <= 0x303f) || (code >= 0xff01 && code <= 0xff65)

/** Where the run of letters that starts at `from` ends. */
export const wideEnd = (text: string, from: number): number => {
  let at = from
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < FIRST_WIDE || !isWide(code) || isPunctuation(code)) break
  }
  return at
}

/** What a mark of full width does. `other` separates and says nothing. */
export type Mark = 'letter' | 'stop' | 'comma' | 'colon' | 'open' | 'close' | 'quote' | 'other'

const MARKS: ReadonlyMap<string, Mark> = new Map(
  (
    [
      ['stop', '。！？｡'],
      ['comma', '，；、､'],
      ['colon', '：＝'],
      ['open', '（【〔［〖'],
      ['close', '）】〕］〗'],
      ['quote', '「『《〈'],
    ] as const
  ).flatMap(([mark, marks]) => [...marks].map((each): [string, Mark] => [each, mark])),
)

export const markOf = (text: string, at: number): Mark =>
  isPunctuation(text.charCodeAt(at)) ? (MARKS.get(text.charAt(at)) ?? 'other') : 'letter'

const CLOSING: Readonly<Record<string, string>> = { '「': '」', '『': '』', '《': '》', '〈': '〉' }
const LONGEST_QUOTE = 64

/** Where what is quoted from `at` on ends, behind its closing mark; `at` when it does not. */
export const wideQuoteEnd = (text: string, at: number): number => {
  const close = text.slice(at, at + LONGEST_QUOTE).indexOf(CLOSING[text.charAt(at)] ?? '\n')
  return close < 0 ? at : at + close + 1
}

const FULL_WIDTH = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g

/** Digits and Latin letters of full width as those of ASCII, each in its place. */
export const withPlainDigits = (text: string): string =>
  text.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))

/** Nouns of things that have names, by the English word that NAMING knows. */
const NOUNS: readonly (readonly [RegExp, string])[] = [
  [/(?:模型|モデル|모델)(?:名称|名稱|名|为|為)?$/, 'model'],
  [/(?:接入点|接入點|部署|デプロイ(?:メント)?|배포)$/, 'deployment'],
  [/(?:分组|分組|群组|群組|团队|團隊|チーム|팀)$/, 'team'],
  [/(?:应用|應用|アプリ|앱|项目|項目|プロジェクト|프로젝트)$/, 'project'],
  [/(?:用户|用戶|ユーザー?|사용자)$/, 'user'],
  [/(?:账户|账号|帐户|帐号|帳戶|帳號|アカウント|계정)$/, 'account'],
  [/(?:组织|組織|조직)$/, 'organization'],
  [/(?:密钥|金鑰|令牌|キー|키)$/, 'key'],
  [/(?:区域|區域|地域|リージョン|리전)$/, 'region'],
  [/(?:关键词|關鍵詞|关键字|敏感词|敏感詞|违禁词|词语|キーワード|語句|키워드|단어)$/, 'keyword'],
]

/** The English word for the thing that a run of letters ends with, if things of that kind have names; else ''. */
export const wideNoun = (run: string): string =>
  NOUNS.find(([pattern]) => pattern.test(run))?.[1] ?? ''

export const placeholderOf = (noun: string): string | undefined => NAMING.get(noun)

/**
 * A unit behind a number, where it says no more than the number does: `21 小时后`, `3.5 元，`; but not `5 小时的额度`,
 * which says which limit it is.
 */
const UNIT =
  /(?:元|円|圓|원|次|个|個|回|회|개|번|毫秒|秒钟?|秒鐘|分钟|分鐘|分间|分間|分|小时|小時|時間|时|時|天|日間?|周|週間?|个?月|個月|ヶ月|年間?|초|분|시간|일|주일?|개월|년)\s*(?=[后後前内內以之]|후|전|이내|동안|$|[，。；！？、,.）)])/y

/** Where the unit that starts at `at` ends; `at` where none does. */
export const wideUnitEnd = (text: string, at: number): number => {
  UNIT.lastIndex = at
  return UNIT.test(text) ? UNIT.lastIndex : at
}

/** What to do, or when it will be over: not what went wrong. */
const ADVICE_FIRST =
  /\s*(?:[请請](?!求)|建议|建議|如需|如有|如果|若|详情|詳情|详见|詳見|更多|您可|可前往|可在|联系|聯繫|聯絡|稍后|稍後|感谢|谢谢|感謝|詳しくは|자세한)/y
const ADVICE_WITHIN =
  /将在|將在|将于|將於|后再试|後再試|后重试|後重試|后恢复|后重置|ください|下さい|お試し|주세요|주십시오|하세요|십시오|바랍니다|후에? 다시/
/** Goes on with the advice before it: `或联系客服`. */
const MORE_ADVICE = /\s*(?:或|并|並|および|または|또는)/y
const CLAUSE_END = /[，。；！？､｡\n]|[.,;!?](?=\s|$|[\u3000-\ud7ff])/
/** The languages that put the verb last tell only at the sentence's end that they asked for something. */
const SENTENCE_END = /[。！？\n]|[.!?](?=\s|$)/
const VERB_LAST = /[\u3040-\u30ff\uac00-\ud7a3]/
const LONGEST_CLAUSE = 200

/** Where the advice that starts at `at` ends, before its mark; `at` where what comes is none. */
export const wideAdviceEnd = (text: string, at: number, adviceBefore: boolean): number => {
  const ahead = text.slice(at, at + LONGEST_CLAUSE)
  const pattern = VERB_LAST.test(ahead) ? SENTENCE_END : CLAUSE_END
  const end = ahead.search(pattern)
  const clause = end < 0 ? ahead : ahead.slice(0, end)
  ADVICE_FIRST.lastIndex = 0
  MORE_ADVICE.lastIndex = 0
  const isAdvice =
    ADVICE_FIRST.test(clause) ||
    ADVICE_WITHIN.test(clause) ||
    (adviceBefore && MORE_ADVICE.test(clause))
  return isAdvice ? at + clause.length : at
}

const SMALL = /^[a-z][a-z_]*$/
const ANY = /^[A-Za-z][A-Za-z_]*$/
const NO_SUCH_NAME = /^(?:api|token|id|rpm|tpm|rpd|tpd|qps|key)s?$/i

/** `分组 vip 下`: a Latin word behind a noun is a name there, where `Token` and `API` are words of the sentence. */
export const isNameBetween = (word: string, noun: string): boolean =>
  (noun === 'model' ? SMALL : ANY).test(word) &&
  !NO_NAME.has(word.toLowerCase()) &&
  !NO_SUCH_NAME.test(word)

/** Only a quote before it or spaces around it make a name of a word of such a script; or a colon, which others see. */
export const isSetOff = (text: string, from: number, to: number): boolean => {
  const before = text.charAt(from - 1)
  return (
    (before !== '' && QUOTES.includes(before)) || (before === ' ' && text.charCodeAt(to) === 32)
  )
}
