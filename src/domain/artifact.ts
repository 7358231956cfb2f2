/**
 * The files of a report: the tables' own rows, the failures in seven fields, what the model was asked, what it answered,
 * and what all this is about.
 */
export const artifactKinds = ['full', 'analysis', 'prompt', 'answer', 'params'] as const

export type ArtifactKind = (typeof artifactKinds)[number]
