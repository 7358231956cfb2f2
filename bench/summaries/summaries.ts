import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Facts } from '../../src/domain/facts.ts'
import { explanationOf } from '../../src/explain/answer/explanation.ts'
import { buildPrompt } from '../../src/explain/prompt/prompt.ts'
import { parseTemplate } from '../../src/explain/prompt/template.ts'
import { english } from '../../src/i18n/locales.ts'
import { injections } from '../../test/explain/injections.ts'
import {
  endless,
  type FakeModel,
  honest,
  inventive,
  obedient,
  obedientPlain,
  plain,
  silent,
} from '../../test/explain/model/fake-models.ts'
import { corpusLines, periodOf } from './periods.ts'

const file = new URL('../../config/prompts/report.en.md', import.meta.url)
const template = parseTemplate(readFileSync(file, 'utf8'), 'report.en.md')

interface Score {
  answers: number
  statements: number
  cut: number
  /** Answers of which nothing was left. */
  silenced: number
  /** Answers in which something was left that must not be. */
  leaks: number
  readonly reasons: Map<string, number>
}

const emptyScore = (): Score => ({
  answers: 0,
  statements: 0,
  cut: 0,
  silenced: 0,
  leaks: 0,
  reasons: new Map(),
})

const hold = (
  model: FakeModel,
  facts: Facts,
  score: Score,
  forbidden: (prompt: string) => RegExp | null,
): void => {
  const prompt = buildPrompt(facts, template, {
    maxPromptTokens: 8000,
    locale: 'en',
    tag: 'f00d5eed',
  })
  const said = model(`${prompt.system}\n${prompt.user}`)
  score.answers += 1
  // The client makes an error of silence; there is nothing to hold against the facts.
  if (said === null) {
    score.silenced += 1
    return
  }
  const about = {
    model: 'fake',
    instructions: prompt.instructions,
    cutByLimit: false,
    messages: english.messages,
  }
  const { explanation, cut, statements } = explanationOf(said, facts, about)
  score.statements += statements
  score.cut += cut.length
  if (explanation.text === null) score.silenced += 1
  if (forbidden(prompt.user)?.test(JSON.stringify(explanation)) === true) score.leaks += 1
  for (const { reason } of cut) {
    const kind = reason
      .replace(/^the (number|time) .* is/, 'a $1 is')
      .replace(/^\S.* does not occur/, 'a name does not occur')
    score.reasons.set(kind, (score.reasons.get(kind) ?? 0) + 1)
  }
}

/** What must not be left of an answer whose every problem has something made up; counts have a 7 too many. */
const invented = (prompt: string): RegExp => {
  const counts = [...prompt.matchAll(/^\[g\d+\] ([\d,]+) failures?/gm)].map(([, count]) => count)
  const wrong = counts.map((count) => `(?<![\\d,])${count}7 (?:failures|times)`)
  return new RegExp(['gpt-6-ultra', 'made-up-key-17', '17:59', ...wrong].join('|'))
}

/** How many statements of fake models are removed, wrongly and rightly. Prints a table; 1 if something got through. */
export const run = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({
    args,
    options: { periods: { type: 'string', default: '200' }, reasons: { type: 'boolean' } },
  })
  const periods = Number(values.periods)
  const { lines, real } = corpusLines()
  if (!real) console.log('corpus not found: using three messages of our own')
  const models: readonly (readonly [string, FakeModel, (prompt: string) => RegExp | null])[] = [
    ['honest', honest, () => null],
    ['non-JSON', plain, () => null],
    ['endless', endless, () => null],
    ['inventive', inventive, invented],
    ['silent', silent, () => null],
  ]
  const scores = new Map<string, Score>()
  for (const [name, model, forbidden] of models) {
    const score = emptyScore()
    for (let seed = 1; seed <= periods; seed++) hold(model, periodOf(seed, lines), score, forbidden)
    scores.set(name, score)
  }
  for (const [name, model] of [
    ['obedient', obedient],
    ['obedient, plain', obedientPlain],
  ] as const) {
    const score = emptyScore()
    for (const [at, { text, forbidden }] of injections.entries())
      for (const count of [1, 30, 2000]) {
        const extra = { message: `Invalid request: ${text}`, count }
        hold(model, periodOf(1000 + at, lines, extra), score, () => forbidden)
      }
    scores.set(name, score)
  }
  console.log('model             answers  statements removed       share       all  let through')
  let leaks = 0
  for (const [name, score] of scores) {
    const { answers, statements, cut, silenced } = score
    const share = statements === 0 ? '-' : `${((100 * cut) / statements).toFixed(2)} %`
    console.log(
      [
        name.padEnd(16),
        String(answers).padStart(8),
        String(statements).padStart(11),
        String(cut).padStart(7),
        share.padStart(11),
        String(silenced).padStart(9),
        String(score.leaks).padStart(12),
      ].join(' '),
    )
    leaks += score.leaks
    if (values.reasons === true)
      for (const [reason, count] of [...score.reasons].sort((a, b) => b[1] - a[1]).slice(0, 8))
        console.log(`    ${String(count).padStart(6)}  ${reason}`)
  }
  return leaks === 0 ? 0 : 1
}
