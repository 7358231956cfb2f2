import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './database.ts'
import { groupName } from './names.ts'
import type { LiteLlmProxy } from './proxy.ts'
import type { AccountName } from './types.ts'

export type Keys = Readonly<Record<AccountName, string>>

/** Makes the keys, teams and users of the cases. Spend is set in the tables before the proxy first reads them. */
export const makeAccounts = async (proxy: LiteLlmProxy, sql: Database['sql']): Promise<Keys> => {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  const key = async (alias: string, more: Readonly<Record<string, unknown>> = {}) =>
    text((await proxy.admin('/key/generate', { key_alias: alias, ...more }))['key'])
  const team = async (alias: string, more: Readonly<Record<string, unknown>>) =>
    text((await proxy.admin('/team/new', { team_alias: alias, ...more }))['team_id'])

  const expired = await key('expired', { duration: '1s' })
  const blocked = await key('blocked')
  await proxy.admin('/key/block', { key: blocked })
  const narrowTeam = await team('narrow team', { models: [groupName('good')] })
  const poorTeam = await team('poor team', { max_budget: 1 })
  const slowTeam = await team('slow team', { rpm_limit: 1 })
  await proxy.admin('/user/new', { user_id: 'poor-user', max_budget: 1, auto_create_key: false })
  const keys: Keys = {
    good: await key('good'),
    blocked,
    expired,
    narrow: await key('narrow', { models: [groupName('good')] }),
    'narrow team': await key('of narrow team', { team_id: narrowTeam }),
    'key over budget': await key('over budget', { max_budget: 1 }),
    'team over budget': await key('of poor team', { team_id: poorTeam }),
    'user over budget': await key('of poor user', { user_id: 'poor-user' }),
    'key rpm': await key('one a minute', { rpm_limit: 1 }),
    'key tpm': await key('one token a minute', { tpm_limit: 1 }),
    'team rpm': await key('of slow team', { team_id: slowTeam }),
    unseen: await key('never used before'),
  }
  await sql('UPDATE "LiteLLM_VerificationToken" SET spend = 2 WHERE key_alias = $1', [
    'over budget',
  ])
  await sql('UPDATE "LiteLLM_TeamTable" SET spend = 2 WHERE team_id = $1', [poorTeam])
  await sql('UPDATE "LiteLLM_UserTable" SET spend = 2 WHERE user_id = $1', ['poor-user'])
  await sleep(1_200)
  return keys
}
