import type { Part, SaidWords } from '../locale.ts'

/** The words around what a model says, in Simplified Chinese. */
export const said: Part<SaidWords> = {
  colon: '：',
  separator: '、',
  problems: '主要问题',
  byModel: '按模型',
  advice: '建议',
  cause: '可能原因',
  confidences: { high: '把握大', medium: '把握一般', low: '把握小' },
  confidence: (says) => `（${says}）`,
  doThis: '处理办法',
  tell: '通知',

  noModel: '未配置语言模型',
  nothingToExplain: '没有需要说明的内容',
  plainWords: '模型没有给出结构化的回答，以下是它的原文',
  unreadable: '无法读取模型的回答',
  allCut: (statements) => `模型所说的内容均无法与事实核对（删去 ${statements} 条）`,
  stopped: '模型达到了令牌上限，回答不完整',
  tokensUsed: (limit) => `每日 ${limit} 个令牌的预算已用完`,
  callsUsed: (limit) => `最近一小时已询问模型 ${limit} 次，达到上限`,
  promptFailed: (reason) => `无法生成提示词：${reason}`,
  purged: '已清除',

  noFailures: (period) => `${period}没有失败。`,
  failures: (count) => `${count} 次失败`,
  total: (failures, period) => `${period}共 ${failures}。`,
  period: (from, to) => `${from} 至 ${to} `,
  seen: (first, last) => `最早 ${first}，最近 ${last}。`,
  late: (failures) => `${failures}记录迟到。`,
  against: (change, before, from) => `与 ${from} 的${before}相比：${change}。`,
  ofRequests: (share, requests) => `占全部 ${requests} 次请求的 ${share}。`,
  causedBy: '责任方：',
  largestGroups: '最大的分组：',
  moreGroups: (groups, failures) => `另有 ${groups} 个分组，${failures}`,
  models: '模型',
  keys: '密钥',
  lastSeen: (at) => `最近 ${at}`,
  empty: '（空）',
  unknown: '未知',
  others: '其他',
  byModelLine: (list) => `按模型：${list}。`,
  byErrorTypeLine: (list) => `按错误类型：${list}。`,
  newGroup: '新出现',
  regressedGroup: '再次出现',
  gone: (list) => `与上一时段相比已消失：${list}。`,
  gap: (from, to, missing) =>
    missing
      ? `${from} 至 ${to} 期间 Lookout 什么也看不到，其间的失败未计入。`
      : `${from} 至 ${to} 期间 Lookout 未在监控，其间的失败事后读取。`,
  faults: {
    caller: '调用方（请求、密钥、预算）',
    provider: '提供商',
    capacity: '容量不足（限流、没有可用部署）',
    proxy: '代理自身',
  },
}
