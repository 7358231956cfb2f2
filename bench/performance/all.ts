import { run as grouping } from '../grouping/grouping.ts'
import { run as rules } from '../rules/rules.ts'
import { run as spikes } from '../spikes/spikes.ts'
import { FIGURES, judged } from './performance.ts'
import { readOptions } from './stage.ts'

const fewMessages = '100000'

/** `npm run bench -- all [--quick]`: every figure. Those of the other benchmarks are printed; they fail nothing here. */
export const run = async (args: string[]): Promise<number> => {
  const { quick } = readOptions(args)
  const code = await judged(Object.keys(FIGURES), args)
  const others = [
    () => grouping(quick ? ['--messages', fewMessages] : []),
    () => spikes(quick ? ['--quick'] : []),
    () => rules(),
  ]
  for (const other of others) {
    console.log('')
    await other()
  }
  return code
}
