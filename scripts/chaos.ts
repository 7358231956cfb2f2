// Kills the daemon again and again while failures are written and receivers refuse, and compares the result with what was written.
// npm run chaos -- --kills 500 --seed 7 [--minutes 25] [--plant loss|double|repeat] [--keep]
import { parseArgs } from 'node:util'
import { MINUTE_MS } from '../src/domain/units.ts'
import { violationsOf } from '../test/chaos/checks/all.ts'
import { figuresOf, tableOf } from '../test/chaos/figures.ts'
import type { Plant } from '../test/chaos/orders.ts'
import { run } from '../test/chaos/run.ts'
import { noDataChecks } from '../test/chaos/self-check.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '15' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '30' },
    plant: { type: 'string', default: 'none' },
    keep: { type: 'boolean', default: false },
  },
})
/** The checks' message for each error that can be planted. */
const said: Readonly<Record<Plant, string>> = {
  none: '',
  loss: 'rows were missed',
  double: 'that nobody wrote',
  repeat: 'messages came again',
}
const plants: readonly Plant[] = ['none', 'loss', 'double', 'repeat']
const plant = plants.find((name) => name === values.plant)
if (plant === undefined) throw new Error(`--plant must be one of ${plants.join(', ')}`)

const outcome = await run({
  kills: Number(values.kills),
  seed: Number(values.seed),
  longestMs: Number(values.minutes) * MINUTE_MS,
  plant,
  keep: values.keep,
  say: (line) => console.error(line),
})
const violations = [...outcome.failures, ...violationsOf(outcome.truth, outcome.observed)]
const blind = plant === 'none' ? noDataChecks(outcome.truth, outcome.observed) : []
const figures = figuresOf(outcome)
console.error(tableOf(figures))
console.log(JSON.stringify({ seed: Number(values.seed), plant, ...figures, violations, blind }))
for (const violation of violations) console.error(`VIOLATION ${violation}`)
for (const name of blind) console.error(`MISSED the checks do not find a planted ${name}`)
if (values.keep) console.error(`kept: ${outcome.stage.folder}`)

const isCaught = violations.some((violation) => violation.includes(said[plant]))
if (plant !== 'none') console.error(isCaught ? `the planted ${plant} was caught` : 'not caught')
const isGood = plant === 'none' ? violations.length + blind.length === 0 : isCaught
process.exitCode = isGood ? 0 : 1
