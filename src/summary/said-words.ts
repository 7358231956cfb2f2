import { english, type SaidWords } from './said.en.ts'
import { chinese } from './said.zh-CN.ts'

const ALL: readonly SaidWords[] = [english, chinese]

/** The words of a locale (BCP 47), else those of its language, else English. */
export const saidWordsOf = (locale: string): SaidWords => {
  const wanted = locale.toLowerCase()
  const language = wanted.split('-')[0]
  return (
    ALL.find((words) => words.locale.toLowerCase() === wanted) ??
    ALL.find((words) => words.locale.toLowerCase().split('-')[0] === language) ??
    english
  )
}
