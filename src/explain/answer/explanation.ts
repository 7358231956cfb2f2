import { plainLine, plainText } from '../../classify/redaction/plain-text.ts'
import { redact } from '../../classify/redaction/redact.ts'
import type { ExplanationNote } from '../../domain/explanation-note.ts'
import type { Facts } from '../../domain/facts.ts'
import type { ExplainedProblem, Explanation, Severity } from '../../domain/notification.ts'
import type { Messages } from '../../i18n/locale.ts'
import { type Cut, createGround, groundAnswer, marginOf } from '../grounding/grounding.ts'
import { groundPlain } from './plain-answer.ts'
import { type Answer, readAnswer } from './read-answer.ts'

/** Of one part of an answer this much is kept, in characters; a sane one is far shorter. */
const PART = 1200
/** Of each list, this many. */
const LISTED = 12

/** From this many failures on that are not the callers' own doing, a period is no mere information. */
const WORTH_A_WARNING = 10

const GRAVITY: readonly Severity[] = ['info', 'warning', 'critical']

/** The least that the facts themselves say: a model may find it worse, never better. */
const leastSeverity = (facts: Facts): Severity => {
  const alerted = GRAVITY.find((severity) => severity === facts.alert?.severity)
  if (alerted !== undefined) return alerted
  const others = facts.byFault.filter(({ name }) => name !== 'caller')
  const failures = others.reduce((sum, { count }) => sum + count, 0)
  return failures >= WORTH_A_WARNING ? 'warning' : 'info'
}

const gravest = (a: Severity, b: Severity | null): Severity =>
  b !== null && GRAVITY.indexOf(b) > GRAVITY.indexOf(a) ? b : a

/** An answer is text from outside: without control characters, bounded, and without what looks like a secret. */
const clean = (text: string): string => plainLine(redact(text).text, PART)

const cleaned = (answer: Answer): Answer => ({
  headline: { ...answer.headline, text: clean(answer.headline.text) },
  severity: answer.severity,
  problems: answer.problems.slice(0, LISTED).map((problem) => ({
    ...problem,
    text: clean(problem.text),
    cause: clean(problem.cause),
    advice: clean(problem.advice),
    tell: clean(problem.tell),
  })),
  byModel: answer.byModel
    .slice(0, LISTED)
    .map((line) => ({ ...line, model: clean(line.model), text: clean(line.text) })),
  advice: answer.advice.slice(0, LISTED).map((said) => ({ ...said, text: clean(said.text) })),
})

const problemLines = (
  problem: ExplainedProblem,
  at: number,
  messages: Messages,
): readonly string[] => {
  const cause =
    problem.confidence === null
      ? messages.cause
      : messages.causeSure({ confidence: messages.confidences[problem.confidence] })
  return [
    `${at + 1}. ${problem.text}`,
    ...(problem.cause === '' ? [] : [`   ${cause}${messages.colon}${problem.cause}`]),
    ...(problem.advice === '' ? [] : [`   ${messages.doThis}${messages.colon}${problem.advice}`]),
    ...(problem.tell === '' ? [] : [`   ${messages.notify}${messages.colon}${problem.tell}`]),
  ]
}

/** All parts as one readable text, in the simple Markdown that every renderer knows. */
const readable = (answer: Answer, messages: Messages): string => {
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', `## ${title}`, ...lines]
  return [
    answer.headline.text,
    ...section(
      messages.problems,
      answer.problems.flatMap((problem, at) => problemLines(problem, at, messages)),
    ),
    ...section(
      messages.byModel,
      answer.byModel.map(({ model, text }) => `- ${model}${messages.colon}${text}`),
    ),
    ...section(
      messages.advice,
      answer.advice.map(({ text }, at) => `${at + 1}. ${text}`),
    ),
  ]
    .join('\n')
    .trim()
}

export interface ExplanationOptions {
  readonly model: string
  /** What the model was told beside the facts: it must not repeat it. */
  readonly instructions: string
  /** The answer ended at its token limit. */
  readonly cutByLimit: boolean
  readonly messages: Messages
}

export interface MadeExplanation {
  readonly explanation: Explanation
  readonly cut: readonly Cut[]
  /** Statements that were held against the facts, those that were cut included. */
  readonly statements: number
  /** For the margin of the prompt artifact; empty when nothing was cut. */
  readonly margin: string
}

/**
 * What people may read of a model's answer: each statement that the facts hold, and no other. When none is left, there
 * is no explanation, and the notes say why: the facts stand alone.
 */
export const explanationOf = (
  said: string,
  facts: Facts,
  { model, instructions, cutByLimit, messages }: ExplanationOptions,
): MadeExplanation => {
  const ground = createGround(facts, instructions)
  const read = readAnswer(said)
  const without = (
    note: ExplanationNote,
    cut: readonly Cut[],
    statements: number,
  ): MadeExplanation => ({
    explanation: { text: null, notes: [note], model, cut: cut.length },
    cut,
    statements,
    margin: marginOf(cut),
  })
  if (read.kind === 'unreadable') {
    const text = plainText(said, PART)
    return without({ kind: 'unreadable' }, [{ where: 'answer', text, reason: 'unreadable' }], 1)
  }
  const notes: readonly ExplanationNote[] = cutByLimit ? [{ kind: 'cut_short' }] : []
  if (read.kind === 'plain') {
    const text = plainText(redact(read.text).text, PART * LISTED)
    const kept = groundPlain(text, ground)
    const { cut, statements, text: plain } = kept
    if (plain === '') return without({ kind: 'all_cut', statements: cut.length }, cut, statements)
    const explanation: Explanation = {
      text: plain,
      notes: [{ kind: 'plain' }, ...notes],
      model,
      cut: cut.length,
    }
    return { explanation, cut, statements, margin: marginOf(cut) }
  }
  const { answer, cut, statements } = groundAnswer(cleaned(read.answer), facts, ground)
  const text = readable(answer, messages)
  if (text === '') return without({ kind: 'all_cut', statements: cut.length }, cut, statements)
  const explanation: Explanation = {
    text,
    notes,
    model,
    headline: answer.headline.text,
    severity: gravest(leastSeverity(facts), answer.severity),
    problems: answer.problems,
    byModel: answer.byModel.map(({ model: name, text: words_ }) => ({ model: name, text: words_ })),
    advice: answer.advice.map((one) => one.text),
    cut: cut.length,
  }
  return { explanation, cut, statements, margin: marginOf(cut) }
}
