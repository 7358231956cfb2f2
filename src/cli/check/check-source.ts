import { plainLine } from '../../classify/redaction/plain-text.ts'
import type { SourceDescription } from '../../source/shape/description.ts'
import { type Finding, fail, ok, type Remedy, warn } from './check-command.ts'
import { roleFindings, stampFindings } from './check-role.ts'
import { granting, isUsable, logging, tableFindings } from './check-tables.ts'

/** What the source's facts mean, a finding each, with the remedy in one line. */
export const sourceFindings = (
  facts: SourceDescription,
  about: { readonly promptsWanted: boolean } = { promptsWanted: false },
): readonly Finding[] => {
  const findings = [
    ok('database', { name: 'answers', values: { where: plainLine(facts.where) } }),
    ...roleFindings(facts, about),
  ]
  if (facts.tables.every(({ usability }) => usability === 'missing')) {
    const [other] = facts.elsewhere
    const remedy: Remedy =
      other === undefined
        ? { name: 'proxyDatabase' }
        : { name: 'schema', values: { schema: other } }
    const says = { name: 'noTables', values: { schema: facts.schema } } as const
    return [...findings, fail('tables', says, remedy)]
  }
  findings.push(...facts.tables.flatMap((table) => tableFindings(facts, table)))
  if (!facts.tokensReadable) {
    findings.push(warn('privileges', { name: 'keysAsHash' }, granting(facts)))
  }
  if (facts.tables.some(isUsable)) findings.push(logging(facts))
  findings.push(...stampFindings(facts))
  return findings
}
