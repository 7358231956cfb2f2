import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { baselineOf } from './memory.ts'

export interface PsqlRun {
  readonly ms: number
  /** The most it ever held, bytes. */
  readonly peak: number
  readonly output: Buffer
}

const samplingMs = 10

/** Runs one statement by psql, as anyone would. `keep` false: what it prints goes to /dev/null. */
export const psql = async (url: string, sql: string, keep: boolean): Promise<PsqlRun> => {
  const began = performance.now()
  const child = spawn('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', url, '-c', sql], {
    stdio: ['ignore', keep ? 'pipe' : 'ignore', 'inherit'],
  })
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  let peak = 0
  // The kernel forgets the mark when the process ends, so it is asked all along.
  const sampling = setInterval(() => {
    peak = Math.max(peak, baselineOf(child.pid ?? 0).peak)
  }, samplingMs)
  const [code] = await once(child, 'close')
  clearInterval(sampling)
  if (code !== 0) throw new Error(`psql ended with ${code}: is postgresql-client installed?`)
  return { ms: performance.now() - began, peak, output: Buffer.concat(chunks) }
}

/** A statement with its parameters written into it: psql knows no others. */
export const literal = (text: string, values: readonly unknown[]): string =>
  text.replace(/\$(\d+)/g, (_, place: string) => {
    const value = values[Number(place) - 1]
    return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`
  })
