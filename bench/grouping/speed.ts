import type { Fingerprinted, FingerprintInput } from '../../src/classify/grouping/fingerprint.ts'

type Fingerprint = (input: FingerprintInput) => Fingerprinted

/** Messages a second of processor time, so that busy neighbours do not count, over `count` real messages, taken round and round. */
export const messagesPerSecond = (
  fingerprint: Fingerprint,
  inputs: readonly FingerprintInput[],
  count: number,
): number => {
  const started = process.cpuUsage()
  for (let done = 0; done < count; done += 1) {
    const input = inputs[done % inputs.length]
    if (input !== undefined) fingerprint(input)
  }
  const { user, system } = process.cpuUsage(started)
  return (count / (user + system)) * 1_000_000
}

const event = (message: string): FingerprintInput => ({
  message,
  errorClass: 'BadRequestError',
  statusCode: '400',
  provider: 'openai',
})

const KILOBYTE = 1024

/** Messages that make careless scanners slow. All but the ones named 1 MB have 16 kB. */
const HOSTILE: Readonly<Record<string, string>> = {
  'digits, 1 MB': '1'.repeat(1024 * KILOBYTE),
  'digits, 16 kB': '1'.repeat(16 * KILOBYTE),
  'brackets, 10,000 nested': '['.repeat(10_000) + ']'.repeat(10_000),
  'braces and quotes': `{"a":`.repeat(3276),
  'open quotes': `'`.repeat(16 * KILOBYTE),
  'quotes and colons': `":`.repeat(8 * KILOBYTE),
  'nested bytes': `b'{"message": "`.repeat(1170),
  'escaped bodies': `{"message":"`.repeat(1365),
  backslashes: '\\'.repeat(16 * KILOBYTE),
  spaces: ' '.repeat(16 * KILOBYTE),
  'spaces and brackets': `{ ${' '.repeat(14)}`.repeat(KILOBYTE),
  'words of a letter': 'a '.repeat(8 * KILOBYTE),
  'advice without end': 'Please wait. '.repeat(1260),
  wrappers: 'litellm.BadRequestError: '.repeat(655),
  'angle brackets': '<'.repeat(16 * KILOBYTE),
  'a page of tags': `<html>${'<a '.repeat(5 * KILOBYTE)}`,
  dots: 'a.'.repeat(8 * KILOBYTE),
  colons: 'a:'.repeat(8 * KILOBYTE),
  'paths in paths': '/a:'.repeat(5 * KILOBYTE),
  'equal signs': 'team='.repeat(3276),
  'at signs': 'a@'.repeat(8 * KILOBYTE),
  dashes: 'a-'.repeat(8 * KILOBYTE),
  'printed lists': `x=[{'a':`.repeat(2048),
  'a list of dictionaries': `{'a': 'b'} `.repeat(1489),
  'many bytes': `b'x `.repeat(4096),
  'one long word': 'A'.repeat(16 * KILOBYTE),
  'exceptions in a row': 'Exception'.repeat(1820),
  'quotes and spaces': `"${' '.repeat(60)}`.repeat(268),
  locations: `{"loc":["a","b"],`.repeat(963),
  'no ASCII': '模型不存在'.repeat(3276),
}

export interface Timing {
  readonly name: string
  /** Median of the runs. */
  readonly milliseconds: number
}

const RUNS = 15

/** How long each hostile message takes, in milliseconds, after a warm-up. */
export const hostileTimings = (fingerprint: Fingerprint): Timing[] =>
  Object.entries(HOSTILE).map(([name, message]) => {
    const runs = Array.from({ length: RUNS }, () => {
      const started = performance.now()
      fingerprint(event(message))
      return performance.now() - started
    }).sort((left, right) => left - right)
    return { name, milliseconds: runs[Math.floor(RUNS / 2)] ?? 0 }
  })
