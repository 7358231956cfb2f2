import type { source as original } from '../en/source.ts'
import { translationOf } from '../message.ts'

/** What helps when LiteLLM's database cannot be read, in Simplified Chinese. */
export const source = translationOf<typeof original>()({
  sourceAt: '{where}：{error}',
  sourceRemedies: {
    login: '请检查 DATABASE_URL 中的用户名和密码，以及 pg_hba.conf 是否允许此主机。',
    certificate:
      '请通过 source.caFile（或 DATABASE_URL 中的 sslrootcert）提供服务器证书的 CA，或用 sslmode=require 只加密不校验。',
    expired: '服务器证书已过期，请在服务器上更新。',
    otherName:
      '服务器证书属于另一个名称：请在 DATABASE_URL 中使用该名称，或用 sslmode=verify-ca 只校验 CA。',
    noTls: '服务器不支持 TLS：请在 DATABASE_URL 中使用 sslmode=disable 或 sslmode=prefer。',
    unreachable:
      '请检查 DATABASE_URL 中的主机和端口，以及此容器是否在数据库所在的网络中（LITELLM_NETWORK）。',
    restarting: '数据库正在启动、停止或重启，恢复后会继续读取。',
    database: '请检查 DATABASE_URL 中的数据库名，须为 LiteLLM 使用的数据库。',
    grant: '请以表的所有者身份执行：{grants}',
    tables: '请检查 DATABASE_URL 中的数据库和 ?schema=；LiteLLM 首次启动后才会建表。',
    columns: 'LiteLLM 更改了数据表，将重新查询其列。',
    locked: 'LiteLLM 或迁移任务锁定了该表，将重试读取。',
    slow: '查询超时：请调大 source.statementTimeout，或检查 startTime 索引是否存在。',
    standby: '备库为跟上主库取消了读取，将重试。',
    connections: '数据库连接已用尽：请调大 max_connections，或使用 PgBouncer。',
    databaseLog: '原因见数据库日志。',
  },
})
