import { english, type Words } from './words.en.ts'
import { chinese } from './words.zh-CN.ts'

const all: readonly Words[] = [english, chinese]

const languageOf = (locale: string): string => locale.toLowerCase().split('-')[0] ?? ''

/** The words of a locale (BCP 47), else those of its language, else English. */
export const wordsOf = (locale: string): Words =>
  all.find((words) => words.locale.toLowerCase() === locale.toLowerCase()) ??
  all.find((words) => languageOf(words.locale) === languageOf(locale)) ??
  english
