import type { Comparison, Count, Facts, GroupFact } from '../../domain/facts.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import { alertText } from '../alert-text.ts'

/** What a group or a period has several of: "two models". */
export type Countable = 'model' | 'key' | 'team' | 'provider' | 'type' | 'status' | 'group'

/** What one fact, or several together, allow a sentence to say. Durations and instants in (epoch) milliseconds. */
export interface Evidence {
  readonly counts: readonly number[]
  /** 0 to 1; a change is a share of what was before and may be above. */
  readonly shares: readonly number[]
  readonly ratios: readonly number[]
  readonly durations: readonly number[]
  readonly instants: readonly number[]
  readonly numbers: Readonly<Partial<Record<Countable, readonly number[]>>>
  /** Names, templates and samples: they may be quoted. */
  readonly texts: readonly string[]
}

const nothing: Evidence = {
  counts: [],
  shares: [],
  ratios: [],
  durations: [],
  instants: [],
  numbers: {},
  texts: [],
}

/** Several facts are one piece of evidence: whatever one of them allows. */
export const joined = (parts: readonly Evidence[]): Evidence => {
  const kinds = new Set(parts.flatMap(({ numbers }) => Object.keys(numbers)))
  const countables: readonly Countable[] = [
    'model',
    'key',
    'team',
    'provider',
    'type',
    'status',
    'group',
  ]
  return {
    counts: parts.flatMap(({ counts }) => counts),
    shares: parts.flatMap(({ shares }) => shares),
    ratios: parts.flatMap(({ ratios }) => ratios),
    durations: parts.flatMap(({ durations }) => durations),
    instants: parts.flatMap(({ instants }) => instants),
    numbers: Object.fromEntries(
      countables
        .filter((kind) => kinds.has(kind))
        .map((kind) => [kind, parts.flatMap(({ numbers }) => numbers[kind] ?? [])]),
    ),
    texts: parts.flatMap(({ texts }) => texts),
  }
}

/** How many names a list has; none where some were folded away. */
const numberOf = (counts: readonly Count[]): readonly number[] =>
  counts.some(({ others }) => others) ? [] : [namesOf(counts).length]

const namesOf = (counts: readonly Count[]): readonly string[] =>
  counts.map(({ name }) => name).filter((name) => name !== null)

const shareOf = (count: number, total: number): readonly number[] =>
  total === 0 ? [] : [count / total]

const span = (from: number | null, to: number | null): readonly number[] =>
  from === null || to === null ? [] : [to - from]

const known = (...values: readonly (number | null | undefined)[]): readonly number[] =>
  values.filter((value) => value !== null && value !== undefined)

const totalEvidence = (facts: Facts): Evidence => ({
  ...nothing,
  counts: [facts.total],
  durations: [facts.to - facts.from, ...span(facts.firstSeen, facts.lastSeen)],
  instants: known(facts.from, facts.to, facts.firstSeen, facts.lastSeen),
  numbers: {
    model: numberOf(facts.byModel),
    key: numberOf(facts.byKey),
    team: numberOf(facts.byTeam),
    provider: numberOf(facts.byProvider),
    type: numberOf(facts.byErrorType),
    status: numberOf(facts.byStatus),
    group: [facts.groups.length + facts.moreGroups],
  },
  texts: [facts.instance],
})

const changed = (now: number, before: number | undefined): Evidence =>
  before === undefined
    ? nothing
    : {
        ...nothing,
        counts: [before, Math.abs(now - before)],
        shares: before === 0 ? [] : [Math.abs(now / before - 1)],
        ratios: before === 0 || now === 0 ? [] : [now / before, before / now],
      }

const groupEvidence = (group: GroupFact, facts: Facts): Evidence => {
  const inner = [group.models, group.providers, group.keys, group.teams].flat()
  // The facts of an alert know of a group no more than its title and count.
  const seen = facts.alert === undefined
  return joined([
    changed(group.count, group.before),
    {
      ...nothing,
      counts: [group.count, ...inner.map(({ count }) => count)],
      shares: [
        ...shareOf(group.count, facts.total),
        ...inner.flatMap(({ count }) => shareOf(count, group.count)),
      ],
      durations: seen ? [group.lastSeen - group.firstSeen] : [],
      instants: known(
        ...(seen ? [group.firstSeen, group.lastSeen, group.knownSince] : []),
        ...group.samples.map(({ time }) => time),
      ),
      numbers: {
        model: numberOf(group.models),
        key: numberOf(group.keys),
        team: numberOf(group.teams),
        provider: numberOf(group.providers),
      },
      texts: [
        group.title,
        group.template,
        ...[group.errorType, group.status].filter((text) => text !== null),
        ...namesOf(inner),
        ...group.samples.flatMap((sample) => [sample.requestId, sample.message]),
      ],
    },
  ])
}

const comparisonEvidence = (before: Comparison, facts: Facts): Evidence =>
  joined([
    changed(facts.total, before.total),
    {
      ...nothing,
      counts: [facts.total],
      durations: [before.to - before.from],
      instants: [before.from, before.to],
    },
  ])

const dimensionEvidence = (letter: string, counts: readonly Count[], facts: Facts) =>
  counts.map(({ name, others, count }, i): readonly [string, Evidence] => {
    const isModel = letter === 'm' && !others
    const asked = isModel ? facts.requests?.byModel.find((m) => m.name === name) : undefined
    return [
      `${letter}${i + 1}`,
      {
        ...nothing,
        counts: [count, ...(asked === undefined ? [] : [asked.count])],
        shares: [...shareOf(count, facts.total), ...(asked === undefined ? [] : [asked.share])],
        texts: name === null ? [] : [name],
      },
    ]
  })

const alertEvidence = (facts: Facts): readonly (readonly [string, Evidence])[] => {
  const { alert } = facts
  if (alert === undefined) return []
  const { observed, threshold, expected, peak, windowMs, startedAt, endedAt } = alert
  const usual = expected === null ? [] : [expected]
  // A rule may look at a share: the same number is then read in percent.
  const below = [observed, threshold, ...usual].filter((value) => value > 0 && value <= 1)
  return [
    [
      'a1',
      {
        ...changed(observed, expected ?? undefined),
        counts: [observed, threshold, peak, facts.total, ...usual],
        shares: below,
        ratios: [...usual, threshold].filter((value) => value > 0).map((value) => observed / value),
        durations: [windowMs, facts.to - startedAt, ...span(startedAt, endedAt)],
        instants: known(startedAt, endedAt),
        texts: [alert.rule, alertText(facts)],
      },
    ],
  ]
}

const requestEvidence = ({ requests, total }: Facts): readonly (readonly [string, Evidence])[] =>
  requests === undefined
    ? []
    : [
        [
          'r1',
          {
            ...nothing,
            counts: [
              requests.total,
              total,
              ...requests.byModel.flatMap((m) => [m.count, m.failures]),
            ],
            shares: [requests.share, ...requests.byModel.map(({ share }) => share)],
            texts: namesOf(requests.byModel),
          },
        ],
      ]

/** Every fact with its id, as src/domain/facts.ts says them. */
export const evidenceOf = (facts: Facts): ReadonlyMap<string, Evidence> =>
  new Map<string, Evidence>([
    ['t1', totalEvidence(facts)],
    ...(facts.late > 0 ? [['l1', { ...nothing, counts: [facts.late] }] as const] : []),
    ...alertEvidence(facts),
    ...requestEvidence(facts),
    ...dimensionEvidence('m', facts.byModel, facts),
    ...dimensionEvidence('p', facts.byProvider, facts),
    ...dimensionEvidence('e', facts.byErrorType, facts),
    ...dimensionEvidence('s', facts.byStatus, facts),
    ...dimensionEvidence('k', facts.byKey, facts),
    ...dimensionEvidence('u', facts.byTeam, facts),
    ...dimensionEvidence('f', facts.byFault, facts),
    ...facts.groups.map((group) => [group.id, groupEvidence(group, facts)] as const),
    ...(facts.busiest ?? []).map(
      ({ id, start, count }) =>
        [id, { ...nothing, counts: [count], instants: [start], durations: [MINUTE_MS] }] as const,
    ),
    ...(facts.comparisons ?? []).map((c) => [c.id, comparisonEvidence(c, facts)] as const),
    ...(facts.gone ?? []).map(
      ({ id, count, title }) => [id, { ...nothing, counts: [count], texts: [title] }] as const,
    ),
    ...(facts.gaps ?? []).map(
      ({ id, from, to }) =>
        [id, { ...nothing, instants: [from, to], durations: [to - from] }] as const,
    ),
  ])
