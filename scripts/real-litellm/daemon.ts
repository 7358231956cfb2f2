import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerOf, command, type Lookout } from './lookout.ts'

/** Polls come often, so that a short run has many of them and pages meet rows that still arrive. */
const yaml = `poll:
  schedule: '*/5 * * * * *'
web:
  port: 0
llm:
  enabled: false
`

export interface Daemon {
  /** Lets the polls see the last rows, ends it as a service manager does, and resolves with the events it counted. */
  readonly finish: () => Promise<number>
  readonly stop: () => void
}

/** Runs `lookout run` beside the traffic. */
export const startDaemon = (lookout: Lookout): Daemon => {
  const config = path.join(lookout.folder, 'lookout.yaml')
  writeFileSync(config, yaml)
  const child = command(lookout, ['run', '--config', config])
  const log: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => log.push(String(data)))
  const closed = once(child, 'close')
  return {
    stop: () => child.kill('SIGKILL'),
    finish: async () => {
      await sleep(12_000)
      if (child.exitCode !== null) throw new Error(`lookout run ended early: ${log.join('')}`)
      child.kill('SIGTERM')
      await closed
      const groups: unknown = JSON.parse(
        await answerOf(lookout, ['groups', '--json', '--config', config]),
      )
      if (!Array.isArray(groups)) throw new Error('groups --json gave no list')
      return groups.reduce((total: number, group: { count: number }) => total + group.count, 0)
    },
  }
}
