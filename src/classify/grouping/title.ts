/** A title fits a line of a message on Slack. */
const LONGEST = 80

/**
 * The title of a group, at most 80 characters: its sentence, cut between words, or what is known of
 * an error that says nothing.
 */
export const titleOf = (sentence: string, head: string): string => {
  const text = sentence === '' ? `${head === '' ? 'Error' : head} without a message` : sentence
  if (text.length <= LONGEST) return text
  const space = text.lastIndexOf(' ', LONGEST - 1)
  const cut = text.slice(0, space > LONGEST / 2 ? space : LONGEST - 1)
  // Half a surrogate pair is no character.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}
