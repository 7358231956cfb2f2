import type { AlertGroup } from '../../routing/alert-group.ts'
import type { Silence } from '../../routing/silence.ts'

/** What decides, beside the rules and the configuration, what people are told. */
export interface DispatchStore {
  readonly silences: () => Promise<readonly Silence[]>
  readonly alertGroups: () => Promise<readonly AlertGroup[]>
}
