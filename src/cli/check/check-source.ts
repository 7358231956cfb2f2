import { plainLine } from '../../classify/redaction/plain-text.ts'
import type { SourceDescription } from '../../source/shape/description.ts'
import { type Finding, fail, ok, warn } from './check-command.ts'
import { roleFindings, stampFindings } from './check-role.ts'
import { granting, isUsable, logging, tableFindings } from './check-tables.ts'

/** What the source's facts mean, a finding each, with the remedy in one line. */
export const sourceFindings = (
  facts: SourceDescription,
  about: { readonly promptsWanted: boolean } = { promptsWanted: false },
): readonly Finding[] => {
  const findings = [
    ok('database', `${plainLine(facts.where)} answers`),
    ...roleFindings(facts, about),
  ]
  if (facts.tables.every(({ usability }) => usability === 'missing')) {
    const [other] = facts.elsewhere
    const remedy =
      other === undefined
        ? "point DATABASE_URL at the proxy's database"
        : `append ?schema=${other} to DATABASE_URL`
    const says = `schema ${facts.schema} has neither LiteLLM_SpendLogs nor LiteLLM_ErrorLogs`
    return [...findings, fail('tables', says, remedy)]
  }
  findings.push(...facts.tables.flatMap((table) => tableFindings(facts, table)))
  if (!facts.tokensReadable) {
    findings.push(
      warn(
        'privileges',
        'LiteLLM_VerificationToken is not readable: some keys show as a short hash',
        granting(facts),
      ),
    )
  }
  if (facts.tables.some(isUsable)) findings.push(logging(facts))
  findings.push(...stampFindings(facts))
  return findings
}
