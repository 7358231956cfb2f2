/** A name as an SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Collects the parameters of one statement and returns their placeholders. */
export interface Params {
  /** `$1`, `$2`, … for a value. */
  readonly bind: (value: unknown) => string
  readonly values: readonly unknown[]
}

export function createParams(): Params {
  const values: unknown[] = []
  return {
    bind: (value) => `$${values.push(value)}`,
    values,
  }
}

/** A statement and its parameters. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}
