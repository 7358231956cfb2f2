import { expect, test } from 'vitest'
import { failureMetadata, insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { forever, NOON, parsed, slice, withSource } from './with-source.ts'

test('metadata may be NULL, a number, an array, or an object without what is looked for', async () => {
  await withSource('2026-09', async (source, db) => {
    const odd = [
      null,
      '17',
      '[1, "status"]',
      '{}',
      '{"error_information": "text"}',
      '{"status": null}',
    ]
    await insertSpendLogs(db, ...odd.map((metadata, at) => spendFailure(NOON + at, { metadata })))
    const events = await source.read(slice(), forever)
    expect(events.map((event) => [event.status, event.errorType, event.message])).toEqual(
      odd.map(() => ['failure', null, '']),
    )
  })
})

test.each(['2024-11', '2026-09'] as const)(
  'NULL status of %s: the metadata tells',
  async (shape) => {
    await withSource(shape, async (source, db) => {
      const text = (value: object) => JSON.stringify(JSON.stringify(value))
      const nested = { status: 'success', note: '"status": "failure"' }
      await insertSpendLogs(
        db,
        spendFailure(NOON, { request_id: 'object', status: null }),
        spendFailure(NOON + 1, {
          request_id: 'text',
          status: null,
          metadata: text(failureMetadata()),
        }),
        spendFailure(NOON + 2, {
          request_id: 'went well',
          status: null,
          metadata: { status: 'success' },
        }),
        spendFailure(NOON + 3, {
          request_id: 'text went well',
          status: null,
          metadata: text(nested),
        }),
        spendFailure(NOON + 4, { request_id: 'null', status: null, metadata: null }),
        spendFailure(NOON + 5, { request_id: 'array', status: null, metadata: '["failure"]' }),
        spendFailure(NOON + 6, {
          request_id: 'no json',
          status: null,
          metadata: '"{\\"status\\": "',
        }),
      )
      const events = await source.read(slice(), forever)
      expect(events.map((event) => [event.requestId, event.errorType, event.keyName])).toEqual([
        ['object', 'RateLimitError', 'team-a-key'],
        ['text', 'RateLimitError', 'team-a-key'],
      ])
      expect(await source.keys(slice(), forever)).toHaveLength(2)
    })
  },
)

test('50 MB of metadata, message or text cost no more memory than their bounds', async () => {
  await withSource(
    '2026-09',
    async (source, db) => {
      await insertSpendLogs(
        db,
        spendFailure(NOON, { request_id: 'metadata' }),
        spendFailure(NOON + 1, { request_id: 'message' }),
        spendFailure(NOON + 2, { request_id: 'text' }),
      )
      const large = `repeat('x', 50 * 1024 * 1024)`
      const set = (id: string, value: string) =>
        db.sql(`UPDATE "LiteLLM_SpendLogs" SET metadata = ${value} WHERE request_id = '${id}'`)
      await set('metadata', `metadata || jsonb_build_object('more', ${large})`)
      await set(
        'message',
        `jsonb_set(metadata, '{error_information,error_message}', to_jsonb(${large}))`,
      )
      await set('text', `to_jsonb(${large})`)
      const events = await source.read(slice(), forever)
      expect(events.map((event) => event.message.length)).toEqual([41, 1000, 0])
      const keys = await source.keys(slice(), forever)
      const rows = await source.fullRows(keys, forever)
      expect(rows).toHaveLength(3)
      for (const row of rows.map(parsed)) {
        expect(row['metadata']).toMatch(/^\(left out: \d+ bytes\)$/)
        expect(row['model_group']).toBe('gpt-4o')
      }
    },
    { maxMessageChars: 1000 },
  )
})

test('messages with ANSI codes, escapes that look like NUL and lone surrogates, and other scripts come as they are', async () => {
  await withSource('2026-09', async (source, db) => {
    const message = '\u001b[31mred\u001b[0m \\u0000 \\ud800 <!channel> 数 🙂\r\n\ttab'
    await insertSpendLogs(
      db,
      spendFailure(NOON, { metadata: failureMetadata({ error_message: message }) }),
    )
    const events = await source.read(slice(), forever)
    expect(events.map((event) => event.message)).toEqual([message])
  })
})

test('prompts and bodies are in full rows only when asked for, and with them the bound', async () => {
  await withSource(
    '2026-09',
    async (source, db) => {
      const row = spendFailure(NOON, {
        messages: { prompt: 'secret' },
        response: { words: 'x'.repeat(3000) },
        completionStartTime: NOON + 1,
      })
      await insertSpendLogs(db, row)
      const [found] = await source.fullRows(await source.keys(slice(), forever), forever)
      expect(parsed(found)).toMatchObject({
        messages: { prompt: 'secret' },
        response: '(left out: 3013 bytes)',
        completionStartTime: '2026-03-01T12:00:00.001Z',
        spend: 0,
        session_id: null,
        request_tags: [],
      })
    },
    { includePrompts: true, maxValueBytes: 2000 },
  )
})

test('full rows keep what JSON in the table says, to the last digit and the oddest name', async () => {
  await withSource('2026-09', async (source, db) => {
    const metadata =
      '{"n": 12345678901234567890.10, "\\"": "\\u0007 \\\\ \\" {}[]:,", "__proto__": {"1": -0.5e-9}, "": [null, true]}'
    await insertSpendLogs(
      db,
      spendFailure(NOON, { request_id: '"quoted"\n\\', metadata, model: 'ü \u2028 🙂' }),
      spendFailure(NOON + 1, { metadata: null }),
    )
    const rows = (await source.fullRows(await source.keys(slice(), forever), forever)).toSorted(
      (a, b) => a.key.startTime - b.key.startTime,
    )
    expect(rows[0]?.json).toContain('12345678901234567890.10')
    expect(rows[0]?.json).not.toContain('\n')
    const found = rows.map(parsed)
    expect(found[0]).toMatchObject({ request_id: '"quoted"\n\\', model: 'ü \u2028 🙂' })
    expect(found[0]?.['metadata']).toEqual(JSON.parse(metadata))
    expect(found[1]?.['metadata']).toBeNull()
  })
})

test('a row that was empty but for its key is an event', async () => {
  await withSource('2026-09', async (source, db) => {
    await db.sql(
      `INSERT INTO "LiteLLM_SpendLogs" (request_id, call_type, "startTime", "endTime", status, metadata,
         model_group, custom_llm_provider, team_id) VALUES ('', '', $1, $1, 'failure', NULL, NULL, NULL, NULL)`,
      [new Date(NOON).toISOString()],
    )
    const [event] = await source.read(slice(), forever)
    expect(event).toMatchObject({
      requestId: '',
      model: null,
      status: 'failure',
      team: null,
    })
  })
})

test('what LiteLLM copies into each row of a model is in all of their full rows, sent or remembered', async () => {
  await withSource('2026-09', async (source, db) => {
    const map = (n: number) => ({ model_map_key: `m${n}`, model_map_value: { note: 'ü "\\', n } })
    const metadata = [
      { a: 1, model_map_information: map(1), z: 'y' },
      { model_map_information: map(1) },
      { model_map_information: map(2), error_information: { error_code: '429' } },
      { model_map_information: null },
      { model_map_information: 'text', more: {} },
      { model_map_information: {} },
      { model_map_information: [map(1)] },
      [{ model_map_information: map(1) }],
      'text',
      17,
      null,
      { model_map_information: { ...map(1), more: 'x'.repeat(20_000) } },
      { nested: { model_map_information: map(1) } },
      ...Array.from({ length: 600 }, (_, n) => ({ n, model_map_information: map(n % 300) })),
    ]
    await insertSpendLogs(
      db,
      ...metadata.map((value, at) =>
        spendFailure(NOON + at, { metadata: value === null ? null : JSON.stringify(value) }),
      ),
    )
    const keys = await source.keys(slice({ limit: 1000 }), forever)
    for (const batch of [keys.slice(0, 100), keys, keys.slice(50, 150), keys]) {
      const rows = await source.fullRows(batch, forever)
      const found = new Map(rows.map((row) => [row.key.startTime, parsed(row)['metadata']]))
      expect(batch.map(({ startTime }) => found.get(startTime))).toEqual(
        batch.map(({ startTime }) => metadata[startTime - NOON]),
      )
    }
    const both = await Promise.all([source.fullRows(keys, forever), source.fullRows(keys, forever)])
    expect(both[0]).toEqual(both[1])
  })
})

test('metadata is left out where only together with what repeats it is above the bound', async () => {
  await withSource(
    '2026-09',
    async (source, db) => {
      // Long enough to be stored compressed, so that the size in the table tells nothing.
      const map = { note: 'm'.repeat(1500) }
      const lengths = [10, 1500, 5000]
      await insertSpendLogs(
        db,
        ...lengths.map((length, at) =>
          spendFailure(NOON + at, {
            metadata: { own: 'x'.repeat(length), model_map_information: map },
          }),
        ),
      )
      for (let time = 0; time < 2; time++) {
        const rows = await source.fullRows(await source.keys(slice(), forever), forever)
        const found = rows.toSorted((a, b) => a.key.startTime - b.key.startTime).map(parsed)
        expect(found.map((row) => row['metadata'])).toEqual([
          { own: 'x'.repeat(10), model_map_information: map },
          '(left out: 3050 bytes)',
          '(left out: 6550 bytes)',
        ])
      }
    },
    { maxValueBytes: 2000 },
  )
})
