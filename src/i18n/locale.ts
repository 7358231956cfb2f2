import type { english } from './en.ts'
import { createFormat, type Format } from './format.ts'
import { type Compiled, compileMessages, type MessageTexts, type Translated } from './message.ts'

/** The texts of a language: what messages, files and the command line say, and what the page says. */
export interface LocaleTexts {
  readonly messages: MessageTexts
  readonly page: MessageTexts
}

interface Localised {
  /** BCP 47. */
  readonly locale: string
  readonly format: Format
}

/** What messages, files and the command line say in a locale. */
export type Messages = Compiled<(typeof english)['messages']> & Localised
/** What the page says in a locale. */
export type PageMessages = Compiled<(typeof english)['page']> & Localised

/** Everything of a locale. */
export interface Locale {
  /** BCP 47. */
  readonly name: string
  readonly messages: Messages
  readonly page: PageMessages
}

/** Makes a locale of its texts. That they say all that the English ones say, with the same arguments, is in the types. */
export const createLocale = <const Texts extends LocaleTexts>(
  name: string,
  texts: Texts & Translated<typeof english, Texts>,
): Locale => {
  const format = createFormat(name, () => messages)
  const shared = { locale: name, format }
  const messages = { ...compileMessages(texts.messages, name), ...shared } as Messages
  const page = { ...compileMessages(texts.page, name), ...shared } as PageMessages
  return { name, messages, page }
}
