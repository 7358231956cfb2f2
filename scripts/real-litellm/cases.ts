import { groupName } from './names.ts'
import type { Case, ExpectedFault, Wire } from './types.ts'
import {
  anthropicMessages,
  batchFile,
  chat,
  chatBy,
  chatStream,
  post,
  responses,
  transcription,
} from './wires.ts'

type More = Omit<Case, 'name' | 'fault' | 'wire'>

const of =
  (fault: ExpectedFault) =>
  (name: string, wire: Wire, more: More = {}): Case => ({ name, fault, wire, ...more })

const [none, caller, capacity, provider, proxy] = [
  of('none'),
  of('caller'),
  of('capacity'),
  of('provider'),
  of('proxy'),
]
const long = { long: true } as const
const tool = {
  type: 'function',
  function: { name: 'look_up', parameters: { type: 'object', properties: {} } },
}
const guarded = (guardrail: string, content = 'Is it so?'): Wire =>
  chat('good', { guardrails: [guardrail], messages: [{ role: 'user', content }] })

const served: readonly Case[] = [
  none('answered', chat('good')),
  none('answered, streamed', chatStream('good')),
  none('answered, with tools', chat('good', { tools: [tool] }), long),
  none('rescued by a fallback', chat('rescued')),
  none('rescued by a fallback after a timeout', chat('rescued after timeout')),
]

const keysAndAccess: readonly Case[] = [
  caller('wrong key', chatBy({ key: 'sk-nobody-has-this-one' })),
  caller('key of another form', chatBy({ key: 'nobody' }), long),
  caller('no key', chatBy({ key: null })),
  caller('blocked key', chatBy('blocked')),
  caller('expired key', chatBy('expired')),
  caller('unknown model', chat('gpt-99')),
  caller(
    'unknown model, embeddings',
    post('/v1/embeddings', { model: 'gpt-99', input: 'x' }),
    long,
  ),
  caller('model not allowed for the key', chatBy('narrow', 'server-error')),
  caller('model not allowed for the team', chatBy('narrow team', 'server-error')),
  caller('administrator route', post('/team/new', { team_alias: 'x' }), long),
]

const budgetsAndLimits: readonly Case[] = [
  caller('key over its budget', chatBy('key over budget')),
  caller('team over its budget', chatBy('team over budget')),
  caller('user over its budget', chatBy('user over budget')),
  caller('key over its requests a minute', chatBy('key rpm'), { before: 2 }),
  caller('key over its tokens a minute', chatBy('key tpm'), { before: 3 }),
  caller('team over its requests a minute', chatBy('team rpm'), { before: 2 }),
]

const content: readonly Case[] = [
  caller('guardrail refuses', guarded('guard-refuse')),
  caller('guardrail refuses with 500', guarded('guard-raise')),
  caller('guardrail of words', guarded('guard-words', 'the forbidden-word itself')),
  caller('content filter', chat('azure-filter')),
  caller('content filter as 500', chat('filter-as-500')),
  caller('content policy', chat('openai-policy'), long),
  caller('context length', chat('context-length')),
  caller('context length, Anthropic', chat('anthropic-context')),
  caller('context length as 500', chat('context-as-500')),
]

const parameters: readonly Case[] = [
  caller('no messages', post('/v1/chat/completions', { model: 'good' })),
  caller('no model', post('/v1/chat/completions', { messages: [] }), long),
  caller('broken JSON from the client', {
    ...chat('good'),
    body: '{"messages": [',
  }),
  caller('parameter refused by the provider', chat('bad-parameter')),
  caller('unsupported value', chat('unsupported-value'), long),
  caller('unsupported parameter', chat('anthropic-context', { logit_bias: { 1: 1 } })),
  caller('bad parameter, messages', anthropicMessages('bad-parameter'), long),
]

const limits: readonly Case[] = [
  capacity('429', chat('rate-limit')),
  capacity('429, Azure', chat('azure-rate-limit')),
  capacity('429, Anthropic', chat('anthropic-rate-limit'), long),
  capacity('429, Gemini', chat('gemini-exhausted')),
  capacity('429, streamed', chatStream('rate-limit'), long),
  capacity('429, responses', responses('rate-limit')),
  capacity('429, messages', anthropicMessages('anthropic-rate-limit')),
  capacity(
    '429, speech',
    post('/v1/audio/speech', { model: 'speech', input: 'x', voice: 'a' }),
    long,
  ),
  capacity('all deployments cooling down', chat('cooling'), { before: 2 }),
  capacity('fallback after 429 is limited too', chat('not rescued by a limit')),
]

const providerErrors: readonly Case[] = [
  provider('500', chat('server-error')),
  provider('500, retried', chat('retried')),
  provider('502 HTML', chat('bad-gateway')),
  provider('503 HTML', chat('unavailable')),
  provider('503, Gemini', chat('gemini-unavailable'), long),
  provider('504 HTML', chat('gateway-timeout'), long),
  provider('529', chat('overloaded')),
  provider('529, messages', anthropicMessages('overloaded')),
  provider('fallback fails too', chat('not rescued')),
  provider('500 with tools', chat('server-error', { tools: [tool] }), long),
  provider('500, embeddings', post('/v1/embeddings', { model: 'embedding', input: 'x' })),
  provider('500, images', post('/v1/images/generations', { model: 'image', prompt: 'x' })),
  caller(
    'image refused',
    post('/v1/images/generations', { model: 'image refused', prompt: 'x' }),
    long,
  ),
  provider('500, responses', responses('server-error')),
  provider('500, messages', anthropicMessages('server-error')),
  provider(
    '500, text completion',
    post('/v1/completions', { model: 'server-error', prompt: 'x' }),
    long,
  ),
  provider(
    '500, rerank',
    post('/v1/rerank', { model: 'rerank', query: 'x', documents: ['y'] }),
    long,
  ),
  provider('500, transcription', transcription('server-error'), long),
  provider('500, file for a batch', batchFile({ custom_llm_provider: 'openai' })),
  provider(
    '500, batch',
    post('/v1/batches', {
      model: 'server-error',
      input_file_id: 'file-1',
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
    }),
  ),
  provider(
    "500, Gemini's form",
    post(`/v1beta/models/${groupName('server-error')}:generateContent`, {
      contents: [{ role: 'user', parts: [{ text: 'x' }] }],
    }),
    long,
  ),
]

const connections: readonly Case[] = [
  provider('timeout', chat('slow')),
  provider('timeout, retried', chat('slow with retries'), { times: 3 }),
  provider('timeout in a stream', chatStream('slow stream'), { times: 3 }),
  provider('connection refused', chat('refused')),
  provider('name not found', chat('unresolved'), long),
  provider('connection reset', chat('reset')),
  provider('broken JSON', chat('broken-json')),
  provider('empty answer', chat('empty-answer'), long),
  provider('stream torn', chatStream('torn-stream')),
  provider('error in a stream', chatStream('error-in-stream')),
]

const accounts: readonly Case[] = [
  provider('provider key invalid', chat('bad-key')),
  provider('provider key invalid, Anthropic', chat('anthropic-bad-key'), long),
  provider('provider key invalid, Gemini', chat('gemini-bad-key')),
  provider(
    'provider key invalid, moderation',
    post('/v1/moderations', { model: 'moderation', input: 'x' }),
    long,
  ),
  provider('provider key without access', chat('forbidden')),
  provider('insufficient quota', chat('quota')),
  provider('insufficient balance', chat('balance'), long),
  provider('arrears', chat('arrears')),
  provider('credit too low', chat('anthropic-credit')),
  provider('model retired', chat('retired')),
  provider('model not found, Anthropic', chat('anthropic-retired'), long),
  provider('deployment not found, Azure', chat('no-azure-deployment')),
]

const ofProxy: readonly Case[] = [
  proxy('managed files not set up', batchFile({ target_model_names: groupName('good') }), long),
  proxy('bug in a hook', chat('good', { user: 'meets-the-bug' })),
  proxy('table of keys out of reach', chatBy('unseen'), {
    withoutTable: 'LiteLLM_VerificationToken',
    times: 3,
  }),
]

/** Everything that is sent, in this order; those that change the proxy's surroundings last. */
export const cases: readonly Case[] = [
  ...served,
  ...keysAndAccess,
  ...budgetsAndLimits,
  ...content,
  ...parameters,
  ...limits,
  ...providerErrors,
  ...connections,
  ...accounts,
  ...ofProxy,
]
