import type { notices as original } from '../en/notices.ts'
import { translationOf } from '../message.ts'

/** What Lookout says of itself, in Simplified Chinese. */
export const notices = translationOf<typeof original>()({
  monitoringGap: {
    title: '监控空档：{duration}',
    text: '{from} 至 {to}（{zone}）Lookout 未运行或无法读取 LiteLLM 的数据表。',
    failures:
      '{count, plural, =0 {其间没有失败。} other {其间有 # 次失败，已计入日报，不再发送告警。}}',
  },
  tooManySeries: {
    title: '规则 {rule}：标签组合超过 {most, number} 个',
    text: '规则 {rule} 的标签组合多于 alerting.maxSeries（{most, number}）允许的数量：最旧和最小的合并计为“other”。可减少 by 中的标签、加上 match，或提高上限（会占用更多内存）。',
  },
  noFailuresLogged: {
    title: 'LiteLLM 似乎没有记录失败',
    text: '最近一天记录了数千次请求，却没有一次失败。若不合常理，请检查 LiteLLM 的 general_settings 中是否有 `disable_error_logs: true`：有此设置时 Lookout 读不到失败。',
  },
  channelFailing: {
    title: '渠道 {channel} 发送失败',
    refused: '对方永久拒收{what}：{error}',
    waiting: '对方尚未接收{what}：{error}',
    refusedNext: '被拒收的消息会保留，可用 lookout status 查看数量，不再发送。',
    waitingNext: 'Lookout 会继续尝试。',
    once: '在该渠道恢复之前只通知一次。可运行 lookout check 查明原因。',
  },
  recipientsRefused: {
    title: '{channel} 发送的消息有人收不到：{names}',
    text: '{what}已为其他收件人接收，不再发送。{answer}',
    weekly: '此情况持续期间，每周通知一次。',
  },
  heldBack: {
    title: '{count, number} 条消息未发送',
    text: '除严重告警外，此渠道每小时最多 {limit, number} 条消息。{from} 至 {to}（{zone}）另有 {count, number} 条：',
    line: '{count, number} × {what}',
    next: '这些消息不再发送。日报会统计全部失败，lookout status 可查看仍未恢复的告警。',
  },
  stateUnwritable: {
    title: 'Lookout 无法写入状态数据库',
    text: '没有丢失：未能保存的内容稍后会重新读取。在修复之前不会产生告警、报告和日报。{error}',
  },
  stateWritable: {
    title: 'Lookout 已能写入状态数据库',
    text: '已从中断处继续。',
  },
  stateRebuilding: {
    title: 'Lookout 的状态数据库已损坏，正在重建',
    text: '损坏的文件保存为 {file}。最近几天的失败会从 LiteLLM 的数据表重新读取；旧的失败不再告警，过去几天的报告和日报视为已发送。静默、未恢复的告警和未发送的消息已丢失。',
  },
  test: {
    title: '测试消息',
    text: 'Lookout 可以在这里发送消息。一切正常：有人运行了 lookout check --send-test。',
  },
  subject: {
    alert: '告警 {rules}（{reason}）',
    digest: ' {day} 的日报',
    report: '一份报告',
    notice: '“{title}”',
  },
  subjectShort: {
    alert: '{rules}：{reason}',
    digest: '{day} 的日报',
    report: '报告',
    notice: '{title}',
  },
  reasons: {
    'first seen': '新触发',
    'still firing': '持续触发',
    resolved: '已恢复',
    'resolved, end unknown': '已恢复',
  },
})
