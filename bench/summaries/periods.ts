import { readFileSync } from 'node:fs'
import { createClassifier } from '../../src/classify/classify.ts'
import { createFaultOf } from '../../src/classify/fault.ts'
import { createFingerprinter } from '../../src/classify/grouping/fingerprint.ts'
import { redact } from '../../src/classify/redaction/redact.ts'
import type { Facts } from '../../src/domain/facts.ts'
import { DAY_MS } from '../../src/domain/units.ts'
import { createFactsCollector } from '../../src/facts/collector.ts'
import { withContext } from '../../src/facts/facts-context.ts'
import { referenceData } from '../../test/support/reference-data.ts'

const START = Date.UTC(2026, 2, 1)

const models = ['gpt-4o', 'claude-sonnet-4-5', 'azure/gpt-4o-mini', 'gemini-2.5-pro', 'qwen3-32b']
const keys = ['billing-service', 'support-bot', 'nightly-batch', 'search', 'anna@example.com']

/** The same numbers each time: mulberry32, by Tommy Ettinger. */
const createRandom = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Line {
  readonly message: string
  readonly error_class: string
  readonly status_code: number | string
}

const fallback: readonly Line[] = [
  {
    message: 'OpenAIException - The server had an error',
    error_class: 'InternalServerError',
    status_code: 500,
  },
  {
    message: 'Rate limit reached: Limit 120000, Used 119112',
    error_class: 'RateLimitError',
    status_code: 429,
  },
  {
    message: 'prompt is too long: 214338 tokens > 200000 maximum',
    error_class: 'BadRequestError',
    status_code: 400,
  },
]

/** Real error texts of LiteLLM where they are at hand; else a few of our own. */
export const corpusLines = (): { readonly lines: readonly Line[]; readonly real: boolean } => {
  const corpus = referenceData('corpora/litellm-errors.jsonl')
  if (corpus === null) return { lines: fallback, real: false }
  const lines = readFileSync(corpus, 'utf8').trim().split('\n')
  return { lines: lines.map((line): Line => JSON.parse(line)), real: true }
}

const classify = createClassifier({
  fingerprint: createFingerprinter({ rules: [], masks: [] }),
  faultOf: createFaultOf([]),
  redact,
  maxMessage: 4000,
})

/** A day of one to eight kinds of failures, each many times over; `extra`: one more message, in `count` failures. */
export const periodOf = (
  seed: number,
  lines: readonly Line[],
  extra?: { readonly message: string; readonly count: number },
): Facts => {
  const random = createRandom(seed)
  const pick = <T>(all: readonly T[], otherwise: T): T =>
    all[Math.floor(random() * all.length)] ?? otherwise
  const collector = createFactsCollector({
    instance: 'prod',
    timezone: 'Europe/Berlin',
    from: START,
    to: START + DAY_MS,
  })
  let number = 0
  const add = (line: Line, model: string, keyName: string): void => {
    const time = START + Math.floor(random() * DAY_MS)
    collector.add({
      ...classify(
        {
          table: 'SpendLogs',
          requestId: `req-${seed}-${++number}`,
          startTime: time,
          time,
          createdAt: null,
          model,
          provider: 'openai',
          keyHash: '',
          keyName,
          teamId: '',
          team: 'platform',
          status: String(line.status_code ?? ''),
          errorType: line.error_class,
          message: line.message,
          tracebackTail: '',
        },
        START + 2 * DAY_MS,
      ),
      late: false,
    })
  }
  for (let kind = 0; kind < 1 + Math.floor(random() * 8); kind++) {
    const line = pick(lines, { message: '', error_class: '', status_code: 500 })
    const model = pick(models, 'gpt-4o')
    for (let i = 0; i < 1 + Math.floor(random() ** 3 * 900); i++)
      add(line, model, pick(keys, 'search'))
  }
  for (let i = 0; i < (extra?.count ?? 0); i++)
    add(
      { message: extra?.message ?? '', error_class: 'BadRequestError', status_code: 400 },
      'gpt-4o',
      'search',
    )
  const facts = collector.finish()
  const before = Math.ceil(random() * 2000)
  return withContext(facts, {
    previous: { from: START - DAY_MS, to: START, total: before },
    requests: { total: facts.total * 20, byModel: [] },
  })
}
