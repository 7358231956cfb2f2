import { MINUTE_MS } from '../../domain/units.ts'
import type { Finding } from './watch.ts'

/** Chances beyond this are about the model, not about the world: no more zeros than anyone can mean. */
const LEAST_CHANCE = 1e-12

/** One sentence for a message: observed, expected, how unusual. `60 in 15 min; expected 1.5 (…)`. */
export function describeSpike(finding: Finding): string {
  const { observed, expected, windowMs, pValue } = finding
  const seen = `${count(observed)} in ${windowMs / MINUTE_MS} min; expected ${count(expected)}`
  return pValue === null ? seen : `${seen} (${chance(pValue)})`
}

function chance(pValue: number): string {
  if (pValue < LEAST_CHANCE) return 'by chance less than once in a trillion looks'
  const digits = 10 ** Math.floor(Math.log10(1 / pValue))
  const looks = Math.floor(1 / pValue / digits) * digits
  return `by chance once in ${looks.toLocaleString('en')} looks`
}

/** Whole numbers as they are, small expectations with a digit: "0" would read as a mistake. */
function count(value: number): string {
  if (Number.isInteger(value) || value >= 10) return Math.round(value).toLocaleString('en')
  return value < 0.1 ? 'less than 0.1' : value.toFixed(1)
}
