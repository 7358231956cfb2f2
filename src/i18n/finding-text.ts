import type { Finding, SourceTrouble } from '../domain/finding.ts'
import type { Messages } from './locale.ts'

/** A finding in its parts. Empty where there is nothing to say. Names in it are as LiteLLM logged them: not escaped. */
export interface FindingText {
  /** What was found, where a count of failures in a window does not say it; no whole sentence. */
  readonly found: string
  /** What that is compared with. */
  readonly against: string
  /** Whole sentences that belong to it. */
  readonly more: readonly string[]
}

const leastChance = 1e-12

/** `chance of this being noise < 1 in 4,000`, rounded down to one digit. */
const chanceText = (chance: number, { finding }: Messages): string => {
  if (chance < leastChance) return finding.noiseLeast
  const size = 10 ** Math.floor(Math.log10(1 / chance))
  return finding.noise({ evaluations: Math.floor(1 / chance / size) * size })
}

/** What helps when the source cannot be read; empty where nothing is known to. */
export const remedyText = (
  { remedy, grants = '' }: SourceTrouble,
  { sourceRemedies }: Messages,
): string => {
  if (remedy === undefined) return ''
  return remedy === 'grant' ? sourceRemedies.grant({ grants }) : sourceRemedies[remedy]
}

const errorText = ({ error, where }: SourceTrouble, messages: Messages): string =>
  where === undefined ? error : messages.sourceAt({ error, where })

/** Why the source cannot be read and what helps, in one line. */
export const troubleText = (trouble: SourceTrouble, messages: Messages): string => {
  const remedy = remedyText(trouble, messages)
  const error = errorText(trouble, messages)
  return remedy === '' ? error : `${error} → ${remedy}`
}

const partsOf = (of: Finding, messages: Messages): Omit<FindingText, 'more'> => {
  const { finding, format } = messages
  const window = 'windowMs' in of ? format.duration(of.windowMs) : ''
  switch (of.kind) {
    case 'threshold':
      return { found: '', against: finding.thresholdIn({ threshold: of.threshold, window }) }
    case 'rate': {
      const { failures, requests, limit } = of
      const share = format.share(requests === 0 ? 0 : failures / requests)
      return {
        found: finding.rate({ failures, requests, window, share }),
        against: finding.rateLimit({ share: format.share(limit) }),
      }
    }
    case 'spike':
      return {
        found: '',
        against: finding.usual({ expected: format.expected(of.expected), window }),
      }
    case 'new_error':
      return {
        found: finding.newError({ count: of.count, window }),
        against: finding.threshold({ threshold: of.threshold }),
      }
    case 'regression': {
      const quiet = format.duration(of.quietMs)
      return {
        found: finding.regression({ count: of.count, window, quiet }),
        against: finding.threshold({ threshold: of.threshold }),
      }
    }
    case 'cardinality': {
      const reached = finding.reached[of.of]({ count: of.distinct })
      return {
        found: finding.cardinality({ failures: of.failures, window, reached }),
        against: finding.threshold({ threshold: of.threshold }),
      }
    }
    case 'flatline': {
      const { count, usual } = of
      const silent = format.duration(of.silentMs)
      const [some, none] =
        of.of === 'requests'
          ? [finding.requests, finding.noRequests]
          : [finding.successes, finding.noSuccesses]
      return {
        found: count > 0 ? some({ count, window }) : none({ silent }),
        against:
          count > 0 || usual === null
            ? ''
            : finding.usualLeast({ least: Math.floor(usual), window }),
      }
    }
    case 'no_data': {
      if (of.cause === null) return { found: finding.readable, against: '' }
      return of.cause.kind === 'silent'
        ? { found: finding.silent, against: '' }
        : { found: finding.unreadable, against: errorText(of.cause, messages) }
    }
    case 'unknown':
      return { found: '', against: '' }
  }
}

/** A finding in the words of a locale. `timezone` for the times in it. */
export const findingText = (of: Finding, messages: Messages, timezone: string): FindingText => {
  const { finding, format } = messages
  const more = [
    ...(of.kind === 'no_data' && of.cause?.kind === 'silent' ? [finding.silentDetail] : []),
    ...(of.kind === 'no_data' && of.cause?.kind === 'unreadable' && of.cause.remedy !== undefined
      ? [remedyText(of.cause, messages)]
      : []),
    ...(of.kind === 'threshold' && of.late !== undefined
      ? [finding.late({ time: format.timeZoned(of.late.endedAt, timezone) })]
      : []),
    ...(of.flapping === undefined
      ? []
      : [
          finding.flapping({
            times: of.flapping.times,
            window: format.duration(of.flapping.windowMs),
          }),
        ]),
  ]
  return { ...partsOf(of, messages), more }
}

/** How unusual a spike is: `expected 1.8, chance of this being noise < 1 in 10^12`; empty for any other finding. */
export const unusualText = (of: Finding, messages: Messages): string => {
  if (of.kind !== 'spike') return ''
  const expected = messages.finding.expected({ expected: messages.format.expected(of.expected) })
  return of.chance === null
    ? expected
    : `${expected}${messages.comma}${chanceText(of.chance, messages)}`
}

/** What is counted, also where the parts leave that to the headline: `54 failures in 15 s`. */
const countText = (of: Finding, { finding, format }: Messages): string =>
  of.kind === 'threshold' || of.kind === 'spike'
    ? finding.failures({ count: of.count, window: format.duration(of.windowMs) })
    : ''

/** A finding in one line: `54 failures in 15 s (threshold 10)`. Empty for one of an earlier version. */
export const findingLine = (of: Finding, messages: Messages, timezone: string): string => {
  const { found, against, more } = findingText(of, messages, timezone)
  const head = found === '' ? countText(of, messages) : found
  const compared =
    of.kind === 'threshold'
      ? messages.finding.threshold({ threshold: of.threshold })
      : of.kind === 'spike'
        ? unusualText(of, messages)
        : against
  const line =
    compared === '' ? head : `${head}${messages.gap}${messages.inBrackets({ text: compared })}`
  const sentences = more.join(messages.gap)
  if (sentences === '') return line
  return `${line}${messages.stop}${messages.gap}${sentences}`
}
