import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import { FALLBACKS, RAISE_BUDGET, REVIEW_SPEND } from '../../remedies.ts'

export const LITELLM_BUDGETS: CatalogueFamily = {
  id: 'litellm-budgets',
  title: say('LiteLLM: budgets', 'LiteLLM：预算'),
  entries: [
    {
      id: 'litellm-budget-key',
      title: say('Budget of the key is used up', '密钥预算已用尽'),
      fault: 'caller',
      meaning: say(
        'The key has spent its `max_budget` for this period.',
        '该密钥已用完本周期的 `max_budget`。',
      ),
      remedies: [RAISE_BUDGET, REVIEW_SPEND],
      acts: 'caller',
      match: [
        {
          message: [
            'exceededtokenbudget',
            'current spend for token',
            'budget has been exceeded! key=',
          ],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-budget-team',
      title: say('Budget of the team is used up', '团队预算已用尽'),
      fault: 'caller',
      meaning: say(
        'All keys of the team together have spent its budget for this period.',
        '团队所有密钥的合计花费已达本周期预算。',
      ),
      remedies: [RAISE_BUDGET, REVIEW_SPEND],
      acts: 'caller',
      match: [
        {
          message: [
            'exceededteambudget',
            'current spend for team',
            'team= … over budget. spend=',
            'budget has been exceeded! team=',
          ],
          not: ['exceededbudget:user='],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-budget-team-member',
      title: say('Budget of a team member is used up', '团队成员预算已用尽'),
      fault: 'caller',
      meaning: say(
        'This member has spent the share of the team’s budget that is allowed to one person.',
        '该成员已用完团队预算中的个人份额。',
      ),
      remedies: [
        say('Raise `max_budget_in_team` of the member.', '调高该成员的 `max_budget_in_team`。'),
        REVIEW_SPEND,
      ],
      acts: 'caller',
      match: [
        {
          message: ['budget has been exceeded! user= … in team=', 'team member over budget'],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-budget-user',
      title: say('Budget of the user is used up', '用户预算已用尽'),
      fault: 'caller',
      meaning: say(
        'All keys of this user together have spent the user’s budget.',
        '该用户所有密钥的合计花费已达其预算。',
      ),
      remedies: [RAISE_BUDGET, REVIEW_SPEND],
      acts: 'caller',
      match: [
        {
          message: ['exceededbudget:user=', 'budget has been exceeded! user='],
          not: ['in team='],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-budget-end-user',
      title: say('Budget of the end user is used up', '终端用户预算已用尽'),
      fault: 'caller',
      meaning: say(
        'The customer named in `user` of the request has spent the budget set for them.',
        '请求 `user` 字段所指的客户已用完其预算。',
      ),
      remedies: [
        say(
          'Raise the customer’s budget with `/customer/update`.',
          '用 `/customer/update` 调高该客户的预算。',
        ),
        REVIEW_SPEND,
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'exceededbudget:end user=',
            'exceededbudget:customer=',
            'budget has been exceeded! end user=',
            'budget has been exceeded! customer=',
          ],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-budget-organization',
      title: say('Budget of the organization is used up', '组织预算已用尽'),
      fault: 'caller',
      meaning: say(
        'All teams of the organization together have spent its budget.',
        '组织内所有团队的合计花费已达预算。',
      ),
      remedies: [RAISE_BUDGET, REVIEW_SPEND],
      acts: 'caller',
      match: [
        {
          message: ['budget has been exceeded! organization=', 'organization= … over budget'],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-budget-tag',
      title: say('Budget of a tag is used up', '标签预算已用尽'),
      fault: 'caller',
      meaning: say(
        'Requests with this tag have spent the budget set for the tag.',
        '带有该标签的请求已用完标签预算。',
      ),
      remedies: [say('Raise the budget of the tag.', '调高该标签的预算。'), REVIEW_SPEND],
      acts: 'caller',
      match: [
        {
          message: ['budget has been exceeded! tag=', 'exceeded budget for tag='],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmProviderBudgets,
    },
    {
      id: 'litellm-budget-model',
      title: say('Budget of the key for this model is used up', '密钥在该模型上的预算已用尽'),
      fault: 'caller',
      meaning: say(
        'The key has spent what `model_max_budget` allows for this model; other models still work.',
        '该密钥已用完 `model_max_budget` 中该模型的额度；其他模型仍可使用。',
      ),
      remedies: [
        say(
          'Use another model, or raise the model’s share in `model_max_budget`.',
          '改用其他模型，或在 `model_max_budget` 中调高该模型的额度。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: ['exceeded budget for model=', 'exceeded their budget for model='],
          speaker: 'proxy',
        },
      ],
      link: LINKS.litellmBudgets,
    },
    {
      id: 'litellm-budget-provider',
      title: say(
        'Budget that the proxy allows this provider is used up',
        '代理为该供应商设置的预算已用尽',
      ),
      fault: 'capacity',
      meaning: say(
        'Every deployment of the group belongs to a provider or deployment whose `provider_budget_config` is spent.',
        '该模型组的所有部署都属于预算已用尽的供应商或部署（`provider_budget_config`）。',
      ),
      remedies: [
        say(
          'Raise `budget_limit` in `provider_budget_config`, or wait for `time_period` to end.',
          '调高 `provider_budget_config` 的 `budget_limit`，或等待 `time_period` 结束。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'no deployments available - crossed budget',
            'exceeded budget for provider',
            'exceeded budget for deployment',
          ],
        },
      ],
      link: LINKS.litellmProviderBudgets,
    },
    {
      id: 'litellm-budget-exceeded',
      title: say('A budget is used up', '预算已用尽'),
      fault: 'caller',
      meaning: say(
        'A budget of the proxy is spent; the message does not say whose.',
        '代理中的某项预算已用尽；错误信息未说明属于谁。',
      ),
      remedies: [RAISE_BUDGET, REVIEW_SPEND],
      acts: 'caller',
      match: [
        {
          message: ['budget has been exceeded! current cost', 'budget has been exceeded'],
          speaker: 'proxy',
        },
        { errorClasses: ['BudgetExceededError'] },
      ],
      generic: true,
      link: LINKS.litellmBudgets,
    },
  ],
}
