import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { packId, unpackId } from '../../../src/state/events/request-id.ts'
import { migrate } from '../../../src/state/migrate.ts'
import { MIGRATIONS } from '../../../src/state/migrations.ts'
import { openSqlite } from '../../../src/state/sqlite.ts'
import { openState } from '../../../src/state/store.ts'
import { makeEvent, makePage, T0 } from '../contract/make.ts'
import { openTemp, options, tempFolder } from '../open-temp.ts'

const uuid = '0f3b2c1d-5e6f-4a7b-8c9d-00112233aabb'

/** Ids that are UUIDs, nearly so, and of the same length in bytes as a packed one. */
const ids = fc.oneof(
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.uuid().map((id) => id.replaceAll('-', '')),
  fc.uuid().map((id) => `chatcmpl-${id}`),
  fc.uuid().map((id) => `${id}\n`),
  fc.string({ unit: 'binary', minLength: 16, maxLength: 17 }),
  fc.string({ unit: 'grapheme', minLength: 4, maxLength: 17 }),
  fc.string({ unit: 'binary' }),
)

const SAME_BYTES = [
  uuid,
  uuid.toUpperCase(),
  uuid.replaceAll('-', ''),
  `chatcmpl-${uuid}`,
  '',
  'x',
  'sixteen-letters-',
  'sixteen-letters-ÿ',
  'éééééééé',
  '0123456789abcdef',
]

const hexOf = (id: string): string => Buffer.from(packId(id)).toString('hex')

test('a request id comes back as it was, whatever it is', () => {
  fc.assert(fc.property(ids, (id) => unpackId(packId(id)) === id))
  for (const id of SAME_BYTES) expect(unpackId(packId(id))).toBe(id)
})

test('two request ids are the same bytes only if they are the same', () => {
  fc.assert(
    fc.property(ids, ids, (one, other) => (hexOf(one) === hexOf(other)) === (one === other)),
  )
  expect(new Set(SAME_BYTES.map(hexOf)).size).toBe(SAME_BYTES.length)
})

test('a UUID takes 16 bytes', () => {
  expect(packId(uuid)).toHaveLength(16)
})

test('rows are known again by their exact ids', async () => {
  const store = await openTemp()
  await store.commitPage(makePage([uuid, 'sixteen-letters-'].map((id) => makeEvent(id, T0))))
  const asked = SAME_BYTES.map(
    (requestId) => ({ table: 'SpendLogs', requestId, startTime: T0 }) as const,
  )
  const unknown = (await store.unknown(asked)).map(({ requestId }) => requestId)
  expect(unknown).toEqual(SAME_BYTES.filter((id) => id !== uuid && id !== 'sixteen-letters-'))
  expect(await store.views.request(uuid)).toMatchObject([{ requestId: uuid }])
  expect(await store.views.request(uuid.toUpperCase())).toEqual([])
})

/** A state file of version 4, when ids were text, with one event of each id. */
const olderState = async (path: string) => {
  const db = openSqlite(path)
  await migrate(db, MIGRATIONS.slice(0, 4), { path, now: 0, keepCopy: async () => {} })
  await db.run(
    `INSERT INTO groups (fingerprint, version, template, title, error_type, status, fault, first_seen, last_seen, count)
     VALUES ('fp-a', 1, 'tpl a', 'Kind a', 'E', '500', 'provider', ${T0}, ${T0}, 1)`,
  )
  await db.run(
    `INSERT INTO series (group_id, model, provider, key_hash, key_name, team, status, error_type, fault)
     VALUES (1, 'm', 'p', '', 'k', 't', '500', 'E', 'provider')`,
  )
  for (const [n, id] of SAME_BYTES.entries())
    await db.run(
      `INSERT INTO events (id, tbl, request_id, start_ms, time_ms, series_id, flags, message)
       VALUES ($1, 0, $2, ${T0}, ${T0}, 1, 0, 'it broke')`,
      [n + 10, id],
    )
  // The newest number was used, and must not be used again.
  await db.run('DELETE FROM events WHERE id = $1', [SAME_BYTES.length + 9])
  await db.close()
}

test('a state whose ids were text knows the same rows, and goes on counting', async () => {
  const path = join(tempFolder(), 'state.db')
  await olderState(path)
  const store = await openState(`sqlite:${path}`, options)
  const kept = SAME_BYTES.slice(0, -1)
  const asked = SAME_BYTES.map(
    (requestId) => ({ table: 'SpendLogs', requestId, startTime: T0 }) as const,
  )
  expect(await store.unknown(asked)).toEqual(asked.slice(-1))
  for (const id of kept)
    expect(await store.views.request(id)).toMatchObject([{ requestId: id, message: 'it broke' }])
  await store.commitPage(makePage([makeEvent('new', T0)]))
  expect(await store.views.request('new')).toMatchObject([{ id: SAME_BYTES.length + 10 }])
  await store.close()
  const file = new DatabaseSync(path)
  onTestFinished(() => file.close())
  expect(file.prepare('SELECT DISTINCT typeof(request_id) AS type FROM events').all()).toEqual([
    { type: 'blob' },
  ])
})
