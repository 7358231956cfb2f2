import type { ErrorEvent } from '../../src/domain/event.ts'
import { rowToEvent, unpacked } from '../../src/source/rows/row-to-event.ts'
import { failureMetadata, type LiteLlmRow, spendFailure } from './litellm-rows.ts'

const nobody = { key: () => null, team: () => null }

/** A SpendLogs row, its columns by LiteLLM's names, as the event that the source makes of it. */
const eventOfRow = (row: LiteLlmRow): ErrorEvent =>
  rowToEvent(
    'SpendLogs',
    unpacked({
      id: row.request_id,
      start: row['startTime'],
      end: row['endTime'],
      model: row['model'],
      modelGroup: row['model_group'],
      provider: row['custom_llm_provider'],
      key: row['api_key'],
      teamId: row['team_id'],
      word: row['status'],
      metadataText: JSON.stringify(row['metadata']),
    }),
    nobody,
  )

/**
 * A failure as LiteLLM writes it, as an event: `error` are fields of metadata.error_information, `columns` the row's
 * own. What is not given is '', which is what LiteLLM writes for what it does not know.
 */
export const failedEvent = (
  error: Readonly<Record<string, unknown>>,
  columns: Readonly<Record<string, unknown>> = {},
): ErrorEvent => {
  const nothing = {
    error_code: '',
    error_class: '',
    llm_provider: '',
    error_message: '',
    traceback: '',
  }
  return eventOfRow(
    spendFailure(1_000, {
      custom_llm_provider: '',
      metadata: failureMetadata({ ...nothing, ...error }),
      ...columns,
    }),
  )
}
