import { createTranslate } from '../translate.ts'

const catalogue: readonly (readonly [english: string, chinese: string])[] = [
  // What rules say of their findings
  ['{n} failure(s) in {duration}', '{duration}内 {n} 次失败'],
  [
    '{n} failure(s) in {duration} of an error never seen before',
    '{duration}内 {n} 次从未见过的失败',
  ],
  [
    '{n} failure(s) in {duration} of an error that was not seen for {quiet:duration}',
    '{duration}内 {n} 次失败，此错误已有 {quiet} 未出现',
  ],
  [
    '{n} of {m} request(s) failed in {duration}: {share}, and not by chance',
    '{duration}内 {m} 次请求中有 {n} 次失败（{share}），并非偶然',
  ],
  ['the rule fires at the first', '首次出现即告警'],
  ['the rule fires at {n}', '告警阈值为 {n}'],
  ['the rule fires above {share}', '超过 {share} 即告警'],
  [
    '{n} failure(s) reached {m} different key(s) in {duration}',
    '{duration}内 {n} 次失败波及 {m} 个密钥',
  ],
  [
    '{n} failure(s) reached {m} different team(s) in {duration}',
    '{duration}内 {n} 次失败波及 {m} 个团队',
  ],
  [
    '{n} failure(s) reached {m} different model(s) in {duration}',
    '{duration}内 {n} 次失败波及 {m} 个模型',
  ],
  [
    '{n} failure(s) reached {m} different {what} in {duration}',
    '{duration}内 {n} 次失败波及 {m} 个不同的 {what}',
  ],
  ['{n} in {duration}', '{duration}内 {n} 次'],
  [
    'expected {n} (by chance less than once in a trillion looks)',
    '预期 {n} 次（偶然出现的机会不到万亿分之一）',
  ],
  ['expected {n} (by chance once in {m} looks)', '预期 {n} 次（每查看 {m} 次才会偶然出现一次）'],
  ['expected {n}', '预期 {n} 次'],
  ['no request for {duration}', '已有 {duration}没有请求'],
  ['no successful request for {duration}', '已有 {duration}没有成功的请求'],
  ['{n} request(s) in {duration}', '{duration}内 {n} 次请求'],
  ['{n} successful request(s) in {duration}', '{duration}内 {n} 次成功的请求'],
  [
    'at this hour of the week there have always been {n} or more in {duration}',
    '每周此时{duration}内一向不少于 {n} 次',
  ],
  ['Lookout sees again', 'Lookout 已恢复观察'],
  ['Lookout has seen nothing for {duration}: {rest}', 'Lookout 已有 {duration}未能观察：{rest}'],
  ["LiteLLM's tables could not be read ({why})", '无法读取 LiteLLM 的数据表（{why}）'],
  [
    'LiteLLM logs nothing: neither failures nor successes, though at this hour it usually does',
    'LiteLLM 没有任何记录：既无失败也无成功，而平时此刻总有记录',
  ],
  // What Lookout says of itself
  [
    '{what} was taken for the others, and is not sent again. {rest}',
    '{what} 已为其他收件人接收，不再发送。{rest}',
  ],
  ['the digest of {day}', '{day} 的汇总'],
  ['a report', '一份报告'],
  ['{n} × {rule}: first seen', '{n} × {rule}：新触发'],
  ['{n} × {rule}: still firing', '{n} × {rule}：持续触发'],
  ['{n} × {rule}: resolved', '{n} × {rule}：已恢复'],
  ['alert {rule} ({reason})', '告警 {rule}'],
  ['Nobody watched for {duration}', '有 {duration}无人观察'],
  [
    "From {from} to {to} ({zone}) Lookout was not running or could not read LiteLLM's tables. There was {n} failure meanwhile: the digest tells them, alerts are for now only.",
    '{from} 至 {to}（{zone}）Lookout 未运行或无法读取 LiteLLM 的数据表。其间有 {n} 次失败，将在汇总中告知；告警只针对当前情况。',
  ],
  [
    "From {from} to {to} ({zone}) Lookout was not running or could not read LiteLLM's tables. There were {n} failures meanwhile: the digest tells them, alerts are for now only.",
    '{from} 至 {to}（{zone}）Lookout 未运行或无法读取 LiteLLM 的数据表。其间有 {n} 次失败，将在汇总中告知；告警只针对当前情况。',
  ],
  ['Rule {rule}: more than {n} label sets', '规则 {rule}：标签组合超过 {n} 个'],
  [
    'The rule {rule} tells apart more label sets than alerting.maxSeries ({n}) allows: the oldest and smallest are counted together as "other". Fewer labels in by, or a match, would help; so would a higher limit, which costs memory.',
    '规则 {rule} 区分的标签组合多于 alerting.maxSeries（{n}）所允许的数量：最旧和最小的合并计为“other”。可减少 by 中的标签或加上 match；也可提高上限，但会占用更多内存。',
  ],
  ['LiteLLM seems to log no failures', 'LiteLLM 似乎没有记录失败'],
  [
    'Thousands of requests were logged in the last day and not one failure. If that is too good to be true, look for `disable_error_logs: true` in the general_settings of LiteLLM: with it, Lookout has nothing to see.',
    '最近一天记录了数千次请求，却没有一次失败。若不合常理，请检查 LiteLLM 的 general_settings 中是否有 `disable_error_logs: true`：有此设置时 Lookout 无从观察。',
  ],
  ['The channel {channel} does not take messages', '渠道 {channel} 不接收消息'],
  ['It refused {what} for good: {why}', '它彻底拒收了 {what}：{why}'],
  ['It has not taken {what} yet: {why}', '它尚未接收 {what}：{why}'],
  [
    'What it refused is kept and counted by lookout status, and is not sent again.',
    '被拒收的消息予以保留，可用 lookout status 查看数量，不再发送。',
  ],
  ['Lookout goes on trying.', 'Lookout 会继续尝试。'],
  [
    'This is told once, until the channel works again. lookout check says what is wrong with it.',
    '在该渠道恢复之前只告知这一次。lookout check 可查明原因。',
  ],
  ['Not everybody gets what {channel} sends: {names}', '{channel} 发送的消息有人收不到：{names}'],
  ['refused: {list}', '拒收：{list}'],
  ['This is told once a week while it lasts.', '此情况持续期间，每周告知一次。'],
  ['{n} message(s) was held back', '{n} 条消息未发送'],
  ['{n} message(s) were held back', '{n} 条消息未发送'],
  [
    'This channel gets at most {n} messages an hour, critical ones apart. Between {from} and {to} ({zone}) there were {m} more:',
    '除严重告警外，此渠道每小时最多 {n} 条消息。{from} 至 {to}（{zone}）另有 {m} 条：',
  ],
  ['… and {n} more', '…… 另有 {n} 项'],
  [
    'They are not sent again; the digest counts all failures, and lookout status tells what is still open.',
    '这些消息不再发送；汇总会统计全部失败，lookout status 可查看仍未恢复的告警。',
  ],
  ['Lookout cannot write its memory', 'Lookout 无法写入自身数据'],
  [
    'Nothing is lost: what cannot be remembered is read again later. But until this is mended, no alerts, reports or digests are made. {why}',
    '没有丢失：未能记住的内容稍后会重新读取。但在修复之前不会产生告警、报告和汇总。{why}',
  ],
  ['Lookout can write its memory again', 'Lookout 已能写入自身数据'],
  ['It goes on where it stopped.', '已从中断处继续。'],
  ["Lookout's memory was damaged and is being rebuilt", 'Lookout 的数据已损坏，正在重建'],
  [
    "The damaged file is kept as {file}. Failures of the last days are read again from LiteLLM's tables; nobody is alerted of what is old, and reports and digests of past days count as sent. Silences, open alerts and messages that were not sent yet are lost.",
    '损坏的文件保存为 {file}。最近几天的失败会从 LiteLLM 的数据表重新读取；旧的失败不再告警，过去几天的报告和汇总视为已发送。静默、未恢复的告警和尚未发送的消息已丢失。',
  ],
  ['Test message', '测试消息'],
  [
    'Lookout can tell you something here. Nothing is wrong: somebody ran lookout check --send-test.',
    'Lookout 可以在这里通知您。一切正常：有人运行了 lookout check --send-test。',
  ],
]

/** A text that was frozen in English, in Chinese; null where there is none for any line. */
export const translated = createTranslate({
  catalogue,
  units: { second: '秒', minute: '分钟', min: '分钟', hour: '小时', day: '天' },
  moment: '片刻',
  lessThan: (number) => `不到 ${number}`,
  between: '；',
})
