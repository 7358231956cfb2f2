import { LINKS } from '../../docs-links.ts'
import { type CatalogueFamily, say } from '../../entry.ts'
import { CHECK_ACCOUNT, FALLBACKS, REPLACE_MODEL } from '../../remedies.ts'

const NEW_CREDENTIALS = say(
  'Renew the AWS credentials of the proxy, or let it use a role (`aws_role_name`) that renews itself.',
  '更新代理的 AWS 凭证，或改用可自动续期的角色（`aws_role_name`）。',
)

export const BEDROCK_ACCESS: CatalogueFamily = {
  id: 'bedrock-access',
  title: say('Amazon Bedrock: models and credentials', 'Amazon Bedrock：模型与凭证'),
  entries: [
    {
      id: 'bedrock-model-invalid',
      title: say('Model id is not valid at Bedrock', 'Bedrock 模型标识无效'),
      fault: 'provider',
      meaning: say(
        'The id in `litellm_params.model` does not exist in this region.',
        '`litellm_params.model` 中的标识在该区域不存在。',
      ),
      remedies: [
        say(
          'Check the id and `aws_region_name` of the deployment.',
          '检查该部署的模型标识与 `aws_region_name`。',
        ),
        REPLACE_MODEL,
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'provided model identifier is invalid',
            'could not resolve the foundation model from the provided model identifier',
          ],
        },
      ],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-model-no-access',
      title: say('Account has no access to the Bedrock model', '账户无权访问该 Bedrock 模型'),
      fault: 'provider',
      meaning: say(
        'Access to the model is not granted to the account or role of the proxy.',
        '代理所用账户或角色未获得该模型的访问权限。',
      ),
      remedies: [
        say(
          'Request access to the model in the Bedrock console, and allow `bedrock:InvokeModel`.',
          '在 Bedrock 控制台申请模型访问权限，并允许 `bedrock:InvokeModel`。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'has no access to model',
            'dont have access to the model with the specified model id',
            'model access is denied',
            'is not authorized to perform:bedrock:',
            'is not available for this account',
            'bedrockexception - … operation not allowed',
          ],
        },
      ],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-use-case-form',
      title: say('Use case form for Anthropic models is missing', '未提交 Anthropic 模型用例表单'),
      fault: 'provider',
      meaning: say(
        'AWS requires the account’s use case before it opens Anthropic’s models.',
        'AWS 要求账户先提交用例信息才开放 Anthropic 模型。',
      ),
      remedies: [
        say(
          'Fill in the form in the Bedrock console; it takes effect within minutes.',
          '在 Bedrock 控制台填写表单，几分钟内生效。',
        ),
      ],
      acts: 'operator',
      match: [{ message: ['model use case details have not been submitted', 'ftuformnotfilled'] }],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-model-legacy',
      title: say('Bedrock model is legacy', 'Bedrock 模型已进入淘汰期'),
      fault: 'provider',
      meaning: say(
        'The model is marked as legacy and is closed to accounts that did not use it lately.',
        '该模型被标记为 Legacy，对近期未使用的账户关闭。',
      ),
      remedies: [REPLACE_MODEL, FALLBACKS],
      acts: 'operator',
      match: [{ message: ['marked by provider as legacy'] }],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-token-expired',
      title: say('AWS credentials have expired', 'AWS 凭证已过期'),
      fault: 'provider',
      meaning: say(
        'The temporary credentials of the proxy have expired.',
        '代理使用的临时凭证已过期。',
      ),
      remedies: [NEW_CREDENTIALS],
      acts: 'operator',
      match: [
        {
          message: [
            'security token included in the request is expired',
            'expiredtokenexception',
            'the sso session associated with this profile has expired',
            'bearer token has expired',
          ],
        },
      ],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-token-invalid',
      title: say('AWS credentials are wrong', 'AWS 凭证无效'),
      fault: 'provider',
      meaning: say(
        'AWS does not know the access key of the proxy, or the signature does not fit.',
        'AWS 不认可代理的访问密钥，或签名不匹配。',
      ),
      remedies: [
        NEW_CREDENTIALS,
        say(
          'Check the clock of the proxy: signatures depend on it.',
          '检查代理的系统时间：签名依赖时间。',
        ),
      ],
      acts: 'operator',
      match: [
        {
          message: [
            'security token included in the request is invalid',
            'unrecognizedclientexception',
            'request signature we calculated does not match',
            'invalidsignatureexception',
            'signature expired:',
          ],
        },
      ],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-no-credentials',
      title: say('Proxy has no AWS credentials', '代理没有 AWS 凭证'),
      fault: 'provider',
      meaning: say(
        'Neither the deployment nor the environment nor a role gives the proxy credentials.',
        '部署、环境变量和角色均未提供凭证。',
      ),
      remedies: [NEW_CREDENTIALS],
      acts: 'operator',
      match: [
        {
          message: [
            'unable to locate credentials',
            'nocredentialserror',
            'partial credentials found',
            'is not authorized to perform:sts:assumerole',
          ],
        },
      ],
      link: LINKS.bedrock,
    },
    {
      id: 'bedrock-marketplace',
      title: say('AWS Marketplace subscription is not active', 'AWS Marketplace 订阅未生效'),
      fault: 'provider',
      meaning: say(
        'The subscription to the model is missing, failed or has no valid means of payment.',
        '该模型的订阅缺失、失败，或没有有效的付款方式。',
      ),
      remedies: [CHECK_ACCOUNT],
      acts: 'operator',
      match: [
        { message: ['aws marketplace', 'invalid_payment_instrument', 'mpagreementbeingcreated'] },
      ],
      link: LINKS.bedrock,
    },
  ],
}
