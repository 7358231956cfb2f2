import { z } from 'zod'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/units.ts'
import type { LabelName } from './labels.ts'
import { aboutTraffic, between, common, endsByItself, labelName, window } from './rule-options.ts'

const days = (what: string) => between(what, [DAY_MS, '1d'], [365 * DAY_MS, '365d'])

const threshold = z.strictObject({
  type: z.literal('threshold'),
  ...common,
  /** Fires at this many failures or more within the window. */
  count: z.int().min(1),
  window,
})

const rate = z.strictObject({
  type: z.literal('rate'),
  ...aboutTraffic,
  /** Fires when more than this share of the requests fails, 0 to 1, beyond what chance explains. */
  share: z.number().gt(0, 'a share lies between 0 and 1').lt(1, 'a share lies between 0 and 1'),
  /** With fewer requests in the window it says nothing. */
  minRequests: z.int().min(1).default(50),
  window: window.default(5 * MINUTE_MS),
})

const spike = z.strictObject({
  type: z.literal('spike'),
  ...endsByItself,
  /** Fewer failures than this in a window are never a spike. */
  minCount: z.int().min(1).default(5),
  /** Less than this many times the usual is never a spike. */
  factor: z.number().min(1).default(2),
  /** The chance of a false alarm of one look at all series together. */
  alpha: z.number().gt(0).max(0.05).default(5e-5),
  /** Appearance in a row that must agree. */
  confirm: z.int().min(1).max(10).default(2),
  /** It is over when the count has been ordinary for so long. */
  resolveAfter: between('resolveAfter', [0, '0s'], [DAY_MS, '1d']).default(30 * MINUTE_MS),
  /** So many spikes at least as large within repeatMemory, and another is no news. */
  repeatLimit: z.int().min(1).default(3),
  repeatMemory: between('repeatMemory', [HOUR_MS, '1h'], [28 * DAY_MS, '28d']).default(14 * DAY_MS),
  /** How much of an alert is kept out of what is usual; what lasts longer is the new normal. */
  leaveOut: between('leaveOut', [0, '0s'], [7 * DAY_MS, '7d']).default(4 * HOUR_MS),
})

const newError = z.strictObject({
  type: z.literal('new_error'),
  ...endsByItself,
  by: z.array(labelName).default(['group']),
  /** Fires at this many within the window … */
  count: z.int().min(1).default(3),
  window: window.default(HOUR_MS),
  /** … of a group that nobody has seen for this long, or ever. */
  unseenFor: days('unseenFor').default(30 * DAY_MS),
})

const regression = z.strictObject({
  type: z.literal('regression'),
  ...endsByItself,
  by: z.array(labelName).default(['group']),
  count: z.int().min(1).default(3),
  window: window.default(HOUR_MS),
  /** How long a known group must have been quiet for its return to be news. */
  quietFor: days('quietFor').default(7 * DAY_MS),
})

const cardinality = z.strictObject({
  type: z.literal('cardinality'),
  ...common,
  by: z.array(labelName).default(['group']),
  /** What is counted: how many different keys, teams, models … one error reaches. */
  of: labelName.default('key'),
  distinct: z.int().min(2),
  window: window.default(15 * MINUTE_MS),
})

const flatline = z.strictObject({
  type: z.literal('flatline'),
  ...aboutTraffic,
  keepFiringFor: endsByItself.keepFiringFor,
  /** What is missing: requests of any outcome, or successes. */
  of: z.enum(['requests', 'successes']).default('successes'),
  /** Fires after this long without any … */
  window: between('a window', [5 * MINUTE_MS, '5m'], [DAY_MS, '1d']).default(15 * MINUTE_MS),
  /** … where at this hour of the week there have always been at least this many in such a while. */
  usually: z.number().min(1).default(20),
})

const source = z.strictObject({
  type: z.literal('source'),
  ...endsByItself,
  /** Alerts about Lookout itself have no labels of failures. */
  by: z.tuple([]).default([]),
  /** Fires when there was no data for this long. Without it: as the section `noData` says. */
  window: window.optional(),
})

const anyRule = z.discriminatedUnion(
  'type',
  [threshold, rate, spike, newError, regression, cardinality, flatline, source],
  {
    error: (issue) =>
      issue.code === 'invalid_union'
        ? 'expected one of threshold, rate, spike, new_error, regression, cardinality, flatline, source'
        : undefined,
  },
)

/** One rule of the configuration; durations in milliseconds. */
export type Rule = z.output<typeof anyRule>
type RuleType = Rule['type']
export type RuleOf<Type extends RuleType> = Extract<Rule, { readonly type: Type }>
export type RuleInput = z.input<typeof anyRule>

/** Labels that an alert of this rule is one of. A rule about groups always tells them apart. */
export const labelsBy = (rule: Rule): readonly LabelName[] => {
  const names: readonly LabelName[] = rule.by
  const ofGroups = rule.type === 'new_error' || rule.type === 'regression'
  return ofGroups && !names.includes('group') ? [...names, 'group'] : names
}

interface Complaint {
  readonly path: PropertyKey[]
  readonly message: string
}

const complain = (rule: Rule): readonly Complaint[] => {
  const names: readonly string[] = rule.by
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  const taken = Object.keys(rule.labels).filter((name) => names.includes(name))
  const complaints = [
    ...twice.map((name) => ({ path: ['by'], message: `"${name}" stands there twice` })),
    ...taken.map((name) => ({
      path: ['labels', name],
      message: `"${name}" is one of the labels in by`,
    })),
  ]
  if (rule.type === 'cardinality' && names.includes(rule.of)) {
    const message = `"${rule.of}" is one of the labels in by: each alert has one value of it`
    complaints.push({ path: ['of'], message })
  }
  return complaints
}

/** `rules:` of the configuration: names are unique. */
export const rulesSchema = z.array(anyRule).superRefine((rules, context) => {
  const seen = new Set<string>()
  for (const [index, rule] of rules.entries()) {
    const add = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path: [index, ...path], message })
    if (seen.has(rule.name)) add(['name'], `"${rule.name}" names another rule already`)
    seen.add(rule.name)
    for (const { path, message } of complain(rule)) add(path, message)
  }
})
