import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const home = join(import.meta.dirname, '../..')
const beside = ['package.json', 'config', 'assets', 'node_modules']

const builds = new Map<string, Promise<string>>()

/** The daemon as it is shipped, plain JavaScript, built once into a folder of the benchmark's own. */
export const builtMain = (folder: string): Promise<string> => {
  const known = builds.get(folder) ?? build(folder)
  builds.set(folder, known)
  return known
}

const build = async (folder: string): Promise<string> => {
  const root = join(folder, 'built')
  const main = join(root, 'dist', 'main.js')
  mkdirSync(root, { recursive: true })
  for (const name of beside) {
    if (existsSync(join(home, name))) symlinkSync(join(home, name), join(root, name))
  }
  await promisify(execFile)(process.execPath, [join(home, 'scripts/build.mjs'), join(root, 'dist')])
  return main
}
