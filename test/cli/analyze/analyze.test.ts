import { describe, expect, it } from 'vitest'
import { runAnalyze } from '../../../src/cli/analyze/analyze-command.ts'
import { HOUR_MS } from '../../../src/domain/units.ts'
import type { LanguageModel } from '../../../src/explain/model-ports.ts'
import { chinese } from '../../../src/i18n/locales.ts'
import { captureIo } from '../support.ts'
import { failure, fakePorts, NOW, OPTIONS } from './fake-ports.ts'

const model = (answer: string | Error): LanguageModel & { readonly calls: string[] } => {
  const calls: string[] = []
  return {
    calls,
    model: 'small',
    complete: async ({ user }, callId) => {
      calls.push(`${callId} ${user}`)
      if (answer instanceof Error) throw answer
      return { text: answer, tokensIn: null, tokensOut: null }
    },
  }
}

const rows = Array.from({ length: 25 }, (_, i) =>
  failure({
    requestId: `r${i}`,
    time: NOW - i * HOUR_MS,
    model: i % 2 === 0 ? 'gpt-4o' : 'claude',
    errorType: i < 20 ? 'Timeout' : 'RateLimitError',
    message: `boom ${i % 3}`,
  }),
)

describe('analyze', () => {
  it('sums up the last day by model and by error type, and saves five files', async () => {
    const { ports, written } = fakePorts(rows)
    const io = captureIo()
    expect(await runAnalyze({ ...ports, model: model('It broke.') }, OPTIONS, io)).toBe(0)
    // 24 of the 25 lie within a day: the last one is a day old, the first is at the very end.
    expect(io.out()).toMatch(
      /^It broke\.\n\n\(the model gave .*plain text\)\n\nTotal: 24 failures, 2026-02-28 12:00:00 \+00:00 to /,
    )
    expect(io.out()).toMatch(/By model\n {2}12 +50% {2}claude\n {2}12 +50% {2}gpt-4o/)
    expect(io.out()).toMatch(/By error type\n {2}19 +79% {2}Timeout\n {2} 5 +21% {2}RateLimitError/)
    expect([...written.keys()].sort()).toEqual([
      '2026-03-01/error_logs_analysis_120000.json',
      '2026-03-01/error_logs_full_120000.json',
      '2026-03-01/llm_analysis_120000.txt',
      '2026-03-01/llm_prompt_120000.txt',
      '2026-03-01/query_params_120000.json',
    ])
    expect(io.out()).toContain('out/2026-03-01/llm_analysis_120000.txt')
    expect(io.err()).toBe('')
  })

  it('writes its analysis in the language of the locale', async () => {
    const { ports, written } = fakePorts(rows)
    const io = captureIo()
    await runAnalyze(ports, { ...OPTIONS, locale: chinese }, io)
    expect(io.out()).toContain('合计：24 次失败')
    const analysis = written.get('2026-03-01/llm_analysis_120000.txt')
    expect(analysis).toContain('模型：claude（4）、gpt-4o（4）')
    expect(analysis).not.toContain('failures')
  })

  it('keeps and saves only the newest rows and still counts all', async () => {
    const { ports, written } = fakePorts(rows)
    const io = captureIo()
    await runAnalyze(ports, { ...OPTIONS, limit: 3 }, io)
    expect(io.out()).toContain('Total: 24 failures')
    expect(io.out()).toContain('the newest 3 of them kept')
    const read = (name: string): { request_id: string }[] =>
      JSON.parse(written.get(`2026-03-01/${name}_120000.json`) ?? '')
    expect(read('error_logs_analysis').map((row) => row.request_id)).toEqual(['r1', 'r2', 'r3'])
    expect(read('error_logs_full').map((row) => row.request_id)).toEqual(['r1', 'r2', 'r3'])
  })

  it('answers in JSON for programs, with nothing else on standard output', async () => {
    const { ports } = fakePorts(rows)
    const io = captureIo({ tty: true })
    await runAnalyze(ports, { ...OPTIONS, json: true }, io)
    expect(JSON.parse(io.out())).toMatchObject({
      period: { from: '2026-02-28T12:00:00.000Z', to: '2026-03-01T12:00:00.000Z', timezone: 'UTC' },
      total: 24,
      kept: 24,
      explanation: { text: null },
    })
  })

  it('numbers its steps and draws a bar on a terminal', async () => {
    const { ports } = fakePorts(rows)
    const io = captureIo({ tty: true })
    await runAnalyze({ ...ports, model: model('x') }, OPTIONS, io)
    for (const step of ['[1/5] Reading', '[2/5] Saving', '[3/5] Preparing', '[4/5] Asking small']) {
      expect(io.err()).toContain(step)
    }
    expect(io.err()).toMatch(/█+░* 100 % 24 failures/)
  })

  it('tells the facts when the model fails, saves all it has, and ends with 1', async () => {
    const { ports, written } = fakePorts(rows)
    const io = captureIo()
    expect(await runAnalyze({ ...ports, model: model(new Error('it is down')) }, OPTIONS, io)).toBe(
      1,
    )
    expect(io.err()).toBe('No analysis: the model failed: it is down\n')
    expect(io.out()).toContain('24 failures from 2026-02-28')
    expect(written.size).toBe(5)
  })

  it('asks nobody without a model, or about nothing', async () => {
    const asked = model('never')
    const quiet = captureIo()
    const recorded: string[] = []
    const ports = {
      ...fakePorts([]).ports,
      model: asked,
      recordOwnCall: async (id: string) => void recorded.push(id),
    }
    expect(await runAnalyze(ports, OPTIONS, quiet)).toBe(0)
    expect([asked.calls, recorded]).toEqual([[], []])
    expect(quiet.out()).toContain('No failures from')
    expect(quiet.err()).toContain('lookout keys')
  })

  it('records its own call before it is sent', async () => {
    const order: string[] = []
    const { ports } = fakePorts(rows)
    const asked: LanguageModel = {
      model: 'small',
      complete: async (_, callId) => {
        order.push(`sent ${callId}`)
        return { text: 'x', tokensIn: null, tokensOut: null }
      },
    }
    const recordOwnCall = async (id: string) => void order.push(`recorded ${id}`)
    await runAnalyze({ ...ports, model: asked, recordOwnCall }, OPTIONS, captureIo())
    expect(order).toEqual(['recorded lookout-1', 'sent lookout-1'])
  })

  it('takes another name when its own is taken, and leaves switched-off files out', async () => {
    const { ports, written } = fakePorts(rows)
    await runAnalyze(ports, OPTIONS, captureIo())
    const write = { full: false, analysis: true, prompt: false, answer: false, params: false }
    await runAnalyze(ports, { ...OPTIONS, write }, captureIo())
    expect(written.size).toBe(6)
    expect(written.has('2026-03-01/error_logs_analysis_120000-2.json')).toBe(true)
  })

  it('says so when the folder cannot be written, shows its result all the same, and ends with 1', async () => {
    const { ports } = fakePorts(rows, {
      artifacts: {
        exists: async () => false,
        write: async () => Promise.reject(new Error('out is not writable')),
      },
    })
    const io = captureIo()
    expect(await runAnalyze({ ...ports, model: model('It broke.') }, OPTIONS, io)).toBe(1)
    expect(io.out()).toContain('It broke.')
    expect(io.err()).toBe('Could not save everything: out is not writable\n')
  })

  it('shows no secret anywhere', async () => {
    const key = `gsk_${'a1B2'.repeat(12)}`
    const { ports, written } = fakePorts([failure({ message: `bad ${key}`, model: `m ${key}` })])
    const source = {
      ...ports.source,
      fullRows: async () => [
        {
          key: failure(),
          json: JSON.stringify({ request_id: 'r1', metadata: { error_message: key } }),
          repeated: null,
        },
      ],
    }
    const io = captureIo()
    await runAnalyze({ ...ports, source }, OPTIONS, io)
    expect(io.out() + io.err() + [...written.values()].join()).not.toContain('a1B2a1B2')
    expect(written.get('2026-03-01/error_logs_full_120000.json')).toContain('[redacted: groq key]')
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const { ports } = fakePorts(rows)
    const source = {
      ...ports.source,
      read: async () => {
        stop.abort(new Error('stopped'))
        return []
      },
    }
    const stopped = runAnalyze({ ...ports, source }, OPTIONS, captureIo({ signal: stop.signal }))
    await expect(stopped).rejects.toThrow('stopped')
  })
})
