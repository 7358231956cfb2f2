/**
 * What went wrong with the state. `busy`: another process writes; try again. `full`, `readonly`,
 * `unwritable`: somebody has to make room or give permission. `corrupt`: the file is broken, see setAside.
 * `foreign`: a file of another program. `newer`: made by a newer Lookout. `held`: a daemon has it.
 * `url`: the configuration is wrong. `failed`: anything else.
 */
export type StateFailure =
  | 'busy'
  | 'full'
  | 'readonly'
  | 'unwritable'
  | 'corrupt'
  | 'foreign'
  | 'newer'
  | 'held'
  | 'url'
  | 'failed'

export class StateError extends Error {
  override readonly name = 'StateError'
  readonly failure: StateFailure
  constructor(failure: StateFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.failure = failure
  }
}
