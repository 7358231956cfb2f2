import { plainLine } from '../../classify/redaction/plain-text.ts'
import { messageOf } from '../../domain/reason.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import type { CommandIo, ExitCode } from '../io.ts'

type Level = 'ok' | 'warn' | 'fail'

/** One thing that was looked at. `remedy` is one line, empty where nothing is to be done. */
export interface Finding {
  readonly about: string
  readonly level: Level
  readonly says: string
  readonly remedy: string
}

/** Checks one thing. What it throws is a fault; the error's own `remedy`, if it has one, goes before this one. */
export interface Probe {
  readonly about: string
  readonly remedy: string
  readonly run: (signal: AbortSignal) => Promise<readonly Finding[]>
}

export const ok = (about: string, says: string): Finding => ({
  about,
  level: 'ok',
  says,
  remedy: '',
})

export const warn = (about: string, says: string, remedy: string): Finding => ({
  about,
  level: 'warn',
  says,
  remedy,
})

export const fail = (about: string, says: string, remedy: string): Finding => ({
  about,
  level: 'fail',
  says,
  remedy,
})

/** Longest that one probe may take, milliseconds; each client has its own, shorter limits. */
const probeTimeout = MINUTE_MS

const remedyOf = (error: unknown): string | undefined =>
  error instanceof Error && 'remedy' in error && typeof error.remedy === 'string'
    ? error.remedy
    : undefined

const faultOf = (probe: Probe, error: unknown): Finding => {
  const says = messageOf(error)
  return fail(probe.about, says, remedyOf(error) ?? probe.remedy)
}

const colours: Readonly<Record<Level, string>> = { ok: '32', warn: '33', fail: '31' }

const line = ({ about, level, says, remedy }: Finding, isTty: boolean): string => {
  const word = level.padEnd(4)
  const shown = isTty ? `\u001b[${colours[level]}m${word}\u001b[0m` : word
  const todo = remedy === '' ? '' : ` → ${plainLine(remedy, 500)}`
  return `${shown}  ${about}: ${plainLine(says, 500)}${todo}\n`
}

/** Runs the probes in order and tells what they found, a line each, or as one JSON object. 1 if anything failed. */
export const runCheck = async (
  probes: readonly Probe[],
  { json }: { readonly json: boolean },
  io: CommandIo,
): Promise<ExitCode> => {
  const findings: Finding[] = []
  for (const probe of probes) {
    const signal = AbortSignal.any([io.signal, AbortSignal.timeout(probeTimeout)])
    const found = await probe.run(signal).catch((error: unknown) => [faultOf(probe, error)])
    io.signal.throwIfAborted()
    findings.push(...found)
    if (!json) for (const finding of found) io.stdout.write(line(finding, io.stdout.isTty))
  }
  const failed = findings.some(({ level }) => level === 'fail')
  if (json) io.stdout.write(`${JSON.stringify({ ok: !failed, findings }, null, 2)}\n`)
  return failed ? 1 : 0
}
