import { z } from 'zod'

/** What `npm audit` came to. `unasked`: the registry has no answer, which is not the same as a clean one. */
export interface AuditVerdict {
  readonly outcome: 'clean' | 'vulnerable' | 'unasked'
  /** A line for each reason. */
  readonly reasons: readonly string[]
}

const report = z.looseObject({
  vulnerabilities: z.record(z.string(), z.looseObject({ severity: z.string() })),
  metadata: z.looseObject({ dependencies: z.looseObject({ total: z.number().positive() }) }),
})
const refusal = z.looseObject({ message: z.string() })

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Reads the answer of `npm audit --json`. Only a whole report that names nothing counts as clean. */
export const auditVerdict = (stdout: string): AuditVerdict => {
  const answer = parsed(stdout)
  const good = report.safeParse(answer)
  if (!good.success) {
    const said = refusal.safeParse(answer)
    return { outcome: 'unasked', reasons: [said.success ? said.data.message : 'no report'] }
  }
  const named = Object.entries(good.data.vulnerabilities)
  return {
    outcome: named.length === 0 ? 'clean' : 'vulnerable',
    reasons: named.map(([name, { severity }]) => `${name}: ${severity}`),
  }
}
