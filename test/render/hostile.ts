import fc from 'fast-check'
import type { Count, Sample } from '../../src/domain/facts.ts'
import type { AlertNotification, Notification } from '../../src/domain/notification.ts'
import { alert, digest, report, system } from './notifications.ts'

/** What someone could put into a message, an alias or a model's name to do harm where it is shown. */
export const attacks: readonly string[] = [
  '<!channel> <!here> <@U012AB3CD> <#C024BE7LR> <!subteam^S123>',
  '@here @channel @everyone',
  '<https://evil.example|the runbook>',
  '``` out of the block\n<!channel>',
  '*bold* _italic_ ~gone~ `code`',
  ':fire: all:+1:good :tada:',
  '</code></div><script>alert(1)</script><img src=x onerror=alert(1)>',
  '" onmouseover="alert(1)" \' style=\'display:none',
  'Subject\r\nBcc: evil@example.com\r\n\r\nbody',
  '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  'safe\u202egnp.exe',
  '\ud800 lone \udfff',
  '\u0000\u0007\u0008',
  '&amp;lt;!channel&amp;gt; &',
  '[link](javascript:alert(1)) ![image](https://evil.example/pixel.png)',
  '.\r\nQUIT\r\n',
]

const lone = fc.constantFrom(
  '\ud800',
  '\udbff',
  '\udc00',
  '\u202e',
  '\u0000',
  '\u2028',
  '<!channel>',
)

/** Anything at all: any unicode, lone surrogates, attacks, and far more of it than fits. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(...attacks),
  fc
    .array(fc.oneof(lone, fc.string({ unit: 'grapheme' })), { maxLength: 30 })
    .map((p) => p.join('')),
  fc
    .tuple(
      fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom(...attacks, '&', '<')),
      fc.integer({ min: 1, max: 2_000 }),
    )
    .map(([part, times]) => part.repeat(times)),
)

const number = fc.oneof(fc.nat(), fc.constantFrom(0, 1, 1e15))
const time = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(0, 8.64e15))
const counts: fc.Arbitrary<readonly Count[]> = fc.array(
  fc.record({ name: anyText, count: number }),
  {
    maxLength: 30,
  },
)
const sample: fc.Arbitrary<Sample> = fc.record({
  requestId: anyText,
  time,
  model: anyText,
  keyName: anyText,
  message: anyText,
})

const withOthers = (notification: AlertNotification, times: number): AlertNotification => ({
  ...notification,
  others: Array.from({ length: times }, () => notification.alert),
})

const anyAlert = fc
  .record({
    reason: fc.constantFrom('first seen', 'still firing', 'resolved', 'resolved, end unknown'),
    rule: anyText,
    value: anyText,
    finding: fc.oneof(
      fc.constant({ kind: 'unknown' } as const),
      anyText.map(
        (error) => ({ kind: 'no_data', since: 0, cause: { kind: 'unreadable', error } }) as const,
      ),
    ),
    expected: fc.constantFrom(null, 0, 0.01, 3.5),
    count: number,
    endedAt: fc.option(time, { nil: null }),
    counts,
    sample: fc.option(sample, { nil: null }),
    runbookUrl: fc.oneof(anyText, fc.webUrl(), fc.constant('javascript:alert(1)')),
  })
  .map(({ reason, value, count, counts: each, ...view }) =>
    withOthers(
      alert(reason, {
        ...view,
        labels: { model: value, odd: value },
        shown: { model: value },
        observed: count,
        total: count,
        models: each,
        keys: each,
        teams: each,
        errorTypes: each,
        groups: each,
      }),
      each.length,
    ),
  )

const facts = fc
  .record({
    total: number,
    late: number,
    counts,
    title: anyText,
    samples: fc.array(sample, { maxLength: 2 }),
    groups: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ total, late, counts: each, title, samples, groups }) => {
    const example = digest().facts
    const group = example.groups[0]
    if (group === undefined) throw new Error('the example has no group')
    const hostile = { ...group, title, template: title, models: each, keys: each, samples }
    return {
      ...example,
      total,
      late,
      byModel: each,
      byErrorType: each,
      byKey: each,
      byTeam: each,
      groups: Array.from({ length: groups }, () => hostile),
    }
  })

const explanation = fc.record({
  text: fc.option(anyText, { nil: null }),
  notes: anyText.map((text) => [{ kind: 'text', text } as const]),
  model: anyText,
})

/** A notification of any kind, every text of it hostile. */
export const anyNotification: fc.Arbitrary<Notification> = fc
  .oneof(
    anyAlert,
    fc.record({ facts, explanation, digest: anyText, day: anyText }).map((each) => digest(each)),
    fc
      .record({ facts, explanation, files: fc.array(anyText, { maxLength: 8 }) })
      .map((each) => report(each)),
    fc
      .record({ title: anyText, text: anyText })
      .map((each) => system({ notice: { kind: 'text', ...each } })),
  )
  .chain((notification) =>
    fc
      .record({
        id: anyText,
        instance: anyText,
        timezone: fc.oneof(anyText, fc.constant('Asia/Kolkata')),
      })
      .map((common) => ({ ...notification, ...common })),
  )
