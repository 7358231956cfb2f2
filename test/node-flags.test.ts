import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeFlags } from './support/node-flags.ts'

const read = (file: string): string => readFileSync(join(import.meta.dirname, '..', file), 'utf8')

test('the command, the image and the scripts start Node with the same flags', () => {
  expect(nodeFlags).toContain('--max-semi-space-size=16')
  const [, entry = ''] = /^ENTRYPOINT (.*)$/m.exec(read('Dockerfile')) ?? []
  expect(JSON.parse(entry)).toEqual(['node', ...nodeFlags, '/app/dist/main.js'])
  const { scripts } = JSON.parse(read('package.json'))
  expect(scripts.lookout).toBe(`node ${nodeFlags.join(' ')} src/main.ts`)
  expect(scripts.demo).toBe(`node ${nodeFlags.join(' ')} src/main.ts demo`)
})
