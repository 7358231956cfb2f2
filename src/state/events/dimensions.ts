import type { Dimensions } from '../../domain/event.ts'
import { faultOf, nameOf, text } from '../columns.ts'
import type { Row } from '../database.ts'

/** The dimensions of a series; `s` and `g` are series and groups. */
export const DIMENSIONS =
  's.model, s.provider, s.key_hash, s.key_name, s.team, s.status, s.error_type, s.fault, g.fingerprint'

/** The same from a row with all columns. */
export const dimensions = (row: Row): Dimensions => ({
  model: nameOf(row, 'model'),
  provider: nameOf(row, 'provider'),
  keyHash: nameOf(row, 'key_hash'),
  keyName: nameOf(row, 'key_name'),
  team: nameOf(row, 'team'),
  status: nameOf(row, 'status'),
  errorType: nameOf(row, 'error_type'),
  fault: faultOf(row),
  fingerprint: text(row, 'fingerprint'),
})
