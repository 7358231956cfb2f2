import { describe, expect, test } from 'vitest'
import { fail, ok, type Probe, runCheck, warn } from '../../../src/cli/check/check-command.ts'
import { chinese, english } from '../../../src/i18n/locales.ts'
import { explainError } from '../../../src/source/connection/explain-error.ts'
import { captureIo } from '../support.ts'

const probe = (run: Probe['run'], remedy = 'look it up'): Probe => ({
  about: 'thing',
  remedy: { text: remedy },
  run,
})

const { messages } = english

describe('check', () => {
  test('writes a line for each finding, with the remedy behind it', async () => {
    const io = captureIo()
    const probes = [
      probe(async () => [ok('database', { text: 'reached' })]),
      probe(async () => [
        warn('slack', { text: 'not configured' }, { text: 'set SLACK_WEBHOOK_URL' }),
        fail('email', { text: 'refused\nwith a second line' }, { text: 'ask the server' }),
      ]),
    ]
    expect(await runCheck(probes, { json: false, messages }, io)).toBe(1)
    expect(io.out()).toBe(
      'ok    database: reached\n' +
        'warn  slack: not configured → set SLACK_WEBHOOK_URL\n' +
        'fail  email: refused with a second line → ask the server\n',
    )
  })

  test('ends with 0 where nothing failed, warnings or not', async () => {
    const probes = [
      probe(async () => [ok('a', { text: 'b' }), warn('c', { text: 'd' }, { text: 'e' })]),
    ]
    expect(await runCheck(probes, { json: false, messages }, captureIo())).toBe(0)
  })

  test('goes on after a probe that throws, and tells its own remedy before the general one', async () => {
    const io = captureIo()
    const own = Object.assign(new Error('no route'), { remedy: 'plug it in' })
    const probes = [
      probe(() => Promise.reject(own)),
      probe(() => Promise.reject(new Error('odd'))),
      probe(async () => [ok('last', { text: 'reached' })]),
    ]
    expect(await runCheck(probes, { json: false, messages }, io)).toBe(1)
    expect(io.out()).toBe(
      'fail  thing: no route → plug it in\nfail  thing: odd → look it up\nok    last: reached\n',
    )
  })

  test('says what helps with an error of the source in the language of the configuration', async () => {
    const place = { where: 'db:5432/x', user: 'u', password: 'p', schema: 'public' }
    const refused = Object.assign(new Error('no such role'), { code: '28P01' })
    const error = explainError(refused, 'connecting', place)
    const io = captureIo()
    const options = { json: false, messages: chinese.messages }
    expect(await runCheck([probe(() => Promise.reject(error))], options, io)).toBe(1)
    expect(io.out()).toContain('no such role → 请检查 DATABASE_URL 中的用户名和密码')
  })

  test('answers as one JSON object for programs', async () => {
    const io = captureIo({ tty: true })
    await runCheck(
      [probe(async () => [fail('a', { text: 'b' }, { text: 'c' })])],
      { json: true, messages },
      io,
    )
    expect(JSON.parse(io.out())).toEqual({
      ok: false,
      findings: [{ about: 'a', level: 'fail', says: 'b', remedy: 'c' }],
    })
  })

  test('colours on a terminal alone', async () => {
    const probes = [probe(async () => [ok('a', { text: 'b' })])]
    const terminal = captureIo({ tty: true })
    await runCheck(probes, { json: false, messages }, terminal)
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
    await expect(runCheck(probes, { json: false, messages }, io)).rejects.toThrow('stopped')
  })
})
