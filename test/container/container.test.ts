import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { docker, run, until } from './docker.ts'

const wanted = process.env['LOOKOUT_TEST_CONTAINERS'] === '1'
if (!wanted)
  console.warn('container test skipped: set LOOKOUT_TEST_CONTAINERS=1 where a Docker engine runs')

const root = join(import.meta.dirname, '..', '..')
const tag = `lookout-test-${process.pid}`
const network = `${tag}-network`
const password = 'p%40ss/word'

const tables = `
CREATE TABLE "LiteLLM_SpendLogs" (
  request_id text PRIMARY KEY, call_type text NOT NULL DEFAULT '', api_key text NOT NULL DEFAULT '',
  "startTime" timestamp(3) NOT NULL, "endTime" timestamp(3) NOT NULL, model text NOT NULL DEFAULT '',
  model_group text DEFAULT '', custom_llm_provider text DEFAULT '', metadata jsonb DEFAULT '{}', team_id text, status text);
CREATE INDEX ON "LiteLLM_SpendLogs" ("startTime", request_id);
CREATE ROLE lookout LOGIN PASSWORD 'p@ss/word';
GRANT SELECT ON "LiteLLM_SpendLogs" TO lookout;
`

const failures = `
INSERT INTO "LiteLLM_SpendLogs" (request_id, "startTime", "endTime", model, model_group, custom_llm_provider, status, metadata)
SELECT 'container-' || n, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', 'gpt-4o', 'gpt-4o', 'openai', 'failure',
  '{"error_information": {"error_code": "503", "error_class": "ServiceUnavailableError",
    "error_message": "litellm.ServiceUnavailableError: OpenAIException - The server is overloaded"}}'
FROM generate_series(1, 15) n;
`

describe.skipIf(!wanted)('the image, in a stack with docker-compose.yml', () => {
  let folder = ''
  const compose = (...args: readonly string[]) =>
    run('docker-compose', ['-p', tag, ...args], {
      cwd: folder,
      env: { LITELLM_NETWORK: network, LOOKOUT_INSTANCE: 'container-test', EMAIL_TO: '' },
    })
  const lookout = async () => (await compose('ps', '-q', 'lookout')).stdout.trim()
  const psql = (sql: string) => docker('exec', `${tag}-db`, 'psql', '-U', 'litellm', '-c', sql)

  beforeAll(async () => {
    await docker('build', '--network', 'host', '-t', 'litellm-lookout', root)
    folder = await mkdtemp(join(tmpdir(), 'lookout-compose-'))
    await copyFile(join(root, 'docker-compose.yml'), join(folder, 'docker-compose.yml'))
    await mkdir(join(folder, 'secrets'))
    const secrets = {
      database_url: `postgresql://lookout:${password}@${tag}-db:5432/litellm?schema=public&connection_limit=10\n`,
      slack_webhook_url: `http://${tag}-sink:8000/services/T000/B000/secret\n`,
      llm_api_key: '',
      smtp_url: '',
    }
    for (const [name, value] of Object.entries(secrets))
      await writeFile(join(folder, 'secrets', name), value)
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
    await compose('up', '-d', '--no-build')
  }, 600_000)

  afterAll(async () => {
    await compose('down', '-v', '-t', '12')
    await docker('rm', '-fv', `${tag}-db`, `${tag}-sink`)
    await docker('network', 'rm', network)
    await rm(folder, { recursive: true, force: true })
  }, 120_000)

  it('is healthy, with a read-only root, no capabilities and an ordinary user', async () => {
    const id = await lookout()
    await until('health', async () => {
      const { stdout } = await docker('inspect', '-f', '{{.State.Health.Status}}', id)
      return stdout.trim() === 'healthy' ? true : undefined
    })
    const { stdout } = await docker(
      ...['inspect', '-f'],
      '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{.Config.User}} {{.HostConfig.PortBindings}}',
      id,
    )
    expect(stdout.trim()).toBe('true [ALL] [no-new-privileges:true] node map[]')
  }, 120_000)

  it('turns an inserted failure into a Slack post and an artifact', async () => {
    const id = await lookout()
    // The first poll is over: what comes now is news, not backlog.
    await until('the first poll', async () => {
      const asked = `fetch('http://127.0.0.1:8080/readyz').then(a => process.exit(a.ok ? 0 : 1))`
      await docker('exec', id, 'node', '-e', asked)
      return true
    })
    await psql(failures)
    const post = await until(
      'the Slack post',
      async () => {
        const { stdout } = await docker('logs', `${tag}-sink`)
        return stdout.split('\n').find((line) => line.startsWith('post '))
      },
      150_000,
    )
    expect(post).toContain('/services/T000/B000/secret')
    expect(post).toContain('gpt-4o')
    expect(post).toContain('container-test')
    const listing = `for f in /var/lib/lookout/output/*/error_logs_analysis_*.json; do cat $f; done`
    await compose('restart', '-t', '12', 'lookout')
    const rows = await until(
      'the artifact',
      async () => {
        const { stdout } = await docker('exec', await lookout(), 'sh', '-c', listing)
        return stdout.includes('container-15') ? stdout : undefined
      },
      150_000,
    )
    expect(rows).toContain('"error_type": "ServiceUnavailableError"')
  }, 330_000)

  it('stops within ten seconds and exits 0', async () => {
    const id = await lookout()
    const began = Date.now()
    await docker('stop', '-t', '12', id)
    expect(Date.now() - began).toBeLessThan(11_000)
    const { stdout } = await docker('inspect', '-f', '{{.State.ExitCode}}', id)
    expect(stdout.trim()).toBe('0')
  }, 60_000)
})
