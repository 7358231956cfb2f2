/** What is wrong with a value. `at` is the place inside it (`[0].window`), empty for the value itself. */
export interface Misfit {
  readonly at: string
  readonly expected: string
}

export class OptionError extends Error {
  override readonly name = 'OptionError'
  readonly misfits: readonly Misfit[]
  constructor(misfits: readonly Misfit[]) {
    super(misfits.map((misfit) => `${misfit.at} ${misfit.expected}`.trim()).join('; '))
    this.misfits = misfits
  }
}

/** Stops reading a value: `what` completes "expected …". */
export const expected = (what: string): never => {
  throw new OptionError([{ at: '', expected: `expected ${what}` }])
}

export type Kind =
  | 'text'
  | 'flag'
  | 'number'
  | 'duration'
  | 'durations'
  | 'size'
  | 'names'
  | 'rules'

/** How a value is shown: not at all, as a URL without its secrets, or as a URL's host alone. */
export type Mask = 'hidden' | 'url' | 'webhook'

/** One option in convict's schema; `Value` is the type of its value. */
export interface Option<Value> {
  readonly doc: string
  /** The one format that is registered with convict: it calls `read`. */
  readonly format: 'option'
  /** As an operator would write it. */
  readonly default: unknown
  readonly env?: string
  readonly sensitive: boolean
  readonly mask: Mask | null
  readonly kind: Kind
  /** Converts what the operator wrote (from YAML, or text from the environment) into the value. Throws OptionError. */
  readonly read: (raw: unknown) => Value
}

/** What an option needs besides its reader. */
export interface About<Raw> {
  readonly doc: string
  readonly default: Raw
  readonly env?: string
  readonly mask?: Mask
}

export const option = <Value, Raw>(
  kind: Kind,
  about: About<Raw>,
  read: (raw: unknown) => Value,
): Option<Value> => ({
  doc: about.doc,
  format: 'option',
  default: about.default,
  ...(about.env === undefined ? {} : { env: about.env }),
  sensitive: about.mask !== undefined,
  mask: about.mask ?? null,
  kind,
  read,
})

/** Options by name, in sections of sections. */
export interface Section {
  readonly [name: string]: Option<unknown> | Section
}

/** The type of the values of a section's options. */
export type ValuesOf<Node> = Node extends { readonly read: (raw: unknown) => infer Value }
  ? Value
  : { readonly [Name in keyof Node]: ValuesOf<Node[Name]> }

export const isOption = (node: Option<unknown> | Section): node is Option<unknown> =>
  typeof node['read'] === 'function'

/** Every option with its dotted path, in the schema's order. */
export const optionsOf = (section: Section, prefix = ''): readonly [string, Option<unknown>][] =>
  Object.entries(section).flatMap(([name, node]): readonly [string, Option<unknown>][] =>
    isOption(node) ? [[`${prefix}${name}`, node]] : optionsOf(node, `${prefix}${name}.`),
  )
