import type { Facts } from '../../domain/facts.ts'
import type { Answer, AnswerProblem, Statement } from '../answer/read-answer.ts'
import { type Evidence, evidenceOf, joined } from './evidence.ts'
import { unheldNumber } from './holds.ts'
import { createLeakFinder, obeys, onTopic, ordersIn } from './instructions.ts'
import { foreignName, MASKED, namesOf, withoutNames } from './known-names.ts'
import { mentionsIn } from './mentions.ts'
import { takeMoments } from './moments.ts'
import { unsafeBecause } from './unsafe.ts'

/** A statement that the facts do not hold, with the reason; it goes to the margin and to nobody. */
export interface Cut {
  /** `headline`, `problem 1`, `cause of problem 1` … */
  readonly where: string
  readonly text: string
  readonly reason: string
}

/** Why a statement must not be sent; null if it may. */
export type Ground = (statement: Statement) => string | null

/** What reads the same to people and not to a pattern: full-width digits, invisible marks. */
const normal = (text: string): string =>
  text.normalize('NFKC').replace(/[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]/g, '')

/**
 * Holds statements against facts. `instructions`: what the model was told and must not repeat. A statement without
 * citations is held against all facts; who wants it cut looks at `cites` first.
 */
export const createGround = (facts: Facts, instructions = ''): Ground => {
  const evidence = evidenceOf(facts)
  const known = namesOf(facts)
  const orders = ordersIn(facts)
  const leaks = createLeakFinder(instructions)
  const everything = joined([...evidence.values()])
  const period = evidence.get('t1')?.instants ?? []
  const addresses = [...facts.byKey, ...facts.byTeam]
    .map(({ name }) => name?.toLowerCase() ?? '')
    .filter((name) => /^[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}$/.test(name))
  const lookup = { allowed: addresses, all: known.all }

  const evidenceFor = (cites: readonly string[]): Evidence =>
    cites.length === 0 ? everything : joined(cites.flatMap((id) => evidence.get(id) ?? []))

  return ({ text, cites }) => {
    const missing = cites.find((id) => !evidence.has(id))
    if (missing !== undefined) return `there is no fact ${missing}`
    const said = normal(text)
    const unsafe = unsafeBecause(said, lookup)
    if (unsafe !== null) return unsafe
    if (leaks(said)) return 'it repeats its instructions'
    if (obeys(said, orders)) return 'it repeats what the data asks for'
    // Ids that stand in the words themselves, and classes of status codes, are neither names nor numbers.
    const plain = withoutNames(said, known)
      .replace(/\b[a-z]\d{1,3}\b/g, (id) => (evidence.has(id) ? MASKED : id))
      .replace(/\b([1-5])xx\b/gi, (codes, digit: string) =>
        facts.byStatus.some(({ name }) => name?.startsWith(digit)) ? MASKED : codes,
      )
    const own = evidenceFor(cites)
    // The bounds of the period are everybody's to name.
    const cited = [...own.instants, ...period]
    const { rest, wrong } = takeMoments(plain, { cited, all: everything.instants }, facts.timezone)
    if (wrong !== null) return `the time ${wrong.trim()} is not in the cited facts`
    const name = foreignName(rest, known)
    if (name !== null) return `${name} does not occur in the facts`
    // Where the data gives orders, a statement has to be about the facts in some way that shows.
    const anchored = rest !== said || mentionsIn(rest).length > 0
    if (orders.length > 0 && !anchored && !onTopic(said)) return 'it is not about the facts'
    // What reads like an order may not lend its numbers to anybody.
    const quotable = own.texts.filter((quoted) => !looksOrdered(quoted, orders))
    const number = unheldNumber(rest, own, quotable)
    return number === null ? null : `the number ${number} is not in the cited facts`
  }
}

const looksOrdered = (text: string, orders: readonly ReadonlySet<string>[]): boolean =>
  orders.length > 0 && obeys(text, orders)

/** What may be sent, and what was cut. */
export interface Grounded {
  readonly answer: Answer
  readonly cut: readonly Cut[]
  /** Statements that were looked at. */
  readonly statements: number
}

const NONE: Statement = { text: '', cites: [] }

/** Holds each part of an answer against the facts. A problem whose own words are cut goes with all that belongs to it. */
export const groundAnswer = (answer: Answer, facts: Facts, ground: Ground): Grounded => {
  const cut: Cut[] = []
  let statements = 0
  const reasonAgainst = (said: Statement): string | null =>
    said.cites.length === 0 ? 'it cites no fact' : ground(said)

  const kept = (where: string, said: Statement): Statement => {
    if (said.text.trim() === '') return NONE
    statements += 1
    const reason = reasonAgainst(said)
    if (reason === null) return said
    cut.push({ where, text: said.text, reason })
    return NONE
  }

  const keptProblem = (problem: AnswerProblem, at: number): AnswerProblem | null => {
    const place = `problem ${at + 1}`
    const { cites } = problem
    const parts = ['cause', 'advice', 'tell'] as const
    const own = kept(place, problem)
    if (own.text === '') {
      for (const part of parts) {
        if (problem[part].trim() === '') continue
        statements += 1
        cut.push({
          where: `${part} of ${place}`,
          text: problem[part],
          reason: 'its problem was cut',
        })
      }
      return null
    }
    const [cause, advice, tell] = parts.map(
      (part) => kept(`${part} of ${place}`, { text: problem[part], cites }).text,
    )
    const confidence = cause === '' ? null : problem.confidence
    return { ...problem, cause: cause ?? '', confidence, advice: advice ?? '', tell: tell ?? '' }
  }

  const problems = answer.problems.flatMap((problem, at) => keptProblem(problem, at) ?? [])
  const byModel = answer.byModel.flatMap((line, at) => {
    const place = facts.byModel.findIndex(({ name }) => name === line.model)
    const cites = place < 0 ? line.cites : [...line.cites, `m${place + 1}`]
    const said = kept(`model ${at + 1}`, {
      text: place < 0 ? `${line.model}: ${line.text}` : line.text,
      cites: [...new Set(cites)],
    })
    return said.text === '' || place < 0 ? [] : [{ ...line, cites: said.cites }]
  })
  // A headline without citations sums up: it is based on the total and on the facts of the problems.
  const summed = ['t1', ...answer.problems.flatMap(({ cites }) => cites)]
  const headline = kept('headline', {
    text: answer.headline.text,
    cites: answer.headline.cites.length > 0 ? answer.headline.cites : [...new Set(summed)],
  })
  const advice = answer.advice
    .map((said, at) => kept(`advice ${at + 1}`, said))
    .filter(({ text }) => text !== '')
  return {
    answer: { headline, severity: answer.severity, problems, byModel, advice },
    cut,
    statements,
  }
}

/** The margin of the prompt artifact: what was cut and why; empty when nothing was. */
export const marginOf = (cut: readonly Cut[]): string =>
  cut.length === 0
    ? ''
    : [
        '',
        `=== cut from the answer: ${cut.length} ===`,
        ...cut.map(
          ({ where, text, reason }) =>
            `- ${where}: ${reason}\n  | ${text.replace(/\s+/g, ' ').slice(0, 1000)}`,
        ),
        '',
      ].join('\n')
