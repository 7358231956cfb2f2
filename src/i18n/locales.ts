import { english } from './en.ts'
import type { Locale } from './locale.ts'
import { chinese } from './zh-CN.ts'

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

/** The locale of a name (BCP 47), else one of its language; null where the language is not spoken here. */
const spoken = (name: string): Locale | null =>
  locales.find((locale) => locale.name.toLowerCase() === name.toLowerCase()) ??
  locales.find((locale) => languageOf(locale.name) === languageOf(name)) ??
  null

export const isSpoken = (name: string): boolean => spoken(name) !== null

/** The locale of a name (BCP 47), else one of its language, else English. */
export const localeOf = (name: string): Locale => spoken(name) ?? english
