import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createClassifier } from '../../../src/classify/classify.ts'
import { createFingerprinter } from '../../../src/classify/grouping/fingerprint.ts'
import { joinTemplates } from '../../../src/classify/grouping/join.ts'
import { redact } from '../../../src/classify/redaction/redact.ts'
import { failedEvent } from '../../support/mapped-row.ts'
import { referenceData } from '../../support/reference-data.ts'

const directory = referenceData('cases')

const classify = createClassifier({
  fingerprint: createFingerprinter(),
  faultOf: () => 'provider',
  redact,
  maxMessage: 4000,
})

interface Reported {
  readonly n: number
  readonly status?: string
  readonly code: string
  readonly cls: string
  readonly provider: string
  readonly message: string
}

/** A row of SpendLogs as LiteLLM writes it for such a failure, grouped. */
const groupOf = ({ code, cls, provider, message }: Reported) =>
  classify(
    failedEvent(
      { error_code: code, error_class: cls, llm_provider: provider, error_message: message },
      { custom_llm_provider: provider },
    ),
    1,
  ).group

/** Each reported failure, in all its repetitions, with the group it ends in. */
const rowsOf = (name: string) => {
  const { rows }: { rows: Reported[] } = JSON.parse(
    readFileSync(`${directory}/${name}.json`, 'utf8'),
  )
  return rows
    .filter(({ status }) => status !== 'success')
    .map((row) =>
      Array.from({ length: row.n }, (_, n) =>
        groupOf({ ...row, message: row.message.replaceAll('{i}', String(n)) }),
      ),
    )
}

const linesOf = (name: string) =>
  readFileSync(`${directory}/${name}.ndjson`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .map((line) =>
      groupOf({
        n: 1,
        code: String(line.status_code),
        cls: line.error_class,
        provider: line.provider,
        message: line.message,
      }),
    )

/** Which lines are together: each by the number of the first like it. */
const together = (
  groups: readonly { readonly fingerprint: string; readonly template: string }[],
) => {
  const aliases = joinTemplates(groups)
  const names = groups.map(({ fingerprint }) => aliases.get(fingerprint) ?? fingerprint)
  return names.map((name) => names.indexOf(name))
}

describe.skipIf(directory === null)('rows as they were reported', () => {
  it('of Moonshot and Zhipu: limits and accounts are apart, two accounts of one limit together', () => {
    const groups = linesOf('g1')
    const same: Readonly<Record<number, number>> = { 4: 3, 12: 11 }
    expect(together(groups)).toEqual(groups.map((_, at) => same[at] ?? at))
  })

  it('of Chinese and Japanese services: together where only numbers, ids and names differ', () => {
    const groups = linesOf('g3')
    const pairs = [
      [0, 1],
      [2, 3],
      [4, 5],
      [6, 7],
      [10, 11],
      [13, 14],
      [15, 16],
      [18, 19],
      [23, 24],
      [25, 26],
    ]
    const same = new Map(pairs.map(([one = 0, other = 0]) => [other, one]))
    expect(together(groups)).toEqual(groups.map((_, at) => same.get(at) ?? at))
    for (const { title, template } of groups) {
      expect(title).toMatch(/[\p{L}]{2}/u)
      expect(template).not.toMatch(/: <id>$/)
    }
  })

  it('of streams that broke: with their twins that did not stream, and names are no groups', () => {
    const rows = rowsOf('c3-mcp-midstream')
    for (const groups of rows) expect(new Set(together(groups))).toEqual(new Set([0]))
    expect(together(rows.flatMap(([group]) => group ?? []))).toEqual([0, 1, 2, 3, 3, 5, 6, 7, 8])
  })

  it('of a guardrail that names the word it found: one group', () => {
    const groups = rowsOf('c12-words').flat()
    expect(new Set(groups.map(({ fingerprint }) => fingerprint)).size).toBe(1)
  })
})

describe('rows of the same kinds', () => {
  const row = (message: string, more: Partial<Reported> = {}) =>
    groupOf({ n: 1, code: '429', cls: 'RateLimitError', provider: 'acme', message, ...more })

  it('a stream that broke has the class and the status of what broke it', () => {
    const inner = 'litellm.RateLimitError: AcmeException - the queue of this tier is full'
    const twin = row(inner)
    const stream = row(
      `litellm.ServiceUnavailableError: litellm.MidStreamFallbackError: ${inner} Original exception: RateLimitError: ${inner}`,
      { cls: 'MidStreamFallbackError', code: '503' },
    )
    expect(stream.fingerprint).toBe(twin.fingerprint)
  })

  it('a text that breaks off joins the one that goes on where it stopped', () => {
    const whole = row(
      'litellm.RateLimitError: AcmeException - {"error": {"message": "The quiet hours of this tier are over"}}',
    )
    const broken = row(
      'litellm.RateLimitError: AcmeException - {"error": {"message": "The quiet hours of this tier are ov',
    )
    const other = row(
      'litellm.RateLimitError: AcmeException - {"error": {"message": "The busy hours of this tier are over"}}',
    )
    expect(together([whole, broken, other])).toEqual([0, 0, 2])
  })

  it('a text that breaks off where two go on stays alone', () => {
    const [one, other] = ['minute', 'month'].map((period) =>
      row(
        `litellm.RateLimitError: AcmeException - {"error": {"message": "You used up all calls of this ${period}"}}`,
      ),
    )
    const broken = row(
      'litellm.RateLimitError: AcmeException - {"error": {"message": "You used up all calls of this m',
    )
    expect(together([one, other, broken].flatMap((group) => group ?? []))).toEqual([0, 1, 2])
  })

  it('an id in a text without spaces varies', () => {
    const ids = ['a', 'b'].map((text) => createHash('sha256').update(text).digest('hex'))
    const groups = ids.map((id) => row(`账户${id}已被停用，请联系客服`))
    expect(together(groups)).toEqual([0, 0])
    expect(together([...groups, row(`账户${ids[0]}已被删除，请联系客服`)])).toEqual([0, 0, 2])
  })
})
