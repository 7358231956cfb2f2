import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CONTENT_FALLBACKS,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  MORE_QUOTA,
  REPHRASE,
  RETRIES,
} from '../../remedies.ts'

export const AZURE: CatalogueFamily = {
  id: 'azure',
  title: say('Azure OpenAI', 'Azure OpenAI'),
  entries: [
    {
      id: 'azure-content-filter',
      title: say('Blocked by Azure’s content filter', '被 Azure 内容过滤拦截'),
      fault: 'caller',
      meaning: say(
        'Azure rates the prompt or the answer as hate, sexual, violence, self-harm or a jailbreak; it can arrive as a 500.',
        'Azure 判定提示词或回答涉及仇恨、性、暴力、自残或越狱；也可能以 500 返回。',
      ),
      remedies: [
        REPHRASE,
        CONTENT_FALLBACKS,
        say(
          'Adjust the filter of the deployment in Azure.',
          '在 Azure 中调整该部署的内容过滤策略。',
        ),
      ],
      acts: 'caller',
      match: [
        {
          message: [
            'azure openais content management policy',
            'responsibleaipolicyviolation',
            'the response was filtered due to the prompt triggering',
          ],
        },
        { codes: ['content_filter'], providers: ['azure', 'azure_ai'] },
      ],
      link: LINKS.azureFilter,
    },
    {
      id: 'azure-deployment-not-found',
      title: say('Azure deployment does not exist', 'Azure 部署不存在'),
      fault: 'provider',
      meaning: say(
        'The name after `azure/` is not a deployment of this resource: it was deleted, renamed or created minutes ago.',
        '`azure/` 后的名称不是该资源的部署：已删除、改名，或刚创建不久。',
      ),
      remedies: [
        say(
          'Correct the deployment’s name or create it in Azure.',
          '修正部署名称，或在 Azure 中创建该部署。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        { message: ['the api deployment for this resource does not exist', 'deploymentnotfound'] },
      ],
    },
    {
      id: 'azure-rate-tokens',
      title: say(
        'Tokens per minute of the Azure deployment used up',
        'Azure 部署的每分钟令牌数用尽',
      ),
      fault: 'capacity',
      meaning: say(
        'The deployment reached the TPM that it was given from the quota of the region.',
        '该部署达到从区域配额中分配的 TPM。',
      ),
      remedies: [
        say(
          'Give the deployment more TPM in Azure, if the quota has some left.',
          '若配额有余，在 Azure 中为该部署增加 TPM。',
        ),
        DEPLOYMENT_LIMITS,
        FALLBACKS,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'exceeded token rate limit of your current',
            'exceeded the token rate limit of your current',
          ],
        },
      ],
      link: LINKS.azureQuota,
    },
    {
      id: 'azure-rate-requests',
      title: say(
        'Requests per minute of the Azure deployment used up',
        'Azure 部署的每分钟请求数用尽',
      ),
      fault: 'capacity',
      meaning: say(
        'The deployment reached its requests per minute, which follow from its TPM.',
        '该部署达到由 TPM 决定的每分钟请求数。',
      ),
      remedies: [DEPLOYMENT_LIMITS, MORE_QUOTA, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'exceeded call rate limit of your current',
            'exceeded the call rate limit for your current',
          ],
        },
      ],
      link: LINKS.azureQuota,
    },
    {
      id: 'azure-busy',
      title: say('Azure has no capacity for the model', 'Azure 该模型容量不足'),
      fault: 'capacity',
      meaning: say(
        'The region is short of capacity for this model, regardless of the quota.',
        '该区域此模型容量紧张，与配额无关。',
      ),
      remedies: [
        FALLBACKS,
        say(
          'Add a deployment in another region or provisioned throughput.',
          '增加其他区域的部署或预置吞吐量。',
        ),
        RETRIES,
      ],
      acts: 'provider',
      match: [
        {
          message: [
            'system is currently experiencing high demand',
            'system is experiencing high demand and cannot process your request',
            'nocapacity',
            'no capacity is currently available',
          ],
        },
      ],
      link: LINKS.azureQuota,
    },
    {
      id: 'azure-operation-unsupported',
      title: say('Operation that the Azure model does not offer', 'Azure 模型不支持该操作'),
      fault: 'caller',
      meaning: say(
        'The model of the deployment has no such endpoint: chat with a model for Responses, for example.',
        '该部署的模型不提供此接口，例如对仅支持 Responses 的模型调用 chat。',
      ),
      remedies: [say('Call the endpoint that the model is made for.', '使用该模型支持的接口。')],
      acts: 'caller',
      match: [
        {
          message: [
            'the requested operation is unsupported',
            'operation does not work with the specified model',
            'operationnotsupported',
          ],
        },
      ],
    },
  ],
}
