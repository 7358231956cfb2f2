import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** What Node is started with wherever Lookout is shipped: as the command's first line says. */
export const nodeFlags: readonly string[] = (
  /^#!\/usr\/bin\/env -S node (.*)$/m.exec(
    readFileSync(join(root, 'src', 'main.ts'), 'utf8'),
  )?.[1] ?? ''
).split(' ')

/** How the image has the C library manage its memory. */
export const imageEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
  [...readFileSync(join(root, 'Dockerfile'), 'utf8').matchAll(/\b(MALLOC_\w+)=(\S+)/g)].map(
    ([, name = '', value = '']) => [name, value],
  ),
)
