import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts')

/** A daemon in a process of its own, whose database is never there; its log by lines. */
const startDaemon = (config: string, folder: string) => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, 'run', '--config', config],
    {
      env: {
        DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x',
        STATE_URL: `sqlite:${folder}/state.db`,
        OUTPUT_DIR: join(folder, 'output'),
      },
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async (part: string): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done === true) throw new Error(`the daemon ended before it said "${part}"`)
      if (value.includes(part)) return value
    }
  }
  return { child, line }
}

test('SIGHUP has the daemon read its file again: taken over as a whole, or refused with reasons', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-hang-up-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const config = join(folder, 'lookout.yaml')
  const write = (more: string) =>
    writeFileSync(config, `web: { port: 0 }\nblindness: { unreachableAfter: 9 }\n${more}`)
  write('')
  const { child, line } = startDaemon(config, folder)
  await line('not reachable yet')

  write('notifications: { perHour: 7 }\nprune: { schedule: "1 2 * * *" }\n')
  child.kill('SIGHUP')
  expect(JSON.parse(await line('configuration reloaded')).changed.toSorted()).toEqual([
    'notifications.perHour',
    'prune.schedule',
  ])

  write('notifications: { perHour: 8 }\nprune: { schedule: "never" }\nno: such option\n')
  child.kill('SIGHUP')
  const refused = JSON.parse(await line('the old one stays in effect'))
  expect(refused.reasons).toEqual([
    expect.stringContaining('no: unknown key'),
    expect.stringContaining('prune.schedule: expected a cron schedule'),
  ])

  // Nothing of the refused one was taken over.
  write('notifications: { perHour: 7 }\nprune: { schedule: "1 2 * * *" }\n')
  child.kill('SIGHUP')
  expect(JSON.parse(await line('configuration reloaded')).changed).toEqual([])

  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})
