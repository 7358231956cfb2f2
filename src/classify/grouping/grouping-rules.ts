import { RE2JS } from 're2js'
import { z } from 'zod'
import { re2Pattern } from '../re2-pattern.ts'
import { MASK_CLOSE, MASK_OPEN } from './atom.ts'

/** A fingerprint, computed or made up by an operator. */
const fixedKey = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'expected 1 to 64 letters, digits, ".", "_", "-"')

const groupRuleSchema = z
  .strictObject({
    /** Found anywhere in the message. */
    message: re2Pattern.optional(),
    /** Equal to the event's, after LiteLLM's wrappers are off. */
    errorClass: z.string().min(1).optional(),
    statusCode: z.string().min(1).optional(),
    provider: z.string().min(1).optional(),
    /** The group's fixed key; without it the group stays what it is and only gets a name. */
    fingerprint: fixedKey.optional(),
    title: z.string().min(1).max(80).optional(),
  })
  .readonly()
  .refine((rule) => [rule.message, rule.errorClass, rule.statusCode, rule.provider].some(Boolean), {
    message: 'expected at least one of message, errorClass, statusCode, provider',
  })
  .refine((rule) => rule.fingerprint !== undefined || rule.title !== undefined, {
    message: 'expected a fingerprint, a title or both',
  })

const maskSchema = z
  .strictObject({
    /** What matches varies, and becomes `<name>`. */
    pattern: re2Pattern,
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_-]{0,31}$/, 'expected a lower-case name such as "tenant"'),
  })
  .readonly()

/** `grouping` of the configuration. Checked, with the path of what is wrong, before anything starts. */
export const groupingRulesSchema = z
  .strictObject({
    /** All that a rule gives must hold; the first that does decides. */
    rules: z.array(groupRuleSchema).readonly().default([]),
    /** Applied one after the other to the error's own text, before the built-in masks. */
    masks: z.array(maskSchema).readonly().default([]),
    /** Fingerprints that the second stage joins with nothing. */
    pinned: z.array(fixedKey).readonly().default([]),
  })
  .readonly()

/** What an operator may add to grouping: fixed groups, names for groups, extra masks, what stays apart. Plain data. */
export type GroupingRules = z.input<typeof groupingRulesSchema>

/** The fields of an event that rules look at. */
interface Matched {
  readonly message: string
  readonly errorClass: string
  readonly statusCode: string
  readonly provider: string
}

interface FixedGroup {
  readonly fingerprint: string | undefined
  readonly title: string | undefined
  /** For `--explain`: the rule's place in the list. */
  readonly rule: string
}

export interface CompiledRules {
  readonly fixedGroup: (input: Matched) => FixedGroup | undefined
  readonly mask: (text: string, trace?: (rule: string, text: string) => void) => string
}

/** Checks and compiles rules. Throws a ZodError that names the path of each fault. */
export const compileRules = (rules: GroupingRules): CompiledRules => {
  const checked = groupingRulesSchema.parse(rules)
  const groups = checked.rules.map((rule, index) => ({
    fields: rule,
    found: rule.message === undefined ? undefined : RE2JS.compile(rule.message),
    group: { fingerprint: rule.fingerprint, title: rule.title, rule: `rules[${index}]` },
  }))
  const masks = checked.masks.map(({ pattern: source, name }, index) => ({
    found: RE2JS.compile(source),
    name,
    rule: `masks[${index}]`,
  }))
  return {
    fixedGroup: (input) =>
      groups.find(
        ({ found, fields }) =>
          (fields.errorClass ?? input.errorClass) === input.errorClass &&
          (fields.statusCode ?? input.statusCode) === input.statusCode &&
          (fields.provider ?? input.provider) === input.provider &&
          (found === undefined || found.matcher(input.message).find()),
      )?.group,
    mask: (text, trace) => {
      let masked = text
      for (const { found, name, rule } of masks) {
        const before = masked
        masked = found.matcher(masked).replaceAll(`${MASK_OPEN}${name}${MASK_CLOSE}`)
        if (masked !== before) trace?.(rule, `<${name}>`)
      }
      return masked
    },
  }
}
