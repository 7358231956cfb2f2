import { describe, expect, it } from 'vitest'
import { openClassifier } from '../../src/app/open/open-parts.ts'
import { loadConfig } from '../../src/config/load.ts'
import { makeEvent, T0 } from '../state/contract/make.ts'

const configWith = (redaction: string) => {
  const loaded = loadConfig({
    env: {},
    file: 'lookout.yaml',
    readFile: () => `redaction: {${redaction}}\n`,
    sourceNeeded: false,
  })
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  return loaded.config
}

const event = makeEvent('r', T0, {
  message: 'anna@example.com at 10.1.2.3 met an error',
  keyName: 'anna@example.com',
})

describe('addresses', () => {
  it('stay unless they are told to go', () => {
    const { message, keyName } = openClassifier(configWith(''))(event, T0)
    expect(message).toBe(event.message)
    expect(keyName).toBe('anna@example.com')
  })

  it('go by choice, each kind by itself, also as the name of a key', () => {
    const mails = openClassifier(configWith('emailAddresses: true'))(event, T0)
    expect(mails.message).toBe('[redacted: e-mail address] at 10.1.2.3 met an error')
    expect(mails.keyName).toBe('[redacted: e-mail address]')
    const machines = openClassifier(configWith('ipAddresses: true'))(event, T0)
    expect(machines.message).toBe('anna@example.com at [redacted: ip address] met an error')
  })
})
