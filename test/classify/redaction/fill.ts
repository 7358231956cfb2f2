/** Random-looking text that is the same in every run, so that no secret, real or not, stands in the sources. */
const fill = (alphabet: string, length: number, seed: number): string => {
  let state = seed * 2_654_435_761 + 12_345
  let text = ''
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    text += alphabet[Math.floor((state / 2 ** 32) * alphabet.length)]
  }
  return text
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'

export const alnum = (length: number, seed = 1): string =>
  fill(LOWER + LOWER.toUpperCase() + DIGITS, length, seed)
export const words = (length: number, seed = 1): string =>
  fill(`${LOWER + LOWER.toUpperCase() + DIGITS}-_`, length, seed)
export const hex = (length: number, seed = 1): string => fill('0123456789abcdef', length, seed)
export const upper = (length: number, seed = 1): string =>
  fill(`${LOWER.toUpperCase()}234567`, length, seed)
export const base64 = (length: number, seed = 1): string =>
  fill(`${LOWER + LOWER.toUpperCase() + DIGITS}+/`, length, seed)
export const digits = (length: number, seed = 1): string => fill(DIGITS, length, seed)
export const lower = (length: number, seed = 1): string => fill(LOWER, length, seed)
export const uuid = (seed = 1): string =>
  [
    hex(8, seed),
    hex(4, seed + 1),
    `4${hex(3, seed + 2)}`,
    `a${hex(3, seed + 3)}`,
    hex(12, seed + 4),
  ].join('-')
