import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import { DEPLOYMENT_LIMITS, FALLBACKS } from '../../remedies.ts'

/** What LiteLLM says of itself, but as a provider behind this proxy. */
export const LITELLM_UPSTREAM: CatalogueFamily = {
  id: 'litellm-upstream',
  title: say('LiteLLM: another LiteLLM behind this one', 'LiteLLM：上游的另一个 LiteLLM'),
  entries: [
    {
      id: 'litellm-upstream-key-refused',
      title: say('Upstream LiteLLM proxy refuses our key', '上游 LiteLLM 代理拒绝了本代理的密钥'),
      fault: 'provider',
      meaning: say(
        'A deployment points at another LiteLLM proxy, which does not accept the key that this proxy sends.',
        '某个部署指向另一个 LiteLLM 代理，而对方不认可本代理发送的密钥。',
      ),
      remedies: [
        say(
          'Put a valid key of the upstream proxy into the deployment’s `api_key`.',
          '在该部署的 `api_key` 中填写上游代理的有效密钥。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'invalid proxy server token passed',
            'unable to find token in cache or',
            'expired key. key expiry time',
            'authentication error, invalid api key',
            'key is blocked. update via',
            'no api key passed in',
            'malformed api key passed in',
            'key not allowed to access model',
            'team not allowed to access model',
            'is not available for this api key, or the model name is invalid',
          ],
          speaker: 'provider',
        },
      ],
      link: LINKS.litellmKeys,
    },
    {
      id: 'litellm-upstream-budget',
      title: say('Budget at an upstream LiteLLM proxy is used up', '上游 LiteLLM 代理的预算已用尽'),
      fault: 'provider',
      meaning: say(
        'A deployment points at another LiteLLM proxy, and the budget of our key there is spent.',
        '某个部署指向另一个 LiteLLM 代理，而本代理在其中的密钥预算已用尽。',
      ),
      remedies: [
        say(
          'Have the budget of the key raised at the upstream proxy.',
          '请上游代理调高该密钥的预算。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [{ message: ['budget has been exceeded', 'budget_exceeded'], speaker: 'provider' }],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-upstream-rate-limit',
      title: say('Rate limit at an upstream LiteLLM proxy reached', '触发上游 LiteLLM 代理限流'),
      fault: 'capacity',
      meaning: say(
        'A deployment points at another LiteLLM proxy, and our key there has reached its limit.',
        '某个部署指向另一个 LiteLLM 代理，而本代理在其中的密钥触发了限流。',
      ),
      remedies: [
        say(
          'Have the limits of the key raised at the upstream proxy.',
          '请上游代理调高该密钥的限额。',
        ),
        DEPLOYMENT_LIMITS,
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'rate limit exceeded for … limit type:',
            'rate limit handler for rate limit type =',
            'limit type: … current limit: … limit resets at:',
            'max parallel request limit reached',
            'priority-based rate limit exceeded',
            'crossed tpm / rpm / max parallel request limit',
          ],
          speaker: 'provider',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-upstream-model',
      title: say('Upstream LiteLLM proxy does not have the model', '上游 LiteLLM 代理没有该模型'),
      fault: 'provider',
      meaning: say(
        'A deployment points at another LiteLLM proxy, which does not know the model that this proxy asks for.',
        '某个部署指向另一个 LiteLLM 代理，而对方没有本代理所请求的模型。',
      ),
      remedies: [
        say(
          'Correct `litellm_params.model` to a name that the upstream proxy lists.',
          '将 `litellm_params.model` 改为上游代理列出的模型名称。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'invalid model name passed in',
            'there are no healthy deployments for this model',
          ],
          speaker: 'provider',
        },
      ],
      link: LINKS.litellmErrors,
    },
  ],
}
