import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExplanationNote, ModelFailure } from '../../src/domain/explanation-note.ts'
import type { Finding, SourceRemedy } from '../../src/domain/finding.ts'
import type { Notice, NoticeSubject } from '../../src/domain/notice.ts'
import { DAY_MS } from '../../src/domain/units.ts'
import { findingLine, unusualText } from '../../src/i18n/finding-text.ts'
import type { Messages } from '../../src/i18n/locale.ts'
import { chinese, english } from '../../src/i18n/locales.ts'
import { notesText } from '../../src/i18n/note-text.ts'
import { noticeText } from '../../src/i18n/notice-text.ts'

/** Stands for every name and text of others: no letter of it is ours. */
const name = '⟨name⟩'.replaceAll(/[a-z]/g, '·')

const count = fc.integer({ min: 0, max: 2_000_000 })
const ms = fc.integer({ min: 0, max: 40 * DAY_MS })
const at = fc.integer({ min: 0, max: 4e12 })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const windowed = { windowMs: ms }
const constant = <const T>(value: T) => fc.constant(value)
const one = <const T extends string>(...values: readonly T[]): fc.Arbitrary<T> =>
  fc.constantFrom(...values)

const remedies = Object.keys(english.messages.sourceRemedies) as readonly SourceRemedy[]

const label = one('model', 'key', 'team', 'provider', 'error_type', 'status', 'fault', 'group')
const reason = one('first seen', 'still firing', 'resolved', 'resolved, end unknown')

// By kind, so that one that is added is missing here until it is tested.
const findings: {
  readonly [K in Finding['kind']]: fc.Arbitrary<Extract<Finding, { readonly kind: K }>>
} = {
  threshold: fc.record(
    {
      kind: constant('threshold'),
      ...windowed,
      count,
      threshold: count,
      late: fc.record({ endedAt: at }),
    },
    { requiredKeys: ['kind', 'windowMs', 'count', 'threshold'] },
  ),
  rate: fc.record({
    kind: constant('rate'),
    ...windowed,
    failures: count,
    requests: count,
    limit: share,
  }),
  spike: fc.record({
    kind: constant('spike'),
    ...windowed,
    count,
    expected: fc.double({ min: 0, max: 1e6, noNaN: true }),
    chance: fc.oneof(fc.constant(null), fc.double({ min: 1e-300, max: 0.05, noNaN: true })),
  }),
  new_error: fc.record({ kind: constant('new_error'), ...windowed, count, threshold: count }),
  regression: fc.record({
    kind: constant('regression'),
    ...windowed,
    count,
    threshold: count,
    quietMs: ms,
  }),
  cardinality: fc.record({
    kind: constant('cardinality'),
    ...windowed,
    failures: count,
    of: label,
    distinct: count,
    threshold: count,
  }),
  flatline: fc.record({
    kind: constant('flatline'),
    ...windowed,
    of: one('requests', 'successes'),
    count,
    silentMs: ms,
    usual: fc.oneof(fc.constant(null), count),
  }),
  no_data: fc.record({
    kind: constant('no_data'),
    since: at,
    cause: fc.constantFrom(
      null,
      { kind: 'silent' } as const,
      { kind: 'unreadable', error: name } as const,
      ...remedies.map(
        (remedy) =>
          ({ kind: 'unreadable', error: name, where: name, remedy, grants: name }) as const,
      ),
    ),
  }),
  unknown: fc.record({ kind: constant('unknown') }),
}

const flapping = fc.record({ times: count, windowMs: ms })
const finding: fc.Arbitrary<Finding> = fc
  .tuple(fc.oneof(...Object.values(findings)), fc.option(flapping, { nil: undefined }))
  .map(([of, flaps]) => (flaps === undefined ? of : { ...of, flapping: flaps }))

const subject: fc.Arbitrary<NoticeSubject> = fc.oneof(
  fc.record({
    kind: constant('alert'),
    rules: fc.array(fc.constant(name), { minLength: 1 }),
    reason,
  }),
  fc.constant({ kind: 'digest', day: '2026-03-01' } as const),
  fc.constant({ kind: 'report' } as const),
  fc.constant({ kind: 'notice', notice: { kind: 'test' } } as const),
)

const notices: {
  readonly [K in Notice['kind']]: fc.Arbitrary<Extract<Notice, { readonly kind: K }>>
} = {
  monitoring_gap: fc.record({
    kind: constant('monitoring_gap'),
    from: at,
    to: at,
    failures: count,
  }),
  too_many_series: fc.record({
    kind: constant('too_many_series'),
    rule: fc.constant(name),
    most: count,
  }),
  no_failures_logged: fc.record({ kind: constant('no_failures_logged') }),
  channel_failing: fc.record({
    kind: constant('channel_failing'),
    channel: fc.constant(name),
    subject,
    error: fc.constant(name),
    permanent: fc.boolean(),
  }),
  recipients_refused: fc.record({
    kind: constant('recipients_refused'),
    channel: fc.constant(name),
    subject,
    recipients: fc.array(fc.constant(name), { minLength: 1 }),
    answer: fc.constant(name),
  }),
  held_back: fc.record({
    kind: constant('held_back'),
    count,
    limit: count,
    from: at,
    to: at,
    subjects: fc.array(fc.record({ subject, count })),
    more: count,
  }),
  state_unwritable: fc.record({ kind: constant('state_unwritable'), error: fc.constant(name) }),
  state_writable: fc.record({ kind: constant('state_writable') }),
  state_rebuilding: fc.record({ kind: constant('state_rebuilding'), file: fc.constant(name) }),
  test: fc.record({ kind: constant('test') }),
  text: fc.record({
    kind: constant('text'),
    title: fc.constant(name),
    text: fc.constant(name),
  }),
}

const failures: {
  readonly [K in ModelFailure['kind']]: Extract<ModelFailure, { readonly kind: K }>
} = {
  unreachable: { kind: 'unreachable', address: name, error: name },
  refused: { kind: 'refused', address: name, status: 404, body: name, redirect: false },
  too_long: { kind: 'too_long', address: name, bytes: 4_194_304 },
  unusable: { kind: 'unusable', address: name, problem: 'empty', body: name },
  timed_out: { kind: 'timed_out', address: name, afterMs: 300_000 },
  failed: { kind: 'failed', error: name },
}

const notes: { readonly [K in ExplanationNote['kind']]: Extract<ExplanationNote, { kind: K }> } = {
  no_model: { kind: 'no_model' },
  not_asked: { kind: 'not_asked' },
  nothing_to_explain: { kind: 'nothing_to_explain' },
  plain: { kind: 'plain' },
  unreadable: { kind: 'unreadable' },
  all_cut: { kind: 'all_cut', statements: 1 },
  cut_short: { kind: 'cut_short' },
  tokens_used: { kind: 'tokens_used', limit: 90_000 },
  calls_used: { kind: 'calls_used', limit: 7 },
  prompt_failed: { kind: 'prompt_failed', error: name },
  purged: { kind: 'purged' },
  model_failed: { kind: 'model_failed', failure: failures.unreachable },
  text: { kind: 'text', text: name },
}

/** Names of programs, options and commands, which are the same in every language. */
const ours =
  /DATABASE_URL|pg_hba\.conf|source\.\w+|sslrootcert|sslmode=[\w-]+|\?schema=|LITELLM_NETWORK|startTime|max_connections|PgBouncer|CA|TLS|LiteLLM|Lookout|lookout (?:status|check)(?: --send-test)?|alerting\.maxSeries|general_settings|`disable_error_logs: true`|\bby\b|\bmatch\b|“other”|UTC|JSON|HTTP/g

const inEnglish = (text: string): readonly string[] =>
  text.replaceAll(ours, ' ').match(/[A-Za-z]{2,}/g) ?? []

const texts: readonly (readonly [string, fc.Arbitrary<(messages: Messages) => string>])[] = [
  ...Object.entries(findings).map(
    ([kind, of]) =>
      [
        `finding ${kind}`,
        of.map((each: Finding) => (messages: Messages) => findingLine(each, messages, 'UTC')),
      ] as const,
  ),
  ['finding, flapping', finding.map((of) => (messages) => findingLine(of, messages, 'UTC'))],
  ['what is unusual', finding.map((of) => (messages) => unusualText(of, messages))],
  ...Object.entries(notices).map(
    ([kind, of]) =>
      [
        `notice ${kind}`,
        of.map((each: Notice) => (messages: Messages) => {
          const { title, lines } = noticeText(each, messages, 'UTC')
          return [title, ...lines].join('\n')
        }),
      ] as const,
  ),
  ...[
    ...Object.values(notes),
    ...Object.values(failures).map((failure) => ({ kind: 'model_failed', failure }) as const),
  ].map(
    (note) =>
      [
        `note ${note.kind} ${'failure' in note ? note.failure.kind : ''}`,
        fc.constant((messages: Messages) => notesText([note, note], messages)),
      ] as const,
  ),
]

describe('what Lookout finds and says of itself', () => {
  it.each(texts)('has its words in every locale: %s', (kind, text) => {
    fc.assert(
      fc.property(text, (of) => {
        const [first, second] = [of(english.messages), of(chinese.messages)]
        for (const each of [first, second]) expect(each).not.toMatch(/undefined|NaN|[{}]/)
        expect(inEnglish(second)).toEqual([])
        // Nothing is said in one language that the other keeps to itself.
        expect(second === '').toBe(first === '')
        if (first !== '' && !first.includes(name) && !kind.includes('text'))
          expect(second).toMatch(/\p{Script=Han}/u)
      }),
      { numRuns: 60 },
    )
  })
})
