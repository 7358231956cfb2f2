import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/units.ts'
import { decimalOrNone, duration, flag, names, text, url, whole } from './kinds.ts'

const isAddress = (address: string): boolean => /^[^@]*[^@\s<]@[^@\s>]+>?$/.test(address)

/** The language model that explains the facts. */
export const llmOptions = {
  enabled: flag({
    doc: 'Have a language model explain what happened. Without it, reports and digests carry the facts alone.',
    default: true,
  }),
  url: url(
    {
      doc: 'Chat endpoint: OpenAI-compatible (…/v1/chat/completions), or Ollama (…/api/chat). Empty: no model.',
      default: '',
      env: 'LLM_URL',
      mask: 'url',
    },
    ['http:', 'https:'],
  ),
  apiKey: text({
    doc: 'Sent as a bearer token; empty where none is wanted.',
    default: '',
    env: 'LLM_API_KEY',
    mask: 'hidden',
  }),
  model: text({ doc: 'Name of the model.', default: '', env: 'LLM_MODEL' }),
  temperature: decimalOrNone(
    {
      doc: 'Sampling temperature; low keeps to the facts. `none` leaves it to models that accept no other than their own.',
      default: 0.2,
    },
    { min: 0, max: 2 },
  ),
  timeout: duration(
    { doc: 'A call ends after this, all its tries together.', default: '5m' },
    { min: 1000, max: HOUR_MS },
  ),
  retries: whole(
    { doc: 'Further tries after 429, 5xx and broken connections.', default: 3 },
    { min: 0, max: 10 },
  ),
  maxPromptTokens: whole(
    {
      doc: 'The prompt never grows beyond this, by estimate; the largest groups go in first.',
      default: 8000,
    },
    { min: 2000, max: 1_000_000 },
  ),
  maxAnswerTokens: whole(
    { doc: 'The answer never grows beyond this.', default: 1500 },
    { min: 100, max: 100_000 },
  ),
  dailyTokens: whole(
    {
      doc: 'Tokens, in and out, that may be spent within any 24 hours; past it there are facts without words. Alerts stop at three quarters, so that digests and reports keep theirs. 0: no limit.',
      default: 1_000_000,
    },
    { min: 0, max: 1_000_000_000 },
  ),
  callsPerHour: whole(
    {
      doc: 'Calls of the model within any hour, its further tries not counted. Alerts stop at three quarters. 0: no limit.',
      default: 60,
    },
    { min: 0, max: 100_000 },
  ),
  reuse: duration(
    {
      doc: 'The words about the same groups are used again for this long, as far as they are still true.',
      default: '24h',
    },
    { min: MINUTE_MS, max: 7 * DAY_MS },
  ),
  promptDir: text({
    doc: 'Folder with your own prompt templates (report.en.md, digest.en.md, alert.zh-CN.md …); what it lacks comes along (config/prompts).',
    default: '',
  }),
}

/** What is taken out of every text beside secrets, which always are. */
export const redactionOptions = {
  emailAddresses: flag({
    doc: 'Take e-mail addresses out of everything that is kept, shown or sent. Keys named by an address lose their name.',
    default: false,
  }),
  ipAddresses: flag({
    doc: 'Take IP addresses out of everything that is kept, shown or sent.',
    default: false,
  }),
}

/** Where messages link to, beside the page. */
export const linkOptions = {
  litellmUrl: url(
    {
      doc: 'Address of the LiteLLM proxy as people reach it; messages link to its UI. Empty: no links.',
      default: '',
    },
    ['https:', 'http:'],
  ),
}

export const slackOptions = {
  webhookUrl: url(
    {
      doc: 'Incoming webhook of the Slack channel to tell. Empty: no Slack.',
      default: '',
      env: 'SLACK_WEBHOOK_URL',
      mask: 'webhook',
    },
    ['https:', 'http:'],
  ),
}

export const emailOptions = {
  url: url(
    {
      doc: 'Mail server: smtp://user:password@host:587 (STARTTLS where offered), or smtps://…:465.',
      default: '',
      env: 'SMTP_URL',
      mask: 'url',
    },
    ['smtp:', 'smtps:'],
  ),
  from: text(
    { doc: 'Sender, such as Lookout <lookout@example.com>.', default: '', env: 'EMAIL_FROM' },
    (value) => value === '' || isAddress(value),
    'an e-mail address',
  ),
  to: names(
    {
      doc: 'Recipients; in the environment separated by commas. Empty: no e-mail.',
      default: [],
      env: 'EMAIL_TO',
    },
    isAddress,
    'a list of e-mail addresses',
  ),
  caFile: text({
    doc: "Path of a PEM file with the private CA that signed the mail server's certificate.",
    default: '',
  }),
}
