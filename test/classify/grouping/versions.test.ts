import { describe, expect, it } from 'vitest'
import {
  createFingerprinter,
  type FingerprintInput,
  GROUPING_VERSION,
} from '../../../src/classify/grouping/fingerprint.ts'
import { mapGroups } from '../../../src/classify/grouping/versions.ts'

const fingerprint = createFingerprinter()
const sample = (message: string): FingerprintInput => ({
  message,
  errorClass: 'Timeout',
  statusCode: '408',
  provider: '',
})

describe('groups of an older version', () => {
  it('are mapped to the fingerprints their samples have today', () => {
    const stored = [
      { fingerprint: 'old-a', version: 0, sample: sample('no answer in 5 seconds') },
      { fingerprint: 'old-b', version: 0, sample: sample('no answer in 60 seconds') },
    ]
    const today = fingerprint(sample('no answer in 7 seconds')).fingerprint
    expect(mapGroups(stored, fingerprint).map(({ from, to }) => [from, to])).toEqual([
      ['old-a', today],
      ['old-b', today],
    ])
  })

  it('may have kept their fingerprint; those of today are left out', () => {
    const group = fingerprint(sample('gone'))
    const kept = { fingerprint: group.fingerprint, version: 0, sample: sample('gone') }
    const current = { fingerprint: 'x', version: GROUPING_VERSION, sample: sample('gone') }
    expect(mapGroups([kept, current], fingerprint).map(({ from, to }) => [from, to])).toEqual([
      [group.fingerprint, group.fingerprint],
    ])
  })
})
