import { describe, expect, it } from 'vitest'
import { type Finding, showFinding } from '../../../src/cli/check/check-command.ts'
import {
  clockFinding,
  permissionFindings,
  roomFinding,
  webFindings,
} from '../../../src/cli/check/check-surroundings.ts'
import { english } from '../../../src/i18n/locales.ts'

const shown = (finding: Finding) => showFinding(finding, english.messages)

const web = {
  host: '0.0.0.0',
  port: 8080,
  basePath: '',
  publicUrl: '',
  token: 'x'.repeat(32),
  metricsToken: '',
}

describe('what check says of the surroundings', () => {
  it('warns of clocks more than a minute apart, and of which is ahead', () => {
    expect(clockFinding(1_000_000, 1_000_900).level).toBe('ok')
    expect(shown(clockFinding(1_090_000, 1_000_000))).toMatchObject({
      level: 'warn',
      says: "the database's clock is 90 s ahead of this machine's",
    })
    expect(shown(clockFinding(1_000_000, 1_090_000)).says).toContain('behind')
  })
  it('warns of a disk that is nearly full, whatever its size', () => {
    expect(roomFinding('state', '/s', { free: 0.9e9, total: 100e9 }).level).toBe('warn')
    expect(roomFinding('state', '/s', { free: 1.1e9, total: 100e9 }).level).toBe('ok')
    // A small volume that is hardly used.
    expect(roomFinding('state', '/s', { free: 0.4e9, total: 0.5e9 }).level).toBe('ok')
  })
  it('warns of a state that others may read', () => {
    expect(permissionFindings('/s/lookout.db', 0o100600)).toEqual([])
    expect(permissionFindings('/s/lookout.db', 0o100644).map(shown)).toMatchObject([
      { level: 'warn', remedy: 'chmod 600 /s/lookout.db' },
    ])
  })
  it('warns of tokens that are soon tried out', () => {
    expect(webFindings(web).map(({ level }) => level)).toEqual(['ok'])
    const short = webFindings({ ...web, token: 'short', metricsToken: 'short' })
    expect(short.map(({ level }) => level)).toEqual(['ok', 'warn', 'warn'])
    expect(JSON.stringify(short)).not.toContain('"short"')
  })
})
