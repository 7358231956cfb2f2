import { groupName } from './names.ts'
import type { Wire } from './types.ts'

type Body = Readonly<Record<string, unknown>>
type Account = Wire['account']

const messages = [{ role: 'user', content: 'Is it so?' }]

/** `/v1/chat/completions` */
export const chat = (model: string, more: Body = {}, account: Account = 'good'): Wire => ({
  path: '/v1/chat/completions',
  body: { model: groupName(model), messages, ...more },
  account,
})

export const chatBy = (account: Account, model = 'good'): Wire => chat(model, {}, account)

export const chatStream = (model: string): Wire => chat(model, { stream: true })

/** Any other route that takes JSON. */
export const post = (path: string, body: Body, account: Account = 'good'): Wire => ({
  path,
  body: typeof body['model'] === 'string' ? { ...body, model: groupName(body['model']) } : body,
  account,
})

/** Anthropic's `/v1/messages` */
export const anthropicMessages = (model: string, more: Body = {}): Wire =>
  post('/v1/messages', { model, max_tokens: 20, messages, ...more })

/** `/v1/responses` */
export const responses = (model: string, more: Body = {}): Wire =>
  post('/v1/responses', { model, input: 'Is it so?', ...more })

const batchLine = `${JSON.stringify({
  custom_id: '1',
  method: 'POST',
  url: '/v1/chat/completions',
  body: { model: 'gpt-4o', messages },
})}\n`

/** A file for a batch; `fields` say to whom it goes. */
export const batchFile = (fields: Readonly<Record<string, string>>): Wire => {
  const form = new FormData()
  form.set('purpose', 'batch')
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([batchLine], { type: 'application/jsonl' }), 'batch.jsonl')
  return { path: '/v1/files', body: form, account: 'good' }
}

/** `/v1/audio/transcriptions` */
export const transcription = (model: string): Wire => {
  const form = new FormData()
  form.set('model', groupName(model))
  form.set('file', new Blob(['RIFF'], { type: 'audio/wav' }), 'a.wav')
  return { path: '/v1/audio/transcriptions', body: form, account: 'good' }
}
