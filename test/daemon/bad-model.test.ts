import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, completion, say, serveModel } from '../explain/model/model-server.ts'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(async () => {
  await stack.stop()
})

/** Writes for as long as somebody listens, `mostBytes` at the most. */
const pour =
  (mostBytes: number): Answer =>
  (response) => {
    const chunk = 'x'.repeat(1_000_000)
    let written = 0
    const more = () => {
      while (!response.destroyed && written < mostBytes) {
        written += chunk.length
        if (!response.write(chunk)) return response.once('drain', more)
      }
      return response.end()
    }
    response.writeHead(200, { 'content-type': 'application/json' })
    more()
  }

const answers: readonly (readonly [string, Answer, RegExp])[] = [
  ['HTML', say('<!doctype html><title>Login</title>'), /not JSON/],
  ['an empty body', say(''), /empty/],
  ['empty words', say(completion('')), /empty/],
  ['cut off', say(completion('all is well').slice(0, 40)), /cut off|incomplete|ended/],
  ['100 MB', pour(100_000_000), /longer than [\d,]+ bytes/],
  [
    'without an end',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices":[')
    },
    /1 s|time/,
  ],
]

describe('a report whose model answers what no model should', () => {
  it.each(answers)(
    '%s: has its facts, and says why there is no explanation',
    async (_, answer, why) => {
      const { url, asked } = await serveModel(answer)
      await insertSpendLogs(
        stack.database,
        spendFailure(Date.now(), { request_id: 'one' }),
        spendFailure(Date.now() + 1, { request_id: 'two' }),
      )
      const daemon = await stack.start({
        env: { LLM_URL: `${url}/v1/chat/completions`, LLM_MODEL: 'model' },
        yaml: 'llm: { timeout: 1s, retries: 0 }\n',
      })
      await daemon.trigger('poll')
      await daemon.trigger('report')
      expect(asked).not.toEqual([])
      const files = await stack.artifacts()
      expect(files.size).toBe(5)
      const analysis = [...files].find(([name]) => name.includes('llm_analysis'))?.[1]
      expect(analysis).toMatch(/2 failures/)
      // The reason with the start of the answer, never the whole of it.
      expect(analysis?.replaceAll(/\s+/g, ' ')).toMatch(why)
      expect(analysis?.length).toBeLessThan(5_000)
    },
  )
})
