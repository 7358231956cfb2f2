import type { ExplainedProblem, Explanation } from '../domain/notification.ts'
import type { Messages } from '../i18n/locale.ts'
import { shortLine } from './escape.ts'

/** Of one part of what a model said, UTF-16 units. */
const longest = 1200
const most = 12

/** One thing said: whose words they are stands before it, empty for the sentence itself. Cleaned, not yet escaped. */
export interface ExplainedLine {
  readonly label: string
  readonly text: string
}

/** What the model said in its parts, for channels to lay out. */
export interface ExplainedParts {
  readonly headline: string
  readonly problems: readonly (readonly ExplainedLine[])[]
  readonly byModel: readonly ExplainedLine[]
  readonly advice: readonly string[]
}

const part = (text: string): string => shortLine(text, longest)

const problemLines = (
  { text, cause, confidence, advice, tell }: ExplainedProblem,
  messages: Messages,
): readonly ExplainedLine[] => {
  const because =
    confidence === null
      ? messages.cause
      : messages.causeSure({ confidence: messages.confidences[confidence] })
  return [
    { label: '', text: part(text) },
    { label: because, text: part(cause) },
    { label: messages.doThis, text: part(advice) },
    { label: messages.notify, text: part(tell) },
  ].filter((line) => line.text !== '')
}

/** The parts of an explanation; null where the model answered in plain words, or not at all. */
export const explainedParts = (
  explanation: Explanation,
  messages: Messages,
): ExplainedParts | null => {
  const { text, headline = '', problems = [], byModel = [], advice = [] } = explanation
  if (text === null || (headline === '' && problems.length === 0 && advice.length === 0))
    return null
  return {
    headline: part(headline),
    problems: problems
      .slice(0, most)
      .map((problem) => problemLines(problem, messages))
      .filter((lines) => lines.length > 0),
    byModel: byModel
      .slice(0, most)
      .map(({ model, text: said }) => ({ label: shortLine(model, 120), text: part(said) })),
    advice: advice
      .slice(0, most)
      .map(part)
      .filter((line) => line !== ''),
  }
}

/** The gravest problem in two or three lines, for an alert: why, what to do, whom to tell. Empty where nothing is known. */
export const causeLines = (
  explanation: Explanation | undefined,
  messages: Messages,
): readonly ExplainedLine[] => {
  if (explanation === undefined || explanation.text === null) return []
  const parts = explainedParts(explanation, messages)
  if (parts === null) return [{ label: messages.cause, text: part(explanation.text) }]
  const [first] = explanation.problems ?? []
  const lines = first === undefined ? [] : problemLines(first, messages)
  const notified = first?.cause === '' ? lines : lines.filter(({ label }) => label !== '')
  if (notified.length > 0) return notified
  return [
    { label: messages.cause, text: parts.headline },
    ...parts.advice.slice(0, 1).map((text) => ({ label: messages.doThis, text })),
  ].filter(({ text }) => text !== '')
}

/** A line as one text: `Probable cause (high confidence): …`. */
export const explainedLine = ({ label, text }: ExplainedLine, messages: Messages): string =>
  label === '' ? text : `${label}${messages.colon}${text}`

/** All of it as lines of plain text, an empty one between its parts. */
export const explainedLines = (parts: ExplainedParts, messages: Messages): readonly string[] => {
  const blocks = [
    ...(parts.headline === '' ? [] : [[parts.headline]]),
    ...parts.problems.map((lines, at) =>
      lines.map(
        (line, index) => `${index === 0 ? `${at + 1}. ` : '   '}${explainedLine(line, messages)}`,
      ),
    ),
    ...(parts.byModel.length === 0
      ? []
      : [
          [
            messages.modelByModel,
            ...parts.byModel.map((line) => `• ${explainedLine(line, messages)}`),
          ],
        ]),
    ...(parts.advice.length === 0
      ? []
      : [[messages.advice, ...parts.advice.map((line) => `• ${line}`)]]),
  ]
  return blocks.flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]))
}
