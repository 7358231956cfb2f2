import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { SHAPES } from '../support/litellm-shapes.ts'
import { shapeSuite } from './shape-suite.ts'

const shared = path.resolve(import.meta.dirname, '../../../shared/schema')

for (const shape of SHAPES) shapeSuite(`our tables of ${shape}`, shape)

for (const shape of SHAPES) {
  const file = path.join(shared, `${shape}.sql`)
  if (existsSync(file))
    shapeSuite(`the reference tables of ${shape}`, { ddl: readFileSync(file, 'utf8') })
  else
    test(`the reference tables of ${shape}`, ({ skip }) => {
      const missing = `../shared/schema/${shape}.sql is not here`
      skip(process.env['CI'] === undefined, missing)
      expect.fail(`${missing}, and CI leaves nothing out`)
    })
}
