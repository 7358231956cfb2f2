/** Google's name of a limit: `"quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier"`. */
const QUOTA_ID = /quota_?[iI]d\\*["']?\s*[:=]\s*\\*["']?([A-Za-z][A-Za-z-]{3,120})/g
/** What is counted: `generativelanguage.googleapis.com/generate_content_requests`. A `type.` is a schema. */
const METRIC =
  /\b(?!type\.)[a-z][\w-]{0,60}\.googleapis\.com\/([a-z]+(?:[_/][a-z]+){1,16})(?![\w.])/g
const HAS_ID = /uota_?[iI]d/
const MOST = 4

const namesIn = (text: string, pattern: RegExp): string[] => {
  const names = new Set<string>()
  for (const found of text.matchAll(pattern)) names.add(found[1] ?? '')
  return [...names].sort().slice(0, MOST)
}

/**
 * The limits that a message names by the provider's own names, wherever in it, sorted: they stand deep in the body of
 * an error whose sentence is the same for all of them. The limits' ids tell more than what they count.
 */
export const quotasIn = (message: string): readonly string[] => {
  if (!message.includes('uota')) return []
  const ids = HAS_ID.test(message) ? namesIn(message, QUOTA_ID) : []
  if (ids.length > 0 || !message.includes('.googleapis.com/')) return ids
  return namesIn(message, METRIC)
}
