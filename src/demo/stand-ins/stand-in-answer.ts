import type { ReportedFacts, ReportedGroup } from './prompt-facts.ts'

const causes: Readonly<Record<string, string>> = {
  capacity: 'The load is above what the deployments may take.',
  provider: 'Something is wrong on the side of the provider.',
  caller: 'The callers send what cannot be answered.',
  proxy: "Something is wrong with the proxy's own set-up.",
}

const advice: Readonly<Record<string, string>> = {
  capacity: 'Ask for more quota, or spread the load over another deployment.',
  provider:
    "Look at the provider's status page and at the key the proxy uses; a fallback would help.",
  caller: 'Tell the owners of the keys: the requests themselves need to change.',
  proxy: "Look at the proxy's own log and configuration.",
}

const problem = (group: ReportedGroup): object => ({
  text: `${group.failures}: ${group.title}.${group.models === '' ? '' : ` Models: ${group.models}.`}`,
  cites: [group.id],
  cause: causes[group.fault] ?? '',
  confidence: 'low',
  advice: advice[group.fault] ?? '',
  tell: group.keys === '' ? '' : `The owners of the keys: ${group.keys}.`,
})

/** The JSON that the prompt asks for, made of the facts in it alone; a sentence where there are none. */
export const answerFor = (facts: ReportedFacts): string => {
  if (facts.total === '')
    return 'I am a stand-in, not a language model, and found no facts in what I was given.'
  const largest = facts.groups.slice(0, 4)
  const ids = largest.slice(0, 1).map(({ id }) => id)
  return JSON.stringify({
    headline: {
      text: `${facts.total}; the largest group: ${largest[0]?.title ?? 'none'}.`,
      cites: ['t1', ...ids],
    },
    severity: 'warning',
    problems: largest.map(problem),
    advice: [
      {
        text: "This was written by the demo's stand-in, not by a language model: it puts the facts it was given into sentences.",
        cites: ['t1'],
      },
    ],
  })
}
