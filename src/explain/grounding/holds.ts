import type { Evidence } from './evidence.ts'
import { type Bias, type Mention, mentionsIn } from './mentions.ts'

/** How far a number may be from the true one when the words say that it is rough, as a share of the true one. */
const ABOUT = 0.1
const BEYOND = 0.25

interface Notified {
  readonly value: number
  /** Size of the last digit that was written. */
  readonly place: number
}

/** Trailing zeros of a number that is said to be rough are not meant: the place of "about 1,200" is 100. */
const roughPlace = ({ value, place }: Notified): number => {
  let rough = place
  while (rough < value && Math.round(value / (rough * 10)) * rough * 10 === value) rough *= 10
  return rough
}

const fits = (notified: Notified, truth: number, bias: Bias): boolean => {
  const off = Math.abs(notified.value - truth)
  // Floating point: 12.35 and 12.4 are half a place apart, and a little more.
  const rounded = off <= notified.place / 2 + 1e-9 * Math.max(1, truth)
  switch (bias) {
    case 'exact':
      return Number.isInteger(truth) && Number.isInteger(notified.value) && notified.place <= 1
        ? off < 1e-9
        : rounded
    case 'about':
      return (
        rounded || (off <= roughPlace(notified) / 2 && off <= truth * ABOUT) || off <= truth * ABOUT
      )
    case 'over':
      return truth >= notified.value && truth <= notified.value * (1 + BEYOND) + 1
    case 'under':
      return truth <= notified.value && truth >= notified.value * (1 - BEYOND) - 1
  }
}

/** A share as people write it: 99.7 % is told as 99 %, never as 100 %; below 0.1 % it is "< 0.1 %". */
const sharesFit = (notified: Notified, shares: readonly number[], bias: Bias): boolean =>
  shares.some((share) => {
    const percent = share * 100
    if (notified.value === 100) return share === 1
    if (notified.value === 0) return share === 0
    if (fits(notified, percent, bias)) return true
    if (notified.value === 99 && percent > 98.5 && percent < 100) return true
    return bias === 'under' && percent < notified.value && notified.value <= 1
  })

/** "25 minutes" of 25:47: cut down or rounded, both are common. */
const durationsFit = (
  notified: Notified,
  unitMs: number,
  durations: readonly number[],
  bias: Bias,
): boolean =>
  durations.some((duration) => {
    const truth = duration / unitMs
    return (
      fits(notified, truth, bias) ||
      (Math.abs(truth - notified.value) < notified.place && truth > 0)
    )
  })

/** Durations that the quoted texts name, in milliseconds: a timeout of 600 seconds is one of 10 minutes. */
const quotedDurations = (mentions: readonly Mention[]): readonly number[] =>
  mentions.flatMap(({ unit, readings }) =>
    unit.kind === 'duration' ? readings.map(({ value }) => value * unit.ms) : [],
  )

const sameNumber = (notified: Notified, mentions: readonly Mention[], bias: Bias): boolean =>
  mentions.some(({ readings }) => readings.some(({ value }) => fits(notified, value, bias)))

/** Whether one number of a sentence is in the evidence. `quotable`: the numbers of texts that may be repeated. */
const holds = (mention: Mention, evidence: Evidence, quotable: readonly Mention[]): boolean => {
  const { unit, bias } = mention
  const { counts, shares, ratios, durations, numbers } = evidence
  const isCount = (notified: Notified) =>
    counts.some((count) =>
      // "1.2k" is rounded by its form, "1,200" is exact unless it says otherwise.
      notified.place > 1 && bias === 'exact'
        ? Math.abs(notified.value - count) <= notified.place / 2
        : fits(notified, count, bias),
    )
  const isHeld = (notified: Notified): boolean => {
    switch (unit.kind) {
      case 'count':
      case 'bare':
        return isCount(notified)
      case 'percent':
        return sharesFit(notified, shares, bias)
      case 'times':
        return ratios.some((ratio) => fits(notified, ratio, bias)) || isCount(notified)
      case 'duration':
        return (
          durationsFit(notified, unit.ms, durations, bias) ||
          durationsFit(notified, unit.ms, quotedDurations(quotable), bias)
        )
      case 'number':
        return (numbers[unit.of] ?? []).some((number) => fits(notified, number, bias))
      case 'quoted':
        return sameNumber(notified, quotable, bias)
    }
  }
  return mention.readings.some(isHeld)
}

/** The first number of a text that the evidence does not hold; null when it holds all. `text` without times and names. */
export const unheldNumber = (
  text: string,
  evidence: Evidence,
  quotableTexts: readonly string[],
): string | null => {
  const mentions = mentionsIn(text)
  if (mentions.length === 0) return null
  const quotable = quotableTexts.flatMap((quoted) => mentionsIn(quoted))
  return mentions.find((mention) => !holds(mention, evidence, quotable))?.text ?? null
}
