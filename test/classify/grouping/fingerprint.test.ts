import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createExplainer,
  createFingerprinter,
  type FingerprintInput,
  MAX_READ,
} from '../../../src/classify/grouping/fingerprint.ts'
import { KNOWN_LOOK_ALIKES, KNOWN_NEAR_TWINS } from './known-shapes.ts'
import { LOOK_ALIKES as MORE_LOOK_ALIKES, NEAR_TWINS as MORE_NEAR_TWINS } from './look-alikes.ts'

const LOOK_ALIKES = { ...MORE_LOOK_ALIKES, ...KNOWN_LOOK_ALIKES }
const NEAR_TWINS = { ...MORE_NEAR_TWINS, ...KNOWN_NEAR_TWINS }

const fingerprint = createFingerprinter()

const event = (message: string, more: Partial<FingerprintInput> = {}): FingerprintInput => ({
  message,
  errorClass: '',
  statusCode: '',
  provider: '',
  ...more,
})

const keyOf = (message: string): string => fingerprint(event(message)).fingerprint

describe('look-alikes', () => {
  it.each(Object.entries(LOOK_ALIKES))('meet: %s', (_, messages) => {
    expect(new Set(messages.map(keyOf)).size).toBe(1)
  })

  it.each(Object.entries(NEAR_TWINS))('stay apart: %s', (_, messages) => {
    expect(new Set(messages.map(keyOf)).size).toBe(messages.length)
  })
})

describe('class and status', () => {
  const twin = 'upstream route unavailable'

  it('tell a 404 from a 500 with the same words', () => {
    const [left, right] = ['404', '500'].map((statusCode) =>
      fingerprint(event(twin, { statusCode })),
    )
    expect(left?.fingerprint).not.toBe(right?.fingerprint)
  })

  it('are taken from the message where the row has none', () => {
    const result = fingerprint(event('litellm.RateLimitError: GroqException - slow down'))
    expect(result).toMatchObject({ errorClass: 'RateLimitError', statusCode: '429' })
  })

  it('are the row’s own where it has them', () => {
    const row = { errorClass: 'litellm.exceptions.BadRequestError', statusCode: '400' }
    const result = fingerprint(event('litellm.RateLimitError: GroqException - slow down', row))
    expect(result).toMatchObject({ errorClass: 'BadRequestError', statusCode: '400' })
  })
})

describe('an empty message', () => {
  it('falls back to the last line of the traceback', () => {
    const result = fingerprint(
      event('', {
        errorClass: 'ProxyException',
        statusCode: '401',
        tracebackTail: 'litellm.proxy._types.ProxyException: Key 9f2c81aa is expired',
      }),
    )
    expect(result.template).toBe('ProxyException 401: Key <key> is expired')
  })

  it('is still a group with a title when there is no traceback either', () => {
    const result = fingerprint(event(' ', { errorClass: 'ProxyException', statusCode: '401' }))
    expect(result.title).toBe('ProxyException 401 without a message')
    expect(result.fingerprint).toMatch(/^[0-9a-f]{16}$/)
  })
})

describe('the fingerprint as a function', () => {
  const messages = [...Object.values(LOOK_ALIKES), ...Object.values(NEAR_TWINS)].flat()
  const text = fc.oneof(fc.constantFrom(...messages), fc.string({ unit: 'binary' }))

  it('is the same in any order, after a restart and in any split into batches', () => {
    const once = new Map(messages.map((message) => [message, keyOf(message)]))
    const orders = fc.shuffledSubarray(messages, { minLength: messages.length })
    fc.assert(
      fc.property(orders, fc.integer({ min: 1, max: messages.length }), (order, batch) => {
        for (let from = 0; from < order.length; from += batch) {
          const restarted = createFingerprinter()
          for (const message of order.slice(from, from + batch))
            if (restarted(event(message)).fingerprint !== once.get(message)) return false
        }
        return true
      }),
      { numRuns: 30 },
    )
  })

  it('takes any text, gives one line as a template and a title of at most 80 characters', () => {
    fc.assert(
      fc.property(text, text, (message, errorClass) => {
        const result = fingerprint(event(message, { errorClass }))
        expect(result.title.length).toBeLessThanOrEqual(80)
        expect(result.title).not.toBe('')
        expect(result.fingerprint).toMatch(/^[0-9a-f]{16}$/)
      }),
    )
  })

  it('reads only the beginning of a message, whatever its length', () => {
    const beginning = 'the worker lost its connection to the queue. '.padEnd(MAX_READ, 'x ')
    expect(keyOf(`${beginning}${'1'.repeat(1_000_000)}`)).toBe(keyOf(beginning))
  })

  it('survives nesting, unclosed quotes and backslashes without end', () => {
    for (const piece of ['[', '{"a":', "b'{", '\\', '"', '(', '<', 'team=', "x=[{'a':"])
      expect(keyOf(piece.repeat(20_000))).toMatch(/^[0-9a-f]{16}$/)
  })
})

describe('an explanation', () => {
  it('names the rules and what they took', () => {
    const explained = createExplainer()(
      event(
        'litellm.NotFoundError: OpenAIException - The model `gpt-9` does not exist. Received Model Group=x',
      ),
    )
    expect(explained.steps).toEqual([
      { rule: 'suffix', text: 'Received Model Group=x' },
      { rule: 'class', text: 'litellm.NotFoundError: ' },
      { rule: 'provider', text: 'OpenAIException - ' },
      { rule: '<model>', text: 'gpt-9' },
    ])
  })

  it('gives the same fingerprint as no explanation', () => {
    for (const message of Object.values(LOOK_ALIKES).flat())
      expect(createExplainer()(event(message)).fingerprint).toBe(keyOf(message))
  })
})
