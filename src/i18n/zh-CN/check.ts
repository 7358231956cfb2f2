import type { check as original } from '../en/check.ts'
import { translationOf } from '../message.ts'

/** What `lookout check` found, and what helps, in Simplified Chinese. */
export const check = translationOf<typeof original>()({
  justNow: '刚刚',
  says: {
    instance: '实例 {instance}，时区 {timezone}',

    answers: '{where} 有响应',
    superuser: '{user} 是超级用户',
    mayWrite: '{user} 可以写入日志表',
    mayReadPrompts: '{user} 可以读取提示词和回答（{columns}），Lookout 并不需要',
    noTables: 'schema {schema} 中既没有 LiteLLM_SpendLogs，也没有 LiteLLM_ErrorLogs',
    noRight: '{table}：无权读取其列',
    noRightTo: '{table}：无权读取 {columns}',
    fieldsEmpty: '{table}：无权读取 {columns}，这些字段将为空',
    keysAsHash: '无法读取 LiteLLM_VerificationToken：部分密钥只显示为短哈希',
    readable:
      '{table} 可读取：约 {rows} 条记录{size, select, unknown {} other {，{size}}}{index, select, used {；轮询使用其索引} other {}}',
    noIndex: '{table} 没有 "startTime" 索引：每次轮询都要读取整张表',
    indexUnused: '{table} 有 "startTime" 索引，但数据库在轮询时会读取整张表',
    failuresLogged: '失败记录在 {table} 中，最新一条：{newest}',
    noFailures: '请求有记录（最新一条：{newest}），但 {days} 天内没有一次失败',
    noRequests: '{days} 天内没有记录任何请求',
    rowsAhead: '最新记录的时间比数据库时钟快 {minutes} 分钟',
    localTimes: '{since} 至 2025 年 1 月的记录使用代理的本地时间，现按 {timezone} 解读',
    filterUnmatched:
      'source.filters.{filter} 中的 {pattern} 与最近 {days} 天的任何失败请求都不匹配',
    filtersMatched: '过滤条件中的名称全部存在',

    clockAgrees: '与数据库时钟一致，相差不超过 {seconds} 秒',
    clockAhead: '数据库时钟比本机快 {seconds} 秒',
    clockBehind: '数据库时钟比本机慢 {seconds} 秒',
    room: '{path} 剩余空间 {gigabytes} GB',
    othersMayRead: '{path} 可被其他用户读取（权限 {mode}）',
    canBeMade: '{path} 尚不存在，可以创建',
    noFolder: '{path} 不是目录',
    writable: '{path} 可写入',
    stateFree: '{path} 可打开；没有守护进程在使用',
    stateHeld: '{path} 可打开；进程 {pid} 正在使用',
    pageOpen: '{address}，仅本机可访问，未设令牌',
    pageLocked: '{address}，需要令牌',
    tokenShort: '{option} 太短',
    asExpected: '符合预期',

    answerTooLong: 'llm.maxAnswerTokens 为 {answer}，而模型的回答最多 {limit} 个 token',
    windowUnknown:
      '上下文窗口未知：服务器未提供；llm.maxPromptTokens 与 llm.maxAnswerTokens 合计 {asked}',
    windowFits:
      '上下文窗口为 {window} 个 token；llm.maxPromptTokens 与 llm.maxAnswerTokens 合计 {asked}',
    windowTooSmall:
      '上下文窗口为 {window} 个 token；llm.maxPromptTokens 与 llm.maxAnswerTokens 合计 {asked}：较大的提示词会被拒绝或截断',
    modelAnswered: '{seconds} 秒内已回答',
    accepted: '已接收',
    heartbeatTaken: '调用已被接收',
  },
  remedies: {
    databaseUrl: '请检查 DATABASE_URL',
    proxyDatabase: '请将 DATABASE_URL 指向代理的数据库',
    schema: '请在 DATABASE_URL 末尾加上 ?schema={schema}',
    readOnlyRole: '只有 SELECT 权限的角色即可：见 README 的 "read-only role"',
    noPromptsRole: '可用 deploy/sql/read-only-role.sql 创建没有此权限的角色',
    grant:
      '请以表的所有者身份执行 deploy/sql/read-only-role.sql；若需包含提示词在内的全部列，请执行：{grants}',
    createIndex:
      '请执行 CREATE INDEX CONCURRENTLY ON "{schema}"."{table}" ("startTime")；LiteLLM 同步表结构时可能会再次删除它',
    analyze:
      '请执行 ANALYZE "{schema}"."{table}"；若无效，请用 EXPLAIN 查看以 "startTime" 为范围的查询',
    errorLogs: '若不合常理，请检查 LiteLLM 的 general_settings 中是否有 disable_error_logs: true',
    spendLogs: '请确认代理写入的正是此数据库，并检查其设置中是否有 disable_spend_logs',
    proxyClock:
      '请用 NTP 校准代理的时钟；LiteLLM 1.60 之前的版本写入本地时间：请升级，或以 TZ=UTC 运行',
    sourceTimezone: '若代理当时不以 UTC 运行，请将 source.timezone 设为其时区，例如 Europe/Berlin',
    filters: '请检查 source.filters',
    filterNames: 'lookout keys 会列出 Lookout 看到的名称；模式须匹配整个名称，区分大小写',

    clocks: '请用 NTP 校准两者；规则以数据库时钟为准，显示的时间以本机时钟为准',
    room: '请释放空间，或缩短 retention.events 和 retention.artifacts',
    permissions: '请执行 chmod 600 {path}',
    longerToken: '请生成至少 32 个字符的令牌：openssl rand -hex 24',
    outputWritable:
      '请让 Lookout 的用户可以写入 {path}（容器内的用户编号为 1000：chown 1000:1000），或设置 OUTPUT_DIR',
    outputFolder: '请将 OUTPUT_DIR 设为一个目录',
    stateWritable: '请让 Lookout 的用户可以写入状态库所在目录，或设置 STATE_URL',
    ruleTests: '规则测试的写法见 docs/alerting.md',

    model: '请检查 LLM_URL',
    modelAccess: '请检查 LLM_URL、LLM_API_KEY 和 LLM_MODEL',
    modelTemperature: '请设置 llm.temperature: none',
    modelKey: '请检查 LLM_API_KEY',
    modelPath:
      'LLM_URL 须为完整路径（…/v1/chat/completions 或 …/api/chat），LLM_MODEL 须为服务器已有的模型名',
    modelSlow: '请检查 LLM_URL、LLM_API_KEY 和 LLM_MODEL；若模型较慢，请调大 llm.timeout',
    maxAnswerTokens: '请将 llm.maxAnswerTokens 设为 {most} 或更小',
    maxPromptTokens: '请将 llm.maxPromptTokens 设为 {most} 或更小',
    contextWindow: '请检查模型的上下文窗口：须大于此数，否则较大的提示词会被拒绝或截断',
    lowerBoth: '请调小两者，或使用上下文窗口更大的模型',

    channels: '请检查 email.caFile 以及各通知渠道引用的文件',
    slack:
      '请在 Slack 中查看 webhook（Apps、Incoming Webhooks）并设置 SLACK_WEBHOOK_URL；若经由代理访问，请设置 HTTPS_PROXY',
    email: '请检查 SMTP_URL（主机、端口、用户名、密码），以及服务器是否接受 EMAIL_FROM',
    webhook: '请检查 webhook 的 URL',
    alertmanager: '请检查 Alertmanager 的 URL',
    heartbeat: '请检查 HEARTBEAT_URL 和 heartbeat.method',
  },
})
