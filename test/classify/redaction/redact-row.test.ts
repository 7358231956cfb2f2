import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from '../../../src/classify/redaction/redact.ts'
import { createJsonRedactor } from '../../../src/classify/redaction/redact-json.ts'
import { createRowRedactor } from '../../../src/classify/redaction/redact-row.ts'
import { type RowText, STAND_IN } from '../../../src/domain/row-text.ts'
import { lookAlikes } from './look-alikes.ts'
import { contextSecrets, providerKeys } from './secrets.ts'

const corpus = [...providerKeys, ...contextSecrets]
/** One for all tests: what it remembers of a text must never be told of another. */
const redactRow = createRowRedactor()

const textOf = (row: RowText): string =>
  Buffer.concat(redactRow(row).map((piece) => Buffer.from(piece))).toString('utf8')

const rowOf = (own: object, repeated: unknown, after: object = {}): RowText => {
  const metadata = { ...own, model_map_information: '\0', ...after }
  return {
    json: JSON.stringify({ request_id: 'r1', metadata, request_tags: ['a'] }),
    repeated: JSON.stringify(repeated),
  }
}
const whole = ({ json, repeated }: RowText): string =>
  json.replace(STAND_IN, () => repeated ?? STAND_IN)

const texts = fc.oneof(
  fc.constantFrom(...corpus.map(({ text }) => text), ...lookAlikes, 'ü "\\', STAND_IN),
  fc.string({ maxLength: 20 }),
)
const map = fc.dictionary(
  fc.oneof(fc.constantFrom('api_key', 'max_tokens', 'password'), texts),
  texts,
)

describe('redact a row', () => {
  it('gives what redacting its whole text gives, whatever stands in it and beside it', () => {
    const redactJson = createJsonRedactor()
    fc.assert(
      fc.property(map, map, map, (own, repeated, after) => {
        const row = rowOf(own, repeated, after)
        expect(textOf(row)).toBe(redactJson(whole(row)))
      }),
      { numRuns: 1000 },
    )
  })

  it.each(corpus)(
    'takes out $name, of the row and of what it has in common',
    ({ text, secret }) => {
      const notified = textOf(rowOf({ error: text }, { note: [text] }))
      expect(notified).not.toContain(secret)
      expect(Object.keys(JSON.parse(notified).metadata)).toEqual(['error', 'model_map_information'])
    },
  )

  it('evaluators what rows have in common once, and gives the very same bytes for all of them', () => {
    let judged = 0
    const counting = createRowRedactor((text) => {
      judged += text === 'the map' ? 1 : 0
      return redact(text)
    })
    const { json, repeated } = rowOf({}, { note: 'the map' })
    const pieces = Array.from({ length: 3 }, (_, n) =>
      counting({ json: json.replace('r1', `r${n}`), repeated }),
    )
    expect(judged).toBe(1)
    expect(new Set(pieces.map(([, bytes]) => bytes)).size).toBe(1)
  })

  it('gives a row that has nothing in common with others as one text', () => {
    expect(redactRow({ json: '{"a": 1}', repeated: null })).toEqual(['{"a": 1}'])
  })
})
