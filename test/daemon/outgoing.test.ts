import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createProxy } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startMailServer } from '../channels/email/mail-server.ts'
import { completion } from '../explain/model/model-server.ts'
import { hasOpenssl, makePrivateCa } from '../support/private-ca.ts'

if (!hasOpenssl) console.warn('outgoing calls are not tested: openssl is missing')

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts')
const folder = mkdtempSync(join(tmpdir(), 'lookout-outgoing-'))
const closing: (() => unknown)[] = [() => rmSync(folder, { recursive: true })]
/** Where the proxy was asked to connect to, `host:port`. */
const connected: string[] = []
let environment: Record<string, string> = {}
let caFile = ''

const answer = z.object({
  findings: z.array(z.object({ about: z.string(), level: z.string(), says: z.string() })),
})

const listen = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** What stands outside, all of it at one address: only a proxy knows that these names lead there. */
const startOutside = async (certificates: { readonly key: string; readonly cert: string }) => {
  const outside = createServer(certificates, (request, response) => {
    const path = request.url ?? ''
    if (path.endsWith('/models')) response.end('{"data": [{"id": "m1", "max_model_len": 20000}]}')
    else response.end(path.includes('/chat/') ? completion('ready') : 'ok')
  })
  const port = await listen(outside)
  const proxy = createProxy().on('connect', (request, socket, head) => {
    connected.push(request.url ?? '')
    const inner = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      inner.write(head)
      inner.pipe(socket).pipe(inner)
    })
    for (const end of [inner, socket]) end.on('error', () => socket.destroy())
  })
  closing.push(
    () => outside.closeAllConnections(),
    () => outside.close(),
    () => proxy.close(),
  )
  return `http://127.0.0.1:${await listen(proxy)}`
}

beforeAll(async () => {
  if (!hasOpenssl) return
  const made = makePrivateCa(folder, ['*.outside.test', 'localhost'])
  caFile = made.caFile
  const mail = await startMailServer({ key: made.key, cert: made.cert })
  closing.push(() => mail[Symbol.asyncDispose]())
  writeFileSync(
    join(folder, 'lookout.yaml'),
    `email: { from: l@outside.test, caFile: ${made.caFile} }
heartbeat: { url: https://beat.outside.test/ping }
channels:
  - { name: hook, type: webhook, url: 'https://hook.outside.test/in' }
  - { name: am, type: alertmanager, url: 'https://am.outside.test' }
  - { name: team-mail, type: email, to: [team@outside.test] }
`,
  )
  environment = {
    LOOKOUT_CONFIG: join(folder, 'lookout.yaml'),
    DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x',
    STATE_URL: `sqlite:${folder}/state.db`,
    OUTPUT_DIR: join(folder, 'output'),
    HTTPS_PROXY: await startOutside(made),
    SLACK_WEBHOOK_URL: 'https://slack.outside.test/services/T/B/x',
    SMTP_URL: `smtp://localhost:${mail.port}?requireTLS=true`,
    EMAIL_TO: 'ops@outside.test',
    LLM_URL: 'https://model.outside.test/v1/chat/completions',
    LLM_MODEL: 'm1',
  }
})

afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

/** `lookout check --send-test` in a process of its own: certificates are read when one starts. */
const check = async (more: Readonly<Record<string, string>>) => {
  const args = ['--disable-warning=ExperimentalWarning', main, 'check', '--send-test', '--json']
  const child = spawn(process.execPath, args, { env: { ...environment, ...more } })
  const [out] = await Promise.all([text(child.stdout), once(child, 'exit')])
  const { findings } = answer.parse(JSON.parse(out))
  return (level: string) =>
    findings
      .filter(({ about, ...finding }) => finding.level === level && about !== 'database')
      .map(({ about, says }) => `${about}: ${says}`)
}

describe.skipIf(!hasOpenssl)('every call that leaves (needs openssl)', () => {
  test('goes through HTTPS_PROXY and trusts the private CA it is given', async () => {
    const found = await check({ NODE_EXTRA_CA_CERTS: caFile })
    expect(found('fail')).toEqual([])
    const asked = ['slack', 'hook', 'am', 'email', 'team-mail']
    const good = found('ok').map((line) => line.slice(0, line.indexOf(':')))
    expect(good).toEqual(
      expect.arrayContaining([
        ...asked,
        ...asked.map((name) => `test to ${name}`),
        'model',
        'test to model',
        'heartbeat',
      ]),
    )
    expect([...new Set(connected)].toSorted()).toEqual(
      ['am', 'beat', 'hook', 'model', 'slack'].map((name) => `${name}.outside.test:443`),
    )
  })

  test('without that CA trusts nobody it stands for, but for mail, which has its own', async () => {
    const failed = (await check({}))('fail')
    const names = failed.map((line) => line.slice(0, line.indexOf(':')))
    expect(names).toEqual(expect.arrayContaining(['slack', 'hook', 'am', 'model', 'heartbeat']))
    expect(names.filter((name) => name.includes('mail'))).toEqual([])
    expect(failed.find((line) => line.startsWith('slack'))).toMatch(/certificate/)
  })
})
