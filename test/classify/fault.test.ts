import { describe, expect, it } from 'vitest'
import { createFaultOf, faultRulesSchema } from '../../src/classify/fault.ts'
import type { Fault } from '../../src/domain/event.ts'
import { failedEvent } from '../support/mapped-row.ts'

/** Class, status and message of failures as LiteLLM tells them, and whose doing each is. */
const LABELLED: readonly (readonly [Fault, string, string, string])[] = [
  [
    'provider',
    'AuthenticationError',
    '401',
    'litellm.AuthenticationError: AnthropicException - {"error":{"message":"invalid x-api-key"}}',
  ],
  [
    'provider',
    'AuthenticationError',
    '401',
    'litellm.AuthenticationError: BedrockException Invalid Authentication - {"message":"token expired"}',
  ],
  [
    'provider',
    'AuthenticationError',
    '401',
    'litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect API key provided',
  ],
  [
    'provider',
    'PermissionDeniedError',
    '403',
    'litellm.PermissionDeniedError: OpenAIException - your country is not supported',
  ],
  [
    'caller',
    'ProxyException',
    '401',
    'Authentication Error, Invalid proxy server token passed. key=12 not found in db',
  ],
  ['caller', 'ProxyException', '401', ''],
  [
    'caller',
    'ProxyException',
    '403',
    'Key not allowed to access model. This key can only access models=[]',
  ],
  ['caller', 'ProxyException', '400', 'Invalid JSON payload: unexpected end'],
  [
    'caller',
    'ProxyException',
    '400',
    "{'error': '/chat/completions: Invalid model name passed in model=x'}",
  ],
  ['caller', 'BudgetExceededError', '', 'Budget has been exceeded! Current cost: 2, Max budget: 1'],
  ['caller', 'BudgetExceededError', '400', 'ExceededTokenBudget: Current spend for token: 2'],
  [
    'caller',
    'RateLimitError',
    '429',
    'litellm.RateLimitError: Budget has been exceeded! Current cost: 2, Max budget: 1',
  ],
  [
    'provider',
    'BadRequestError',
    '400',
    'litellm.BadRequestError: OpenAIException - Budget has been exceeded! Current cost: 2',
  ],
  [
    'caller',
    'ContextWindowExceededError',
    '400',
    'litellm.ContextWindowExceededError: OpenAIException - too long',
  ],
  [
    'caller',
    'ServiceUnavailableError',
    '503',
    "litellm.ServiceUnavailableError: OpenAIException - This model's maximum context length is 10 tokens",
  ],
  [
    'caller',
    'BadRequestError',
    '400',
    'litellm.BadRequestError: AnthropicException - prompt is too long: 3 tokens > 2 maximum',
  ],
  [
    'provider',
    'APIConnectionError',
    '500',
    'litellm.APIConnectionError: OllamaException - {"error":"model \'x\' not found"}',
  ],
  [
    'provider',
    'NotFoundError',
    '404',
    'litellm.NotFoundError: OpenAIException - The model `x` does not exist',
  ],
  [
    'caller',
    'BadRequestError',
    '400',
    'litellm.BadRequestError: LLM Provider NOT provided. Pass in the LLM provider',
  ],
  [
    'caller',
    'BadRequestError',
    '400',
    'litellm.BadRequestError: AzureException BadRequestError - Unknown parameter: x',
  ],
  ['caller', 'BadRequestError', '400', 'litellm.BadRequestError: BedrockException - {}'],
  [
    'caller',
    'UnsupportedParamsError',
    '400',
    'litellm.UnsupportedParamsError: openai does not support parameters: x',
  ],
  [
    'caller',
    'ContentPolicyViolationError',
    '400',
    'litellm.ContentPolicyViolationError: AzureException - filtered',
  ],
  [
    'provider',
    'BadRequestError',
    '400',
    'litellm.BadRequestError: AnthropicException - Your credit balance is too low to access the API.',
  ],
  [
    'capacity',
    'RateLimitError',
    '429',
    'litellm.RateLimitError: GroqException - tokens per day (TPD): Limit 5',
  ],
  [
    'provider',
    'RateLimitError',
    '429',
    'litellm.RateLimitError: OpenAIException - You exceeded your current quota',
  ],
  [
    'capacity',
    'RateLimitError',
    '429',
    'litellm.RateLimitError: BedrockException - {"message":"Too many requests"}',
  ],
  [
    'capacity',
    'RouterRateLimitError',
    '429',
    'No deployments available for selected model, Try again in 5 seconds.',
  ],
  ['capacity', 'RouterRateLimitErrorBasic', '', 'No deployments available for selected model.'],
  ['capacity', 'ValueError', '', 'No deployments available for selected model'],
  [
    'caller',
    'HTTPException',
    '429',
    '429: Rate limit exceeded for api_key: 9f. Limit type: requests.',
  ],
  [
    'caller',
    'InternalServerError',
    '500',
    'litellm.InternalServerError: InternalServerError: OpenAIException - Failed to decode audio.',
  ],
  [
    'provider',
    'InternalServerError',
    '503',
    'litellm.InternalServerError: VertexAIException - The model is overloaded.',
  ],
  [
    'provider',
    'ServiceUnavailableError',
    '503',
    'litellm.ServiceUnavailableError: GeminiException - high demand',
  ],
  [
    'provider',
    'BadGatewayError',
    '502',
    'litellm.BadGatewayError: OpenAIException - <html>502 Bad Gateway',
  ],
  ['provider', 'Timeout', '408', 'litellm.Timeout: Connection timed out after 600 seconds.'],
  [
    'provider',
    'APIConnectionError',
    '500',
    'litellm.APIConnectionError: OllamaException - [Errno 111] Connection refused',
  ],
  [
    'provider',
    'APIError',
    '500',
    'litellm.APIError: APIError: OpenAIException - Connection error.',
  ],
  ['proxy', 'ProxyException', '500', ''],
  ['proxy', 'HTTPException', '500', "500: {'error': 'No connected db.'}"],
  ['proxy', 'ClientNotConnectedError', '', 'Client is not connected to the query engine: prisma'],
  ['proxy', 'AttributeError', '', "'NoneType' object has no attribute 'get'"],
]

describe('whose a failure is to fix', () => {
  const faultOf = createFaultOf()

  it.each(LABELLED)('%s: %s %s %s', (fault, errorType, status, message) => {
    const error = { error_class: errorType, error_code: status, error_message: message }
    expect(faultOf(failedEvent(error))).toBe(fault)
  })

  it('knows a provider by its field where the message names none', () => {
    const error = { error_class: 'SomeError', error_code: '500', error_message: 'gone' }
    expect(faultOf(failedEvent({ ...error, llm_provider: 'acme' }))).toBe('provider')
    // Of the model that was asked for, also where a key was refused: it does not say who speaks.
    expect(faultOf(failedEvent(error, { custom_llm_provider: 'acme' }))).toBe('proxy')
  })

  it.each(['', null, 'None', undefined])('takes no provider (%j) for no provider', (none) => {
    const error = { error_class: 'SomeError', error_code: '500', error_message: 'gone' }
    const columns = { custom_llm_provider: none }
    expect(faultOf(failedEvent({ ...error, llm_provider: none }, columns))).toBe('proxy')
  })

  it('blames nobody for a row that says nothing', () => {
    expect(faultOf(failedEvent({}))).toBeNull()
    expect(faultOf(failedEvent({}, { custom_llm_provider: 'acme' }))).toBeNull()
  })

  it('takes a class by its last name', () => {
    expect(faultOf(failedEvent({ error_class: 'litellm.exceptions.Timeout' }))).toBe('provider')
  })
})

describe('overrides', () => {
  const error = {
    error_class: 'RateLimitError',
    error_code: '429',
    error_message: 'slow down',
    llm_provider: 'acme',
  }

  it('go before the table, the first that holds decides', () => {
    const faultOf = createFaultOf([
      { status: '5xx', fault: 'proxy' },
      { provider: 'acme', message: '(?i)SLOW', fault: 'caller' },
      { status: '4xx', fault: 'provider' },
    ])
    const other = { ...error, llm_provider: 'other' }
    expect(faultOf(failedEvent(error))).toBe('caller')
    expect(faultOf(failedEvent(other))).toBe('provider')
    expect(faultOf(failedEvent({ ...other, error_code: '503' }))).toBe('proxy')
  })

  it('are refused by the path of what is wrong', () => {
    const paths = (rules: unknown): string[] =>
      (faultRulesSchema.safeParse(rules).error?.issues ?? []).map((issue) => issue.path.join('.'))
    expect(paths([{ status: '429', fault: 'nobody' }])).toEqual(['0.fault'])
    expect(paths([{ fault: 'caller' }])).toEqual(['0'])
    expect(paths([{ message: '[', fault: 'caller' }])).toEqual(['0.message'])
  })
})
