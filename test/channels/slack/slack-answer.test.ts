import { expect, it } from 'vitest'
import { classifySlackAnswer } from '../../../src/channels/slack/slack-answer.ts'
import { HOUR_MS } from '../../../src/domain/units.ts'

it.each([
  ['20', { again: true, afterMs: 20_000 }],
  [null, { again: true }],
  // An hour at most: a wrong header must not silence a channel.
  ['99999999', { again: true, afterMs: HOUR_MS }],
])('waits after Retry-After %j: %j', (retryAfter, retry) => {
  const answer = { status: 429, body: 'slow down', retryAfter }
  expect(classifySlackAnswer(answer, 0)?.retry).toEqual(retry)
})
