import { writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Clock } from '../domain/ports.ts'
import { type DemoDatabase, startDatabase } from './database/demo-database.ts'
import { configurationFor } from './demo-configuration.ts'
import type { Narrator } from './narrator.ts'
import { startModelStandIn } from './stand-ins/model-stand-in.ts'
import { startSlackSink } from './stand-ins/sink-text.ts'
import { startSmtpSink } from './stand-ins/smtp-sink.ts'

/** What people would have got, counted for the closing words. */
interface Received {
  slack: number
  mails: number
}

export interface Stage {
  readonly database: DemoDatabase
  readonly configFile: string
  readonly received: Received
}

export interface StageOptions extends Clock {
  readonly outputDir: string
  readonly timezone: string
  readonly narrator: Narrator
}

/** As short as it goes from where the person stands. */
export const shownPath = (path: string): string => {
  const short = relative('.', path)
  return short === '' || short.startsWith('..') ? path : short
}

/**
 * Opens everything around the daemon: database, model, Slack, mail server, and a configuration file that points to
 * them. Each is pushed on `closers` as soon as it stands; they are to be called last in, first out, whatever happens.
 */
export const openStage = async (
  options: StageOptions,
  closers: (() => Promise<void>)[],
): Promise<Stage> => {
  const { outputDir, narrator } = options
  const received: Received = { slack: 0, mails: 0 }
  await mkdir(join(outputDir, 'slack'), { recursive: true })

  const database = await startDatabase()
  closers.push(database.stop)
  narrator.tell('LiteLLM', `its PostgreSQL is up: ${database.url}`)
  const model = await startModelStandIn()
  closers.push(model.stop)
  const slack = await startSlackSink((lines, body) => {
    received.slack += 1
    const path = join(outputDir, 'slack', String(received.slack).padStart(3, '0'))
    writeFileSync(`${path}.json`, body)
    writeFileSync(`${path}.txt`, `${lines.join('\n')}\n`)
    narrator.tell('Slack', lines[0] ?? '', lines.slice(1))
  })
  closers.push(slack.stop)
  const smtp = await startSmtpSink(join(outputDir, 'mail'), options, (mail) => {
    received.mails += 1
    narrator.tell('e-mail', mail.subject, [
      `to ${mail.recipients.join(', ')}, saved as ${shownPath(mail.path)}`,
    ])
  })
  closers.push(smtp.stop)

  const scratch = await mkdtemp(join(tmpdir(), 'lookout-demo-state-'))
  closers.push(() => rm(scratch, { recursive: true, force: true }))
  const configFile = join(outputDir, 'lookout.yaml')
  await writeFile(
    configFile,
    configurationFor({
      timezone: options.timezone,
      databaseUrl: database.url,
      stateFile: join(scratch, 'lookout.db'),
      outputDir,
      chatUrl: model.chatUrl,
      slackUrl: slack.webhookUrl,
      smtpUrl: smtp.url,
    }),
  )
  return { database, configFile, received }
}
