import type { Rule } from './redaction-rule.ts'

const ipv4 = (text: string): boolean => text.split('.').every((octet) => Number(octet) <= 255)

/** Eight groups, or fewer around one `::`; a time of day has neither. */
const ipv6 = (text: string): boolean => {
  const halves = text.split('::')
  const groups = text.split(':').filter((group) => group !== '').length
  return halves.length === 2 ? groups >= 1 && groups <= 7 : halves.length === 1 && groups === 8
}

export const emailRule: Rule = {
  kind: 'e-mail address',
  hints: ['@', '%40'],
  pattern:
    /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}(?:@|%40)(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])/g,
}

export const addressRules: readonly Rule[] = [
  {
    kind: 'ip address',
    hints: ['.'],
    pattern: /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)/g,
    accept: ipv4,
  },
  {
    kind: 'ip address',
    hints: [':'],
    pattern: /(?<![\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w:])/g,
    accept: ipv6,
  },
]
