/** The sentence of an error, or of whatever else was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** The sentence of an error, of what caused it where that says more, and what helps where it knows. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { message } = error
  const caused = error.cause instanceof Error ? error.cause.message : ''
  const cause = message.includes(caused) ? '' : ` (${caused})`
  const remedy = 'remedy' in error && typeof error.remedy === 'string' ? error.remedy : ''
  return message + cause + (message.includes(remedy) ? '' : ` → ${remedy}`)
}
