import pg from 'pg'
import type { Logger } from '../../domain/ports.ts'
import type { SourceSettings } from '../source-filters.ts'
import type { ConnectionTarget } from './connection-url.ts'
import { explainError, SourceError } from './explain-error.ts'
import { tlsOptions } from './tls.ts'

export type Row = Readonly<Record<string, unknown>>

/** Runs one statement inside the transaction. Parameters are always bound, never inserted into the text. */
export type Query = (text: string, params?: readonly unknown[]) => Promise<readonly Row[]>

export interface Connection {
  /** Runs `work` in one short read-only transaction; `what` names it in errors. Throws SourceError. */
  readonly transaction: <T>(
    what: string,
    signal: AbortSignal,
    work: (query: Query) => Promise<T>,
  ) => Promise<T>
  readonly close: () => Promise<void>
}

/** Whole numbers and decimals as numbers; everything else as the driver returns it. */
const TYPES = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === 20 || oid === 1700 ? Number : pg.types.getTypeParser(oid, format),
}

/** How much longer than its longest statement a transaction may be idle before the server ends it, milliseconds. */
const idleGraceMs = 5_000

/** How often the kernel probes an idle connection, milliseconds: more often than firewalls drop one. */
const probeMs = 30_000

/** Rejects as soon as the signal fires, and releases a result that arrives later. */
async function orAborted<T>(
  pending: Promise<T>,
  signal: AbortSignal,
  drop: (late: T) => void,
): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const stop = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([pending, aborted.promise])
  } catch (error) {
    pending.then(drop, () => undefined)
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/**
 * A small pool on the source. Nothing outlives a transaction (no session settings, no named statements), so that it
 * works through PgBouncer in transaction mode. Connects at the first use.
 */
export function createConnection(
  target: ConnectionTarget,
  settings: SourceSettings,
  log: Logger,
): Connection {
  const begin = [
    'BEGIN READ ONLY',
    `SET LOCAL statement_timeout = ${settings.statementTimeout}`,
    `SET LOCAL lock_timeout = ${settings.lockTimeout}`,
    // Longer than a statement: between two statements this process may be busy, which is no fault of a query.
    `SET LOCAL idle_in_transaction_session_timeout = ${settings.statementTimeout + idleGraceMs}`,
    `SET LOCAL timezone = 'UTC'`,
  ].join('; ')
  const patience = { query_timeout: settings.connectTimeout }
  const served = new WeakSet<pg.PoolClient>()
  let opening: Promise<pg.Pool> | undefined
  let encrypted = target.tls.mode !== 'disable'

  async function open(): Promise<pg.Pool> {
    const pool = new pg.Pool({
      host: target.host,
      port: target.port,
      user: target.user,
      password: target.password,
      database: target.database,
      ...(target.options === '' ? {} : { options: target.options }),
      ssl: encrypted ? await tlsOptions(target.tls) : false,
      application_name: 'litellm-lookout',
      max: settings.poolSize,
      // One connection stays open between polls: a new one each minute costs the database a process and both sides a
      // handshake.
      min: 1,
      connectionTimeoutMillis: settings.connectTimeout,
      // The server cancels a statement by itself; this is for a network that has gone silent.
      query_timeout: settings.statementTimeout + 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: probeMs,
      types: TYPES,
    })
    // An idle connection that dies is not an error of any call, and without a listener it would end the process.
    pool.on('error', (error) => {
      log.debug({ reason: error.message, where: target.where }, 'idle connection lost')
    })
    pool.on('connect', (client) => client.on('error', () => undefined))
    return pool
  }

  async function connect(signal: AbortSignal): Promise<pg.PoolClient> {
    opening ??= open()
    const mine = opening
    try {
      const pool = await mine
      signal.throwIfAborted()
      return await orAborted(pool.connect(), signal, (client) => client.release())
    } catch (error) {
      const noTls = error instanceof Error && error.message.includes('does not support SSL')
      if (!(noTls && target.tls.mode === 'prefer')) {
        // A CA file that could not be read may exist next time.
        if (error instanceof SourceError && opening === mine) opening = undefined
        throw error
      }
      // The meaning of `prefer`: without TLS if the server has none.
      encrypted = false
      if (opening === mine) {
        opening = undefined
        await (await mine).end()
      }
      return connect(signal)
    }
  }

  /**
   * Keeps a client until it is released, or until the signal fires: destroying it makes a running statement reject at
   * once.
   */
  function hold(client: pg.PoolClient, signal: AbortSignal) {
    let isReleased = false
    const stop = () => letGo(true)
    const letGo = (broken: boolean) => {
      signal.removeEventListener('abort', stop)
      if (!isReleased) client.release(broken)
      isReleased = true
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    return { client, letGo }
  }

  /**
   * A client inside a transaction. One that has died since its last use, which only the next use may show, is replaced.
   */
  async function begun(signal: AbortSignal): Promise<ReturnType<typeof hold>> {
    const held = hold(await connect(signal), signal)
    const { client } = held
    const isFresh = !served.has(client)
    try {
      // Behind PgBouncer a new one may have to wait for its turn.
      await client.query(isFresh ? { text: begin } : { text: begin, ...patience })
      served.add(client)
      return held
    } catch (error) {
      held.letGo(true)
      if (isFresh || signal.aborted) throw error
      log.debug({ reason: String(error), where: target.where }, 'idle connection lost')
      return begun(signal)
    }
  }

  return {
    transaction: async (what, signal, work) => {
      try {
        signal.throwIfAborted()
        const { client, letGo } = await begun(signal)
        try {
          const result = await work(async (text, params = []) => {
            const answer = await client.query<Row>(text, [...params])
            return answer.rows
          })
          await client.query('COMMIT')
          letGo(false)
          return result
        } finally {
          // After a failure the state of the connection is unknown, so it is closed.
          letGo(true)
        }
      } catch (error) {
        if (!signal.aborted) throw explainError(error, what, target)
        throw new SourceError(`${what} at ${target.where}: stopped`, {
          where: target.where,
          code: 'ABORTED',
          retry: true,
          remedy: 'Nothing to do: the caller stopped it.',
          cause: error,
        })
      }
    },
    close: async () => {
      const pool = opening
      opening = undefined
      await (await pool?.catch(() => undefined))?.end()
    },
  }
}
