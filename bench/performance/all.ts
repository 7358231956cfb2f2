import { run as faults } from '../faults/faults.ts'
import { run as grouping } from '../grouping/grouping.ts'
import { run as rules } from '../rules/rules.ts'
import { run as spikes } from '../spikes/spikes.ts'
import { ALL, judged } from './performance.ts'
import { readOptions } from './stage.ts'

const fewMessages = '100000'

/**
 * `npm run bench -- all [--quick]`: every figure. Not 0 when a ratio is worse than twice its bound, or the detector of
 * spikes misses its rates or fewer than 97 of 100 faults are right, which are the same on every machine. The tables of the other benchmarks fail nothing here.
 */
export const run = async (args: string[]): Promise<number> => {
  const { quick, json } = readOptions(args)
  const code = await judged(ALL, args)
  if (json) return code
  console.log('')
  await grouping(quick ? ['--messages', fewMessages] : [])
  console.log('')
  const right = await faults([])
  console.log('')
  const detector = await spikes(quick ? ['--quick'] : [])
  console.log('')
  await rules()
  return Math.max(code, right, detector)
}
