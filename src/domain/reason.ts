/** The message of an error, or of anything else that was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** The message of an error, of its cause if that adds something, and the remedy if it has one. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { message } = error
  const caused = error.cause instanceof Error ? error.cause.message : ''
  const cause = message.includes(caused) ? '' : ` (${caused})`
  const remedy = 'remedy' in error && typeof error.remedy === 'string' ? error.remedy : ''
  return message + cause + (message.includes(remedy) ? '' : ` → ${remedy}`)
}
