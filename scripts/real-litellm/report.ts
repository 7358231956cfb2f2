import type { Comparison, Result } from './compare.ts'

const counts = (of: Readonly<Record<string, number>>): string =>
  Object.entries(of)
    .map(([word, n]) => (n === 1 ? word : `${word} ×${n}`))
    .join(', ')

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return rows.map(line).join('\n')
}

/** For people: a line for each case, then what it comes to. */
export const reportText = (result: Result): string => {
  const head = ['case', 'sent', 'failed', 'client saw', 'rows', 'events', 'expected', 'found', '']
  const lines = result.cases.map((one) => [
    one.name,
    String(one.sent),
    String(one.failed),
    one.saw,
    one.attemptRows === 0 ? String(one.rows) : `${one.rows} +${one.attemptRows} attempts`,
    String(one.events),
    one.expected,
    counts(one.found) || '-',
    one.wrong > 0 ? 'WRONG' : one.failed === 0 && one.expected !== 'none' ? 'did not fail' : '',
  ])
  const wrong = result.cases.filter((one) => one.wrong > 0)
  const ratio = result.eventsPerFailedRequest.toFixed(3)
  const details = `${result.missed} missed, ${result.twice} twice, ${result.invented} of no failed request`
  return [
    `LiteLLM ${result.litellm}: ${result.requests} requests, ${result.failedRequests} failed`,
    table([head, ...lines]),
    '',
    `events per failed request: ${ratio} (${result.events} events of ${result.logged} failed requests that the proxy logged; ${details})`,
    ...(result.daemonEvents === null
      ? []
      : [`events that the daemon counted: ${result.daemonEvents}`]),
    ...(result.strayRows === 0
      ? []
      : [`failure rows of no request of this run: ${result.strayRows}`]),
    ...(Object.keys(result.unlogged).length === 0
      ? []
      : [`failed, but the proxy wrote no row: ${counts(result.unlogged)}`]),
    `fault right: ${result.faultRight} of ${result.faultOf}`,
    ...wrong.map(
      (one) => `  wrong: ${one.name}: expected ${one.expected}, got ${counts(one.found)}`,
    ),
    '',
  ].join('\n')
}

/** The failure rows with what is to be made of them, one JSON object a line: labelled data for other tests. */
export const labelledRows = (
  litellm: string,
  { matched }: Comparison,
  hide: string,
): readonly string[] =>
  matched.flatMap(({ sent, rows, attempts }) => {
    const line = (row: unknown, isEvent: boolean): string => {
      const { status, outcome, body } = sent.seen
      const labelled = {
        litellm,
        case: sent.case.name,
        client_saw: { status, outcome, body },
        row,
        expect: {
          event: isEvent,
          fault: isEvent && sent.case.fault !== 'none' ? sent.case.fault : null,
          http_status: status,
        },
      }
      // Tracebacks name the folder that the proxy was installed in.
      return JSON.stringify(labelled).replaceAll(hide, '/opt')
    }
    return [...rows.map((row) => line(row, true)), ...attempts.map((row) => line(row, false))]
  })
