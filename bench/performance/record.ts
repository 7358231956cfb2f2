import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { type Figure, line } from './figure.ts'

interface Record {
  readonly figures: readonly Figure[]
  /** What could not be measured, and why. */
  readonly failed: readonly string[]
  readonly add: (figures: readonly Figure[]) => void
  readonly fail: (name: string, reason: string) => void
  /** How long a measurement took, filling included, milliseconds. */
  readonly took: (name: string, ms: number) => void
  /** Prints the table. */
  readonly end: () => void
}

/** What was measured, on what machine, and how busy that was: in output/bench.json from the first result on, or at the end on standard output. */
export const createRecord = ({ json, quick }: { json: boolean; quick: boolean }): Record => {
  const figures: Figure[] = []
  const failed: string[] = []
  const seconds: { [name: string]: number } = {}
  const at = new Date()
  const load = loadavg()
  const text = (): string => {
    const machine = {
      cores: cpus().length,
      processor: cpus()[0]?.model ?? '',
      memory: totalmem(),
      loadBefore: load,
      loadAfter: loadavg(),
      node: process.version,
    }
    const wholeSeconds = Math.round((Date.now() - at.getTime()) / 1000)
    return `${JSON.stringify({ at, quick, machine, wholeSeconds, seconds, failed, figures }, null, 2)}\n`
  }
  const keep = (): void => {
    if (json) return
    mkdirSync('output', { recursive: true })
    writeFileSync('output/bench.json', text())
  }
  return {
    figures,
    failed,
    add: (found) => {
      figures.push(...found)
      for (const one of found) process.stderr.write(`${line(one)}\n`)
      keep()
    },
    fail: (name, reason) => {
      failed.push(`${name}: ${reason}`)
      process.stderr.write(`FAIL  ${name}: ${reason}\n`)
      keep()
    },
    took: (name, ms) => {
      seconds[name] = Math.round(ms / 1000)
      process.stderr.write(`      ${name} took ${seconds[name]} s\n`)
      keep()
    },
    end: () => {
      if (json) process.stdout.write(text())
      else
        process.stdout.write(
          `\n${[...figures.map(line), ...failed.map((one) => `FAIL  ${one}`)].join('\n')}\n`,
        )
    },
  }
}
