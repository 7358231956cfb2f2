import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parts } from '../../src/app/app-parts.ts'
import { createLog } from '../../src/app/log.ts'
import { openParts } from '../../src/app/open/open-parts.ts'
import { type Daemon, startDaemon } from '../../src/app/start.ts'
import type { Config } from '../../src/config/config-schema.ts'
import { loadConfig } from '../../src/config/load.ts'
import type { ShapeName } from '../support/litellm-shapes.ts'
import { type MailSink, startMailSink } from '../support/mail-sink.ts'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'
import { type SlackSink, startSlackSink } from '../support/slack-sink.ts'

export interface Stack {
  readonly database: TestDatabase
  readonly slack: SlackSink
  readonly mail: MailSink
  readonly folder: string
  readonly log: Record<string, unknown>[]
  /** The daemon's clock less the real one, milliseconds; may be set. */
  skew: number
  readonly config: (over?: Readonly<Record<string, string>>, yaml?: string, poll?: string) => Config
  /** Starts a daemon on this stack; its triggers hardly ever ring by themselves: the test rings. */
  readonly start: (options?: {
    readonly env?: Readonly<Record<string, string>>
    readonly yaml?: string
    /** The schedule of polls, by which a downtime is told from a pause. Default: once a year. */
    readonly poll?: string
    readonly wrap?: (parts: Parts) => Parts
    /** What is called when no job runs any more. */
    readonly tidy?: () => void
  }) => Promise<Daemon>
  /** Artifacts by name: `2026-03-01/error_logs_full_101502.json` → text. */
  readonly artifacts: () => Promise<ReadonlyMap<string, string>>
  readonly stop: () => Promise<void>
}

const yearly = '0 0 1 1 *'
const triggers = (poll: string) => `
poll: { schedule: '${poll}' }
report: { schedule: '0 0 1 1 *' }
sweep: { schedule: '0 0 1 1 *' }
prune: { schedule: '0 0 1 1 *' }
web: { port: 0 }
`

/** A database of LiteLLM's, a Slack, a mail server and a folder, all real and all gone after `stop`. */
export const startStack = async (shape: ShapeName | 'empty' = '2026-03'): Promise<Stack> => {
  const [database, slack, mail, folder] = await Promise.all([
    createDatabase(shape),
    startSlackSink(),
    startMailSink(),
    mkdtemp(join(tmpdir(), 'lookout-daemon-')),
  ])
  const running = new Set<Daemon>()
  const log: Record<string, unknown>[] = []
  let ids = 0
  const config: Stack['config'] = (over = {}, yaml = '', poll = yearly) => {
    const loaded = loadConfig({
      file: 'test.yaml',
      env: {
        DATABASE_URL: database.url,
        SLACK_WEBHOOK_URL: slack.url,
        SMTP_URL: mail.url,
        EMAIL_FROM: 'lookout@example.com',
        EMAIL_TO: 'ops@example.com',
        STATE_URL: `sqlite:${join(folder, 'state', 'lookout.db')}`,
        OUTPUT_DIR: join(folder, 'output'),
        LOG_LEVEL: 'debug',
        ...over,
      },
      readFile: () => triggers(poll) + yaml,
    })
    if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
    return loaded.config
  }
  const stack: Stack = {
    database,
    slack,
    mail,
    folder,
    log,
    skew: 0,
    config,
    start: async ({
      env = {},
      yaml = '',
      poll = yearly,
      wrap = (parts: Parts) => parts,
      tidy = () => {},
    } = {}) => {
      const made = config(env, yaml, poll)
      const clock = { now: () => Date.now() + stack.skew }
      const write = (line: string) => {
        log.push(JSON.parse(line))
        if (process.env['LOOKOUT_TEST_LOG']) process.stderr.write(line)
      }
      const world = {
        clock,
        log: createLog({ level: made.log.level, instance: made.instance }, { write }),
        random: () => 0.5,
        newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
        tidy,
      }
      const daemon = await startDaemon(made, wrap(await openParts(made, world)), world)
      const stopped: Daemon = {
        ...daemon,
        stop: async () => {
          running.delete(stopped)
          await daemon.stop()
        },
      }
      running.add(stopped)
      return stopped
    },
    artifacts: async () => {
      const output = join(folder, 'output')
      const files = new Map<string, string>()
      for (const day of await readdir(output).catch(() => []))
        for (const name of await readdir(join(output, day)))
          files.set(`${day}/${name}`, await readFile(join(output, day, name), 'utf8'))
      return files
    },
    stop: async () => {
      for (const daemon of running) await daemon.stop()
      await Promise.all([database.drop(), slack.stop(), mail.stop()])
      await rm(folder, { recursive: true, force: true })
    },
  }
  return stack
}
