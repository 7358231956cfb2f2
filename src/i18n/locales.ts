import { english as englishTexts } from './en.ts'
import { createLocale, type Locale } from './locale.ts'
import { chinese as chineseTexts } from './zh-CN.ts'

export const english: Locale = createLocale('en', englishTexts)
export const chinese: Locale = createLocale('zh-CN', chineseTexts)

/** The one list in which a locale is entered: the option `locale`, messages, page and `analyze` follow. */
const locales: readonly Locale[] = [english, chinese]

export const localeNames: readonly string[] = locales.map(({ name }) => name)

const languageOf = (name: string): string | null => {
  try {
    return new Intl.Locale(name).language
  } catch {
    return null
  }
}

/** The locale of a name (BCP 47), else one of its language; null where there is none. */
const found = (name: string): Locale | null =>
  locales.find((locale) => locale.name.toLowerCase() === name.toLowerCase()) ??
  locales.find((locale) => languageOf(locale.name) === languageOf(name)) ??
  null

export const isLocale = (name: string): boolean => found(name) !== null

/** The locale of a name (BCP 47), else one of its language, else English. */
export const localeOf = (name: string): Locale => found(name) ?? english
