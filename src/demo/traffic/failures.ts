import type { FailureKind } from './failure-kind.ts'
import { providerFailures } from './provider-failures.ts'
import { proxyFailures } from './proxy-failures.ts'

/** The fifteen ways a request fails here. */
export const failureKinds: readonly FailureKind[] = [...providerFailures, ...proxyFailures]

/** The kind of this id. Throws when there is none. */
export const failureKind = (id: string): FailureKind => {
  const found = failureKinds.find((kind) => kind.id === id)
  if (found === undefined) throw new Error(`no failure is called ${id}`)
  return found
}
