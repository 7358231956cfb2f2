import { type Examples, provider, proxy } from '../wrap.ts'

export const LITELLM_EXAMPLES: Examples = {
  ...proxy({
    'litellm-key-not-found': [
      'ProxyException 401',
      'Authentication Error, Invalid proxy server token passed. Received API Key = sk-...7Qx2, Key Hash (Token) =41ab90cc. Unable to find token in cache or `LiteLLM_VerificationTokenTable`',
      'Authentication Error, Invalid proxy server token passed. key=0c4d77aa, not found in db. Create key via `/key/generate` call.',
      'Authentication Error, Invalid API key provided.',
    ],
    'litellm-key-expired': [
      'ProxyException 401',
      'Authentication Error - Expired Key. Key Expiry time 2026-04-02 10:00:00+00:00 and current time 2026-04-03 07:12:44+00:00',
    ],
    'litellm-key-blocked': [
      'Exception -',
      "Key is blocked. Update via `/key/unblock` if you're admin.",
    ],
    'litellm-team-blocked': [
      'Exception -',
      "Team=9d1e is blocked. Update via `/team/unblock` if you're admin.",
    ],
    'litellm-user-blocked': [
      'HTTPException 400',
      'User blocked from making LLM API Calls. User=crawler-7',
    ],
    'litellm-no-key': ['ProxyException 401', 'Authentication Error, No api key passed in.'],
    'litellm-key-malformed': [
      'ProxyException 401',
      'Authentication Error, Malformed API Key passed in. Ensure Key has `Bearer ` prefix. Passed in: token',
      "Authentication Error, LiteLLM Virtual Key expected. Received=abcd****wxyz, expected to start with 'sk-'.",
    ],
    'litellm-key-model-denied': [
      'ProxyException 403',
      "key not allowed to access model. This key can only access models=['small']. Tried to access large",
      "API Key not allowed to access model. This token can only access models=['a']. Tried to access b",
      "The requested model 'large' is not available for this API key, or the model name is invalid. Check the models available to you and try again.",
    ],
    'litellm-team-model-denied': [
      'ProxyException 403',
      "team not allowed to access model. This team can only access models=['small']. Tried to access large",
      "Invalid model for team 77: large. Valid models for team are: {'small'}",
    ],
    'litellm-user-model-denied': [
      'ProxyException 403',
      'User not allowed to access model. Allowed user models = []. Tried to access large',
      'org not allowed to access model. This org can only access models=[]. Tried to access large',
      "The requested model 'large' is not in the allowed models for this customer. Check the models this customer can use and try again.",
    ],
    'litellm-route-denied': [
      'HTTPException 403',
      "Virtual key is not allowed to call this route. Only allowed to call routes: ['info_routes']. Tried to call route: /chat/completions",
      'Only proxy admin can be used to generate, delete, update info for new keys/users/teams. Route=/key/generate. Your role=internal_user.',
    ],
    'litellm-ip-denied': [
      'ProxyException 403',
      'Access forbidden: IP address 203.0.113.9 not allowed.',
    ],
    'litellm-jwt-refused': [
      'ProxyException 401',
      'Authentication Error, Validation fails: Signature has expired.',
      'Authentication Error, No matching public key found. keys=[], kid=f00d',
    ],
    'litellm-user-param-missing': [
      'ProxyException 400',
      "Authentication Error, 'user' param not passed in. 'enforce_user_param'=True",
    ],
    'litellm-budget-key': [
      'BudgetExceededError 400',
      'ExceededTokenBudget: Current spend for token: 7.02; Max Budget for Token: 7.0',
    ],
    'litellm-budget-team': [
      'BudgetExceededError 400',
      'ExceededTeamBudget: Current spend for team: 80.1; Max Budget for Team: 80.0',
      'Team=research over budget. Spend=9.1, Budget=9.0',
      'Budget has been exceeded! Team=research Current cost: 9.1, Max budget: 9.0',
    ],
    'litellm-budget-team-member': [
      'BudgetExceededError 400',
      'Budget has been exceeded! User=ines in Team=research Current cost: 2.2, Max budget: 2.0',
    ],
    'litellm-budget-user': [
      'BudgetExceededError 400',
      'ExceededBudget: User=ines over budget. Spend=12.0, Budget=11.5',
    ],
    'litellm-budget-end-user': [
      'BudgetExceededError 400',
      'ExceededBudget: End User=customer-3 over budget. Spend=1.4, Budget=1.0',
    ],
    'litellm-budget-organization': [
      'BudgetExceededError 422',
      'Budget has been exceeded! Organization=north Current cost: 900.2, Max budget: 900.0',
    ],
    'litellm-budget-tag': [
      'BudgetExceededError 422',
      'Budget has been exceeded! Tag=nightly Current cost: 5.5, Max budget: 5.0',
    ],
    'litellm-budget-model': [
      'BudgetExceededError 400',
      'LiteLLM Virtual Key: 77af, key_alias: crm, exceeded budget for model=large',
    ],
    'litellm-budget-provider': [
      'ValueError -',
      'No deployments available - crossed budget: Exceeded budget for provider openai: 10.2 >= 10.0',
    ],
    'litellm-budget-exceeded': [
      'BudgetExceededError 400',
      'Budget has been exceeded! Current cost: 3.1, Max budget: 3.0',
    ],
    'litellm-rate-limit-key': [
      'HTTPException 429',
      '429: Rate limit exceeded for api_key: 5e1f77. Limit type: requests. Current limit: 4, Remaining: 0. Limit resets at: 2026-05-01 08:00:00 UTC',
      'LiteLLM Rate Limit Handler for rate limit type = key. Crossed TPM / RPM / Max Parallel Request Limit. current rpm: 9, rpm limit: 8',
    ],
    'litellm-rate-limit-user': [
      'HTTPException 429',
      'Rate limit exceeded for user: ines. Limit type: tokens. Current limit: 900, Remaining: 0. Limit resets at: 2026-05-01 08:00:00 UTC',
    ],
    'litellm-rate-limit-team': [
      'HTTPException 429',
      'Rate limit exceeded for team: 77. Limit type: tokens. Current limit: 900, Remaining: 0. Limit resets at: 2026-05-01 08:00:00 UTC',
      'Rate limit exceeded for team_member: 77:ines. Limit type: requests. Current limit: 2, Remaining: 0.',
    ],
    'litellm-rate-limit-end-user': [
      'HTTPException 429',
      'Rate limit exceeded for end_user: customer-3. Limit type: requests. Current limit: 2, Remaining: 0.',
    ],
    'litellm-rate-limit-organization': [
      'HTTPException 429',
      'Rate limit exceeded for organization: north. Limit type: requests. Current limit: 2, Remaining: 0.',
    ],
    'litellm-rate-limit-model': [
      'HTTPException 429',
      'Rate limit exceeded for model_per_key: 5e1f:large. Limit type: tokens. Current limit: 500, Remaining: 0.',
    ],
    'litellm-parallel-limit': [
      'ProxyRateLimitError 429',
      'litellm.RateLimitError: Rate limit exceeded for api_key: 5e1f. Limit type: max_parallel_requests. Current limit: 1, Remaining: 0. Limit resets at: 2026-05-01 08:00:00 UTC',
      'Max parallel request limit reached. Hit limit for api_key: 5e1f. tpm limit: 10, rpm limit: 2',
    ],
    'litellm-global-parallel-limit': [
      'HTTPException 429',
      'Max parallel request limit reached. Hit Global Limit: Limit=200, current: 200',
    ],
    'litellm-priority-limit': [
      'HTTPException 429',
      'Priority-based rate limit exceeded. Model: large, Priority: dev, Rate limit type: tokens, Remaining: 0, Model saturation: 71.0%',
      "Key=sk-..8 over available RPM=0. Model RPM=20, Reserved RPM for priority 'dev'=2, Active keys=3",
    ],
    'litellm-model-saturated': [
      'RateLimitError 429',
      'Deployment over defined rpm limit=30. current usage=31',
      'Model capacity reached for large. Priority: prod, Rate limit type: tokens, Remaining: 0',
    ],
    'litellm-batch-limit': [
      'HTTPException 429',
      'Batch rate limit exceeded for tokens. Batch has 90000 but only 1000 remaining',
    ],
    'litellm-rate-limit-own': [
      'ProxyRateLimitError 429',
      'litellm.RateLimitError: Rate limit exceeded for REDACTED Limit type: requests. Current limit: 2, Remaining: 0. Limit resets at: 2026-05-01 08:00:00 UTC',
    ],
    'litellm-no-deployments': [
      'RouterRateLimitError 429',
      "No deployments available for selected model, Try again in 7 seconds. Passed model=large. pre-call-checks=False, cooldown_list=['5e1f']",
      'No deployments available for selected model.',
    ],
    'litellm-all-in-cooldown': [
      'RouterRateLimitError 429',
      'No deployments available for selected model, Try again in 7 seconds. All deployments for selected model are in cooldown. Passed model=large. pre-call-checks=False',
    ],
    'litellm-unknown-model': [
      'ProxyModelNotFoundError 400',
      '/chat/completions: Invalid model name passed in model=larg. Call `/v1/models` to view available models for your key.',
      '/embeddings: Invalid model name passed in. Call `/v1/models` to view available models for your key.',
      'litellm.BadRequestError: You passed in model=larg. There are no healthy deployments for this model.',
    ],
    'litellm-provider-not-named': [
      'BadRequestError 400',
      'litellm.BadRequestError: LLM Provider NOT provided. Pass in the LLM provider you are trying to call. You passed model=larg',
    ],
    'litellm-tags-denied': [
      'ValueError 401',
      "Not allowed to access model due to tags configuration. Passed model=large and tags=['free']",
    ],
    'litellm-no-models-configured': ['HTTPException 500', 'No models configured on proxy'],
    'litellm-context-precheck': [
      'ContextWindowExceededError 400',
      'litellm.ContextWindowExceededError: litellm.BadRequestError: litellm._pre_call_checks: Context Window exceeded for given call. No models have context window large enough for this call.\nModel=openai/large, Max Input Tokens=900, Got=1200',
    ],
    'litellm-unsupported-params': [
      'UnsupportedParamsError 400',
      "litellm.UnsupportedParamsError: acme does not support parameters: ['logprobs'], for model=large. To drop these, set `litellm.drop_params=True`",
    ],
    'litellm-missing-field': [
      'TypeError -',
      "Router.acompletion() missing 1 required positional argument: 'messages'",
      "'model' must be a string.",
    ],
    'litellm-invalid-json': [
      'ProxyException 400',
      'Invalid JSON payload: unexpected end of data: line 1 column 12 (char 11)',
    ],
    'litellm-request-too-large': [
      'ProxyException 400',
      'Request size is too large. Request size is 31.4 MB. Max size is 20 MB',
    ],
    'litellm-provider-key-missing': [
      'AuthenticationError 401',
      'litellm.AuthenticationError: Missing API Key - A call is being made to acme but no key is set either in the environment variables or via params',
      'litellm.AuthenticationError: AuthenticationError: OpenAIException - The api_key client option must be set either by passing api_key to the client or by setting the OPENAI_API_KEY environment variable',
    ],
    'litellm-image-fetch': [
      'ImageFetchError 400',
      'litellm.ImageFetchError: Error: Unable to fetch image from URL. Status code: 403, url=https://pictures.example/a.png',
    ],
    'litellm-client-gone': ['HTTPException 499', 'Client disconnected the request'],
    'litellm-unsupported-provider': [
      'APIConnectionError 500',
      'litellm.APIConnectionError: APIConnectionError: OpenAIException - Unsupported provider: openai',
    ],
    'litellm-mcp-tool-denied': ['HTTPException 403', 'User not allowed to call this tool.'],
    'litellm-mcp-tool-not-found': ['HTTPException 404', "Tool 'calendar_list' not found"],
    'litellm-mcp-server-failed': [
      'MCPToolCallError -',
      "Error calling tool 'calendar_list': HTTP 502 from upstream",
    ],
  }),
  ...provider('Litellm_proxy', {
    'litellm-upstream-rate-limit': [
      'RateLimitError 429',
      'Rate limit exceeded for api_key: 5e1f. Limit type: requests. Current limit: 4, Remaining: 0. Limit resets at: 2026-05-01 08:00:00 UTC',
    ],
    'litellm-upstream-model': [
      'BadRequestError 400',
      '/chat/completions: Invalid model name passed in model=larg. Call `/v1/models` to view available models for your key.',
    ],
    'litellm-upstream-budget': [
      'BadRequestError 400',
      '{"error":{"message":"Budget has been exceeded! Current cost: 8.1, Max budget: 8.0","type":"budget_exceeded","param":null,"code":"400"}}',
    ],
    'litellm-upstream-key-refused': [
      'AuthenticationError 401',
      'Authentication Error, Invalid proxy server token passed. key=0c4d77aa, not found in db. Create key via `/key/generate` call.',
    ],
  }),
  'litellm-refused': [
    { message: '403: not here, not now', errorClass: 'HTTPException', status: '403' },
  ],
  'litellm-refused-without-text': [
    { message: '', errorClass: 'ProxyException', status: '401' },
    { message: '', errorClass: 'ProxyException' },
  ],
}
