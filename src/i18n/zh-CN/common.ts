import type { common as original } from '../en/common.ts'
import { translationOf } from '../message.ts'

/** What several places say, in Simplified Chinese. */
export const common = translationOf<typeof original>()({
  unknown: '未知',
  separator: '、',
  colon: '：',
  comma: '，',
  stop: '。',
  clauseBreak: '；',
  gap: '',
  inBrackets: '（{text}）',
  patterns: { day: 'yyyy年M月d日', dayTime: 'yyyy年M月d日 HH:mm', chartDay: 'M月d日' },
  timeZoned: '{time}（{zone}）',
  periodZoned: '{period}（{zone}）',
  timeCount: '{time}（{count, number} 次）',
  nameCount: '{name}（{count, number}）',

  durations: {
    seconds: '{count, number} 秒',
    minutes: '{count, number} 分钟',
    hours: '{count, number} 小时',
    days: '{count, number} 天',
    both: '{larger} {smaller}',
  },
  ago: '{duration}前',
  lessThan: '不到 {number}',

  failures: '{count, number} 次失败',
  failuresNoun: '{count, plural, other {次失败}}',
  noFailures: '没有失败',
  andMore: '…… 另有 {count, number} 项',

  severities: { critical: '严重', warning: '警告', info: '提示' },
  faults: {
    caller: '调用方',
    provider: '供应商',
    capacity: '容量不足',
    proxy: 'LiteLLM 代理自身',
  },
  ruleNames: {
    'provider-failures': '供应商故障',
    'capacity-failures': '容量不足',
    'failure-spike': '失败激增',
    'caller-errors-everywhere': '多个调用方出现同一错误',
    'lookout-no-data': 'Lookout 监控中断',
    'new-error': '新错误',
  },
  labels: {
    model: '模型 {value}',
    key: '密钥 {value}',
    team: '团队 {value}',
    provider: '供应商 {value}',
    error_type: '错误类型 {value}',
    status: '状态码 {value}',
    fault: '问题归属：{value}',
    group: '错误“{value}”',
  },
  otherLabel: '{name} 为 {value}',
  models: '模型',
  keys: '密钥',
  teams: '团队',
  errorTypes: '错误类型',
  model: '模型',
  key: '密钥',
  request: '请求',
})
