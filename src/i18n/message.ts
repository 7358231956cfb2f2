import { IntlMessageFormat } from 'intl-messageformat'

/** What follows a plural or a choice, one case after the other: `one {# failure} other {# failures}} in …`. */
type AfterCases<Text extends string, Found> = Text extends `${infer Head}{${infer Rest}`
  ? Head extends `${string}}${string}`
    ? Text extends `${string}}${infer After}`
      ? InText<After, Found>
      : Found
    : InText<Rest, Found>
  : Text extends `${string}}${infer After}`
    ? InText<After, Found>
    : Found

/** What the argument that begins here is given as: a number where it is counted or written as one, else text. */
type InArgument<Text extends string, Found> = Text extends `${infer Name}, plural, ${infer Cases}`
  ? Name extends `${string}}${string}`
    ? InPlain<Text, Found>
    : AfterCases<Cases, Found & { readonly [N in Name]: number }>
  : InChoice<Text, Found>

type InChoice<Text extends string, Found> = Text extends `${infer Name}, select, ${infer Cases}`
  ? Name extends `${string}}${string}`
    ? InPlain<Text, Found>
    : AfterCases<Cases, Found & { readonly [N in Name]: string }>
  : InPlain<Text, Found>

type InPlain<Text extends string, Found> = Text extends `${infer Name}}${infer After}`
  ? Name extends `${infer Counted}, number${string}`
    ? InText<After, Found & { readonly [N in Counted]: number }>
    : InText<After, Found & { readonly [N in Name]: string }>
  : Found

/** Reads on in a text, also in one within a case: its closing brace leads back to the cases. */
type InText<Text extends string, Found> = Text extends `${infer Head}{${infer Rest}`
  ? Head extends `${string}}${string}`
    ? Text extends `${string}}${infer After}`
      ? AfterCases<After, Found>
      : Found
    : InArgument<Rest, Found>
  : Text extends `${string}}${infer After}`
    ? AfterCases<After, Found>
    : Found

/** The arguments of an ICU message, read from its text: `{n, plural, one {# row} other {# rows}} of {table}`. */
type MessageArguments<Text extends string> = {
  readonly [N in keyof InText<Text, unknown>]: InText<Text, unknown>[N]
}

/** ICU messages by name, in groups where that helps. */
export interface MessageTexts {
  readonly [name: string]: string | MessageTexts
}

/** Messages ready for use: one without arguments is its text, another one a function of its arguments. */
export type Compiled<Texts> = {
  readonly [Name in keyof Texts]: Texts[Name] extends string
    ? [keyof MessageArguments<Texts[Name]>] extends [never]
      ? string
      : (values: MessageArguments<Texts[Name]>) => string
    : Compiled<Texts[Name]>
}

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

/** The same names as in the original, each message with the same arguments; what differs is named in the error. */
export type Translated<Original, Texts> = {
  readonly [Name in keyof Original]: Name extends keyof Texts
    ? Original[Name] extends string
      ? Texts[Name] extends string
        ? Same<MessageArguments<Original[Name]>, MessageArguments<Texts[Name]>> extends true
          ? string
          : { readonly 'takes other arguments': MessageArguments<Original[Name]> }
        : string
      : Translated<Original[Name], Texts[Name]>
    : Original[Name] extends string
      ? string
      : Translated<Original[Name], never>
} & { readonly [Name in Exclude<keyof Texts, keyof Original>]: never }

/**
 * Checks at compile time that texts say all that the original says, with the same arguments, and nothing else:
 * `translationOf<typeof original>()({ … })`.
 */
export const translationOf =
  <const Original extends MessageTexts>() =>
  <const Texts extends MessageTexts>(texts: Texts & Translated<Original, Texts>): Texts =>
    texts

// Formatters of numbers are costly to make and the same for all messages of a locale.
const numberFormats = new Map<string, Intl.NumberFormat>()
const pluralRules = new Map<string, Intl.PluralRules>()

const kept = <Made>(made: Map<string, Made>, key: unknown, make: () => Made): Made => {
  const name = JSON.stringify(key)
  const known = made.get(name) ?? make()
  made.set(name, known)
  return known
}

const formatters = {
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) =>
    kept(numberFormats, args, () => new Intl.NumberFormat(...args)),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) =>
    kept(pluralRules, args, () => new Intl.PluralRules(...args)),
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...args),
}

const compileOne = (text: string, locale: string): ((values: object) => string) => {
  let message: IntlMessageFormat | undefined
  return (values) => {
    // A message is read when it is first needed: most are not, and a locale has hundreds.
    message ??= new IntlMessageFormat(text, locale, undefined, { ignoreTag: true, formatters })
    return String(message.format({ ...values }))
  }
}

const compileAll = (texts: MessageTexts, locale: string): object =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      if (typeof text !== 'string') return [name, compileAll(text, locale)]
      return [name, text.includes('{') ? compileOne(text, locale) : text]
    }),
  )

/** Makes the messages of a locale from their texts. Nothing is read of them before it is used. */
export const compileMessages = <const Texts extends MessageTexts>(
  texts: Texts,
  locale: string,
): Compiled<Texts> => compileAll(texts, locale) as Compiled<Texts>
