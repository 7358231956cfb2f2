import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Keys } from './accounts.ts'
import { send } from './client.ts'
import type { Database } from './database.ts'
import type { Case, Sent } from './types.ts'

const together = 3

/** Rows of requests that were refused early carry no id of the client: the cases' times must not touch. */
const betweenMs = 120

/** Sends all requests of a case, a few at a time. */
const runCase = async (
  url: string,
  keys: Keys,
  one: Case,
  times: number,
): Promise<readonly Sent[]> => {
  const sendOne = async (): Promise<Sent> => {
    const id = randomUUID()
    const began = Date.now()
    const seen = await send(url, keys, one.wire, id)
    return { case: one, id, began, ended: Date.now(), seen }
  }
  const sent: Sent[] = []
  const before = one.before ?? 0
  while (sent.length < before) sent.push(await sendOne())
  while (sent.length < before + times) {
    const size = Math.min(together, before + times - sent.length)
    sent.push(...(await Promise.all(Array.from({ length: size }, sendOne))))
  }
  return sent
}

/** Sends the requests of all cases in their order. */
export const runCases = async (
  url: string,
  keys: Keys,
  cases: readonly Case[],
  options: {
    readonly times: (one: Case) => number
    readonly sql: Database['sql']
  },
): Promise<readonly Sent[]> => {
  const sent: Sent[] = []
  for (const one of cases) {
    const table = one.withoutTable
    const rename = async (from: string, to: string) => {
      await options.sql(`ALTER TABLE "${from}" RENAME TO "${to}"`)
    }
    if (table !== undefined) await rename(table, `${table}_away`)
    try {
      sent.push(...(await runCase(url, keys, one, options.times(one))))
    } finally {
      if (table !== undefined) await rename(`${table}_away`, table)
    }
    await sleep(betweenMs)
  }
  return sent
}
