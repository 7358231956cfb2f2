import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSource } from '../../../src/source/create-source.ts'
import { insertSpendLogs, spendFailure } from '../../support/litellm-rows.ts'
import { createDatabase, type TestDatabase } from '../../support/postgres.ts'
import { hasOpenssl, makePrivateCa } from '../../support/private-ca.ts'
import { wallClock } from '../../support/wall-clock.ts'
import { forever, NOON, recordingLog, slice } from '../with-source.ts'

let folder: string
let db: TestDatabase
let front: Server
const sockets = new Set<Socket>()
const file = (name: string) => path.join(folder, name)

/** PostgreSQL's TLS in front of the real server: takes the request for encryption, then passes everything on. */
async function startFront(): Promise<Server> {
  const [key, cert] = await Promise.all([
    readFile(file('server.key')),
    readFile(file('server.pem')),
  ])
  const { hostname, port } = new URL(db.url)
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write('S')
      const plain = new TLSSocket(socket, { isServer: true, key, cert })
      const inner = connect(Number(port), hostname)
      sockets.add(inner)
      for (const end of [plain, inner]) end.on('error', () => undefined)
      plain.pipe(inner).pipe(plain)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

describe.skipIf(!hasOpenssl)('a server with a certificate of a private CA (needs openssl)', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lookout-tls-'))
    makePrivateCa(folder, ['localhost'])
    db = await createDatabase('2026-09')
    await insertSpendLogs(db, spendFailure(NOON))
    front = await startFront()
  })
  afterAll(async () => {
    for (const socket of sockets) socket.destroy()
    front.close()
    await db.drop()
    await rm(folder, { recursive: true, force: true })
  })

  /** How many failures are read, or the code of the error. */
  async function readBy(host: string, query: string, caFile = ''): Promise<number | string> {
    const url = new URL(db.url)
    const address = front.address()
    url.host = `${host}:${typeof address === 'object' ? address?.port : 0}`
    url.search = query.replaceAll('CA', file('ca.pem'))
    const source = createSource({ url: url.href, caFile }, recordingLog(), wallClock)
    try {
      return (await source.read(slice(), forever)).length
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : 'no code'
    } finally {
      await source.close()
    }
  }

  test('is read when the CA is given, as an option or in the URL in the words of libpq or Prisma', async () => {
    expect(await readBy('localhost', '', file('ca.pem'))).toBe(1)
    expect(await readBy('localhost', '?sslmode=verify-full&sslrootcert=CA')).toBe(1)
    expect(await readBy('localhost', '?sslmode=require&sslaccept=strict&sslcert=CA')).toBe(1)
  })

  test('is refused when it is checked without the CA', async () => {
    expect(await readBy('localhost', '?sslmode=verify-full')).toMatch(/^(UNABLE|SELF|DEPTH)_/)
  })

  test('is read unchecked when that is asked for, or nothing is', async () => {
    expect(await readBy('localhost', '?sslmode=require')).toBe(1)
    expect(await readBy('localhost', '?sslmode=no-verify')).toBe(1)
    expect(await readBy('localhost', '')).toBe(1)
  })

  test('under another name is read with verify-ca alone', async () => {
    expect(await readBy('127.0.0.1', '', file('ca.pem'))).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
    expect(await readBy('127.0.0.1', '?sslmode=verify-ca', file('ca.pem'))).toBe(1)
  })

  test('with a CA file that is not there is a clear error', async () => {
    expect(await readBy('localhost', '', '/nowhere/ca.pem')).toBe('CA_FILE')
  })
})
