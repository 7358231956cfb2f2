import pg from 'pg'
import { inject } from 'vitest'
import { ddl, type ShapeName } from './litellm-shapes.ts'

/** Rows of any query of a test. */
type Row = Record<string, unknown>

export interface TestDatabase {
  readonly name: string
  /** As an operator would paste it: the superuser's URL of this database. */
  readonly url: string
  /** Runs one statement as the superuser, or several when there are no parameters. Resolves with the rows. */
  readonly sql: (text: string, params?: readonly unknown[]) => Promise<readonly Row[]>
  readonly drop: () => Promise<void>
}

let made = 0

/** URL of the run's PostgreSQL without a database; starts it at the first call. */
async function serverUrl(): Promise<string> {
  const answer = await fetch(inject('postgresBroker'))
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/**
 * Makes a database of its own for a test, with LiteLLM's tables of a period, or empty, or from DDL given as text.
 * Call `drop` when done; it throws out whoever is still connected.
 */
export async function createDatabase(
  shape: ShapeName | 'empty' | { readonly ddl: string },
): Promise<TestDatabase> {
  const server = await serverUrl()
  made += 1
  const name = `lookout_${process.pid}_${made}`
  const url = `${server}/${name}`
  await run(`${server}/postgres`, `CREATE DATABASE ${name} TEMPLATE template0`)
  const pool = new pg.Pool({ connectionString: url, max: 3 })
  // A test may stop this server's connections; an idle one that dies must not end the run.
  pool.on('error', () => undefined)
  const text = typeof shape === 'object' ? shape.ddl : shape === 'empty' ? '' : ddl(shape)
  if (text !== '') await pool.query(text)
  return {
    name,
    url,
    sql: async (statement, params) => {
      const result = await pool.query<Row>(
        statement,
        params === undefined ? undefined : [...params],
      )
      return result.rows
    },
    drop: async () => {
      await pool.end()
      await run(`${server}/postgres`, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}
