import type { EvaluationStore } from '../../pipeline/evaluate/evaluate-ports.ts'
import type { BaselineChange } from '../../rules/baselines/encode.ts'
import { inChunks, text, tuples } from '../columns.ts'
import type { Database, Executor } from '../database.ts'

/** Writes the changed parts of a rule's baseline. */
export const writeBaseline = async (
  tx: Executor,
  { rule, scope, head, anew, put, drop }: BaselineChange,
): Promise<void> => {
  if (anew) await tx.run('DELETE FROM rule_memory WHERE rule = $1', [rule])
  await tx.run(
    `INSERT INTO rule_memory (rule, scope, head) VALUES ($1, $2, $3)
     ON CONFLICT (rule) DO UPDATE SET scope = excluded.scope, head = excluded.head`,
    [rule, scope, head],
  )
  for (const key of drop)
    await tx.run('DELETE FROM rule_sets WHERE rule = $1 AND label_set = $2', [rule, key])
  const rows = [...put].map(([key, value]) => [rule, key, value])
  await inChunks(rows, (count, params) =>
    tx.run(
      `INSERT INTO rule_sets (rule, label_set, value) VALUES ${tuples(count, 3)}
       ON CONFLICT (rule, label_set) DO UPDATE SET value = excluded.value`,
      params,
    ),
  )
}

export const createBaselines = (db: Database): Pick<EvaluationStore, 'ruleBaselines'> => ({
  ruleBaselines: async (rule) => {
    const [head] = await db.all('SELECT scope, head FROM rule_memory WHERE rule = $1', [rule])
    if (head === undefined) return null
    const rows = await db.all('SELECT label_set, value FROM rule_sets WHERE rule = $1', [rule])
    return {
      scope: text(head, 'scope'),
      head: text(head, 'head'),
      sets: new Map(rows.map((row) => [text(row, 'label_set'), text(row, 'value')])),
    }
  },
})
