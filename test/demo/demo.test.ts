import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runDemo } from '../../src/demo/demo.ts'

let folder: string
let outputDir: string
let temporary: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-test-'))
  outputDir = join(folder, 'output')
  temporary = join(folder, 'tmp')
  await mkdir(temporary)
  // As root, PostgreSQL runs as another user, who has to get in.
  await chmod(folder, 0o755)
  // A place of its own, because other tests start such databases at the same time.
  vi.stubEnv('TMPDIR', temporary)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

/** Runs the demo until what it printed holds all of these, as somebody would who watches and then presses Ctrl-C. */
const watchUntil = async (wanted: readonly RegExp[]): Promise<string> => {
  const stop = new AbortController()
  let printed = ''
  const write = (text: string) => {
    printed += text
    if (wanted.every((pattern) => pattern.test(printed))) stop.abort()
  }
  const output = { write, isTty: false }
  await runDemo(
    { outputDir, forMs: 80_000 },
    { stdout: output, stderr: output, env: {}, signal: stop.signal, now: Date.now },
  )
  expect(stop.signal.aborted, printed).toBe(true)
  return printed
}

test('within a minute or so it shows digest, artifacts, an alert and its e-mail, and leaves nothing running', async () => {
  const printed = await watchUntil([
    /Slack +.*digest/i,
    /Slack +.*FIRING/,
    /e-mail +.*FIRING/,
    /report +5 artifacts in/,
  ])
  expect(printed).toContain('incident    Anthropic is overloaded')
  expect(printed).toContain('The demo has ended')
  expect(printed).not.toContain('trouble ')
  expect(printed).toMatch(/ page +http:\/\/127\.0\.0\.1:\d+ shows/)

  const mails = await readdir(join(outputDir, 'mail'))
  expect(mails.length).toBeGreaterThanOrEqual(2)
  const mail = await readFile(join(outputDir, 'mail', mails[0] ?? ''), 'utf8')
  expect(mail).toMatch(/^Subject: /m)
  const [day] = (await readdir(outputDir)).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name))
  const artifacts = await readdir(join(outputDir, day ?? ''))
  const analysis = artifacts.find((name) => name.startsWith('error_logs_analysis_'))
  const rows: unknown = JSON.parse(
    await readFile(join(outputDir, day ?? '', analysis ?? ''), 'utf8'),
  )
  expect(Array.isArray(rows) && rows.length > 500).toBe(true)
  // The database's folder and the state's are gone, and a server without its folder is gone too.
  expect(await readdir(temporary)).toEqual([])
}, 120_000)
