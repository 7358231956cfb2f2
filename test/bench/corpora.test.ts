import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const OWN = new URL('../../bench/corpora/', import.meta.url)
const SHARED = new URL('../../../shared/', import.meta.url)

const split = z.enum(['tune', 'held'])
const errorLine = z.strictObject({
  template: z.string().regex(/^[a-z_]+\/[a-z0-9_]+$/),
  family: z.string().regex(/^[a-z0-9_]+$/),
  split,
  error_class: z.string().min(1),
  status_code: z.int().min(400).max(599),
  message: z.string().min(20),
})
const rowLine = z.strictObject({
  litellm: z.enum(['1.108.7', '1.80.5']),
  case: z
    .string()
    .regex(/^(caller|capacity|provider|proxy|null|no-event)\/[a-z0-9-]+\/[a-z0-9-]+$/),
  split,
  expect: z.strictObject({
    event: z.boolean(),
    fault: z.enum(['caller', 'capacity', 'provider', 'proxy']).nullable(),
    http_status: z.int().min(400).max(599).nullable(),
  }),
  why: z.string().min(5).max(90),
  row: z.looseObject({
    request_id: z.string().min(1),
    startTime: z.iso.datetime({ local: true }),
    endTime: z.iso.datetime({ local: true }),
    status: z.enum(['failure', 'success']),
    model: z.string(),
    model_group: z.string(),
    custom_llm_provider: z.string(),
    metadata: z.union([z.record(z.string(), z.unknown()), z.string()]).nullable(),
  }),
})

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')
const read = <T>(name: string, schema: z.ZodType<T>): T[] =>
  linesOf(readFileSync(new URL(name, OWN), 'utf8')).map((line) => schema.parse(JSON.parse(line)))
const texts = (): string[] =>
  ['cjk.jsonl', 'wrappers.jsonl', 'faults.jsonl'].map((name) =>
    readFileSync(new URL(name, OWN), 'utf8'),
  )

/** By key, the values that occur with it. */
const valuesBy = <T>(lines: readonly T[], key: (line: T) => string, value: (line: T) => string) =>
  Object.entries(Object.groupBy(lines, key)).map(
    ([name, group]) => [name, new Set((group ?? []).map(value))] as const,
  )
const kindOf = (name: string): string => name.slice(0, name.lastIndexOf('/'))

describe.each([
  ['cjk.jsonl', 40, 200, 5],
  ['wrappers.jsonl', 60, 400, 6],
] as const)('%s', (name, templates, count, smallest) => {
  const lines = read(name, errorLine)
  const tuned = lines.filter((line) => line.split === 'tune')

  it('has as many lines and templates as promised, and no message twice', () => {
    expect(lines).toHaveLength(count)
    expect(new Set(lines.map((line) => line.message)).size).toBe(count)
    const sizes = Object.values(Object.groupBy(lines, (line) => line.template))
    expect(sizes).toHaveLength(templates)
    expect(Math.min(...sizes.map((group) => group?.length ?? 0))).toBe(smallest)
  })

  it('keeps a template in one family, and a family in one half', () => {
    for (const [template, families] of valuesBy(
      lines,
      (line) => line.template,
      (line) => line.family,
    ))
      expect(families.size, template).toBe(1)
    for (const [family, halves] of valuesBy(
      lines,
      (line) => line.family,
      (line) => line.split,
    ))
      expect(halves.size, family).toBe(1)
    expect(tuned).toHaveLength(count / 2)
  })
})

describe('faults.jsonl', () => {
  const lines = read('faults.jsonl', rowLine)

  it('has rows of both versions, with three of each kind at least', () => {
    expect(lines.length).toBeGreaterThanOrEqual(300)
    const kinds = Object.entries(Object.groupBy(lines, (line) => kindOf(line.case)))
    expect(kinds).toHaveLength(41)
    for (const [kind, group = []] of kinds) {
      expect(group.length, kind).toBeGreaterThanOrEqual(3)
      if (kind !== 'no-event/attempt')
        expect(new Set(group.map((line) => line.litellm)).size, kind).toBe(2)
    }
  })

  it('agrees in kind and label', () => {
    for (const line of lines) {
      const [kind] = line.case.split('/')
      if (kind === 'no-event') continue
      expect(line.expect.event, line.case).toBe(true)
      expect(line.expect.fault, line.case).toBe(kind === 'null' ? null : kind)
    }
    const none = lines.filter((line) => !line.expect.event)
    expect(none.every((line) => line.case.startsWith('no-event/'))).toBe(true)
    expect(none.every((line) => line.expect.fault === null)).toBe(true)
  })

  it('has one row a request id, and a case in one half', () => {
    expect(new Set(lines.map((line) => line.row.request_id)).size).toBe(lines.length)
    for (const [name, halves] of valuesBy(
      lines,
      (line) => line.case,
      (line) => line.split,
    ))
      expect(halves.size, name).toBe(1)
    const share = lines.filter((line) => line.split === 'tune').length / lines.length
    expect(share).toBeGreaterThan(0.45)
    expect(share).toBeLessThan(0.55)
  })
})

describe('all corpora', () => {
  it('hold nothing that looks like a real secret or a person’s address', () => {
    const secrets =
      /\bsk-(?!proj-\*)[\w-]{16,}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|gh[pousr]_\w{30,}|xox[abp]-|eyJ[\w-]{10,}\.[\w-]+\.|ya29\.|-----BEGIN|[\w.]+@(?![\w-]+\.example\b)[\w-]+\.[a-z]{2,}/
    for (const text of texts()) expect(text.match(secrets)?.[0]).toBeUndefined()
  })

  it.skipIf(!existsSync(SHARED))('repeat nothing of ../shared (needs it)', () => {
    const shared = ['corpora/', 'cases/'].flatMap((folder) =>
      readdirSync(new URL(folder, SHARED))
        .filter((file) => /\.(jsonl|ndjson|json)$/.test(file))
        .map((file) => readFileSync(new URL(folder + file, SHARED), 'utf8')),
    )
    const messages = /"(?:error_)?message": ?"((?:[^"\\]|\\.)+)"/g
    const collect = (pattern: RegExp, sources: readonly string[]): Set<string> =>
      new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map((m) => m[1] ?? m[0])))
    const overlap = (pattern: RegExp): string[] => {
      const theirs = collect(pattern, shared)
      return [...collect(pattern, texts())].filter((value) => theirs.has(value))
    }
    // A whole message of a line, and any id: long, of letters and digits, without a break.
    expect(overlap(messages)).toEqual([])
    expect(overlap(/\b(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z0-9]{18,}\b/g)).toEqual([])
  })
})
