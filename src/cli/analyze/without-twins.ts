import {
  chooseTwin,
  TWIN_REACH_MS,
  type TwinCandidate,
  type TwinRow,
} from '../../classify/twins.ts'

interface Candidate extends TwinCandidate {
  partner: TwinRow | null
}

/**
 * Rows of ErrorLogs that are no event of SpendLogs as well (LiteLLM 1.62 and 1.63 wrote both). Pairs are one to one.
 * Both lists in any order.
 */
export const withoutTwins = <T extends TwinRow>(
  spend: readonly TwinRow[],
  errors: readonly T[],
): readonly T[] => {
  const byModel = new Map<string | null, Candidate[]>()
  const all: Candidate[] = []
  for (const row of spend.toSorted((a, b) => a.time - b.time)) {
    const list = byModel.get(row.model) ?? []
    const { table, requestId, startTime, time, model, message } = row
    const candidate = { table, requestId, startTime, time, model, message, partner: null }
    list.push(candidate)
    all.push(candidate)
    byModel.set(model, list)
  }
  // LiteLLM often leaves the model of a failure out: such a row may be the twin of one of any model.
  const near = (row: TwinRow): readonly Candidate[] =>
    row.model === null
      ? within(all, row)
      : [...within(byModel.get(row.model) ?? [], row), ...within(byModel.get(null) ?? [], row)]
  const within = (list: readonly Candidate[], row: TwinRow): readonly Candidate[] => {
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((list[middle]?.time ?? 0) < row.time - TWIN_REACH_MS) low = middle + 1
      else high = middle
    }
    let end = low
    while ((list[end]?.time ?? Number.POSITIVE_INFINITY) <= row.time + TWIN_REACH_MS) end++
    return list.slice(low, end)
  }
  const lonely: T[] = []
  const paired = new Map<TwinRow, T>()
  for (const row of errors) {
    let seeker: T | undefined = row
    while (seeker !== undefined) {
      const twin: Candidate | null = chooseTwin(seeker, near(seeker))
      if (twin === null) {
        lonely.push(seeker)
        break
      }
      // The one that gives way looks for another.
      const before: T | undefined = twin.partner === null ? undefined : paired.get(twin.partner)
      twin.partner = seeker
      paired.set(seeker, seeker)
      seeker = before
    }
  }
  return lonely
}
