import { describe, expect, it } from 'vitest'
import { type CatalogueInput, createCatalogue } from '../../../src/classify/catalogue/catalogue.ts'
import { CATALOGUE_ENTRIES } from '../../../src/classify/catalogue/catalogue-entries.ts'

const { recognise } = createCatalogue(CATALOGUE_ENTRIES)

const wrapped = (
  name: string,
  errorClass: string,
  status: string,
  text: string,
): CatalogueInput => ({
  message: `litellm.${errorClass}: ${name}Exception - ${text}`,
  errorClass,
  status,
})

describe('look-alikes are told apart', () => {
  it.each<readonly [string, CatalogueInput, string]>([
    [
      'billing quota',
      wrapped(
        'OpenAI',
        'RateLimitError',
        '429',
        'You exceeded your current quota, please check your plan and billing details.',
      ),
      'openai-quota-exhausted',
    ],
    [
      'the same words for a quota per minute',
      wrapped(
        'gemini',
        'RateLimitError',
        '429',
        'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.',
      ),
      'gemini-quota-metric',
    ],
    [
      'the same words for Alibaba’s tokens per minute',
      wrapped(
        'Dashscope',
        'RateLimitError',
        '429',
        '{"error":{"message":"You exceeded your current quota, please check your plan and billing details. https://help.aliyun.com/zh/model-studio/error-code","type":"insufficient_quota"}}',
      ),
      'dashscope-allocation-quota',
    ],
    [
      'a rate limit that is called quota',
      wrapped(
        'VertexAI',
        'RateLimitError',
        '429',
        'Quota exceeded for aiplatform.googleapis.com/requests with base model: a.',
      ),
      'vertex-quota-metric',
    ],
    [
      'a prompt that is too long',
      wrapped(
        'OpenAI',
        'BadRequestError',
        '400',
        "This model's maximum context length is 9 tokens. However, you requested 12 tokens (8 in the messages, 4 in the completion). Please reduce the length of the messages or completion.",
      ),
      'context-length-exceeded',
    ],
    [
      'a parameter that is too large',
      wrapped(
        'OpenAI',
        'BadRequestError',
        '400',
        'max_tokens is too large: 99. This model supports at most 16 completion tokens, whereas you provided 99.',
      ),
      'max-tokens-too-large',
    ],
    [
      'a prompt that leaves no room',
      wrapped('Hosted_vllm', 'BadRequestError', '400', 'max_tokens must be at least 1, got -3.'),
      'max-tokens-too-small',
    ],
    [
      'a budget of the proxy',
      {
        message: 'Budget has been exceeded! Current cost: 2, Max budget: 1',
        errorClass: 'BudgetExceededError',
        status: '400',
      },
      'litellm-budget-exceeded',
    ],
    [
      'arrears at a provider',
      wrapped('OpenAI', 'RateLimitError', '429', 'Insufficient balance, please recharge'),
      'provider-balance-empty',
    ],
    [
      'a model that the caller misspelt',
      {
        message:
          'litellm.BadRequestError: You passed in model=x. There are no healthy deployments for this model',
        errorClass: 'BadRequestError',
        status: '400',
      },
      'litellm-unknown-model',
    ],
    [
      'a model that its provider has retired',
      wrapped(
        'OpenAI',
        'NotFoundError',
        '404',
        'The model `x` has been deprecated, learn more here',
      ),
      'provider-model-retired',
    ],
    [
      'a model that its provider does not have',
      wrapped(
        'OpenAI',
        'NotFoundError',
        '404',
        'The model `x` does not exist or you do not have access to it.',
      ),
      'provider-model-not-found',
    ],
    [
      'a group whose deployments rest',
      {
        message:
          'No deployments available for selected model, Try again in 5 seconds. Passed model=x.',
        errorClass: 'RouterRateLimitError',
      },
      'litellm-no-deployments',
    ],
    [
      'the caller’s key',
      {
        message: 'Authentication Error, Invalid proxy server token passed. key=1, not found in db.',
        errorClass: 'ProxyException',
        status: '401',
      },
      'litellm-key-not-found',
    ],
    [
      'the provider’s key',
      wrapped('OpenAI', 'AuthenticationError', '401', 'Incorrect API key provided: sk-1.'),
      'openai-key-invalid',
    ],
    [
      'our key at another LiteLLM',
      wrapped(
        'OpenAI',
        'AuthenticationError',
        '401',
        'Authentication Error, Invalid proxy server token passed. key=1, not found in db.',
      ),
      'litellm-upstream-key-refused',
    ],
    [
      'a rate limit of the proxy',
      {
        message: '429: Rate limit exceeded for api_key: 5e. Limit type: requests.',
        errorClass: 'HTTPException',
        status: '429',
      },
      'litellm-rate-limit-key',
    ],
    [
      'a rate limit of the provider',
      wrapped(
        'OpenAI',
        'RateLimitError',
        '429',
        'Rate limit reached for a in organization o on requests per min (RPM): Limit 3',
      ),
      'openai-rate-requests',
    ],
    [
      'the same words of a provider with service tiers',
      wrapped(
        'Groq',
        'RateLimitError',
        '429',
        'Rate limit reached for model `a` in organization `o` service tier `on_demand` on requests per minute (RPM): Limit 3',
      ),
      'groq-rate-minute',
    ],
    [
      'tokens a minute',
      wrapped(
        'Bedrock',
        'RateLimitError',
        '429',
        'Too many tokens, please wait before trying again.',
      ),
      'bedrock-throttled-tokens',
    ],
    [
      'tokens a day',
      wrapped(
        'Bedrock',
        'RateLimitError',
        '429',
        'Too many tokens per day, please wait before trying again.',
      ),
      'bedrock-tokens-per-day',
    ],
    [
      'Redis refuses',
      {
        message: 'Error 111 connecting to redis:6379. Connection refused.',
        errorClass: 'ConnectionError',
      },
      'proxy-redis-unreachable',
    ],
    [
      'a model server refuses',
      wrapped('Hosted_vllm', 'APIConnectionError', '500', '[Errno 111] Connection refused'),
      'connection-refused',
    ],
    [
      'an expired certificate',
      wrapped(
        'OpenAI',
        'APIConnectionError',
        '500',
        'certificate verify failed: certificate has expired',
      ),
      'tls-expired',
    ],
    [
      'an untrusted certificate',
      wrapped(
        'OpenAI',
        'APIConnectionError',
        '500',
        'certificate verify failed: self-signed certificate',
      ),
      'tls-untrusted',
    ],
    [
      'a code of another provider that ends like one of Zhipu’s',
      wrapped(
        'OpenAI',
        'RateLimitError',
        '429',
        '{"base_resp":{"status_code":1002,"status_msg":"limit"}}',
      ),
      'minimax-rate-limit',
    ],
    [
      'a content filter that comes as 500',
      {
        message:
          "litellm.APIError: AzureException APIError - The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
        errorClass: 'APIError',
        status: '500',
      },
      'azure-content-filter',
    ],
    [
      'a model that Ollama lacks, as a connection error',
      wrapped('Ollama', 'APIConnectionError', '500', '{"error":"model \'x\' not found"}'),
      'ollama-model-not-found',
    ],
    [
      'free quota that ends',
      wrapped('Dashscope', 'PermissionDeniedError', '403', 'Free allocated quota exceeded.'),
      'dashscope-free-quota',
    ],
    [
      'a guardrail that quotes another error',
      {
        message:
          'Guardrail raised an exception, Guardrail: g, Message: The server had an error while processing your request',
        errorClass: 'GuardrailRaisedException',
        status: '500',
      },
      'guardrail-blocked',
    ],
    [
      'a model name in which the caller writes another error',
      {
        message:
          '400: {"error": "/chat/completions: Invalid model name passed in model=the server had an error while processing your request. Call `/v1/models`"}',
        errorClass: 'ProxyModelNotFoundError',
        status: '400',
      },
      'litellm-unknown-model',
    ],
  ])('%s', (_, failure, id) => {
    expect(recognise(failure)?.id).toBe(id)
  })

  it.each([
    'litellm.RateLimitError: AcmeException - later',
    'litellm.RateLimitError: AcmeException RateLimitError - later',
    'litellm.RateLimitError: AcmeException: Rate Limit Error - later',
    'litellm.RateLimitError: acmeException - later',
  ])('%s is what a provider said', (message) => {
    expect(recognise({ message, status: '429' })?.id).toBe('provider-rate-limit')
  })

  it('takes no error of the proxy for one of a provider', () => {
    const failure = {
      message: 'litellm.ProxyException - later',
      errorClass: 'HTTPException',
      status: '429',
    }
    expect(recognise(failure)?.id).toBe('litellm-refused')
  })

  it('says nothing about a failure that nobody has described', () => {
    expect(recognise({ message: 'the moon is in the wrong place' })).toBeUndefined()
    expect(recognise({ message: '' })).toBeUndefined()
  })
})
