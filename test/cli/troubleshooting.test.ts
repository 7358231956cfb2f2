import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandList } from '../../src/cli/command-list.ts'
import { runCommandLine } from '../../src/cli/run-command.ts'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { say, serveModel } from '../explain/model/model-server.ts'
import {
  failureMetadata,
  insertSpendLogs,
  spendFailure,
  spendSuccess,
} from '../support/litellm-rows.ts'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'
import { captureIo } from './support.ts'

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'lookout-trouble-'))
let quiet: TestDatabase
let failing: TestDatabase

beforeAll(async () => {
  quiet = await createDatabase('2026-09')
  await insertSpendLogs(quiet, spendSuccess(Date.now() - MINUTE_MS))
  failing = await createDatabase('2026-09')
  const metadata = { ...failureMetadata(), user_api_key_alias: 'billing' }
  await insertSpendLogs(failing, spendFailure(Date.now() - MINUTE_MS, { metadata }))
  writeFileSync(join(folder, 'a-file'), '')
  mkdirSync(join(folder, 'a-folder'))
})
afterAll(async () => {
  await quiet.drop()
  await failing.drop()
  rmSync(folder, { recursive: true })
})

/** What `lookout check` writes, to both its outputs. */
const check = async (
  env: Readonly<Record<string, string>>,
  { yaml = '', args = [] }: { readonly yaml?: string; readonly args?: readonly string[] } = {},
): Promise<string> => {
  const config = join(folder, 'lookout.yaml')
  writeFileSync(config, yaml)
  const io = captureIo({
    env: {
      DATABASE_URL: failing.url,
      STATE_URL: `sqlite:${folder}/state.db`,
      OUTPUT_DIR: `${folder}/output`,
      ...env,
    },
    now: Date.now,
  })
  const commands = commandList(() => Promise.reject(new Error('no demo here')))
  await runCommandLine(['check', '--config', config, ...args], commands, '0', io)
  return io.out() + io.err()
}

const refused = async (status: number, text: string): Promise<string> =>
  (await serveModel(say(text, status))).url

/** Each problem in the README's troubleshooting section, reproduced, and the line that `check` prints for it. */
const troubles: Readonly<Record<string, readonly [() => Promise<string>, RegExp]>> = {
  'The database is not reachable': [
    () => check({ DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x' }),
    /^fail {2}database: .*ECONNREFUSED.* → Check host and port in DATABASE_URL/m,
  ],
  'The Docker network is not found': [
    () => check({ DATABASE_URL: 'postgresql://u:p@no-such-host.invalid/x' }),
    /^fail {2}database: .*no-such-host.* → .*network \(LITELLM_NETWORK\)/m,
  ],
  'No failures are found': [
    () => check({ DATABASE_URL: quiet.url }),
    /^warn {2}logging: requests are logged .* but not one failure .* → .*disable_error_logs/m,
  ],
  'A key alias does not match': [
    () => check({}, { yaml: 'source: { filters: { keys: { include: [Billing, bill*] } } }' }),
    /^warn {2}filters: source.filters.keys asks for Billing, .* → lookout keys lists/m,
  ],
  'Calls to the model fail': [
    async () => {
      const url = await refused(400, '{"error": "Unsupported value: temperature"}')
      const env = { LLM_URL: `${url}/v1/chat/completions`, LLM_MODEL: 'm1' }
      return check(env, { args: ['--send-test'] })
    },
    /^fail {2}test to model: .* answered 400: .* → set llm.temperature: none$/m,
  ],
  'The output folder is not writable': [
    () => check({ OUTPUT_DIR: join(folder, 'a-file', 'output') }),
    /^fail {2}output: .* → make .* writable .*chown 1000:1000/m,
  ],
  'A secret cannot be read': [
    () => check({ SLACK_WEBHOOK_URL_FILE: join(folder, 'a-folder') }),
    /SLACK_WEBHOOK_URL_FILE: cannot read .*: it is a folder; name a file that this user may read/m,
  ],
  'Nothing arrives on Slack': [
    async () => {
      const url = await refused(404, 'no_service')
      return check({ SLACK_WEBHOOK_URL: `${url}/services/T/B/x` }, { args: ['--send-test'] })
    },
    /^fail {2}test to slack: .*no_service.* → look up the webhook .*HTTPS_PROXY/m,
  ],
}

test('check covers the problems of the README, and no others', () => {
  const section = readme.slice(readme.indexOf('## Troubleshooting'), readme.indexOf('## Configura'))
  const titles = [...section.matchAll(/^\*\*([^*]+?)\.?\*\*/gm)].map(([, title]) => title)
  expect(Object.keys(troubles).toSorted()).toEqual(titles.toSorted())
})

test.each(Object.entries(troubles))('%s: check has a line for it', async (_, [run, line]) => {
  expect(await run()).toMatch(line)
})

test('a filter that matches is fine', async () => {
  const yaml = 'source: { filters: { keys: { include: [bill*] }, models: { include: [gpt-*] } } }'
  expect(await check({}, { yaml })).toMatch(/^ok {4}filters: each name/m)
})
