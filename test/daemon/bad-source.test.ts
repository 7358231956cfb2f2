import { afterEach, beforeEach, expect, it } from 'vitest'
import { insertSpendLogs, spendFailure } from '../support/litellm-rows.ts'
import { ddl } from '../support/litellm-shapes.ts'
import { type Stack, startStack } from './harness.ts'

let stack: Stack
let role = ''
beforeEach(async () => {
  stack = await startStack('empty')
  role = `reader_${stack.database.name}`
  await stack.database.sql(`CREATE ROLE ${role} LOGIN PASSWORD 'right'`)
})
afterEach(async () => {
  await stack.database.sql(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
  await stack.stop()
})

const urlWith = (password: string, query = '') => {
  const url = Object.assign(new URL(stack.database.url), { username: role, password })
  return `${url.href}${query}`
}
const reported = async () => {
  const files = [...(await stack.artifacts())].filter(([name]) => name.includes('analysis_'))
  return files.filter(([name]) => name.endsWith('json')).flatMap(([, text]) => JSON.parse(text))
}
const logged = () => stack.log.map((line) => JSON.stringify(line)).join('\n')
const unready = async (url: string): Promise<string> => (await fetch(`${url}/readyz`)).text()

it('a daemon that starts with a wrong password and no tables says what is wrong, step by step, and goes on', async () => {
  const pasted = '?schema=public&connection_limit=100&pool_timeout=60&pgbouncer=true'
  const daemon = await stack.start({ env: { DATABASE_URL: urlWith('wrong', pasted) } })
  await daemon.trigger('poll')
  expect(await unready(daemon.url)).toContain('password')
  expect(logged()).toContain('Check user and password in DATABASE_URL')
  expect(logged()).not.toContain(':wrong@')

  await stack.database.sql(`ALTER ROLE ${role} PASSWORD 'wrong'`)
  await daemon.trigger('poll')
  expect(await unready(daemon.url)).toContain('no LiteLLM_SpendLogs in schema public')

  await stack.database.sql(ddl('2026-09'))
  await daemon.trigger('poll')
  expect(await unready(daemon.url)).toContain('GRANT SELECT ON')

  await stack.database.sql(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`)
  await insertSpendLogs(stack.database, spendFailure(Date.now()))
  await daemon.trigger('poll')
  expect(await unready(daemon.url)).toContain('"ready"')
  await daemon.trigger('report')
  expect(await reported()).toHaveLength(1)
})

it('a role that may read one of the two tables alone reads that one', async () => {
  await stack.database.sql(
    `${ddl('2026-09')}; GRANT SELECT ON "LiteLLM_SpendLogs" TO ${role}; REVOKE ALL ON "LiteLLM_ErrorLogs" FROM ${role}`,
  )
  await insertSpendLogs(stack.database, spendFailure(Date.now(), { request_id: 'seen' }))
  const daemon = await stack.start({ env: { DATABASE_URL: urlWith('right') } })
  await daemon.trigger('poll')
  expect(await unready(daemon.url)).toContain('"ready"')
  await daemon.trigger('report')
  expect(await reported()).toMatchObject([{ request_id: 'seen', key_name: 'team-a-key' }])
})
