import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openSqlite } from '../../src/state/sqlite.ts'
import { tempFolder } from './open-temp.ts'

const openNumbers = async (busyMs?: number) => {
  const path = join(tempFolder(), 'numbers.db')
  const db = openSqlite(path, busyMs)
  onTestFinished(() => db.close())
  await db.run('CREATE TABLE numbers (n BIGINT NOT NULL)')
  const numbers = async () =>
    (await db.all('SELECT n FROM numbers ORDER BY n')).map((row) => row['n'])
  return { path, db, numbers }
}

const INSERT = 'INSERT INTO numbers (n) VALUES ($1)'

describe('a transaction', () => {
  test('keeps all other work out until it ends', async () => {
    const { db, numbers } = await openNumbers()
    const gate = Promise.withResolvers<void>()
    const order: string[] = []
    const first = db.transaction(async (tx) => {
      await tx.run(INSERT, [1])
      await gate.promise
      await tx.run(INSERT, [2])
      order.push('first')
    })
    const second = db.transaction(async (tx) => {
      order.push(`second saw ${(await tx.all('SELECT n FROM numbers')).length}`)
      await tx.run(INSERT, [3])
    })
    const read = numbers().then((found) => order.push(`read ${found.join(' ')}`))
    gate.resolve()
    await Promise.all([first, second, read])
    expect(order).toEqual(['first', 'second saw 2', 'read 1 2 3'])
  })

  test('that throws leaves nothing and does not stop the next', async () => {
    const { db, numbers } = await openNumbers()
    const failing = db.transaction(async (tx) => {
      await tx.run(INSERT, [1])
      throw new Error('on purpose')
    })
    const next = db.transaction((tx) => tx.run(INSERT, [2]))
    await expect(failing).rejects.toThrow('on purpose')
    expect(await next).toBe(1)
    expect(await numbers()).toEqual([2])
  })
})

describe('a failure says what it is', () => {
  test('busy while another process writes', async () => {
    const { path, db } = await openNumbers(0)
    const other = new DatabaseSync(path)
    onTestFinished(() => other.close())
    other.exec('BEGIN IMMEDIATE')
    await expect(db.run(INSERT, [1])).rejects.toMatchObject({ failure: 'busy' })
    await expect(db.transaction((tx) => tx.run(INSERT, [1]))).rejects.toMatchObject({
      failure: 'busy',
    })
    other.exec('ROLLBACK')
    expect(await db.run(INSERT, [1])).toBe(1)
  })

  test('full when there is no room, and nothing of the transaction stays', async () => {
    const { db, numbers } = await openNumbers()
    await db.all('PRAGMA max_page_count = 4')
    const filling = db.transaction(async (tx) => {
      for (let n = 0; n < 10_000; n += 1) await tx.run(INSERT, [n])
    })
    await expect(filling).rejects.toMatchObject({ failure: 'full', cause: expect.any(Error) })
    expect(await numbers()).toEqual([])
    await db.run(INSERT, [7])
    expect(await numbers()).toEqual([7])
  })

  test('readonly when it may not be written', async () => {
    const { db } = await openNumbers()
    await db.all('PRAGMA query_only = ON')
    await expect(db.run(INSERT, [1])).rejects.toMatchObject({ failure: 'readonly' })
  })
})

test('placeholders may come in any order and more than once', async () => {
  const { db } = await openNumbers()
  const rows = await db.all('SELECT $2 AS b, $1 AS a, $2 AS c, $11 AS k', [
    ...['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'],
  ])
  expect(rows).toEqual([{ b: '2', a: '1', c: '2', k: '11' }])
})
