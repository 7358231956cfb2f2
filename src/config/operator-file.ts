import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { messageOf } from '../domain/reason.ts'
import { nearest } from './nearest.ts'
import { isOption, type Option, optionsOf, type Section } from './option.ts'

interface Tree {
  [name: string]: unknown
}

/** The content of an operator's file: names are checked against the schema, values are not yet. */
export interface OperatorFile {
  /** Known options only, so that convict can merge it into the defaults. */
  readonly tree: Tree
  /** For each path in the file, `lookout.yaml:12`. */
  readonly origins: ReadonlyMap<string, string>
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
  /** False if nothing could be read, so that what it contains must not be reported as missing. */
  readonly readable: boolean
}

/** Sections and options by their names in earlier versions. */
const renamed: Readonly<Record<string, string>> = {
  blindness: 'noData',
  telling: 'notifications',
  'grouping.keepApart': 'grouping.pinned',
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Suggests `digest.schedule` for `digest.shedule`, and for a `schedule` outside any section. */
const hintFor = (path: string, name: string, siblings: Section, root: Section): string => {
  const prefix = path.slice(0, path.length - name.length)
  const near = nearest(name, Object.keys(siblings))
  if (near !== undefined) return `, did you mean ${prefix}${near}?`
  const elsewhere = optionsOf(root).find(([known]) => known.split('.').at(-1) === name)
  if (elsewhere !== undefined) return `, did you mean ${elsewhere[0]}?`
  return `; known here: ${Object.keys(siblings).join(', ')}`
}

const wrongNode = (
  node: Option<unknown> | Section,
  path: string,
  value: unknown,
): string | undefined => {
  if (isOption(node)) {
    return isTree(value) ? `${path}: expected a value, got a section` : undefined
  }
  // A section whose options are all commented out is null in YAML.
  return isTree(value) || value === null
    ? undefined
    : `${path}: expected a section with ${Object.keys(node).join(', ')}`
}

/** Reads the operator's YAML text; `name` is the file's name in messages. */
export const readOperatorFile = (content: string, name: string, schema: Section): OperatorFile => {
  const lines = new LineCounter()
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false })
  const problems: string[] = []
  const warnings: string[] = []
  const origins = new Map<string, string>()
  const lineAt = (offset: number): string => `${name}:${lines.linePos(offset).line}`

  const note = (node: unknown, path: string): void => {
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        const place = `${path}[${index}]`
        const offset = isNode(item) ? item.range?.[0] : undefined
        if (offset !== undefined) origins.set(place, lineAt(offset))
        note(item, place)
      }
    }
    if (!isMap(node)) return
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue
      const place = `${path === '' ? '' : `${path}.`}${String(pair.key.value)}`
      const offset = pair.key.range?.[0]
      if (offset !== undefined) origins.set(place, lineAt(offset))
      note(pair.value, place)
    }
  }

  const keepKnown = (tree: Tree, section: Section, prefix: string): Tree => {
    const kept: Tree = {}
    for (const [given, value] of Object.entries(tree)) {
      const found = `${prefix}${given}`
      const where = ` (${origins.get(found) ?? name})`
      const path = renamed[found] ?? found
      const key = path.slice(prefix.length)
      if (path !== found) {
        if (Object.hasOwn(tree, key)) {
          problems.push(`${found}: the old name of ${path}, which is given too${where}`)
          continue
        }
        warnings.push(`${found} is now called ${path}${where}`)
        for (const [place, line] of [...origins])
          if (
            place === found ||
            (/^[.[]/.test(place.slice(found.length)) && place.startsWith(found))
          )
            origins.set(`${path}${place.slice(found.length)}`, line)
      }
      const node = Object.hasOwn(section, key) ? section[key] : undefined
      const wrong =
        node === undefined
          ? `${path}: unknown key${hintFor(path, key, section, schema)}`
          : wrongNode(node, path, value)
      if (wrong !== undefined) problems.push(`${wrong}${where}`)
      else if (node !== undefined && isOption(node)) kept[key] = value
      else if (node !== undefined && isTree(value)) kept[key] = keepKnown(value, node, `${path}.`)
    }
    return kept
  }

  if (document.errors.length > 0) {
    const [error] = document.errors
    const message = (error?.message ?? '').split('\n')[0]
    return {
      tree: {},
      origins,
      warnings,
      problems: [`not valid YAML: ${message} (${lineAt(error?.pos[0] ?? 0)})`],
      readable: false,
    }
  }
  note(document.contents, '')
  let whole: unknown
  try {
    whole = document.toJS()
  } catch (error) {
    // Aliases are resolved only here: undefined ones and alias bombs fail at this point.
    const reason = messageOf(error)
    const says = `not valid YAML: ${reason} (${name})`
    return { tree: {}, origins, problems: [says], warnings, readable: false }
  }
  if (whole === null) return { tree: {}, origins, problems, warnings, readable: true }
  if (!isTree(whole)) {
    problems.push(`expected options, such as "instance: prod" (${name}:1)`)
    return { tree: {}, origins, problems, warnings, readable: false }
  }
  const tree = keepKnown(whole, schema, '')
  return { tree, origins, problems, warnings, readable: true }
}
