import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  postgresAccount,
  reaches,
  withinReach,
} from '../../../src/demo/database/postgres-account.ts'

describe("the account that the demo's PostgreSQL runs as", () => {
  const stranger = { uid: 65_533, gid: 65_533 }
  let folder: string
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'lookout-account-')))
    chmodSync(folder, 0o755)
    mkdirSync(join(folder, 'clone', 'programs'), { recursive: true })
    writeFileSync(join(folder, 'clone', 'programs', 'initdb'), 'a program')
    symlinkSync('initdb', join(folder, 'clone', 'programs', 'link'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('is our own, unless we are root', () => {
    expect(postgresAccount(1000)).toBe(null)
    expect(postgresAccount(undefined)).toBe(null)
    expect(postgresAccount(0)?.uid).toBeGreaterThan(0)
  })

  test('reaches a folder only when it may enter each one above it', () => {
    const programs = join(folder, 'clone', 'programs')
    expect(reaches(programs, stranger)).toBe(true)
    chmodSync(join(folder, 'clone'), 0o700)
    expect(reaches(programs, stranger)).toBe(false)
  })

  test('gets a copy of the programs when the clone lies in a private folder', () => {
    const programs = join(folder, 'clone', 'programs')
    const copy = join(folder, 'copy')
    expect(withinReach(programs, copy, stranger)).toBe(programs)
    chmodSync(join(folder, 'clone'), 0o700)
    expect(withinReach(programs, copy, null)).toBe(programs)
    expect(withinReach(programs, copy, stranger)).toBe(copy)
    expect(readFileSync(join(copy, 'link'), 'utf8')).toBe('a program')
  })
})
