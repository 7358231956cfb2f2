/** One group as the prompt tells it; numbers stay the text they were. */
export interface ReportedGroup {
  /** `g1` */
  readonly id: string
  readonly failures: string
  readonly title: string
  readonly fault: string
  /** `claude-sonnet 96, gpt-4.1 2`, empty when the prompt did not say. */
  readonly models: string
  readonly keys: string
}

export interface ReportedFacts {
  /** `1,234 failures`, empty when the prompt holds no facts that can be found. */
  readonly total: string
  readonly byModel: string
  readonly byErrorType: string
  readonly groups: readonly ReportedGroup[]
}

const first = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1]?.trim() ?? ''

/**
 * Finds the facts in a prompt, as src/explain/prompt/ writes them. It takes only the lines it knows: a prompt from somebody's
 * own template gives few facts or none, never an error.
 */
export const factsOf = (prompt: string): ReportedFacts => {
  const [head = '', ...blocks] = prompt.split(/^(?=\[g\d+\] )/m)
  const groups = blocks.map((block) => ({
    id: first(block, /^\[(g\d+)\]/),
    failures: first(block, /^\[g\d+\] (.+? failures?)\b/),
    title: first(block, /^\[g\d+\] .+? failures?[^:]*: (.+)$/m),
    fault: first(block, /^\s+error type .*, fault (\w+)/m),
    models: first(block, /^\s+models: (.+)$/m),
    keys: first(block, /^\s+keys: (.+)$/m),
  }))
  // Each name has its id behind it, to be cited by.
  const counted = (pattern: RegExp) => first(head, pattern).replaceAll(/ \[\w+\]/g, '')
  return {
    total: first(head, /^Total: (.+? failures?)\b/m),
    byModel: counted(/^By model: (.+)$/m),
    byErrorType: counted(/^By error type: (.+)$/m),
    groups,
  }
}
