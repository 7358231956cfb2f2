import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { nodeFlags } from '../../support/node-flags.ts'

const main = join(import.meta.dirname, '..', '..', '..', 'src', 'main.ts')

const explain = async (input: string, args: readonly string[] = [], env = {}) => {
  const child = spawn(process.execPath, [...nodeFlags, main, 'explain', ...args], {
    env: { PATH: process.env['PATH'], ...env },
  })
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { out, err, code }
}

const tooLong =
  "litellm.BadRequestError: OpenAIException - This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens."

describe('lookout explain', () => {
  it('says what is known of a text: title, meaning, fault, remedies', async () => {
    const { out, code } = await explain(tooLong)
    expect(code).toBe(0)
    expect(out).toContain('Fault: caller')
    expect(out).toContain('context_window_fallbacks')
    expect(out.split('\n')[0]).toMatch(/\([a-z\d-]+\)$/)
  })

  it('says it in Chinese where that is the locale', async () => {
    const { out } = await explain(tooLong, [], { LOOKOUT_LOCALE: 'zh-CN' })
    expect(out).toContain('问题归属：调用方')
    expect(out).toContain('处理建议：')
  })

  it('gives one JSON object, also where nothing is known', async () => {
    const known = JSON.parse((await explain(tooLong, ['--json'])).out)
    expect(known).toMatchObject({ known: true, fault: 'caller', acts: 'caller' })
    const { out, code } = await explain('the moon is made of cheese', ['--json'])
    expect([JSON.parse(out), code]).toEqual([{ known: false }, 0])
    expect((await explain('the moon is made of cheese')).out).toMatch(/^Not known/)
  })

  it('knows the entries of the configuration', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'lookout-explain-')), 'lookout.yaml')
    writeFileSync(
      file,
      `catalogue:
  - id: moon-cheese
    title: The moon is out of cheese
    fault: provider
    meaning: The supplier has none left.
    remedies: [Ask for more]
    acts: operator
    match: [{ message: [made of cheese] }]
`,
    )
    const { out, code, err } = await explain('the moon is made of cheese', ['--config', file])
    expect([err, code]).toEqual(['', 0])
    expect(out).toContain('The moon is out of cheese (moon-cheese)')
  })

  it('asks for a text where there is none', async () => {
    const { err, code } = await explain('')
    expect(code).toBe(2)
    expect(err).toContain('no text on standard input; use lookout explain < error.txt')
  })
})
