import { join } from 'node:path'
import { expect } from 'vitest'
import type { Daemon } from '../../src/app/start.ts'
import type { Stack } from '../daemon/harness.ts'
import { readState } from './observed.ts'

const idsIn = (text: string): readonly unknown[] => {
  const rows: unknown = JSON.parse(text)
  if (!Array.isArray(rows)) throw new Error('a full file is an array')
  return rows.map((row) => row['request_id'])
}

/** Each of these failures is in the state once, and in the full file of one report once; and no other is. */
export const expectNotifiedOnce = async (
  stack: Stack,
  daemon: Daemon,
  ids: readonly string[],
  state = join(stack.folder, 'state', 'lookout.db'),
): Promise<void> => {
  await daemon.trigger('report')
  const { events } = readState(state)
  expect(events.map(({ requestId }) => requestId).toSorted()).toEqual(ids.toSorted())
  const files = [...(await stack.artifacts())].filter(([name]) => name.includes('_full_'))
  expect(files.flatMap(([, text]) => idsIn(text)).toSorted()).toEqual(ids.toSorted())
}

/** What was logged at this level, as one text. */
export const logged = (stack: Stack, level: string): string =>
  stack.log
    .filter((line) => line['level'] === level)
    .map((line) => `${line['message']} ${line['error'] ?? ''}`)
    .join('\n')
