import { say } from './entry.ts'

/** What helps with more than one failure. Settings of LiteLLM are named as they stand in its configuration. */
export const FALLBACKS = say(
  'Add a deployment of another provider or region to the group, or name another group in `fallbacks`.',
  '为该模型组增加其他供应商或区域的部署，或在 `fallbacks` 中配置备用模型组。',
)
export const RETRIES = say(
  'Set `num_retries` so that a short failure is retried by the proxy.',
  '设置 `num_retries`，由代理自动重试短暂的失败。',
)
export const WAIT = say(
  'Check the status page of the provider and wait; the request itself is fine.',
  '查看供应商状态页并等待恢复；请求本身没有问题。',
)
export const SLOW_DOWN = say(
  'Send fewer requests at once, and back off for as long as the answer says.',
  '降低并发，并按响应中给出的时间退避重试。',
)
export const DEPLOYMENT_LIMITS = say(
  "Set `rpm` and `tpm` of each deployment to the provider's real limits and turn on `enable_pre_call_checks`, so that the router avoids full ones.",
  '将各部署的 `rpm`、`tpm` 设为供应商的实际限额，并开启 `enable_pre_call_checks`，让路由避开已满的部署。',
)
export const MORE_QUOTA = say(
  'Ask the provider for a higher limit, or spread the load over several accounts or regions.',
  '向供应商申请提高限额，或将流量分散到多个账户或区域。',
)
export const CAP_CALLERS = say(
  'Give keys and teams a `tpm_limit` and `rpm_limit`, so that one caller cannot use up the shared limit.',
  '为密钥和团队设置 `tpm_limit`、`rpm_limit`，避免单个调用方耗尽共享限额。',
)
export const TOP_UP = say(
  "Pay or top up the provider's account, and turn on automatic top-up if there is one.",
  '为供应商账户缴费或充值；如支持，请开启自动充值。',
)
export const NEW_PROVIDER_KEY = say(
  "Put a valid key of the provider into the deployment's `api_key` (or its environment variable) and reload the proxy.",
  '在该部署的 `api_key`（或对应环境变量）中换上有效的供应商密钥，并重新加载代理。',
)
export const CHECK_ACCOUNT = say(
  "Look at the account's state in the provider's console, or ask the provider's support.",
  '在供应商控制台查看账户状态，或联系供应商客服。',
)
export const REPLACE_MODEL = say(
  'Point the deployment (`litellm_params.model`) at a current model, and keep the public `model_name`.',
  '将该部署的 `litellm_params.model` 改为仍在服务的模型，对外的 `model_name` 保持不变。',
)
export const CHECK_MODEL_NAME = say(
  'Check the model name against `/v1/models`, which lists what the key may use.',
  '对照 `/v1/models` 检查模型名称，该接口列出此密钥可用的模型。',
)
export const SHORTEN = say(
  'Send less: trim the history, split the document, or summarise.',
  '缩短输入：裁剪历史消息、拆分文档或先做摘要。',
)
export const CONTEXT_FALLBACKS = say(
  'Name a model with a longer context in `context_window_fallbacks`.',
  '在 `context_window_fallbacks` 中配置上下文更长的模型。',
)
export const PRE_CALL_CHECKS = say(
  'Turn on `enable_pre_call_checks`, so that the router skips deployments that are too small.',
  '开启 `enable_pre_call_checks`，让路由跳过上下文长度不足的部署。',
)
export const LOWER_MAX_TOKENS = say(
  'Ask for fewer output tokens (`max_tokens`).',
  '调低输出上限（`max_tokens`）。',
)
export const DROP_PARAMS = say(
  'Set `drop_params: true`, or list the parameter in `additional_drop_params`, so that the proxy leaves out what the model does not support.',
  '设置 `drop_params: true`，或把该参数列入 `additional_drop_params`，由代理去掉模型不支持的参数。',
)
export const FIX_REQUEST = say(
  'Correct the request: the message names the field.',
  '修正请求：错误信息中已指出具体字段。',
)
export const REPHRASE = say(
  'Change the prompt; sending the same one again will be refused again.',
  '修改提示词；原样重试仍会被拒绝。',
)
export const CONTENT_FALLBACKS = say(
  'Name a model with another filter in `content_policy_fallbacks`, if your rules allow it.',
  '如合规允许，可在 `content_policy_fallbacks` 中配置过滤策略不同的模型。',
)
export const ASK_ADMIN = say(
  'Ask the administrator of the proxy for access or for another key.',
  '联系代理管理员开通权限或更换密钥。',
)
export const RAISE_BUDGET = say(
  'Raise `max_budget`, or wait until `budget_duration` resets the spend.',
  '调高 `max_budget`，或等待 `budget_duration` 周期重置。',
)
export const REVIEW_SPEND = say(
  'Find out what the money went to before raising the budget: a loop or a more expensive model is a common cause.',
  '调高预算前先查明花费去向：常见原因是循环调用或使用了更贵的模型。',
)
export const RAISE_OWN_LIMIT = say(
  'Raise the limit (`rpm_limit`, `tpm_limit`, `max_parallel_requests`) if the use is intended.',
  '如属正常用量，调高 `rpm_limit`、`tpm_limit` 或 `max_parallel_requests`。',
)
export const CHECK_NETWORK = say(
  'Test the connection from the container of the proxy to `api_base`: address, firewall, DNS, egress proxy.',
  '在代理容器内测试到 `api_base` 的连接：地址、防火墙、DNS、出口代理。',
)
export const CHECK_API_BASE = say(
  'Check `api_base`: host, path and whether `/v1` belongs to it.',
  '检查 `api_base`：主机、路径，以及是否应包含 `/v1`。',
)
export const RAISE_TIMEOUT = say(
  'Raise `timeout` or `stream_timeout` of the deployment if the model really needs that long, and let callers stream.',
  '若模型确实需要更长时间，调高该部署的 `timeout` 或 `stream_timeout`，并建议调用方使用流式输出。',
)
export const CHECK_SERVER = say(
  'Read the log of the model server and restart it if it does not recover.',
  '查看模型服务日志；若未自行恢复，请重启服务。',
)
export const MORE_SERVERS = say(
  'Add a replica of the model server as another deployment of the group.',
  '增加模型服务副本，并作为同一模型组的新部署接入。',
)
export const CHECK_DATABASE = say(
  'Check that PostgreSQL runs and that `DATABASE_URL` is right and reachable from the proxy.',
  '检查 PostgreSQL 是否运行、`DATABASE_URL` 是否正确且代理可达。',
)
export const POOL_LIMIT = say(
  'Fit `database_connection_pool_limit` × workers × replicas into the connections that the database allows.',
  '使 `database_connection_pool_limit` × 工作进程数 × 副本数不超过数据库允许的连接数。',
)
export const DB_UNAVAILABLE = say(
  'In a closed network, `allow_requests_on_db_unavailable: true` keeps requests going meanwhile.',
  '在内网环境中，可设置 `allow_requests_on_db_unavailable: true`，在数据库不可用期间继续处理请求。',
)
export const CHECK_REDIS = say(
  'Check that Redis runs and that `redis_host`, `redis_port` and `redis_password` are right.',
  '检查 Redis 是否运行，以及 `redis_host`、`redis_port`、`redis_password` 是否正确。',
)
export const UPGRADE_LITELLM = say(
  'Look for the message in LiteLLM’s issues, and upgrade LiteLLM if it is fixed.',
  '在 LiteLLM 的 issue 中检索该信息；若已修复，请升级 LiteLLM。',
)
export const READ_PROXY_LOG = say(
  'Read the log of the proxy at that time: it has the traceback.',
  '查看代理当时的日志，其中有完整的调用栈。',
)
