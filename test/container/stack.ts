import { chown, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { docker, type Ran, run, until } from './docker.ts'

const root = join(import.meta.dirname, '..', '..')

const tables = `
CREATE TABLE "LiteLLM_SpendLogs" (
  request_id text PRIMARY KEY, call_type text NOT NULL DEFAULT '', api_key text NOT NULL DEFAULT '',
  "startTime" timestamp(3) NOT NULL, "endTime" timestamp(3) NOT NULL, model text NOT NULL DEFAULT '',
  model_group text DEFAULT '', custom_llm_provider text DEFAULT '', metadata jsonb DEFAULT '{}', team_id text, status text);
CREATE INDEX ON "LiteLLM_SpendLogs" ("startTime", request_id);
CREATE ROLE lookout LOGIN PASSWORD 'p@ss/word';
GRANT SELECT ON "LiteLLM_SpendLogs" TO lookout;
`

/** A network with LiteLLM's database and a Slack sink in it, and docker-compose.yml beside it, as an operator has them. */
export interface Stack {
  readonly compose: (...args: readonly string[]) => Promise<Ran>
  readonly psql: (sql: string) => Promise<Ran>
  /** The lookout container's id. */
  readonly lookout: () => Promise<string>
  /** What the Slack sink was sent, a line for each post. */
  readonly posts: () => Promise<readonly string[]>
  readonly remove: () => Promise<void>
}

const secretsOf = (tag: string): Readonly<Record<string, string>> => ({
  database_url: `postgresql://lookout:p%40ss%2Fword@${tag}-db:5432/litellm?schema=public&connection_limit=10\n`,
  slack_webhook_url: `http://${tag}-sink:8000/services/T000/B000/secret\n`,
  // Channels that are not used.
  llm_api_key: '',
  smtp_url: '',
})

/** Secrets that only the image's user may read, where this process may give files away. */
const writeSecrets = async (folder: string, tag: string): Promise<void> => {
  await mkdir(join(folder, 'secrets'))
  for (const [name, value] of Object.entries(secretsOf(tag))) {
    const path = join(folder, 'secrets', name)
    const isRoot = process.getuid?.() === 0
    await writeFile(path, value, { mode: isRoot ? 0o400 : 0o444 })
    if (isRoot) await chown(path, 1000, 1000)
  }
}

/** Starts everything but Lookout itself; `tag` names it all. The image must have been built. */
export const startStack = async (tag: string): Promise<Stack> => {
  const network = `${tag}-network`
  const folder = await mkdtemp(join(tmpdir(), 'lookout-compose-'))
  const compose = (...args: readonly string[]) =>
    run('docker-compose', ['-p', tag, ...args], {
      cwd: folder,
      env: { LITELLM_NETWORK: network, LOOKOUT_INSTANCE: 'container-test', EMAIL_TO: '' },
    })
  const psql = (sql: string) => docker('exec', `${tag}-db`, 'psql', '-U', 'litellm', '-c', sql)

  await copyFile(join(root, 'docker-compose.yml'), join(folder, 'docker-compose.yml'))
  await writeSecrets(folder, tag)
  await docker('network', 'create', network)
  await docker(
    ...['run', '-d', '--name', `${tag}-db`, '--network', network],
    ...['-e', 'POSTGRES_USER=litellm', '-e', 'POSTGRES_PASSWORD=owner', 'postgres:17'],
  )
  await docker(
    ...['run', '-d', '--name', `${tag}-sink`, '--network', network],
    ...['-v', `${join(root, 'test/container/sink.mjs')}:/sink.mjs:ro`],
    ...['node:24-bookworm-slim', 'node', '/sink.mjs'],
  )
  await until('the database', async () => (await psql('SELECT 1')).stdout)
  await psql(tables)
  return {
    compose,
    psql,
    lookout: async () => (await compose('ps', '-q', 'lookout')).stdout.trim(),
    posts: async () => {
      const { stdout } = await docker('logs', `${tag}-sink`)
      return stdout.split('\n').filter((line) => line.startsWith('post '))
    },
    remove: async () => {
      await compose('down', '-v', '-t', '12')
      await docker('rm', '-fv', `${tag}-db`, `${tag}-sink`)
      await docker('network', 'rm', network)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
