import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { HOUR_MS } from '../../src/domain/units.ts'
import { type OpenOptions, openState, type Store } from '../../src/state/store.ts'
import { T0 } from './contract/make.ts'
import { quiet } from './quiet.ts'

export const options: OpenOptions = { log: quiet, now: () => T0 + HOUR_MS }

/** A folder that goes when the test ends. */
export const tempFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-state-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An empty SQLite state in a folder of its own. */
export const openTemp = async (): Promise<Store> => {
  const store = await openState(`sqlite:${join(tempFolder(), 'state.db')}`, options)
  onTestFinished(() => store.close())
  return store
}
