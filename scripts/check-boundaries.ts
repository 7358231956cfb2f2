// `npm run check:boundaries`: who may import whom (lint/boundaries/rooms.ts), circles, crowded folders, long files.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { limits, rooms } from '../lint/boundaries/rooms.ts'
import { violations } from '../lint/boundaries/violations.ts'

const root = join(import.meta.dirname, '..')
const paths = globSync('src/**/*.ts', { cwd: root }).map((path) => path.replaceAll('\\', '/'))
const files = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
const found = violations(files, { rooms, limits })
for (const line of found) process.stdout.write(`${line}\n`)
process.stdout.write(`${files.size} files, ${found.length} violations of the boundaries\n`)
process.exitCode = found.length === 0 ? 0 : 1
