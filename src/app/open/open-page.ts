import { randomBytes } from 'node:crypto'
import { createArtifactStore } from '../../artifacts/artifact-store.ts'
import { createArtifactOpener } from '../../artifacts/open-artifact.ts'
import type { Config } from '../../config/config-schema.ts'
import { maskedConfig } from '../../config/mask.ts'
import { localeOf } from '../../i18n/locales.ts'
import { openSchedule } from '../../schedule/schedule.ts'
import { createApp } from '../../web/app.ts'
import type { DaemonView } from '../../web/page-ports.ts'
import type { Parts, World } from '../app-parts.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { openAppearance } from './open-appearance.ts'
import { createShowMail } from './show-mail.ts'

/** The page, the API, metrics and health for the daemon's parts. `config` is read for each answer. */
export const openPage = (
  config: () => Config,
  parts: Parts,
  metrics: Metrics,
  unready: () => readonly string[],
  { clock, log, newId }: World,
) => {
  const { instance, timezone, locale, web } = config()
  const daemon = (): DaemonView => {
    const { digest } = config()
    return {
      model:
        parts.model === null ? null : { name: parts.model.model, problem: metrics.model.problem },
      nextDigestAt: digest.enabled
        ? openSchedule(digest.schedule, timezone).next(clock.now())
        : null,
      channels: parts.channels.map(({ name }) => name),
    }
  }
  return createApp(
    { instance, timezone, locale: localeOf(locale), ...web },
    {
      store: parts.store.views,
      silences: parts.store,
      artifacts: {
        list: createArtifactStore(config().artifacts.dir).list,
        open: createArtifactOpener(config().artifacts.dir),
      },
      daemon,
      configuration: () => maskedConfig(config()),
      mail: createShowMail(() => config().email.from, openAppearance(config(), log)),
      metrics,
      unready,
      clock,
      log,
      newId,
      randomBytes,
    },
  )
}
