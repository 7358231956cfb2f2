import { answers } from './provider-answers.ts'

/** Groups that need more than a behaviour of the played provider. */
const furtherGroups = [
  ...['slow', 'slow with retries', 'slow stream', 'retried', 'refused', 'unresolved', 'cooling'],
  ...['rescued', 'rescued after timeout', 'not rescued', 'not rescued by a limit'],
  ...['embedding', 'image', 'image refused', 'speech', 'moderation', 'rerank'],
]
const known = [...Object.keys(answers), ...furtherGroups]

/**
 * The name under which the proxy knows a model group. It says nothing of the case: the proxy puts names of groups into
 * its messages, where "timeout" in a name would already be found as one. Of names it does not know, the name itself.
 */
export const groupName = (name: string): string => {
  const at = known.indexOf(name)
  return at === -1 ? name : `model-${at + 1}`
}

/** The part of the played provider's address that stands for a behaviour. */
export const pathOf = (behaviour: string): string => `p${known.indexOf(behaviour) + 1}`

/** The behaviour that a part of the address stands for. */
export const behaviourAt = (part: string): string | undefined => known[Number(part.slice(1)) - 1]
