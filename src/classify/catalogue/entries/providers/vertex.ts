import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import {
  CHECK_ACCOUNT,
  DEPLOYMENT_LIMITS,
  FALLBACKS,
  MORE_QUOTA,
  REPLACE_MODEL,
  RETRIES,
  TOP_UP,
} from '../../remedies.ts'

const CREDENTIALS = say(
  'Give the proxy a service account with the role Vertex AI User in `vertex_credentials`.',
  '在 `vertex_credentials` 中配置具有 Vertex AI User 角色的服务账号。',
)

export const VERTEX: CatalogueFamily = {
  id: 'vertex',
  title: say('Google Vertex AI', 'Google Vertex AI'),
  entries: [
    {
      id: 'vertex-exhausted',
      title: say('Vertex AI has no capacity left', 'Vertex AI 资源耗尽'),
      fault: 'capacity',
      meaning: say(
        'The shared capacity of the region is used up, or the project increased its use too fast.',
        '该区域的共享容量已用尽，或项目用量增长过快。',
      ),
      remedies: [
        say(
          'Use the global endpoint (`vertex_location: global`) or several regions.',
          '使用全球端点（`vertex_location: global`）或多个区域。',
        ),
        RETRIES,
        say('Buy provisioned throughput for steady load.', '稳定负载可购买预置吞吐量。'),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'resource exhausted. please try again later',
            'resource has been exhausted',
            'resource exhausted, please try again later',
          ],
        },
      ],
      link: LINKS.vertexQuota,
    },
    {
      id: 'vertex-provisioned-throughput',
      title: say('Provisioned throughput of Vertex AI used up', 'Vertex AI 预置吞吐量用尽'),
      fault: 'capacity',
      meaning: say(
        'The project sent more than the throughput it has bought.',
        '项目用量超过已购买的吞吐量。',
      ),
      remedies: [
        say(
          'Let the overflow run on demand, or buy more units.',
          '允许超出部分按需计费，或购买更多单位。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [{ message: ['exceeded the provisioned throughput'] }],
      link: LINKS.vertexQuota,
    },
    {
      id: 'vertex-concurrency',
      title: say('Too many parallel requests at Vertex AI', 'Vertex AI 并发请求过多'),
      fault: 'capacity',
      meaning: say(
        'The project has more requests open at once than Vertex AI allows.',
        '项目并发请求数超过 Vertex AI 限制。',
      ),
      remedies: [
        say(
          'Set `max_parallel_requests` of the deployment.',
          '为该部署设置 `max_parallel_requests`。',
        ),
        FALLBACKS,
      ],
      acts: 'operator',
      match: [{ message: ['throttled due to too many concurrent requests'] }],
      link: LINKS.vertexQuota,
    },
    {
      id: 'vertex-quota-metric',
      title: say('Quota of the Vertex AI project used up', 'Vertex AI 项目配额用尽'),
      fault: 'capacity',
      meaning: say(
        'The project used up a quota of the model in this region.',
        '项目在该区域对此模型的配额已用尽。',
      ),
      remedies: [MORE_QUOTA, DEPLOYMENT_LIMITS, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'quota exceeded for aiplatform.googleapis.com',
            'quota exceeded for metric:aiplatform',
            'quota exceeded for quota metric … aiplatform',
          ],
        },
      ],
      link: LINKS.vertexQuota,
    },
    {
      id: 'vertex-permission',
      title: say('Service account lacks a permission', '服务账号缺少权限'),
      fault: 'provider',
      meaning: say(
        'The identity of the proxy may not call this model in this project.',
        '代理身份无权在该项目中调用此模型。',
      ),
      remedies: [CREDENTIALS],
      acts: 'operator',
      match: [
        {
          message: [
            'permission aiplatform',
            'permission … denied on resource //aiplatform',
            'status:permission_denied',
          ],
          not: [
            'has been suspended',
            'has not been used in project',
            'reported as leaked',
            'billing',
          ],
        },
      ],
      link: LINKS.vertex,
    },
    {
      id: 'vertex-api-disabled',
      title: say('API is not enabled in the Google project', 'Google 项目未启用该 API'),
      fault: 'provider',
      meaning: say(
        'The project of the credentials has not turned on Vertex AI or the Gemini API.',
        '凭证所属项目未启用 Vertex AI 或 Gemini API。',
      ),
      remedies: [
        say(
          'Enable the API in the Google Cloud console and wait a few minutes.',
          '在 Google Cloud 控制台启用该 API，并等待几分钟。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: ['has not been used in project … before or it is disabled', 'service_disabled'],
        },
      ],
      link: LINKS.vertex,
    },
    {
      id: 'vertex-billing-disabled',
      title: say('Billing is not active in the Google project', 'Google 项目未启用结算'),
      fault: 'provider',
      meaning: say(
        'The project has no billing account, or it was closed or is past due.',
        '项目没有结算账号，或账号已关闭、欠费。',
      ),
      remedies: [TOP_UP, CHECK_ACCOUNT, FALLBACKS],
      acts: 'operator',
      match: [
        {
          message: [
            'this api method requires billing to be enabled',
            'billing_disabled',
            'billing account … is disabled',
            'requires billing to be enabled on',
          ],
        },
      ],
      link: LINKS.vertex,
    },
    {
      id: 'vertex-no-credentials',
      title: say('Proxy has no Google credentials', '代理没有 Google 凭证'),
      fault: 'provider',
      meaning: say(
        'No service account is configured, or its file cannot be read.',
        '未配置服务账号，或凭证文件无法读取。',
      ),
      remedies: [CREDENTIALS],
      acts: 'operator',
      match: [
        {
          message: [
            'default credentials were not found',
            'could not automatically determine credentials',
            'unable to find your project. please provide a project id',
            'could not resolve project_id',
          ],
        },
      ],
      link: LINKS.vertex,
    },
    {
      id: 'vertex-credentials-refused',
      title: say('Google refuses the credentials', 'Google 拒绝凭证'),
      fault: 'provider',
      meaning: say(
        'The service account’s key is deleted, expired or signed at a wrong time.',
        '服务账号密钥已删除、过期，或签名时间有误。',
      ),
      remedies: [CREDENTIALS, say('Check the clock of the proxy.', '检查代理的系统时间。')],
      acts: 'operator',
      match: [
        {
          message: [
            'invalid_grant',
            'reauthentication is needed',
            'request had invalid authentication credentials',
            'access_token_expired',
            'invalid jwt signature',
          ],
        },
      ],
      link: LINKS.vertex,
    },
    {
      id: 'vertex-model-not-found',
      title: say('Vertex AI does not have the model', 'Vertex AI 不存在该模型'),
      fault: 'provider',
      meaning: say(
        'The model is retired, not offered in this region, or not open to the project.',
        '该模型已下线、该区域不提供，或项目无权访问。',
      ),
      remedies: [
        say('Check `vertex_location` of the deployment.', '检查该部署的 `vertex_location`。'),
        REPLACE_MODEL,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'publisher model … was not found',
            'publisher model … is not servable in region',
            'your project does not have access to it',
          ],
        },
      ],
      link: LINKS.vertex,
    },
    {
      id: 'vertex-policy',
      title: say('Policy of the Google organization forbids it', 'Google 组织策略禁止该操作'),
      fault: 'provider',
      meaning: say(
        'An organization policy, such as allowed models or service perimeters, stops the call.',
        '组织策略（如允许的模型或服务边界）阻止了调用。',
      ),
      remedies: [
        say(
          'Ask the administrators of the Google organization to allow it.',
          '请 Google 组织管理员放行。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'organization policy constraint',
            'request is prohibited by organizations policy',
            'vpcservicecontrols',
          ],
        },
      ],
      link: LINKS.vertex,
    },
  ],
}
