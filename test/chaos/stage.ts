import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createRandom } from '../../src/demo/traffic/random.ts'
import { startEmbedded } from '../support/embedded.ts'
import { ddl, type ShapeName } from '../support/litellm-shapes.ts'
import type { TestDatabase } from '../support/postgres.ts'
import { startMailSink } from './sinks/mail.ts'
import { startSlackSink } from './sinks/slack.ts'

/** A database of LiteLLM's, both sinks and a folder, all real; gone after `stop`, but for the folder if it is wanted. */
export const openStage = async (
  seed: number,
  shape: ShapeName,
  calm: () => boolean,
  kind: 'yes' | 'yes, slowly' = 'yes',
) => {
  const server = await startEmbedded()
  const url = `postgresql://${server.user}:${server.password}@${server.host}:${server.port}/postgres`
  const pool = new pg.Pool({ connectionString: url, max: 6 })
  pool.on('error', () => undefined)
  await pool.query(ddl(shape))
  const folder = await mkdtemp(join(tmpdir(), 'lookout-chaos-'))
  await mkdir(join(folder, 'output'))
  const slack = await startSlackSink(createRandom(seed + 1), calm, kind)
  const mail = await startMailSink(createRandom(seed + 2), calm, kind)
  return {
    database: {
      url,
      sql: (async (text, params) =>
        (await pool.query(text, params === undefined ? undefined : [...params]))
          .rows) satisfies TestDatabase['sql'],
    },
    slack,
    mail,
    folder,
    files: {
      state: join(folder, 'lookout.db'),
      output: join(folder, 'output'),
      log: join(folder, 'lookout.log'),
      journal: join(folder, 'journal'),
      cache: join(folder, 'cache'),
    },
    env: {
      DATABASE_URL: url,
      SLACK_WEBHOOK_URL: slack.url,
      SMTP_URL: mail.url,
      EMAIL_FROM: 'lookout@example.com',
      EMAIL_TO: 'ops@example.com',
      STATE_URL: `sqlite:${join(folder, 'lookout.db')}`,
      OUTPUT_DIR: join(folder, 'output'),
    },
    stop: async (keep: boolean) => {
      await Promise.all([slack.stop(), mail.stop()])
      await pool.end()
      await server.stop()
      if (!keep) await rm(folder, { recursive: true, force: true })
    },
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>
