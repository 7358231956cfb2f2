import { z } from 'zod'
import type { Fault } from '../../domain/event.ts'
import { re2Pattern } from '../re2-pattern.ts'
import { plainOf } from './plain.ts'

/** In a `message` pattern: anything may stand here. `rate limit reached … tokens per min`. */
export const GAP = '…'

const FAULTS = ['caller', 'provider', 'capacity', 'proxy'] as const satisfies readonly Fault[]

const localText = z.strictObject({ en: z.string().min(1), 'zh-CN': z.string().min(1) }).readonly()

/** An operator may give one text for every locale. */
const ownText = z.union([
  z
    .string()
    .min(1)
    .transform((text) => ({ en: text, 'zh-CN': text })),
  localText,
])

/** A character of Chinese says as much as two of English. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char > '\u007f' ? 2 : 1), 0)

const pattern = z
  .string()
  .refine((text) => text.split(GAP).every((piece) => widthOf(plainOf(piece.trim())) >= 4), {
    message: `expected at least 4 characters (2 of Chinese) on each side of ${GAP}, not counting quotes`,
  })

const names = z.array(z.string().min(1)).min(1).readonly()

const conditionSchema = z
  .strictObject({
    /**
     * One of these is in the message. Case, quotes, backslashes and the width of white space do not count, so that
     * one pattern fits a body as JSON, as Python's repr and as bytes.
     */
    message: z.array(pattern).min(1).readonly().optional(),
    /** None of these is in the message; written like `message`. */
    not: z.array(pattern).min(1).readonly().optional(),
    /** Found in the lower-cased message; RE2's syntax. Slower than `message`: give one of those too. */
    regex: re2Pattern.optional(),
    /** Without modules: `Timeout`, not `litellm.exceptions.Timeout`. */
    errorClasses: names.optional(),
    /** `429`, `5xx` for a hundred of them, or `none` for a failure without a status. */
    statuses: z
      .array(z.string().regex(/^(?:[1-5](?:\d\d|xx)|none)$/))
      .min(1)
      .readonly()
      .optional(),
    /** The word in the status's place: `content_filter`, `insufficient_quota`. */
    codes: names.optional(),
    providers: names.optional(),
    /** Who wrote the message: the proxy itself, or a provider that it asked. */
    speaker: z.enum(['proxy', 'provider']).optional(),
  })
  .readonly()
  .refine(({ not, ...rest }) => Object.values(rest).some((value) => value !== undefined), {
    message: 'expected at least one of message, regex, errorClasses, statuses, codes, providers',
  })

/** One known failure, as an operator writes it in the configuration. */
export const catalogueEntrySchema = z
  .strictObject({
    id: z
      .string()
      .regex(
        /^[a-z\d]+(?:-[a-z\d]+)*$/,
        'expected words of small letters and digits, with hyphens between',
      ),
    title: ownText,
    fault: z.enum(FAULTS),
    /** What it means, in one sentence. */
    meaning: ownText,
    /** What to do, the best first. */
    remedies: z.array(ownText).min(1).max(3).readonly(),
    /** Who can do it; `provider`: wait for the provider. */
    acts: z.enum(['caller', 'operator', 'provider']),
    /** It is this failure when one of these holds. */
    match: z.array(conditionSchema).min(1).readonly(),
    /** Says little, so that any other entry that fits as well is preferred. */
    generic: z.boolean().optional(),
    link: z.url({ protocol: /^https?$/ }).optional(),
  })
  .readonly()

export type LocalText = z.output<typeof localText>
export type CatalogueCondition = z.output<typeof conditionSchema>
export type CatalogueEntry = z.output<typeof catalogueEntrySchema>

/** The entries of one provider, or of one part of LiteLLM. */
export interface CatalogueFamily {
  readonly id: string
  readonly title: LocalText
  readonly entries: readonly CatalogueEntry[]
}

/** A text in every locale that there is. */
export const say = (en: string, chinese: string): LocalText => ({ en, 'zh-CN': chinese })
