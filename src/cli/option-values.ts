import { parseDuration } from '../domain/duration.ts'
import { UsageError } from './io.ts'

// The values of options, read as soon as they are seen. `name` is the option as it is typed, for the error.

/** A whole number within its bounds, both included. */
export const wholeNumber =
  (name: string, { min, max }: { readonly min: number; readonly max: number }) =>
  (text: string): number => {
    if (!/^-?\d+$/.test(text)) throw new UsageError(`${name} must be a whole number, not "${text}"`)
    return within(name, Number(text), { min, max })
  }

/** A number above 0, fractions too. */
export const positiveNumber =
  (name: string, { max }: { readonly max: number }) =>
  (text: string): number => {
    if (!/^-?\d+(\.\d+)?$/.test(text))
      throw new UsageError(`${name} must be a number, not "${text}"`)
    return within(name, Number(text), { min: Number.MIN_VALUE, max })
  }

const within = (
  name: string,
  value: number,
  { min, max }: { readonly min: number; readonly max: number },
): number => {
  if (value < min) {
    const bound = min > 0 && min <= 1 ? 'greater than 0' : `at least ${min}`
    throw new UsageError(`${name} must be ${bound}`)
  }
  if (value > max) throw new UsageError(`${name} must be at most ${max}`)
  return value
}

/** A length of time such as `2h`, in milliseconds: above 0, and no more than `max`, which is written the same way. */
export const duration =
  (name: string, example: string, max?: string) =>
  (text: string): number => {
    const ms = parseDuration(text)
    if (ms === null)
      throw new UsageError(`${name} must be a duration such as ${example}, not "${text}"`)
    if (ms <= 0) throw new UsageError(`${name} must be greater than 0`)
    if (max !== undefined && ms > (parseDuration(max) ?? 0))
      throw new UsageError(`${name} must be at most ${max}`)
    return ms
  }
