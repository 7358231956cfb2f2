import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startDatabase } from '../../src/demo/database/demo-database.ts'

const script = fileURLToPath(new URL('../../src/demo/container.ts', import.meta.url))

test('in a container of its own it plays Slack and the proxy, and stops when it is asked to', async () => {
  const database = await startDatabase()
  const child = spawn(process.execPath, [script, '--write', '--slack-port', '0'], {
    env: { ...process.env, DATABASE_URL: database.ownerUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const lines: string[] = []
  try {
    for await (const line of createInterface(child.stdout)) {
      lines.push(line)
      const url = /^Slack is played at http:\/\/0\.0\.0\.0:(\d+)(.*)/.exec(line)
      if (url !== null) {
        const body = JSON.stringify({ text: 'FIRING' })
        await fetch(`http://127.0.0.1:${url[1]}${url[2]}`, { method: 'POST', body })
      }
      if (line.startsWith('a day of history')) child.kill('SIGTERM')
    }
    expect(await ended).toEqual([0, null])
  } finally {
    child.kill('SIGKILL')
    await database.stop()
  }
  expect(lines).toContain('Slack: FIRING')
  expect(lines.at(-1)).toMatch(/^a day of history: \d+ requests/)
})
