import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { openChannels } from '../../src/app/open/open-channels.ts'
import { modelOptions } from '../../src/app/open/open-model.ts'
import { channelProbes, testMessageProbes } from '../../src/cli/check/channel-probes.ts'
import { type Probe, runCheck } from '../../src/cli/check/check-command.ts'
import { modelProbe } from '../../src/cli/check/model-probe.ts'
import { english } from '../../src/i18n/locales.ts'
import { configOf, load } from '../config/support.ts'
import { wallClock } from '../support/wall-clock.ts'
import { captureIo } from './support.ts'

let server: Server | undefined

afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((done) => (server === undefined ? done(null) : server.close(done)))
  server = undefined
})

/** A server that answers everything the same and keeps what it was sent. */
const serve = async (status: number, answer: string) => {
  const bodies: string[] = []
  const asked: string[] = []
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += String(part)
    })
    request.on('end', () => {
      if (request.method === 'POST') bodies.push(body)
      asked.push(`${request.method} ${request.url}`)
      response.writeHead(status, { 'content-type': 'application/json' }).end(answer)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port }: Partial<AddressInfo> = Object(server.address())
  return { url: `http://127.0.0.1:${port}`, bodies, asked }
}

const config = (env: Record<string, string>) =>
  configOf(load('', { DATABASE_URL: 'postgresql://u:p@127.0.0.1/x', ...env }))

const modelProbesFor = (env: Record<string, string>): readonly Probe[] => {
  const options = modelOptions(config(env))
  return options === null ? [] : [modelProbe(options, config(env), wallClock)]
}

const check = async (probes: readonly Probe[]) => {
  const io = captureIo()
  const code = await runCheck(probes, { json: false, messages: english.messages }, io)
  return { code, out: io.out() }
}

describe('the model', () => {
  test('that is offered by its server is fine', async () => {
    const { url } = await serve(200, '{"data": [{"id": "m1"}]}')
    const env = { LLM_URL: `${url}/v1/chat/completions`, LLM_MODEL: 'm1' }
    expect(await check(modelProbesFor(env))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^ok {4}model: .*offers m1/),
    })
  })

  test('whose key is refused is a fault that names the variables', async () => {
    const { url } = await serve(401, '{"error": "no such key"}')
    const env = { LLM_URL: `${url}/v1/chat/completions`, LLM_MODEL: 'm1', LLM_API_KEY: 'sk-hush' }
    const { code, out } = await check(modelProbesFor(env))
    expect(code).toBe(1)
    expect(out).toMatch(/^fail {2}model: .*401.* → look at LLM_URL, LLM_API_KEY and LLM_MODEL\n$/)
    expect(out).not.toContain('hush')
  })
})

describe('the channels', () => {
  test('Slack is looked for without its secret path, and not posted to without --send-test', async () => {
    const { url, asked } = await serve(404, 'nothing here')
    const channels = openChannels(config({ SLACK_WEBHOOK_URL: `${url}/services/T/B/x` }))
    expect(await check(channelProbes(channels))).toEqual({
      code: 0,
      out: `ok    slack: ${new URL(url).host} answers; --send-test tries the webhook\n`,
    })
    expect(asked).toEqual(['HEAD /'])
  })

  test('Slack that cannot be reached is a fault that names the proxy', async () => {
    const channels = openChannels(config({ SLACK_WEBHOOK_URL: 'http://127.0.0.1:1/services/T' }))
    const { code, out } = await check(channelProbes(channels))
    expect(code).toBe(1)
    expect(out).toMatch(/^fail {2}slack: .*ECONNREFUSED.* → .*HTTPS_PROXY\n$/)
    expect(out).not.toContain('services')
  })

  test('a mail server that is not there is a fault', async () => {
    const env = { SMTP_URL: 'smtp://127.0.0.1:1', EMAIL_FROM: 'a@b.c', EMAIL_TO: 'd@e.f' }
    const { code, out } = await check(channelProbes(openChannels(config(env))))
    expect(code).toBe(1)
    expect(out).toMatch(/^fail {2}email: .*ECONNREFUSED.* → look at SMTP_URL/)
  })
})

describe('--send-test', () => {
  const probesFor = (url: string) => {
    const asked = config({ SLACK_WEBHOOK_URL: `${url}/services/T/B/x`, LOOKOUT_INSTANCE: 'prod' })
    return testMessageProbes(openChannels(asked), asked, () => 'id-1', { now: () => 1_000 })
  }

  test('sends a message that says what it is', async () => {
    const { url, bodies } = await serve(200, 'ok')
    expect(await check(probesFor(url))).toEqual({ code: 0, out: 'ok    test to slack: accepted\n' })
    expect(bodies).toHaveLength(1)
    expect(bodies[0]).toContain('Test message')
    expect(bodies[0]).toContain('prod')
  })

  test('tells what a channel answered when it refused', async () => {
    const { url } = await serve(404, 'no_service')
    const { code, out } = await check(probesFor(url))
    expect(code).toBe(1)
    expect(out).toMatch(/^fail {2}test to slack: .*no_service.* → look up the webhook/)
  })
})
