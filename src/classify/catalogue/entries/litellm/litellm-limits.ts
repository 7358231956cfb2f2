import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import { DEPLOYMENT_LIMITS, FALLBACKS, RAISE_OWN_LIMIT, SLOW_DOWN } from '../../remedies.ts'

export const LITELLM_LIMITS: CatalogueFamily = {
  id: 'litellm-limits',
  title: say('LiteLLM: own rate limits', 'LiteLLM：自身限流'),
  entries: [
    {
      id: 'litellm-rate-limit-key',
      title: say('Rate limit of the key reached', '密钥触发限流'),
      fault: 'caller',
      meaning: say(
        'The key sent more requests or tokens in a minute than its `rpm_limit` or `tpm_limit` allows.',
        '该密钥一分钟内的请求数或令牌数超过 `rpm_limit` 或 `tpm_limit`。',
      ),
      remedies: [SLOW_DOWN, RAISE_OWN_LIMIT],
      acts: 'caller',
      match: [
        {
          message: [
            'rate limit exceeded for api_key:',
            'rate limit handler for rate limit type = key',
            'rate limit reached for rate limit type = key',
          ],
          not: ['limit type:max_parallel_requests'],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-rate-limit-user',
      title: say('Rate limit of the user reached', '用户触发限流'),
      fault: 'caller',
      meaning: say(
        'All keys of the user together reached the user’s limit.',
        '该用户所有密钥合计达到用户限额。',
      ),
      remedies: [SLOW_DOWN, RAISE_OWN_LIMIT],
      acts: 'caller',
      match: [
        {
          message: [
            'rate limit exceeded for user:',
            'rate limit handler for rate limit type = user',
            'rate limit reached for rate limit type = user',
          ],
          not: ['limit type:max_parallel_requests'],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-rate-limit-team',
      title: say('Rate limit of the team reached', '团队触发限流'),
      fault: 'caller',
      meaning: say(
        'All keys of the team together reached the team’s limit.',
        '团队所有密钥合计达到团队限额。',
      ),
      remedies: [SLOW_DOWN, RAISE_OWN_LIMIT],
      acts: 'caller',
      match: [
        {
          message: [
            'rate limit exceeded for team:',
            'rate limit exceeded for team_member:',
            'rate limit handler for rate limit type = team',
            'rate limit reached for rate limit type = team',
          ],
          not: ['limit type:max_parallel_requests'],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-rate-limit-end-user',
      title: say('Rate limit of the end user reached', '终端用户触发限流'),
      fault: 'caller',
      meaning: say(
        'The customer named in the request reached the limit set for them.',
        '请求中的客户达到为其设置的限额。',
      ),
      remedies: [SLOW_DOWN, RAISE_OWN_LIMIT],
      acts: 'caller',
      match: [
        {
          message: [
            'rate limit exceeded for end_user:',
            'rate limit exceeded for customer:',
            'rate limit type = customer',
            'rate limit type = end_user',
          ],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-rate-limit-organization',
      title: say('Rate limit of the organization reached', '组织触发限流'),
      fault: 'caller',
      meaning: say(
        'All teams of the organization together reached its limit.',
        '组织内所有团队合计达到组织限额。',
      ),
      remedies: [SLOW_DOWN, RAISE_OWN_LIMIT],
      acts: 'caller',
      match: [
        {
          message: ['rate limit exceeded for organization:', 'rate limit type = organization'],
          speaker: 'proxy',
        },
      ],
    },
    {
      id: 'litellm-rate-limit-model',
      title: say('Limit of the key or team for this model reached', '密钥或团队在该模型上触发限流'),
      fault: 'caller',
      meaning: say(
        'The key or team reached `model_rpm_limit` or `model_tpm_limit` of this model; other models still work.',
        '密钥或团队达到该模型的 `model_rpm_limit` 或 `model_tpm_limit`；其他模型仍可使用。',
      ),
      remedies: [
        SLOW_DOWN,
        say('Raise the model’s limit, or use another model.', '调高该模型的限额，或改用其他模型。'),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'rate limit exceeded for model_per_key',
            'rate limit exceeded for model_per_team',
            'rate limit exceeded for model_per_organization',
            'rate limit type = model_per_key',
          ],
          speaker: 'proxy',
        },
      ],
    },
    {
      id: 'litellm-parallel-limit',
      title: say('Too many requests at once', '并发请求数超限'),
      fault: 'caller',
      meaning: say(
        'A key, user or team had more requests open than `max_parallel_requests` allows.',
        '密钥、用户或团队的并发请求数超过 `max_parallel_requests`。',
      ),
      remedies: [
        say('Queue requests in the application.', '在应用侧对请求排队。'),
        RAISE_OWN_LIMIT,
      ],
      acts: 'caller',
      match: [
        {
          message: ['limit type:max_parallel_requests', 'max parallel request limit reached'],
          not: ['hit global limit'],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-global-parallel-limit',
      title: say('The proxy is at its own limit of parallel requests', '代理达到全局并发上限'),
      fault: 'capacity',
      meaning: say(
        'All callers together have as many requests open as `global_max_parallel_requests` allows.',
        '所有调用方合计的并发请求数达到 `global_max_parallel_requests`。',
      ),
      remedies: [
        say(
          'Raise `global_max_parallel_requests` or add replicas.',
          '调高 `global_max_parallel_requests` 或增加副本。',
        ),
      ],
      acts: 'operator',
      match: [
        { message: ['hit global limit', 'deployment over global max parallel'], speaker: 'proxy' },
      ],
    },
    {
      id: 'litellm-priority-limit',
      title: say('Share of the key’s priority is used up', '该优先级的份额已用尽'),
      fault: 'caller',
      meaning: say(
        'The model is busy, and keys of this priority may use only the share that `priority_reservation` gives them.',
        '模型繁忙，该优先级的密钥只能使用 `priority_reservation` 分配的份额。',
      ),
      remedies: [
        SLOW_DOWN,
        say(
          'Give the key a higher priority, or the priority a larger share.',
          '提高密钥优先级，或调大该优先级的份额。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'priority-based rate limit exceeded',
            'over available rpm=',
            'over available tpm=',
          ],
          speaker: 'proxy',
        },
      ],
    },
    {
      id: 'litellm-model-saturated',
      title: say('Capacity of the model group is used up', '模型组容量已满'),
      fault: 'capacity',
      meaning: say(
        'The deployments of the group are at the `rpm` or `tpm` set for them.',
        '该模型组各部署均已达到配置的 `rpm` 或 `tpm`。',
      ),
      remedies: [
        say(
          'Raise `rpm` and `tpm` if the provider allows more, or add a deployment.',
          '若供应商允许，调高 `rpm`、`tpm`，或增加部署。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'model capacity reached for',
            'deployment over defined rpm limit',
            'deployment over defined tpm limit',
            'deployment over user-defined ratelimit',
            'model rate limit exceeded. tpm limit',
            'model rate limit exceeded. rpm limit',
          ],
        },
      ],
      link: LINKS.litellmRouting,
    },
    {
      id: 'litellm-batch-limit',
      title: say('Batch is larger than the caller’s limit', '批处理超过调用方限额'),
      fault: 'caller',
      meaning: say(
        'The batch file has more requests or tokens than the key may still use.',
        '批处理文件的请求数或令牌数超过密钥剩余额度。',
      ),
      remedies: [say('Split the batch.', '拆分批处理任务。'), RAISE_OWN_LIMIT],
      acts: 'caller',
      match: [{ message: ['batch rate limit exceeded'], speaker: 'proxy' }],
    },
    {
      id: 'litellm-rate-limit-own',
      title: say('A rate limit of the proxy reached', '触发代理自身限流'),
      fault: 'caller',
      meaning: say(
        'The proxy refused the request because of a limit set in it, not because of the provider.',
        '代理因自身配置的限额拒绝了请求，与供应商无关。',
      ),
      remedies: [SLOW_DOWN, RAISE_OWN_LIMIT, DEPLOYMENT_LIMITS],
      acts: 'caller',
      match: [
        {
          message: [
            'limit type: … current limit: … limit resets at:',
            'current limit: … remaining: … limit resets at:',
            'crossed tpm / rpm / max parallel request limit',
          ],
          speaker: 'proxy',
        },
        { errorClasses: ['ProxyRateLimitError'] },
      ],
      generic: true,
      link: LINKS.litellmBudgets,
    },
  ],
}
