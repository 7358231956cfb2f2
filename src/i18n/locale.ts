import type { messages } from './en/messages.ts'
import type { page } from './en/page.ts'
import type { said } from './en/said.ts'

/** The shape of the English words, whatever they say. */
type Shape<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string | null
      ? (...args: A) => ReturnType<T[K]> extends string ? string : string | null
      : Shape<T[K]>
}

interface Named {
  /** BCP 47: how numbers and dates are written beside the words. */
  readonly locale: string
}

/** What messages and artifacts say. */
export type Words = Shape<typeof messages> & Named
/** What is said around the words of a model. */
export type SaidWords = Shape<typeof said> & Named
/** What the page says. */
export type PageWords = Shape<typeof page> & Named

/** Words as a language's file has them: of which locale they are is said once, for all of them. */
export type Part<T extends Named> = Omit<T, 'locale'>

/** Everything of a language. */
export interface Locale {
  /** BCP 47. */
  readonly name: string
  readonly messages: Words
  readonly said: SaidWords
  readonly page: PageWords
}

/** Makes a locale from the words of its language; what is not translated may be taken from another one. */
export const createLocale = (
  name: string,
  parts: {
    readonly messages: Part<Words>
    readonly said: Part<SaidWords>
    readonly page: Part<PageWords>
  },
): Locale => ({
  name,
  messages: { ...parts.messages, locale: name },
  said: { ...parts.said, locale: name },
  page: { ...parts.page, locale: name },
})
