import { basename, dirname } from 'node:path/posix'
import { type Import, importsOf } from './imports.ts'
import type { Room } from './rooms.ts'

export interface Rules {
  readonly rooms: Readonly<Record<string, Room>>
  readonly limits: { readonly filesInFolder: number; readonly linesInFile: number }
}

/** The room of a file below src/; undefined for a folder that is no room. */
const roomOf = (path: string, rooms: Rules['rooms']): string | undefined => {
  const parts = dirname(path).split('/').slice(1)
  if (parts.length === 0) return ''
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join('/')
    if (Object.hasOwn(rooms, name)) return name
  }
  return undefined
}

const packageAllowed = (name: string, { packages }: Room): boolean =>
  packages.some(
    (each) => each === '*' || each === name || (each === 'node:*' && name.startsWith('node:')),
  )

const roomAllowed = (
  to: string,
  own: string,
  { uses, types = [] }: Room,
  isType: boolean,
): boolean => to === own || to === 'domain' || uses.includes(to) || (isType && types.includes(to))

const importViolations = (path: string, imports: readonly Import[], rooms: Rules['rooms']) => {
  const own = roomOf(path, rooms)
  const room = own === undefined ? undefined : rooms[own]
  if (own === undefined || room === undefined)
    return [`${path}: this folder is no room of lint/boundaries/rooms.ts`]
  return imports.flatMap(({ to, isRelative, isType }) => {
    if (!isRelative)
      return packageAllowed(to, room) ? [] : [`${path}: ${own} may not import the package ${to}`]
    const target = roomOf(to, rooms)
    if (target !== undefined && roomAllowed(target, own, room, isType)) return []
    return [`${path}: ${own} may not import ${isType ? 'types' : 'values'} of ${to}`]
  })
}

/** Circles of imports, types included; one for each set of files that all reach each other. */
const circles = (graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] => {
  // Tarjan's algorithm for strongly connected components (R. Tarjan, 1972).
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const found: string[][] = []
  const visit = (node: string): number => {
    const own = index.size
    index.set(node, own)
    open.push(node)
    let least = own
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) least = Math.min(least, visit(next))
      else if (open.includes(next)) least = Math.min(least, index.get(next) ?? own)
    }
    low.set(node, least)
    if (least === own) {
      const component = open.splice(open.indexOf(node))
      if (component.length > 1 || (graph.get(node) ?? []).includes(node)) found.push(component)
    }
    return low.get(node) ?? own
  }
  for (const node of graph.keys()) if (!index.has(node)) visit(node)
  return found
}

const crowded = (paths: readonly string[], most: number): readonly string[] =>
  [...Map.groupBy(paths, (path) => dirname(path))].flatMap(([folder, files]) =>
    files.length > most ? [`${folder}: ${files.length} files side by side, at most ${most}`] : [],
  )

/** Locales are the same files in another language. */
const isOfLocale = (path: string): boolean => /^src\/i18n\/[^/]+\//.test(path)

const sameName = (paths: readonly string[]): readonly string[] =>
  [
    ...Map.groupBy(
      paths.filter((path) => !isOfLocale(path)),
      (path) => basename(path),
    ),
  ].flatMap(([name, files]) =>
    files.length > 1 ? [`${files.join(' and ')}: two files with the name ${name}`] : [],
  )

/** Everything in `files` (path from the root, below src/, to source) that the rules do not allow, one line for each. */
export const violations = (
  files: ReadonlyMap<string, string>,
  { rooms, limits }: Rules,
): readonly string[] => {
  const imports = new Map([...files].map(([path, source]) => [path, importsOf(path, source)]))
  const graph = new Map(
    [...imports].map(([path, each]) => [
      path,
      each.filter(({ isRelative }) => isRelative).map(({ to }) => to),
    ]),
  )
  return [
    ...[...imports].flatMap(([path, each]) => importViolations(path, each, rooms)),
    ...circles(graph).map((files) => `${files.join(' → ')}: a circle of imports`),
    ...crowded([...files.keys()], limits.filesInFolder),
    ...sameName([...files.keys()]),
    ...[...files].flatMap(([path, source]) => {
      const lines = source.split('\n').length - 1
      return lines > limits.linesInFile
        ? [`${path}: ${lines} lines, at most ${limits.linesInFile}`]
        : []
    }),
  ]
}
