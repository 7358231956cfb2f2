import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A piece of network in a test's hand. */
export interface TcpProxy {
  readonly port: number
  /** Tears every connection and refuses new ones. */
  readonly cut: () => void
  /** Lets not one more byte through and tears nothing. */
  readonly stall: () => void
  /** The same once so many more bytes have come from the server. */
  readonly stallAfter: (bytes: number) => void
  /**
   * Forgets the connections that are open, as a firewall does: what the client says next is answered by nothing (`silent`)
   * or ends the connection (`reset`). New ones get through.
   */
  readonly forget: (how: 'silent' | 'reset') => void
  /** Tears every connection once so many more bytes have come from the server. */
  readonly cutAfter: (bytes: number) => void
  /** Lets everything through again, on new connections. */
  readonly mend: () => void
  readonly stop: () => Promise<void>
}

/** Stands between a client and a server on this machine. */
export const startTcpProxy = async (host: string, port: number): Promise<TcpProxy> => {
  const open = new Set<Socket>()
  const forgotten = new WeakMap<Socket, 'silent' | 'reset'>()
  let state: 'open' | 'cut' | 'stalled' = 'open'
  let allowance = Number.POSITIVE_INFINITY
  let whenUsedUp: 'cut' | 'stall' = 'cut'
  const tear = () => {
    for (const socket of open) socket.destroy()
  }
  const pass = (from: Socket, to: Socket, isAnswer: boolean) => {
    open.add(from)
    from.on('close', () => {
      open.delete(from)
      to.destroy()
    })
    from.on('error', () => from.destroy())
    from.on('data', (data) => {
      const memory = forgotten.get(from)
      if (memory === 'reset') from.resetAndDestroy()
      if (state === 'stalled' || memory !== undefined) return
      if (isAnswer) allowance -= data.length
      if (allowance > 0) {
        to.write(data)
        return
      }
      allowance = Number.POSITIVE_INFINITY
      if (whenUsedUp === 'cut') tear()
      else state = 'stalled'
    })
  }
  const server = createServer((client) => {
    if (state === 'cut') {
      client.on('error', () => undefined)
      client.destroy()
      return
    }
    const upstream = connect(port, host)
    pass(client, upstream, false)
    pass(upstream, client, true)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      state = 'cut'
      tear()
    },
    stall: () => {
      state = 'stalled'
    },
    forget: (how) => {
      for (const socket of open) forgotten.set(socket, how)
    },
    cutAfter: (bytes) => {
      whenUsedUp = 'cut'
      allowance = bytes
    },
    stallAfter: (bytes) => {
      whenUsedUp = 'stall'
      allowance = bytes
    },
    mend: () => {
      state = 'open'
      tear()
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        tear()
      }),
  }
}
