import { describe, expect, it } from 'vitest'
import { auditVerdict } from '../scripts/release/audit.ts'

const report = (vulnerabilities: object): string =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { vulnerabilities: { total: 0 }, dependencies: { prod: 58, total: 300 } },
  })

describe('a release asks npm audit', () => {
  it('and takes a whole report without names for clean', () => {
    expect(auditVerdict(report({}))).toEqual({ outcome: 'clean', reasons: [] })
  })
  it('and tells which packages have holes', () => {
    expect(auditVerdict(report({ pg: { name: 'pg', severity: 'high', via: [] } }))).toEqual({
      outcome: 'vulnerable',
      reasons: ['pg: high'],
    })
  })
  it.each([
    ['{"message": "405 Method Not Allowed", "statusCode": 405}', '405 Method Not Allowed'],
    ['{"vulnerabilities": {}}', 'no report'],
    ['', 'no report'],
  ])('and never takes %s for clean', (stdout, reason) => {
    expect(auditVerdict(stdout)).toEqual({ outcome: 'unasked', reasons: [reason] })
  })
})
