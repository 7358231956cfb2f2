import { defineAnalyze } from './analyze/define-analyze.ts'
import { defineBacktest } from './backtest/define-backtest.ts'
import { defineCheck } from './check/define-check.ts'
import type { DefineCommand } from './define.ts'
import { defineDemo, type RunDemo } from './demo/define-demo.ts'
import { defineDigest } from './digest/define-digest.ts'
import { defineExplain } from './explain/define-explain.ts'
import { defineFingerprint } from './fingerprint/define-fingerprint.ts'
import { defineGroups } from './groups/define-groups.ts'
import { defineKeys } from './keys/define-keys.ts'
import { definePurge } from './purge/define-purge.ts'
import { defineRun } from './run/define-run.ts'
import { defineSilence } from './silence/define-silence.ts'
import { defineStatus } from './status/define-status.ts'

/** Every command, in the order of `--help`. The demo is handed in: only `main.ts` may load it. */
export const commandList = (loadDemo: () => Promise<RunDemo>): readonly DefineCommand[] => [
  defineRun,
  defineAnalyze,
  defineCheck,
  defineDigest,
  defineKeys,
  defineSilence,
  defineStatus,
  defineBacktest,
  defineGroups,
  definePurge,
  defineExplain,
  defineFingerprint,
  defineDemo(loadDemo),
]
