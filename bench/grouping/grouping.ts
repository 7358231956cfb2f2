import { parseArgs } from 'node:util'
import { createFingerprinter } from '../../src/classify/grouping/fingerprint.ts'
import { joinTemplates } from '../../src/classify/grouping/join.ts'
import { referenceData } from '../../test/support/reference-data.ts'
import { type LabelledSet, readLitellmSets, readLogSets, readOwnSets } from './corpora.ts'
import { type Scores, score } from './scores.ts'
import { hostileTimings, messagesPerSecond } from './speed.ts'

interface Measured {
  readonly name: string
  readonly stateless: Scores
  readonly joined: Scores
}

const measure = (set: LabelledSet): Measured => {
  const results = set.inputs.map(createFingerprinter())
  const aliases = joinTemplates(results)
  const stateless = results.map(({ fingerprint }) => fingerprint)
  const joined = stateless.map((fingerprint) => aliases.get(fingerprint) ?? fingerprint)
  return {
    name: set.name,
    stateless: score(set.labels, stateless),
    joined: score(set.labels, joined),
  }
}

const NAME_WIDTH = 27

const scoresLine = (name: string, stage: string, scores: Scores): string =>
  [
    name.padEnd(NAME_WIDTH),
    stage.padEnd(9),
    String(scores.messages).padStart(6),
    String(scores.trueGroups).padStart(5),
    String(scores.predictedGroups).padStart(5),
    ...[scores.ga, scores.fga, scores.pairPrecision, scores.pairRecall].map((value) =>
      value.toFixed(3).padStart(6),
    ),
  ].join('  ')

const HEADER = `${'set'.padEnd(NAME_WIDTH)}  stage      lines  true found      GA     FGA    pair P  pair R`

const mean = (name: string, stage: string, all: readonly Scores[]): string => {
  const of = (pick: (scores: Scores) => number): number =>
    all.reduce((sum, scores) => sum + pick(scores), 0) / Math.max(1, all.length)
  return scoresLine(name, stage, {
    messages: all.reduce((sum, scores) => sum + scores.messages, 0),
    trueGroups: all.reduce((sum, scores) => sum + scores.trueGroups, 0),
    predictedGroups: all.reduce((sum, scores) => sum + scores.predictedGroups, 0),
    ga: of(({ ga }) => ga),
    fga: of(({ fga }) => fga),
    pairPrecision: of(({ pairPrecision }) => pairPrecision),
    pairRecall: of(({ pairRecall }) => pairRecall),
  })
}

const printScores = (sets: readonly LabelledSet[]): Measured[] => {
  const measured = sets.map(measure)
  for (const { name, stateless, joined } of measured) {
    console.log(scoresLine(name, 'stateless', stateless))
    console.log(scoresLine('', 'joined', joined))
  }
  return measured
}

const WARM_UP = 20_000
const FEW = 1000
const MANY = 1_000_000

const printSpeed = (sets: readonly LabelledSet[], count: number): void => {
  const fingerprint = createFingerprinter()
  const inputs = sets.flatMap(({ inputs }) => inputs)
  messagesPerSecond(fingerprint, inputs, Math.min(count, WARM_UP))
  for (const amount of [FEW, count]) {
    const rate = Math.round(messagesPerSecond(fingerprint, inputs, amount))
    console.log(`  ${amount} messages: ${rate} a second`)
  }
}

/**
 * `npm run bench -- grouping [--dir DIR] [--messages N]`: how well the fingerprints group the labelled
 * sets in DIR, and how fast. Returns the exit code; sets that are absent are skipped with a message.
 */
export const run = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: 'string' },
      messages: { type: 'string', default: String(MANY) },
    },
  })
  const dir = values.dir ?? referenceData('corpora')
  const own = readOwnSets()
  const litellm = dir === null ? [] : readLitellmSets(dir)
  const logs = dir === null ? [] : readLogSets(dir)
  if (litellm.length === 0) console.log("skipped: no set of LiteLLM's errors")
  if (logs.length === 0) console.log('skipped: no log sets')

  console.log(HEADER)
  printScores(own)
  printScores(litellm)
  const measured = printScores(logs)
  if (measured.length > 0) {
    console.log(
      mean(
        'mean of the log sets',
        'stateless',
        measured.map((each) => each.stateless),
      ),
    )
    console.log(
      mean(
        '',
        'joined',
        measured.map((each) => each.joined),
      ),
    )
  }
  console.log("\nspeed on one core, LiteLLM's errors:")
  if (litellm[0] !== undefined) printSpeed([litellm[0]], Number(values.messages))
  console.log("speed on one core, the repository's own sets:")
  printSpeed(own, Number(values.messages))
  console.log('speed on one core, the log sets:')
  if (logs.length > 0) printSpeed(logs, Number(values.messages))
  console.log('\nhostile messages, milliseconds each (limit: 1):')
  for (const { name, milliseconds } of hostileTimings(createFingerprinter()))
    console.log(`  ${name.padEnd(26)} ${milliseconds.toFixed(3)}`)
  return 0
}
