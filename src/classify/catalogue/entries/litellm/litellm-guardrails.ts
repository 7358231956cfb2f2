import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import { CONTENT_FALLBACKS, REPHRASE } from '../../remedies.ts'

const TUNE = say(
  'If harmless requests are refused, loosen the rule in `guardrails`.',
  '若误拦正常请求，请在 `guardrails` 中放宽规则。',
)

export const LITELLM_GUARDRAILS: CatalogueFamily = {
  id: 'litellm-guardrails',
  title: say('LiteLLM: guardrails', 'LiteLLM：内容护栏'),
  entries: [
    {
      id: 'guardrail-blocked',
      title: say('Blocked by a guardrail', '被内容护栏拦截'),
      fault: 'caller',
      meaning: say(
        'A guardrail of the proxy refused the prompt or the answer.',
        '代理的内容护栏拒绝了提示词或回答。',
      ),
      remedies: [REPHRASE, TUNE],
      acts: 'caller',
      match: [
        {
          message: [
            'guardrail raised an exception, guardrail:',
            'violated guardrail policy',
            'blocked by guardrail',
          ],
        },
        {
          message: ['guardrail raised an exception, guardrail:'],
          errorClasses: ['GuardrailRaisedException'],
        },
        { errorClasses: ['GuardrailRaisedException', 'GuardrailInterventionNormalStringError'] },
      ],
      link: LINKS.litellmGuardrails,
    },
    {
      id: 'guardrail-keyword',
      title: say('Blocked for a forbidden word', '因禁用词被拦截'),
      fault: 'caller',
      meaning: say(
        'The text has a word from the list of forbidden words.',
        '文本包含禁用词列表中的词。',
      ),
      remedies: [
        REPHRASE,
        say('Take the word off the list if it is harmless.', '若属误伤，从列表中移除该词。'),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'content blocked:phrase',
            'content blocked:pattern',
            'guardrail … found words -',
            'content blocked:keyword',
            'keyword banned. keyword=',
            'guardrail failed words -',
          ],
        },
      ],
      link: LINKS.litellmGuardrails,
    },
    {
      id: 'guardrail-personal-data',
      title: say('Blocked for personal data', '因个人信息被拦截'),
      fault: 'caller',
      meaning: say(
        'The guardrail found personal data, such as a card number, that is set to be refused.',
        '护栏检测到被设置为拒绝的个人信息，例如银行卡号。',
      ),
      remedies: [
        say('Remove the data from the prompt.', '从提示词中移除该信息。'),
        say(
          'Set the entity to `MASK` instead of `BLOCK` in `pii_entities_config`.',
          '在 `pii_entities_config` 中将该类型由 `BLOCK` 改为 `MASK`。',
        ),
      ],
      acts: 'caller',
      match: [
        { message: ['blocked entity detected'] },
        { errorClasses: ['BlockedPiiEntityError'] },
      ],
      link: LINKS.litellmGuardrails,
    },
    {
      id: 'guardrail-prompt-injection',
      title: say('Blocked as a prompt injection', '因疑似提示词注入被拦截'),
      fault: 'caller',
      meaning: say(
        'The prompt looks like an attempt to override the instructions of the model.',
        '提示词疑似试图绕过模型指令。',
      ),
      remedies: [
        say(
          'Look at who sent it: repeated hits of one key can be an attack.',
          '查看来源：同一密钥反复触发可能是攻击。',
        ),
        TUNE,
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'this is a prompt injection attack',
            'prompt injection detected',
            'jailbreak detected',
            'azure prompt shield … attack detected',
          ],
        },
      ],
      link: LINKS.litellmGuardrails,
    },
    {
      id: 'guardrail-moderation',
      title: say('Blocked by a moderation service', '被内容审核服务拦截'),
      fault: 'caller',
      meaning: say(
        'The moderation service that the guardrail asks rates the text as unsafe.',
        '护栏调用的内容审核服务判定文本不安全。',
      ),
      remedies: [REPHRASE, TUNE],
      acts: 'caller',
      match: [
        {
          message: [
            'violated content safety policy',
            'violated openai moderation policy',
            'violated moderation policy',
            'azure content safety guardrail',
            'content blocked by model armor',
            'bedrock_guardrail_response',
          ],
        },
      ],
      link: LINKS.litellmGuardrails,
    },
    {
      id: 'guardrail-rejected',
      title: say('Request rejected by a rule of the proxy', '请求被代理规则拒绝'),
      fault: 'caller',
      meaning: say(
        'A pre-call rule or hook of the proxy turned the request away.',
        '代理的调用前规则或钩子拒绝了请求。',
      ),
      remedies: [REPHRASE, TUNE],
      acts: 'caller',
      match: [{ errorClasses: ['RejectedRequestError'] }],
    },
    {
      id: 'content-policy',
      title: say('Refused by the content filter of a provider', '被供应商内容过滤拒绝'),
      fault: 'caller',
      meaning: say(
        'The provider refused the prompt or the answer under its content policy.',
        '供应商依据内容政策拒绝了提示词或回答。',
      ),
      remedies: [REPHRASE, CONTENT_FALLBACKS],
      acts: 'caller',
      match: [
        { errorClasses: ['ContentPolicyViolationError'] },
        { codes: ['content_filter', 'content_policy_violation'] },
        {
          message: [
            'content_policy_violation',
            'content policy violation',
            'content filter',
            'was flagged',
            'inappropriate content',
            'sensitive content',
            'violates our usage polic',
            '敏感内容',
            '违规内容',
            '内容安全',
          ],
        },
      ],
      generic: true,
      link: LINKS.litellmMapping,
    },
  ],
}
