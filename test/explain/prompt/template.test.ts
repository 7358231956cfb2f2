import { describe, expect, it } from 'vitest'
import { fillTemplate, parseTemplate, TemplateError } from '../../../src/explain/prompt/template.ts'

const parse = (text: string) => parseTemplate(text, 'mine.md')

describe('prompt template', () => {
  it('has a system and a user part, whatever stands before them', () => {
    expect(parse('A note {{nonsense}}.\n\n# System\n\nBe short.\n\n# User\n\n{{facts}}\n')).toEqual(
      {
        system: 'Be short.',
        user: '{{facts}}',
      },
    )
  })

  it('accepts line ends of Windows and headings of lower levels', () => {
    const { user } = parse('# System\r\ns\r\n# User\r\n## Part\r\n{{ facts }}\r\n')
    expect(user).toBe('## Part\n{{ facts }}')
  })

  it.each([
    ['# User\n{{facts}}', 'mine.md: expected one part under "# System" and one under "# User"'],
    ['# System\n# User\n{{facts}}', 'mine.md: the part "# System" is empty'],
    ['# System\ns\n# User\nhello', 'mine.md: the part "# User" has no {{facts}}'],
    ['# System\ns {{fact}}\n# User\n{{facts}}', 'mine.md: unknown placeholder {{fact}}; there are'],
  ])('refuses %j and says why', (text, reason) => {
    expect(() => parse(text)).toThrow(TemplateError)
    expect(() => parse(text)).toThrow(reason)
  })

  it('fills in each placeholder once and never looks into what it filled in', () => {
    const values = {
      instance: '{{tag}} $1 $&',
      period: 'p',
      timezone: 'UTC',
      total: '1',
      language: 'English',
      tag: 'T',
      facts: 'F',
    }
    expect(fillTemplate('{{instance}} {{ tag }}', values)).toBe('{{tag}} $1 $& T')
  })
})
