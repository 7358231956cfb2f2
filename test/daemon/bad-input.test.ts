import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { failureMetadata, insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack('2026-09')
})
afterEach(async () => {
  await stack.stop()
})

/** The rows of all artifacts of a kind. */
const rowsOf = async (kind: string): Promise<readonly Record<string, unknown>[]> => {
  const files = [...(await stack.artifacts())].filter(([name]) => name.includes(kind))
  return files.flatMap(([, text]) => JSON.parse(text))
}

describe('rows as no one expects them', () => {
  it('keep their request ids, whatever those are, and none becomes a path', async () => {
    const ids = [
      '../../../etc/cron.d/x',
      '/etc/passwd',
      'a/b\\c',
      'line\nbreak\r\n',
      'None',
      'null',
      '',
      ' ',
      `'; DROP TABLE "LiteLLM_SpendLogs"; --`,
      '\u001b[2J',
      'x'.repeat(900),
    ]
    await insertSpendLogs(
      stack.database,
      ...ids.map((request_id, n) => spendFailure(Date.now() - n, { request_id })),
    )
    const daemon = await stack.start()
    // Read twice and reported twice: each id is an identity, so nothing comes again.
    for (let n = 0; n < 2; n++) {
      await daemon.trigger('poll')
      await daemon.trigger('report')
    }
    const notified = (await rowsOf('error_logs_analysis')).map((row) => row['request_id'])
    expect(notified).toHaveLength(ids.length)
    const full = (await rowsOf('error_logs_full')).map((row) => row['request_id'])
    expect(full.toSorted()).toEqual(ids.toSorted())
    for (const name of (await stack.artifacts()).keys())
      expect(name).toMatch(/^\d{4}-\d\d-\d\d\/[a-z_]+_\d{6}\.(json|txt)$/)
  })

  it(
    'are read past, each for itself, where metadata is nothing, no object, or 50 MB',
    async () => {
      const odd = [null, '"{\\"status\\": \\"failure\\"}"', '["failure"]', '17', '{}']
      await insertSpendLogs(
        stack.database,
        ...odd.map((metadata, n) => spendFailure(Date.now() - n, { metadata })),
        spendFailure(Date.now() - 100, { request_id: 'large' }),
        spendFailure(Date.now() - 101, { request_id: 'ordinary' }),
      )
      await stack.database.sql(`UPDATE "LiteLLM_SpendLogs"
      SET metadata = metadata || jsonb_build_object('more', repeat('x', 50 * 1024 * 1024))
      WHERE request_id = 'large'`)
      const daemon = await stack.start()
      await daemon.trigger('poll')
      await daemon.trigger('report')
      const rows = await rowsOf('error_logs_analysis')
      expect(rows).toHaveLength(odd.length + 2)
      const types = new Map(rows.map((row) => [row['request_id'], row['error_type']]))
      expect(types.get('large')).toBe('RateLimitError')
      expect(types.get('ordinary')).toBe('RateLimitError')
      const full = await rowsOf('error_logs_full')
      const large = full.find((row) => row['request_id'] === 'large')
      expect(large?.['metadata']).toMatch(/^\(left out: \d+ bytes\)$/)
    },
    MINUTE_MS,
  )

  it('that are empty in everything are told as unknown', async () => {
    await stack.database.sql(
      `INSERT INTO "LiteLLM_SpendLogs" (request_id, call_type, "startTime", "endTime", status, metadata,
         model_group, custom_llm_provider, team_id)
       SELECT '', '', now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', 'failure', NULL, NULL, NULL, NULL`,
    )
    const daemon = await stack.start()
    await daemon.trigger('poll')
    await daemon.trigger('report')
    expect(await rowsOf('error_logs_analysis')).toMatchObject([
      { model: 'unknown', key_name: 'unknown', error_type: 'unknown', error_message: '' },
    ])
  })
})

/** Trigger, escape, and what turns the reading direction. */
const controls = ['\u0007', '\u001b', '\u202e']

it('no control character of a message reaches Slack or a mail, and artifacts stay JSON', async () => {
  const message =
    '\u001b[31mred\u001b[0m \u0007 \\u0000 \\ud800 \u202egnp.exe <!channel> <script>alert(1)</script> \u{1f642}'
  const daemon = await stack.start()
  await daemon.trigger('poll')
  await insertSpendLogs(
    stack.database,
    ...Array.from({ length: 12 }, (_, n) =>
      spendFailure(Date.now() + n, {
        metadata: failureMetadata({
          error_code: '503',
          error_class: 'ServiceUnavailableError',
          error_message: message,
        }),
      }),
    ),
  )
  await daemon.trigger('poll')
  const post = await stack.slack.post(({ body }) => body.includes('gpt-4o'))
  // JSON escapes them, so they are looked for in what it means.
  const shown = JSON.stringify(JSON.parse(post.body)).replaceAll('\\n', ' ')
  expect(shown).toContain('gnp.exe')
  expect(shown).not.toMatch(/\\u001b|\\u0007|\u202e|<!channel>/)
  const mail = await stack.mail.mail(({ subject }) => subject?.includes('gpt-4o') === true)
  for (const part of [mail.subject, mail.text, mail.html || ''])
    expect([...(part ?? '')].filter((sign) => controls.includes(sign))).toEqual([])
  expect(mail.html || '').not.toContain('<script>alert')
  await daemon.trigger('report')
  const [row] = await rowsOf('error_logs_analysis')
  expect(row?.['error_message']).toContain('\\u0000')
})
