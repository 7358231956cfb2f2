import { describe, expect, test } from 'vitest'
import { fail, ok, type Probe, runCheck, warn } from '../../../src/cli/check/check-command.ts'
import { captureIo } from '../support.ts'

const probe = (run: Probe['run'], remedy = 'look it up'): Probe => ({ about: 'thing', remedy, run })

describe('check', () => {
  test('writes a line for each finding, with the remedy behind it', async () => {
    const io = captureIo()
    const probes = [
      probe(async () => [ok('database', 'reached')]),
      probe(async () => [
        warn('slack', 'not configured', 'set SLACK_WEBHOOK_URL'),
        fail('email', 'refused\nwith a second line', 'ask the server'),
      ]),
    ]
    expect(await runCheck(probes, { json: false }, io)).toBe(1)
    expect(io.out()).toBe(
      'ok    database: reached\n' +
        'warn  slack: not configured → set SLACK_WEBHOOK_URL\n' +
        'fail  email: refused with a second line → ask the server\n',
    )
  })

  test('ends with 0 where nothing failed, warnings or not', async () => {
    const probes = [probe(async () => [ok('a', 'b'), warn('c', 'd', 'e')])]
    expect(await runCheck(probes, { json: false }, captureIo())).toBe(0)
  })

  test('goes on after a probe that throws, and tells its own remedy before the general one', async () => {
    const io = captureIo()
    const own = Object.assign(new Error('no route'), { remedy: 'plug it in' })
    const probes = [
      probe(() => Promise.reject(own)),
      probe(() => Promise.reject(new Error('odd'))),
      probe(async () => [ok('last', 'reached')]),
    ]
    expect(await runCheck(probes, { json: false }, io)).toBe(1)
    expect(io.out()).toBe(
      'fail  thing: no route → plug it in\nfail  thing: odd → look it up\nok    last: reached\n',
    )
  })

  test('answers as one JSON object for programs', async () => {
    const io = captureIo({ tty: true })
    await runCheck([probe(async () => [fail('a', 'b', 'c')])], { json: true }, io)
    expect(JSON.parse(io.out())).toEqual({
      ok: false,
      findings: [{ about: 'a', level: 'fail', says: 'b', remedy: 'c' }],
    })
  })

  test('colours on a terminal alone', async () => {
    const probes = [probe(async () => [ok('a', 'b')])]
    const terminal = captureIo({ tty: true })
    await runCheck(probes, { json: false }, terminal)
    expect(terminal.out()).toBe('\u001b[32mok  \u001b[0m  a: b\n')
  })

  test('stops between probes when it is told to', async () => {
    const stopping = new AbortController()
    const io = captureIo({ signal: stopping.signal })
    const probes = [
      probe(async () => {
        stopping.abort(new Error('stopped'))
        return []
      }),
      probe(() => {
        throw new Error('asked after the stop')
      }),
    ]
    await expect(runCheck(probes, { json: false }, io)).rejects.toThrow('stopped')
  })
})
