// The demo's part that runs in containers of its own (docker-compose.demo.yml): what stands around Lookout there.
//   node dist/demo/container.js [--write] [--slack-port PORT] [--model-port PORT]
// --write plays the proxy to the database of DATABASE_URL; the ports open stand-ins for Slack and the model.
import process from 'node:process'
import { parseArgs } from 'node:util'
import { runWriter } from './database/writer.ts'
import type { StandInServer } from './stand-ins/http-stand-in.ts'
import { startModelStandIn } from './stand-ins/model-stand-in.ts'
import { startSlackSink } from './stand-ins/sink-text.ts'

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    'slack-port': { type: 'string' },
    'model-port': { type: 'string' },
  },
})
const stopping = new AbortController()
process.once('SIGINT', () => stopping.abort())
process.once('SIGTERM', () => stopping.abort())
const print = (line: string) => void process.stdout.write(`${line}\n`)

/** Other containers connect to it, so it listens beyond the loopback; the demo publishes no port. */
const placeOf = (port: string) => ({ host: '0.0.0.0', port: Number(port) })

const servers: StandInServer[] = []
if (values['slack-port'] !== undefined) {
  const arrived = (lines: readonly string[]) => print(`Slack: ${lines.join('\n  ')}`)
  const slack = await startSlackSink(arrived, placeOf(values['slack-port']))
  servers.push(slack)
  print(`Slack is played at ${slack.webhookUrl}`)
}
if (values['model-port'] !== undefined) {
  const model = await startModelStandIn(placeOf(values['model-port']))
  servers.push(model)
  print(`a model is played at ${model.chatUrl}`)
}
stopping.signal.addEventListener('abort', () => {
  for (const server of servers) void server.stop()
})
if (values.write) {
  const databaseUrl = process.env['DATABASE_URL']
  if (databaseUrl === undefined) throw new Error('--write: set DATABASE_URL')
  const io = { now: Date.now, print, signal: stopping.signal }
  await runWriter({ databaseUrl, seed: 2026 }, io)
}
