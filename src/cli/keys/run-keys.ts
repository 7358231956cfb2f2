import { openSource, unfiltered } from '../../app/open/open-source.ts'
import type { Run } from '../command.ts'
import { configOf } from '../configuration.ts'
import { flagOf, wholeOf } from '../parse.ts'
import { quietLog } from '../quiet-log.ts'
import { runKeys } from './keys-command.ts'

/** `lookout keys`: without the configured filters, since it is there to write them. */
export const run: Run = async (invocation, io) => {
  const options = {
    days: wholeOf(invocation, 'days', 7, { min: 1, max: 90 }),
    json: flagOf(invocation, 'json'),
  }
  const config = configOf(invocation, io)
  const { pageSize, window: windowMs } = config.source
  const source = openSource(unfiltered(config), quietLog(config, io), io)
  try {
    return await runKeys(source, { ...options, pageSize, windowMs }, io)
  } finally {
    await source.close()
  }
}
