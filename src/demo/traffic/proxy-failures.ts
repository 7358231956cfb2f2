import type { FailureKind } from './failure-kind.ts'

/** Failures of the proxy's own making: budgets, keys, and a router with nowhere left to go. */
export const proxyFailures: readonly FailureKind[] = [
  {
    id: 'budget-exceeded',
    weight: 7,
    errorClass: 'BudgetExceededError',
    code: '',
    ofProxy: true,
    models: ['gpt-4.1', 'claude-sonnet', 'gemini-pro'],
    keys: ['data-notebooks', 'research-agents'],
    message: (random) =>
      `Budget has been exceeded! Current cost: ${(50 + random.unit() * 4).toFixed(6)}, Max budget: 50.0`,
  },
  {
    id: 'proxy-key-rejected',
    weight: 6,
    errorClass: 'ProxyException',
    code: '401',
    ofProxy: true,
    models: ['gpt-4.1', 'gpt-4.1-mini', 'claude-sonnet'],
    anonymous: true,
    message: () => '',
    lastLine: (random) =>
      `Authentication Error, Invalid proxy server token passed. Received API Key = sk-...${random.hex(4)}, Key Hash (Token) =${random.hex(64)}. Unable to find token in cache or database`,
  },
  {
    id: 'no-deployments',
    weight: 4,
    errorClass: 'RouterRateLimitError',
    code: '',
    ofProxy: true,
    models: ['claude-haiku', 'llama-70b', 'mistral-large'],
    message: (random, { deployment }) =>
      `No deployments available for selected model, Try again in ${random.pick([5, 30, 60])} seconds. Passed model=${deployment.name}. pre-call-checks=False, cooldown_list=['${random.hex(64)}']`,
  },
]
