import { readFileSync } from 'node:fs'

const kilobyte = 1024
/** The kernel's clock ticks a second, which no Linux that Node runs on changes. */
const ticks = 100

/** Resident memory of a process now and at most, bytes; zeros when it is gone. Linux only. */
export const baselineOf = (pid: number): { readonly now: number; readonly peak: number } => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const of = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) * kilobyte
    return { now: of('VmRSS'), peak: of('VmHWM') }
  } catch {
    return { now: 0, peak: 0 }
  }
}

/** Processor time that a process took so far, milliseconds. */
export const processorTime = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks
}
