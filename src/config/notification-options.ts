import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/units.ts'
import { decimalOrNone, duration, flag, names, text, url, whole } from './kinds.ts'

const isAddress = (address: string): boolean => /^[^@]*[^@\s<]@[^@\s>]+>?$/.test(address)

/** The language model that explains the facts. */
export const llmOptions = {
  enabled: flag({
    doc: 'Have a language model explain what happened. Without it, alerts, reports and digests have no AI summary.',
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
    doc: 'API key, sent as a bearer token. Empty: none.',
    default: '',
    env: 'LLM_API_KEY',
    mask: 'hidden',
  }),
  model: text({ doc: 'Name of the model.', default: '', env: 'LLM_MODEL' }),
  temperature: decimalOrNone(
    {
      doc: 'Sampling temperature; low values stay closer to the facts. none: not sent, for models that accept only their default.',
      default: 0.2,
    },
    { min: 0, max: 2 },
  ),
  timeout: duration(
    { doc: 'Time limit for a call, retries included.', default: '5m' },
    { min: 1000, max: HOUR_MS },
  ),
  retries: whole(
    { doc: 'Number of retries after 429, 5xx and connection errors.', default: 3 },
    { min: 0, max: 10 },
  ),
  maxPromptTokens: whole(
    {
      doc: 'Maximum size of the prompt (estimated); the largest groups go in first.',
      default: 8000,
    },
    { min: 2000, max: 1_000_000 },
  ),
  maxAnswerTokens: whole(
    { doc: 'Maximum size of the answer.', default: 1500 },
    { min: 100, max: 100_000 },
  ),
  dailyTokens: whole(
    {
      doc: 'Maximum number of tokens, in and out, within 24 hours; beyond it there are no AI summaries. Alerts stop at three quarters, so that some are left for digests and reports. 0: no limit.',
      default: 1_000_000,
    },
    { min: 0, max: 1_000_000_000 },
  ),
  callsPerHour: whole(
    {
      doc: 'Maximum number of calls within an hour, retries not counted. Alerts stop at three quarters. 0: no limit.',
      default: 60,
    },
    { min: 0, max: 100_000 },
  ),
  reuse: duration(
    {
      doc: 'How long an AI summary is reused for the same groups, as far as it still matches the numbers.',
      default: '24h',
    },
    { min: MINUTE_MS, max: 7 * DAY_MS },
  ),
  promptDir: text({
    doc: 'Folder with your own prompt templates (report.en.md, digest.en.md, alert.zh-CN.md …); the built-in ones (config/prompts) are used for those not in it.',
    default: '',
  }),
}

/** What is redacted besides secrets, which always are. */
export const redactionOptions = {
  emailAddresses: flag({
    doc: 'Remove e-mail addresses from everything that is kept, shown or sent. Keys whose alias is an address lose their alias.',
    default: false,
  }),
  ipAddresses: flag({
    doc: 'Remove IP addresses from everything that is kept, shown or sent.',
    default: false,
  }),
}

/** Where messages link to, besides the page. */
export const linkOptions = {
  litellmUrl: url(
    {
      doc: 'Public address of the LiteLLM proxy, for links to its UI. Empty: no links.',
      default: '',
    },
    ['https:', 'http:'],
  ),
}

export const slackOptions = {
  webhookUrl: url(
    {
      doc: 'Incoming webhook of the Slack channel to notify. Empty: no Slack.',
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
      doc: 'Mail server: smtp://user:password@host:587 (STARTTLS if offered), or smtps://…:465.',
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
      doc: 'Recipients; comma-separated in the environment. Empty: no e-mail.',
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
