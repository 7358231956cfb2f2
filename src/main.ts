#!/usr/bin/env -S node --disable-warning=ExperimentalWarning --max-semi-space-size=16
import { growHeapSlowly } from './app/heap.ts'
import { version } from './app/version.ts'
import { commandList } from './cli/command-list.ts'
import type { CommandIo, Output } from './cli/io.ts'
import { runCommandLine } from './cli/run-command.ts'

/** The daemon must stop within 10 s. */
const patienceMs = 10_000

const outputTo = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => void stream.write(text),
  isTty: stream.isTTY === true,
})

// Before anything large is loaded.
growHeapSlowly()

// `lookout keys | head` closes the pipe early: that is no error, and nothing reads the rest.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})
process.stderr.on('error', () => {})

const stopping = new AbortController()
const stop = (): void => {
  // A second Ctrl-C ends it at once.
  if (stopping.signal.aborted) process.exit(130)
  stopping.abort()
  setTimeout(() => process.exit(1), patienceMs).unref()
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

const io: CommandIo = {
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  env: process.env,
  signal: stopping.signal,
  now: Date.now,
}

const commands = commandList(async () => (await import('./demo/demo.ts')).runDemo)

process.exitCode = await runCommandLine(process.argv.slice(2), commands, version, io)
