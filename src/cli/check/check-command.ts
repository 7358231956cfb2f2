import { plainLine } from '../../classify/redaction/plain-text.ts'
import type { SourceTrouble } from '../../domain/finding.ts'
import { messageOf } from '../../domain/reason.ts'
import { MINUTE_MS } from '../../domain/units.ts'
import { remedyText } from '../../i18n/finding-text.ts'
import type { Messages } from '../../i18n/locale.ts'
import { SourceError } from '../../source/connection/explain-error.ts'
import type { CommandIo, ExitCode } from '../io.ts'

type Level = 'ok' | 'warn' | 'fail'

/** How long ago something was, milliseconds: each locale says it in its own way. */
interface Age {
  readonly ago: number
}

/** A message's argument as data; a number stands in the text without separators, as in the configuration. */
type Value<Given> = Given extends string ? string | number | Age : Given

/** One message of a group by its name, with the arguments that its text takes. */
type Text<Group> = {
  [N in keyof Group]: Group[N] extends (values: infer V) => string
    ? { readonly name: N; readonly values: { readonly [A in keyof V]: Value<V[A]> } }
    : { readonly name: N }
}[keyof Group]

/** What an error or another part of Lookout says; it is the same in every locale. */
interface OwnText {
  readonly text: string
}

type Says = Text<Messages['check']['says']> | OwnText
export type Remedy =
  | Text<Messages['check']['remedies']>
  | OwnText
  | { readonly trouble: SourceTrouble }

/** One thing that was looked at, as data. `remedy` is null where nothing is to be done. */
export interface Finding {
  readonly about: string
  readonly level: Level
  readonly says: Says
  readonly remedy: Remedy | null
}

/** Checks one thing. What it throws is a fault; the error's own `remedy`, if it has one, goes before this one. */
export interface Probe {
  readonly about: string
  readonly remedy: Remedy | null
  readonly run: (signal: AbortSignal) => Promise<readonly Finding[]>
}

export const ok = (about: string, says: Says): Finding => ({
  about,
  level: 'ok',
  says,
  remedy: null,
})

export const warn = (about: string, says: Says, remedy: Remedy | null): Finding => ({
  about,
  level: 'warn',
  says,
  remedy,
})

export const fail = (about: string, says: Says, remedy: Remedy | null): Finding => ({
  about,
  level: 'fail',
  says,
  remedy,
})

/** Longest that one probe may take, milliseconds; each client has its own, shorter limits. */
const probeTimeout = MINUTE_MS

const remedyOf = (error: unknown): Remedy | undefined => {
  if (error instanceof SourceError && error.trouble.remedy !== undefined)
    return { trouble: error.trouble }
  return error instanceof Error && 'remedy' in error && typeof error.remedy === 'string'
    ? { text: error.remedy }
    : undefined
}

const faultOf = (probe: Probe, error: unknown): Finding =>
  fail(probe.about, { text: messageOf(error) }, remedyOf(error) ?? probe.remedy)

type Group = Messages['check']['says'] | Messages['check']['remedies']

const agoText = (ms: number, { ago, check, format }: Messages): string =>
  ms < MINUTE_MS ? check.justNow : ago({ duration: format.roughly(ms) })

const rendered = (
  of: { readonly name: string; readonly values?: object },
  group: Group,
  messages: Messages,
): string => {
  // That the name is one of the group's, with the arguments of its text, is in the type `Text`.
  const message: unknown = Object.entries(group).find(([name]) => name === of.name)?.[1]
  if (typeof message !== 'function') return String(message)
  const values = Object.entries(of.values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'object' ? agoText(value.ago, messages) : value,
  ])
  return String(message(Object.fromEntries(values)))
}

const remedyIn = (remedy: Remedy | null, messages: Messages): string => {
  if (remedy === null) return ''
  if ('text' in remedy) return remedy.text
  if ('trouble' in remedy) return remedyText(remedy.trouble, messages)
  return rendered(remedy, messages.check.remedies, messages)
}

/** A finding as people and programs read it. `remedy` is one line, empty where nothing is to be done. */
export interface ShownFinding {
  readonly about: string
  readonly level: Level
  readonly says: string
  readonly remedy: string
}

/** A finding in a locale. */
export const showFinding = (
  { about, level, says, remedy }: Finding,
  messages: Messages,
): ShownFinding => ({
  about,
  level,
  says: 'text' in says ? says.text : rendered(says, messages.check.says, messages),
  remedy: remedyIn(remedy, messages),
})

const colours: Readonly<Record<Level, string>> = { ok: '32', warn: '33', fail: '31' }

const line = ({ about, level, says, remedy }: ShownFinding, isTty: boolean): string => {
  const word = level.padEnd(4)
  const shown = isTty ? `\u001b[${colours[level]}m${word}\u001b[0m` : word
  const todo = remedy === '' ? '' : ` → ${plainLine(remedy, 500)}`
  return `${shown}  ${about}: ${plainLine(says, 500)}${todo}\n`
}

/** Findings as one JSON object. */
export const findingsJson = (findings: readonly ShownFinding[]): string => {
  const failed = findings.some(({ level }) => level === 'fail')
  return `${JSON.stringify({ ok: !failed, findings }, null, 2)}\n`
}

export interface CheckOptions {
  readonly json: boolean
  readonly messages: Messages
}

/** Runs the probes in order and says what they found, a line each, or as one JSON object. 1 if anything failed. */
export const runCheck = async (
  probes: readonly Probe[],
  { json, messages }: CheckOptions,
  io: CommandIo,
): Promise<ExitCode> => {
  const findings: ShownFinding[] = []
  for (const probe of probes) {
    const signal = AbortSignal.any([io.signal, AbortSignal.timeout(probeTimeout)])
    const found = await probe.run(signal).catch((error: unknown) => [faultOf(probe, error)])
    io.signal.throwIfAborted()
    const shown = found.map((finding) => showFinding(finding, messages))
    findings.push(...shown)
    if (!json) for (const finding of shown) io.stdout.write(line(finding, io.stdout.isTty))
  }
  if (json) io.stdout.write(findingsJson(findings))
  return findings.some(({ level }) => level === 'fail') ? 1 : 0
}
