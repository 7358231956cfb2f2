import process from 'node:process'
import { builtInCatalogue, createKnown } from '../../classify/catalogue/known.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import { UsageError } from '../io.ts'
import { type ExplainQuestion, runExplain } from './explain-command.ts'

export interface ExplainFlags {
  readonly config?: string
  readonly class?: string
  readonly status?: string
  readonly provider?: string
  readonly json?: boolean
}

/** Longer than any error that LiteLLM writes, characters. */
const mostRead = 1_000_000

const settingsOf = async (file: string | undefined, io: CommandIo) => {
  if (file === undefined && !io.env['LOOKOUT_CONFIG'])
    return { catalogue: builtInCatalogue(), locale: io.env['LOOKOUT_LOCALE'] ?? 'en' }
  const { configOf } = await import('../command-setup.ts')
  const config = configOf(file, io, { sourceNeeded: false })
  return { catalogue: createKnown(config.catalogue), locale: config.locale }
}

const readAll = async (stdin: NodeJS.ReadStream): Promise<string> => {
  let text = ''
  stdin.setEncoding('utf8')
  for await (const chunk of stdin) {
    text += chunk
    if (text.length > mostRead) break
  }
  return text.slice(0, mostRead).trim()
}

/** `lookout explain`: an error text on standard input, what is known of it on standard output. */
export const run = async (io: CommandIo, flags: ExplainFlags): Promise<ExitCode> => {
  const { catalogue, locale } = await settingsOf(flags.config, io)
  const { stdin } = process
  if (stdin.isTTY) io.stderr.write('reading an error text from standard input, until Ctrl-D\n')
  io.signal.addEventListener('abort', () => stdin.destroy(), { once: true })
  const message = await readAll(stdin)
  if (message === '' && flags.class === undefined)
    throw new UsageError('no text on standard input; use lookout explain < error.txt')
  const question: ExplainQuestion = {
    message,
    ...(flags.class === undefined ? {} : { errorClass: flags.class }),
    ...(flags.status === undefined ? {} : { status: flags.status }),
    ...(flags.provider === undefined ? {} : { provider: flags.provider }),
  }
  const language = locale.startsWith('zh') ? 'zh-CN' : 'en'
  return runExplain(catalogue, question, { language, json: flags.json ?? false }, io.stdout)
}
