import { PassThrough, Readable, Writable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type FingerprintOptions,
  runFingerprint,
} from '../../../src/cli/fingerprint/fingerprint-command.ts'
import { readLines } from '../../../src/cli/ndjson.ts'

const runOn = async (
  input: Iterable<string | Buffer>,
  options: FingerprintOptions = {},
): Promise<{ code: number; lines: Record<string, unknown>[]; errors: string[] }> => {
  const output = new PassThrough()
  const errors: string[] = []
  const collected = output.setEncoding('utf8').toArray()
  const io = { input: Readable.from(input), output, error: (line: string) => errors.push(line) }
  const code = await runFingerprint(io, options)
  output.end()
  const text = (await collected).join('')
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
  return { code, lines, errors }
}

const lineOf = (row: unknown): string => `${JSON.stringify(row)}\n`

describe('lookout fingerprint', () => {
  it('answers each line with one line, in order, with class and status', async () => {
    const { code, lines, errors } = await runOn([
      lineOf({ message: 'no answer in 5 s', error_class: 'Timeout', status_code: 408 }),
      lineOf({ message: 'litellm.NotFoundError: AcmeException - no such thing' }),
      lineOf({ message: 'no answer in 7 s', error_class: 'Timeout', status_code: '408' }),
    ])
    expect([code, errors]).toEqual([0, []])
    expect(lines[0]).toEqual({
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      template: 'Timeout 408: no answer in <number>',
      title: 'no answer in 5 s',
      error_class: 'Timeout',
      status_code: '408',
    })
    expect(lines[1]).toMatchObject({ error_class: 'NotFoundError', status_code: '404' })
    expect(lines[2]).toEqual({ ...lines[0], title: 'no answer in 7 s' })
  })

  it('reports a bad line by its number, answers it with nulls and goes on', async () => {
    const { code, lines, errors } = await runOn([
      'nope\n',
      '[1]\n',
      '{"a":1}\n',
      lineOf({ message: 'x' }),
    ])
    expect(errors).toEqual([
      'line 1: not JSON',
      'line 2: not an object',
      'line 3: no message in it',
    ])
    expect(lines.map(({ fingerprint }) => fingerprint === null)).toEqual([true, true, true, false])
    expect(code).toBe(0)
  })

  it('ends with 1 when no line could be read, with 0 when there was none', async () => {
    expect((await runOn(['nope\n'])).code).toBe(1)
    expect((await runOn([])).code).toBe(0)
  })

  it('gives the same whatever the pieces the input comes in', async () => {
    const rows = ['one 1', 'zwölf 12', '模型 3', ''].map((message) => ({ message }))
    const bytes = Buffer.from(rows.map(lineOf).join('').trimEnd())
    const whole = await runOn([bytes])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 8 }), async (cuts) => {
        const at = [0, ...cuts.sort((left, right) => left - right), bytes.length]
        const pieces = at.slice(1).map((end, index) => bytes.subarray(at[index], end))
        expect(await runOn(pieces)).toEqual(whole)
      }),
      { numRuns: 25 },
    )
  })

  it('shows with --explain what was peeled and masked', async () => {
    const { lines } = await runOn([lineOf({ message: 'litellm.Timeout: no answer in 5 s' })], {
      explain: true,
    })
    expect(lines[0]?.['steps']).toEqual([
      { rule: 'class', text: 'litellm.Timeout: ' },
      { rule: '<number>', text: '5' },
      { rule: '<number>', text: 's' },
    ])
  })

  it('joins with --join over the whole input, in order, and names what was joined', async () => {
    const names = ['ada', 'bob', 'cleo', 'dan', 'eve']
    const rows = names.map((name) =>
      lineOf({ message: `the nightly import wanted ${name} to be there` }),
    )
    const input = [...rows, 'nope\n', lineOf({ message: 'quite another thing went wrong here' })]
    const { lines, errors } = await runOn(input, { join: true })
    expect(errors).toEqual(['line 6: not JSON'])
    expect(new Set(lines.slice(0, 5).map(({ fingerprint }) => fingerprint)).size).toBe(1)
    expect(lines[0]?.['template']).toBe('the nightly import wanted <word> to be there')
    expect(lines[4]?.['title']).toBe('the nightly import wanted ada to be there')
    expect(lines[5]?.['fingerprint']).toBeNull()
    expect(lines[6]?.['template']).toBe('quite another thing went wrong here')
  })

  it('shows no secret in a title', async () => {
    const { lines } = await runOn([
      lineOf({ message: 'the key sk-ant-api03-abcdefghijklmnopqrst is refused' }),
    ])
    expect(lines[0]?.['title']).not.toContain('abcdefgh')
  })

  it('refuses --join and --explain together', async () => {
    expect((await runOn([], { join: true, explain: true })).code).toBe(2)
  })
})

describe('the output', () => {
  /** Counts the lines that were asked for, so that a test sees who waits for whom. */
  const countedRows = (count: number, pulled: { rows: number }): Readable =>
    Readable.from(
      (function* () {
        for (; pulled.rows < count; pulled.rows += 1)
          yield lineOf({ message: `${'word '.repeat(60)}${pulled.rows}` })
      })(),
    )

  it('is never outrun: the input waits for a slow reader', async () => {
    const pulled = { rows: 0 }
    const seen: number[] = []
    const output = new Writable({
      highWaterMark: 1024,
      write: (_chunk, _encoding, done) => {
        seen.push(pulled.rows)
        setImmediate(done)
      },
    })
    const input = countedRows(2000, pulled)
    await runFingerprint({ input, output, error: () => undefined })
    // Had the first batch not held the input back, all rows were pulled before it was written.
    expect(seen.length).toBeGreaterThan(3)
    expect(seen[0]).toBeLessThan(1000)
  })

  it('that nobody reads any more ends the work', async () => {
    const pulled = { rows: 0 }
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(new Error('EPIPE')),
    })
    const input = countedRows(1_000_000, pulled)
    expect(await runFingerprint({ input, output, error: () => undefined })).toBe(0)
    expect(pulled.rows).toBeLessThan(10_000)
  })
})

describe('a line without end', () => {
  it('is passed over, not held in memory', async () => {
    const lines = readLines(Readable.from(['a'.repeat(8), 'a'.repeat(8), '\nb\n', 'c']), 10)
    const seen: (string | null)[] = []
    for await (const line of lines) seen.push(line)
    expect(seen).toEqual([null, 'b', 'c'])
  })
})
