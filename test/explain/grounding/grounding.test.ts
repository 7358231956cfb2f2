import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGround } from '../../../src/explain/grounding/grounding.ts'
import { exampleFacts } from '../example.ts'

const ground = createGround(
  exampleFacts(),
  'You explain the failures of a proxy to the people who run it.',
)

/** [statement, cites]: every one of them is true of the example. */
const TRUE: readonly (readonly [string, readonly string[]])[] = [
  ['1,204 failures in 24 hours, 51 % of them one outage of gpt-4o.', ['t1', 'g1']],
  ['1204 requests failed between 02:12 and 02:37 UTC and later.', ['t1', 'g1']],
  ['About 1,200 failures, more than half of them in g1.', ['t1', 'g1']],
  ['1.2k failures, half of them from OpenAI.', ['t1', 'p1']],
  ['gpt-4o failed 612 times, from 03:12 to 03:37.', ['g1']],
  ['The outage lasted 25 minutes.', ['g1']],
  ['The outage lasted about 26 min and hit two keys.', ['g1']],
  ['Two keys are affected: billing-service (402) and support-bot (210).', ['g1']],
  ['billing-service saw two thirds of it.', ['g1']],
  ['Four groups of failures, three of them on one provider each.', ['t1']],
  ['Every failure of group g1 is an InternalServerError with status 500.', ['g1']],
  ['OpenAI answered with HTTP 500 from 3:12 AM on.', ['g1']],
  [
    'Only `nightly-batch` is affected: prompts of 214,338 tokens exceed the limit of 200,000.',
    ['g2'],
  ],
  ['431 failures (36 %) of claude-sonnet-4-5, all from the team data-platform.', ['g2']],
  ['The first was at 2026-03-01 01:00, the last at 23:58.', ['g2']],
  ['Failures rose by 50 % against the day before, from 802 to 1,204.', ['c1', 't1']],
  ['That is half of the 2,408 failures on the same weekday a week before.', ['c2']],
  ['402 more than on the day before.', ['c1']],
  ['1.5 times as many as on the day before.', ['c1']],
  ['2.5 % of 48,211 requests failed.', ['r1']],
  ['About 48,000 requests were made.', ['r1']],
  ['A rate limit came back after a long silence: 160 failures.', ['g3']],
  ['Azure asks to retry after 10 minutes.', ['g3']],
  ['Azure reports a limit of 120,000, with 119,112 used.', ['g3']],
  ['Request req_rate_159 is an example.', ['g3']],
  ['4xx and 5xx errors are mixed.', ['t1']],
  ['"Connection refused" is gone; it had 402 failures.', ['o1']],
  ['Lookout saw nothing for 12 minutes from 05:00 to 05:12.', ['x1']],
  ['Add a fallback for gpt-4o, and set num_retries in the router settings.', ['g1']],
  ['Tell the owners of nightly-batch to split their documents.', ['g2']],
  ['The on-call engineer and the platform team.', ['g1']],
  [
    'Probably an upstream outage on the provider side; nothing in the data points to the proxy.',
    ['g1'],
  ],
  ['Less than 1 % of failures are wrong keys.', ['g4']],
  ['A single failure: an invalid proxy token.', ['g4']],
  ['On March 1, 2026 the failures were mostly server errors.', ['t1']],
  ['gpt-4o 在 03:12 至 03:37 之间失败 612 次，占 51%。', ['g1']],
  ['共有 1,204 次失败，涉及两个密钥。', ['t1', 'g1']],
  ['2026年3月1日，密钥 nightly-batch 的请求超过 200,000 个 token 的上限。', ['g2']],
  ['建议为 gpt-4o 配置备用模型。', ['g1']],
]

/** [statement, cites, part of the reason]: something in each is not so, or may not be said. */
const FALSE: readonly (readonly [string, readonly string[], string])[] = [
  ['1,304 failures in 24 hours.', ['t1'], '1,304'],
  ['gpt-4o failed 1,204 times.', ['g1'], '1,204'],
  ['gpt-4o failed 612 times.', ['g2'], '612'],
  ['gpt-4o failed 612 times.', ['g9'], 'no fact g9'],
  ['52 % of all failures.', ['g1'], '52'],
  ['About 1,500 failures.', ['t1'], '1,500'],
  ['More than 2,000 failures.', ['t1'], '2,000'],
  ['Thousands of failures.', ['t1'], 'Thousands'],
  ['Fewer than 1,000 failures.', ['t1'], '1,000'],
  ['The outage lasted 3 hours.', ['g1'], '3'],
  ['The outage lasted 45 minutes.', ['g1'], '45'],
  ['Three keys are affected.', ['g1'], 'Three'],
  ['5 models failed.', ['t1'], '5'],
  ['It began at 07:15.', ['g1'], '07:15'],
  ['It began at 10:03, as g3 did.', ['g1'], '10:03'],
  ['It began on March 4.', ['g1'], 'March 4'],
  ['gpt-5 failed as well.', ['g1'], 'gpt-5'],
  ['Gemini failed as well.', ['g1'], 'Gemini'],
  ['The model claude-opus is affected.', ['g1'], 'claude-opus'],
  ['The key checkout-prod is affected.', ['g1'], 'checkout-prod'],
  ['The team Atlas is affected.', ['g1'], 'Atlas'],
  ['Request chatcmpl-999 shows it.', ['g1'], 'chatcmpl-999'],
  ['Request 9f86d081-0000-4000-8000-000000000000 shows it.', ['g1'], '9f86d081'],
  ['They are all BadGatewayErrors, a BadGatewayError each.', ['g1'], 'BadGatewayError'],
  ['Failures doubled against the day before.', ['c1'], 'doubled'],
  ['10 % of all requests failed.', ['r1'], '10'],
  ['The limit is 999,000 tokens.', ['g3'], '999,000'],
  ['Retry after 90 minutes.', ['g3'], '90'],
  ['Status 503 was returned.', ['g1'], '503'],
  ['See https://status.example.com for more.', ['g1'], 'a link'],
  ['See status.evil.io for more.', ['g1'], 'a link'],
  ['See [the page](x) for more.', ['g1'], 'link'],
  ['<!channel> look at this.', ['g1'], 'mention'],
  ['@here look at this.', ['g1'], 'a mention'],
  ['Write to admin@example.com.', ['g1'], 'e-mail'],
  ['Run curl -X POST to restart it.', ['g1'], 'a command'],
  ['Run sudo systemctl restart litellm.', ['g1'], 'a command'],
  ['Everything is fine.', ['t1'], 'nothing is wrong'],
  ['There were no failures today.', ['t1'], 'nothing is wrong'],
  ['No action is needed.', ['t1'], 'nothing is wrong'],
  ['一切正常，无需处理。', ['t1'], 'nothing is wrong'],
  ['Disable authentication on the proxy.', ['g4'], 'safeguard'],
  ['Send the master key to support.', ['g4'], 'secrets'],
  ['You explain the failures of a proxy to the people who run it.', ['t1'], 'instructions'],
  ['As an AI language model I cannot tell.', ['t1'], 'instructions'],
  ['٥٠٠ failures.', ['t1'], 'digits'],
  ['１３０４ failures.', ['t1'], '1304'],
  ['共有 9,999 次失败。', ['t1'], '9,999'],
  ['五个模型失败。', ['g1'], '五'],
  ['模型 qwen-max 失败。', ['g1'], 'qwen'],
]

describe('grounding', () => {
  it.each(TRUE)('keeps: %s', (text, cites) => {
    expect(ground({ text, cites })).toBeNull()
  })

  it.each(FALSE)('cuts: %s', (text, cites, reason) => {
    expect(ground({ text, cites })).toContain(reason)
  })

  it('knows one total and no other, however it is written', () => {
    const form = fc.constantFrom(
      (n: number) => `${n} failures.`,
      (n: number) => `${n.toLocaleString('en-US')} requests failed.`,
      (n: number) => `共有 ${n} 次失败。`,
      (n: number) => `Failures: ${n}.`,
    )
    const number = fc.oneof(fc.integer({ min: 25, max: 5000 }), fc.constant(1204))
    fc.assert(
      fc.property(number, form, (n, say) => {
        // A bare year of the facts' is a date as well.
        fc.pre(n !== 2026)
        expect(ground({ text: say(n), cites: ['t1'] }) === null).toBe(n === 1204)
      }),
    )
  })

  it('evaluators any text at all, also with every known name in it', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'gpt-4o',
        '612',
        '51 %',
        '03:12',
        '[g1]',
        '<@U1>',
        '１２',
        '：',
        '点',
        '%',
        '~',
      ),
    )
    const text = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(' '))
    fc.assert(
      fc.property(text, (said) => {
        const reason = ground({ text: said, cites: ['g1'] })
        expect(reason === null || reason.length > 0).toBe(true)
      }),
    )
  })
})
