import { describe } from 'vitest'
import { evaluationContract } from './contract/evaluation.ts'
import { modelContract } from './contract/model.ts'
import { outboxContract } from './contract/outbox.ts'
import { pagesContract } from './contract/pages.ts'
import { reportsContract } from './contract/reports.ts'
import { rulesContract } from './contract/rules.ts'
import { twinsContract } from './contract/twins.ts'
import { upkeepContract } from './contract/upkeep.ts'
import { openTemp } from './open-temp.ts'

describe('the state in SQLite', () => {
  pagesContract(openTemp)
  twinsContract(openTemp)
  evaluationContract(openTemp)
  outboxContract(openTemp)
  rulesContract(openTemp)
  reportsContract(openTemp)
  upkeepContract(openTemp)
  modelContract(openTemp)
})
